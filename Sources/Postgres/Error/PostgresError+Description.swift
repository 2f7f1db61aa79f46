extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
  /// A sentence for logs and terminals that holds nothing out of the database.
  ///
  /// It gives the kind of failure, the SQLSTATE with its condition name, and the names of the
  /// schema, table, column and constraint. The server's message is added only for conditions whose
  /// message names objects or states and cannot quote a value; DETAIL, HINT and CONTEXT never are.
  public var description: String {
    var text = bareDescription
    if let shown = printableMessage { text += ": \(shown)" }
    return text
  }

  /// The same without the server's message: for statements of somebody else's, which may make a name out of a value
  /// (`name::regclass`), so that the messages that tell a name tell the value.
  public var bareDescription: String {
    var text = sentence
    if let sqlState { text += " [\(sqlState)]" }
    let names = [
      ("table", [schema, table].compactMap { $0 }.joined(separator: ".")),
      ("column", column ?? ""), ("type", dataType ?? ""), ("constraint", constraint ?? ""),
    ].filter { !$0.1.isEmpty }
    if !names.isEmpty {
      text += " (" + names.map { "\($0.0) \($0.1)" }.joined(separator: ", ") + ")"
    }
    if let position { text += " at character \(position)" }
    if let statementIndex { text += ", statement \(statementIndex) of the pipeline" }
    return text
  }

  /// Everything the server said, one field a line, values included: for a developer's eyes only.
  public var debugDescription: String {
    let fields = storage.fields
    let lines: [(String, String?)] = [
      ("PostgresError", "\(code.rawValue): \(sentence)"),
      ("severity", fields.severity), ("sqlstate", fields.sqlState?.description),
      ("message", fields.message), ("detail", fields.detail), ("hint", fields.hint),
      ("context", fields.context), ("position", fields.position.map { String($0) }),
      ("internal query", fields.internalQuery), ("schema", fields.schema),
      ("table", fields.table), ("column", fields.column), ("type", fields.dataType),
      ("constraint", fields.constraint), ("source", fields.sourceFunction),
      ("statement index", statementIndex.map { String($0) }), ("statement", statement),
    ]
    return lines.compactMap { name, value in value.map { "\(name): \($0)" } }
      .joined(separator: "\n")
  }

  private var sentence: String {
    if let summary = storage.summary { return summary }
    return switch code {
    case .connectionFailed: "could not connect to the database server"
    case .passwordRequired: "the database server asks for a password"
    case .connectionLost: "the connection to the database server was lost"
    case .server: "the database server refused a statement"
    case .cancelled: "the statement was cancelled"
    case .transactionAborted: "the transaction had failed and was rolled back"
    case .unreadableValue: "a value from the database cannot be read as the type asked for"
    case .unexpectedResult: "the statement gave a result of another kind than expected"
    case .usage: "the database client was used wrongly"
    }
  }

  /// The primary message, where its wording cannot hold a value.
  private var printableMessage: String? {
    guard let message, !message.isEmpty else { return nil }
    guard let sqlState else {
      // libpq's own words: host, port, user and database names, or a state. What it says of a
      // connection string it cannot read quotes a part of it, maybe of a password: that is `usage`.
      return switch code {
      case .connectionFailed, .passwordRequired, .connectionLost, .unexpectedResult:
        Self.oneLine(message)
      case .server, .cancelled, .transactionAborted, .unreadableValue, .usage: nil
      }
    }
    // RAISE may take any SQLSTATE and put anything into its message.
    guard storage.fields.sourceFunction != "exec_stmt_raise" else { return nil }
    return Self.isPrintable(sqlState) ? Self.oneLine(message) : nil
  }

  /// A list of what may be shown, not of what may not: class 22 and 23 quote the values, 42601 and
  /// its like quote the statement's text, XX000 and P0001 anything.
  private static func isPrintable(_ state: SQLState) -> Bool {
    let classes: Set<String> = [
      "08", "0A", "25", "28", "3D", "3F", "40", "53", "54", "55", "57", "58",
    ]
    let states: Set<String> = [
      "42501", "42703", "42704", "42723", "42701", "42702", "42710", "42725", "42883",
      "42P01", "42P02", "42P03", "42P04", "42P05", "42P06", "42P07", "42P08", "42P18",
    ]
    return classes.contains(state.classCode) || states.contains(state.rawValue)
  }

  private static func oneLine(_ message: String) -> String {
    message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
