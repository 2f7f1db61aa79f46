@testable import Tabular

/// Everything that a record says, comparable.
struct Row: Equatable {
  var line: Int
  var fields: [String]
  var quoted: [Bool]
  var damage: Damage?
  var gaiji: Bool

  init(_ record: Record) {
    line = record.line
    fields = (0..<record.count).map { record.string($0) }
    quoted = (0..<record.count).map { record.wasQuoted($0) }
    damage = record.damage
    gaiji = record.gaiji
  }
}

/// What came of reading a file to its end.
struct Reading: Equatable {
  var rows: [Row] = []
  var blankLines = 0
  var error: TabularError?

  var fields: [[String]] { rows.map(\.fields) }
  var lines: [Int] { rows.map(\.line) }
}

/// Reads bytes as a file, in pieces of `size` or as it is done outside of tests.
func read(
  _ bytes: [UInt8], as encoding: TextEncoding = .utf8, dialect: Dialect = .csv,
  limits: Limits = .init(), size: Int? = nil
) throws -> Reading {
  try withTemporaryFile(bytes) { path in
    var reader = try RecordReader(
      path: path, encoding: encoding, dialect: dialect, limits: limits,
      pacing: size.map { .fixed($0) } ?? .standard)
    var record = Record()
    var reading = Reading()
    do throws(TabularError) {
      while try reader.next(&record) { reading.rows.append(Row(record)) }
    } catch {
      reading.error = error
    }
    reading.blankLines = reader.blankLines
    return reading
  }
}

/// What the probe says of bytes as a file, read in pieces of `size` or as it is done outside of tests.
func probe(_ bytes: [UInt8], size: Int? = nil) throws -> FileKind {
  try withTemporaryFile(bytes) { path in
    if let size { return try FileProbe.probe(path: path, readSize: size) }
    return try FileProbe.probe(path: path)
  }
}

func read(
  _ text: String, as encoding: TextEncoding = .utf8, dialect: Dialect = .csv,
  limits: Limits = .init(), size: Int? = nil
) throws -> Reading {
  let bytes = encoding == .utf8 ? Array(text.utf8) : try cp932(text)
  return try read(bytes, as: encoding, dialect: dialect, limits: limits, size: size)
}

/// Whether each record of a text took in others, read in pieces of `size`.
func runaways(_ text: String, size: Int) throws -> [Bool] {
  try withTemporaryFile(Array(text.utf8)) { path in
    var reader = try RecordReader(
      path: path, encoding: .utf8, dialect: .csv, limits: .init(), pacing: .fixed(size))
    var record = Record()
    var found: [Bool] = []
    while try reader.next(&record) { found.append(record.isRunaway) }
    return found
  }
}
