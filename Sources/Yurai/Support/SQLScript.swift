internal import Postgres

/// A file of `Sql/`: statements in order, each with its named parameters turned into `$n`.
///
/// In the files a parameter is written `:name`. It is always sent as a parameter, never put into the text.
struct SQLScript: Sendable {
  /// One statement and the names of its parameters, `$1` first.
  struct Statement: Sendable {
    var text = ""
    var names: [String] = []
  }

  /// The statements in the order of the file.
  let statements: [Statement]

  /// The file at `Sql/<name>.sql`, as embedded in the binary.
  /// - Throws: `YuraiError` when the binary was built without that file.
  init(named name: String) throws {
    guard let text = EmbeddedFiles.text["Sql/\(name).sql"] else {
      throw YuraiError(
        "Sql/\(name).sql is not in this binary: build it again from a clean checkout")
    }
    self.init(text: text)
  }

  /// Statements end with a semicolon outside of quotes, dollar quotes and comments.
  init(text: String) {
    var statements: [Statement] = []
    var current = Statement()
    var scanner = Scanner(text: Array(text.utf8))
    while let token = scanner.next() {
      switch token {
      case .text(let bytes): current.text += String(decoding: bytes, as: UTF8.self)
      case .parameter(let name):
        let index = current.names.firstIndex(of: name) ?? current.names.count
        if index == current.names.count { current.names.append(name) }
        current.text += "$\(index + 1)"
      case .end:
        if current.text.contains(where: { !$0.isWhitespace }) { statements.append(current) }
        current = Statement()
      }
    }
    if current.text.contains(where: { !$0.isWhitespace }) { statements.append(current) }
    self.statements = statements
  }
}

extension SQLScript {
  fileprivate enum Token {
    case text(ArraySlice<UInt8>)
    case parameter(String)
    case end
  }

  /// Cuts SQL into plain text, parameters and ends of statements. Comments are left out.
  fileprivate struct Scanner {
    let text: [UInt8]
    var position = 0

    init(text: [UInt8]) { self.text = text }

    mutating func next() -> Token? {
      guard position < text.count else { return nil }
      switch text[position] {
      case UInt8(ascii: ";"):
        position += 1
        return .end
      case UInt8(ascii: "'"): return quoted(by: [UInt8(ascii: "'")])
      case UInt8(ascii: "\""): return quoted(by: [UInt8(ascii: "\"")])
      case UInt8(ascii: "$") where at(1) == UInt8(ascii: "$"): return quoted(by: Array("$$".utf8))
      case UInt8(ascii: "-") where at(1) == UInt8(ascii: "-"):
        while position < text.count && text[position] != 0x0A { position += 1 }
        return .text([])
      case UInt8(ascii: ":") where at(1) == UInt8(ascii: ":"): return plain(2)
      case UInt8(ascii: ":") where isNameByte(at(1)):
        let start = position + 1
        position = start
        while isNameByte(at(0)) { position += 1 }
        return .parameter(String(decoding: text[start..<position], as: UTF8.self))
      default: return plain(1)
      }
    }

    private func at(_ offset: Int) -> UInt8 {
      position + offset < text.count ? text[position + offset] : 0
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
        || byte &- UInt8(ascii: "0") < 10
    }

    private mutating func plain(_ count: Int) -> Token {
      let start = position
      position += count
      let special = Array(";'\"$-:".utf8)
      while position < text.count && !special.contains(text[position]) { position += 1 }
      return .text(text[start..<position])
    }

    private mutating func quoted(by mark: [UInt8]) -> Token {
      let start = position
      position += mark.count
      while position < text.count && !text[position...].starts(with: mark) { position += 1 }
      position = min(position + mark.count, text.count)
      return .text(text[start..<position])
    }
  }
}

extension Connection {
  /// Runs every statement of a script with its parameters; the number of rows the last one touched.
  @discardableResult
  mutating func run(
    _ script: SQLScript, _ parameters: [String: (any Parameter)?] = [:]
  ) throws -> Int {
    var affected = 0
    for statement in script.statements { affected = try execute(statement.query(parameters)) }
    return affected
  }
}

extension SQLScript.Statement {
  /// The statement with the values of its parameters, by name.
  func query(_ parameters: [String: (any Parameter)?] = [:]) throws -> Query {
    Query(
      text: text,
      parameters: try names.map { name in
        guard let value = parameters[name] else {
          throw YuraiError("a statement of Sql/ wants the parameter :\(name), which nobody gave")
        }
        return value
      })
  }
}

extension SQLScript {
  /// The first statement as a query: for files that ask one thing.
  func query(_ parameters: [String: (any Parameter)?] = [:]) throws -> Query {
    guard let first = statements.first else { throw YuraiError("an SQL file holds no statement") }
    return try first.query(parameters)
  }
}
