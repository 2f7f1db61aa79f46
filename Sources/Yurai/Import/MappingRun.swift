internal import Foundation
internal import Postgres
internal import Synchronization
internal import Tabular

/// Stages the lines of foreign files as text, runs a mapping's query over them, and gives the canonical rows.
///
/// It has a session of its own. The staged lines are temporary tables, which the server drops with the session.
/// The query runs in a read-only transaction: it can read what the session may read, and change nothing. The
/// rows come out through a pipe, not through a file.
final class MappingRun: @unchecked Sendable {
  // Sound: one thread at a time; `stream` hands the connection to its thread and nobody uses it afterwards.
  private var connection: Connection
  private let mapping: Mapping
  /// Why the server stopped sending rows.
  private let failure = Mutex<(any Error)?>(nil)

  private struct ReaderHasGone: Error {}

  /// Lines of one file.
  struct Staged: Sendable {
    var lines: Int64 = 0
    /// Lines with user-defined characters.
    var gaiji: Int64 = 0
    var rejects: [(line: Int, reject: RowReject)] = []
    /// The line of the last row, if it has too few fields.
    var shortEnd: Int?
  }

  init(_ parameters: ConnectionParameters, mapping: Mapping) throws {
    connection = try Connection(parameters)
    self.mapping = mapping
    try connection.run(SQLScript(named: "queries/session"))
    try connection.run(SQLScript(named: "import/mapping_settings"))
  }

  /// Puts the lines of a file into the temporary table `name`; `columns` of the mapping only.
  func stage(
    path: String, file: String, encoding: TextEncoding, as name: String, columns: [Mapping.Source],
    mall: String?, merchant: String?
  ) throws -> Staged {
    var definition = "line integer, manifest_mall text, manifest_merchant text"
    for column in columns { definition += ", \"\(column.name)\" text" }
    try connection.execute(Query(text: "CREATE TEMPORARY TABLE \"\(name)\" (\(definition))"))
    var reader = try RecordReader(
      path: path, encoding: encoding, dialect: mapping.dialect)
    var record = Record()
    guard try reader.next(&record) else { throw YuraiError("\(file) is empty: not even a header") }
    let fields = try bind(columns, header: record, encoding, file: file)
    let width = record.count
    let header = HeaderText(record)
    var staged = Staged()
    try connection.copyIn(Query(text: "COPY \"\(name)\" FROM STDIN (FORMAT binary)")) { copy in
      var buffer = BinaryCopyBuffer()
      while try reader.next(&record) {
        staged.lines += 1
        if record.gaiji { staged.gaiji += 1 }
        staged.shortEnd = record.count < width ? record.line : nil
        if let reject = header.fault(in: record)
          ?? Self.fault(in: record, width: width, fields: fields)
        {
          staged.rejects.append((record.line, reject))
          continue
        }
        buffer.append(row: 3 + columns.count)
        buffer.append(int32: Int32(clamping: record.line))
        buffer.append(text: mall)
        buffer.append(text: merchant)
        for field in fields {
          if field < 0 {
            buffer.appendNull()
          } else {
            let text = record.bytes.span.extracting(record.range(field))
            if text.isBlank {
              buffer.appendNull()
            } else {
              buffer.append(text: Self.unquoted(text))
            }
          }
        }
        try copy.write(&buffer, whenOver: CopyIn.pieceSize)
      }
      buffer.appendTrailer()
      try copy.write(&buffer)
    }
    try connection.execute(Query(text: "ANALYZE \"\(name)\""))
    return staged
  }

  /// Shopify's leading apostrophe in numbers: `'9013808660771` (trap 10).
  private static func unquoted(_ text: Span<UInt8>) -> String {
    let whole = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    guard whole.first == "'", let next = whole.dropFirst().first, next.isNumber || next == "+"
    else {
      return whole
    }
    return String(whole.dropFirst())
  }

  /// Runs the query; the lines of `source` that no row accounts for.
  func map(given constants: [String: String], file: String) throws -> [Int] {
    try Interruption.watching(also: connection.canceller) {
      try mapped(given: constants, file)
    }
  }

  private func mapped(given constants: [String: String], _ file: String) throws -> [Int] {
    let canonical = mapping.target.columns
    let list = canonical.map { "\"\($0.name)\" text" }.joined(separator: ", ")
    try connection.execute(
      Query(
        text: """
          CREATE TEMPORARY TABLE mapped (ordinal integer GENERATED ALWAYS AS IDENTITY, line integer UNIQUE, \
          lines integer[], weight integer NOT NULL DEFAULT 0, \(Self.repaired) boolean, \(list))
          """))
    try connection.execute("BEGIN READ ONLY")
    let given = try produced(file)
    let missing = canonical.filter {
      $0.required && !given.contains($0.name) && constants[$0.name] == nil
    }
    guard missing.isEmpty else {
      throw YuraiError(
        "\(mapping.name) gives no \(missing.map(\.name).joined(separator: ", ")) for \(file): its query has to give "
          + "that (mall_id and merchant_id can stand in the manifest, `mall:` and `merchant:`)")
    }
    let names =
      ["line", "lines"] + (canonical.map(\.name) + [Self.repaired]).filter(given.contains)
    let into = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let from = names.map { name in
      name == "line" || name == "lines" || name == Self.repaired
        ? "q.\(name)" : "q.\"\(name)\"::text"
    }.joined(separator: ", ")
    do {
      try connection.execute(
        Query(
          text:
            "INSERT INTO mapped (\(into)) SELECT \(from) FROM (\(mapping.query)\n) q ORDER BY q.line"
        )
      )
      try requireLines(file)
      try connection.run(SQLScript(named: "import/mapped_weigh"))
    } catch let error as PostgresError where error.code == .server {
      // A lost connection or an interruption says nothing about the query.
      if error.sqlState == .uniqueViolation {
        throw YuraiError(
          "the query of \(mapping.name) gives two rows of \(file) the same `line`, which has to tell them apart: "
            + "group them, or begin with the file that has a line for each")
      }
      // What is wrong with the query itself was told before; what fails now fails on a value.
      throw YuraiError(
        "the query of \(mapping.name) fails on \(file): \(error.bareDescription). Where one value is at fault, leave it as the text "
          + "that it is: that line alone is set aside then")
    }
    return try connection.rows(SQLScript(named: "import/mapped_unused").query())
      .map { try $0.int(0) ?? 0 }
  }

  /// What a query may give beside the canonical columns: whether it put something back into a value of the row.
  private static let repaired = "repaired"

  /// Rows that the query says it repaired; to be asked before `stream`.
  func repairs() throws -> Int64 {
    try connection.value(SQLScript(named: "import/mapped_repaired").query(), as: Int64.self)
  }

  /// Every row says where it comes from.
  private func requireLines(_ file: String) throws {
    let rows = try connection.rows(SQLScript(named: "import/mapped_lineless").query())
    guard !rows.isEmpty else { return }
    let line: Int? = try rows.value(0, 0)
    throw YuraiError(
      "the query of \(mapping.name) gives a row of \(file) (\(line.map { "line \($0)" } ?? "without a line")) whose `line` and `lines` are "
        + "not lines of that file, each once: take them from `source`, `ARRAY[line]` or array_agg(DISTINCT line)"
    )
  }

  /// Columns that the query gives.
  private func produced(_ file: String) throws -> Set<String> {
    let names: [String]
    let types: [UInt32]
    do {
      let rows = try connection.rows(Query(text: "SELECT * FROM (\(mapping.query)\n) q LIMIT 0"))
      (names, types) = (rows.columnNames, rows.columnTypes)
    } catch {
      guard error.code == .server else { throw error }
      throw YuraiError("the query of \(mapping.name) cannot run on \(file): \(error.description)")
    }
    guard names.contains("line"), names.contains("lines") else {
      throw YuraiError(
        "the query of \(mapping.name) must give `line` and `lines` (array_agg(line))")
    }
    // int4, its array and bool, as pg_type numbers them.
    for (name, type) in zip(names, types)
    where name == "line" && type != 23 || name == "lines" && type != 1007 {
      throw YuraiError(
        "the query of \(mapping.name) gives a `\(name)` of another type: `line` is an integer, `lines` an array of them "
          + "(ARRAY[line], array_agg(line))")
    }
    for (name, type) in zip(names, types) where name == Self.repaired && type != 16 {
      throw YuraiError(
        "the query of \(mapping.name) gives a `\(name)` of another type: it is a boolean")
    }
    let known = Set(mapping.target.columns.map(\.name) + ["line", "lines", Self.repaired])
    if let stranger = names.first(where: { !known.contains($0) }) {
      throw YuraiError(
        "the query of \(mapping.name) gives `\(stranger)`, which \(mapping.target.rawValue) has not: that has line, lines, "
          + mapping.target.columns.map(\.name).joined(separator: ", ")
      )
    }
    return Set(names)
  }

  /// Lines of a joined file whose key the file that it joins does not have. They leave the staged lines, so that
  /// what joins only them is without a partner too: ask for the files in their order.
  func orphans(of joined: Mapping.Joined) throws -> [Int] {
    let keys = joined.on.map { "o.\"\($0.other)\" = j.\"\($0.own)\"" }.joined(separator: " AND ")
    return try connection.rows(
      Query(
        text: """
          WITH gone AS (DELETE FROM "\(joined.name)" j \
          WHERE NOT EXISTS (SELECT FROM "\(joined.to)" o WHERE \(keys)) RETURNING line)
          SELECT line FROM gone ORDER BY line
          """)
    ).map { try $0.int(0) ?? 0 }
  }

  /// Whether all rows were sent; to be asked once the reader has met the end of what `stream` gave.
  /// - Throws: why they were not: what came looks like a shorter file.
  func requireWhole() throws {
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Starts sending the mapped rows as CSV: source line, weight, then the canonical columns. The path to read
  /// them from; it is good for one reader.
  func stream() throws -> (path: String, close: @Sendable () -> Void) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw YuraiError("no pipe could be made: too many open files?") }
    let (readEnd, writeEnd) = (ends[0], ends[1])
    signal(SIGPIPE, SIG_IGN)
    let columns = mapping.target.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let thread = Thread { [self] in
      do {
        try connection.copyOut(
          Query(
            text: """
              COPY (SELECT line, weight, \(columns) FROM mapped ORDER BY ordinal) TO STDOUT (FORMAT csv)
              """)
        ) { piece in
          guard FileHandle.write(all: piece, to: writeEnd) else { throw ReaderHasGone() }
        }
      } catch is ReaderHasGone {
        // The reader knows why it stopped.
      } catch {
        failure.withLock { $0 = error }
      }
      Foundation.close(writeEnd)
    }
    thread.start()
    return ("/dev/fd/\(readEnd)", { Foundation.close(readEnd) })
  }

  private func bind(
    _ columns: [Mapping.Source], header: Record, _ encoding: TextEncoding, file: String
  ) throws -> [Int] {
    let names = HeaderBinding.names(header)
    return try columns.map { column in
      for wanted in column.headers {
        let places = names.indices.filter { names[$0] == wanted.normal }
        guard places.count <= 1 || column.nth != nil else {
          throw YuraiError(
            "\(file) has the column \(wanted.text) \(places.count) times: \(mapping.name) says which it means with `nth`, from 1"
          )
        }
        if places.count >= column.nth ?? 1 { return places[(column.nth ?? 1) - 1] }
      }
      guard column.isOptional else {
        // What stands in the first line need not be a header: it is not shown.
        throw YuraiError(
          "\(file) is not what its profile says: it has no column \(column.headers.map(\.text).joined(separator: " or "))"
            + (column.nth.map { $0 > 1 ? ", \($0) times" : "" } ?? "")
            + ". Its first line was read as \(encoding.rawValue) with \(mapping.delimiterName)s between \(names.count) column(s)"
        )
      }
      return -1
    }
  }

  private static func fault(in record: borrowing Record, width: Int, fields: [Int]) -> RowReject? {
    if let fault = RowReject.ofQuotes(record, width: width) { return fault }
    if let damage = record.damage {
      return RowReject(
        reason: .damagedText, column: nil,
        detail: "undecodable byte at offset \(damage.byteOffset), field \(damage.field + 1)")
    }
    guard record.count == width else {
      return RowReject(
        reason: .ragged, column: nil, detail: "\(record.count) fields where the header has \(width)"
      )
    }
    for field in fields where field >= 0 {
      let text = record.bytes.span.extracting(record.range(field))
      if CardNumber.isPresent(in: text, isIdentifier: true) {
        return RowReject(
          reason: .cardNumber, column: nil,
          detail: "a full card number in field \(field + 1); it was not stored")
      }
    }
    return nil
  }
}

extension FileHandle {
  /// Writes everything; false when the other side has gone.
  fileprivate static func write(all bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = Foundation.write(
        descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
      if count < 0 && errno != EINTR { return false }
      sent += max(count, 0)
    }
    return true
  }
}
