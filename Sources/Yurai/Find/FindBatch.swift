internal import Foundation
internal import Rendering
internal import Tabular

/// A file of queries: CSV with a header, columns in any order, one query a row.
///
/// `query_id,name,name_kana,email,phone,postal_code,address,order_id`; only `query_id` must be there.
public struct FindBatch: Sendable {
  private let path: String
  private let name: String
  private let encoding: TextEncoding
  /// Field of each column; nil is query_id.
  private let columns: [SearchField?]
  /// How many queries there are.
  public let count: Int

  /// Bytes of one value. An address rarely has 200.
  static let valueLimit = 4096

  /// Looks at all of the file, so that nothing is answered of one that cannot be read to its end.
  /// - Throws: `YuraiError` with the line and the column that is at fault; never a value.
  public init(path: String) throws {
    self.path = path
    name = PathText.name(of: path)
    encoding = try FileInspection(path: path, wanted: "auto", name: name).encoding
    var reader = try Self.reader(path, encoding, name)
    var record = Record()
    guard try Self.next(&reader, &record, name) else { throw YuraiError("\(name) is empty") }
    columns = try Self.columns(of: record, name)
    var count = 0
    while try Self.next(&reader, &record, name) {
      try Self.check(record, columns, name)
      count += 1
    }
    self.count = count
  }

  /// Calls `body` with the queries in order, at most `size` at a time.
  public func forEach(_ size: Int, _ body: ([FindQuery]) throws -> Void) throws {
    var reader = try Self.reader(path, encoding, name)
    var record = Record()
    _ = try Self.next(&reader, &record, name)
    var queries: [FindQuery] = []
    while try Self.next(&reader, &record, name) {
      var values: [SearchField: String] = [:]
      var id = ""
      for (index, column) in columns.enumerated() {
        if let column { values[column] = record.string(index) } else { id = record.string(index) }
      }
      queries.append(FindQuery(id: id, values))
      guard queries.count == size else { continue }
      try body(queries)
      queries.removeAll()
    }
    if !queries.isEmpty { try body(queries) }
  }

  private static func reader(
    _ path: String, _ encoding: TextEncoding, _ name: String
  ) throws -> RecordReader {
    do { return try RecordReader(path: path, encoding: encoding) } catch {
      throw YuraiError("\(name): \(error.description)")
    }
  }

  private static func next(
    _ reader: inout RecordReader, _ record: inout Record, _ name: String
  ) throws -> Bool {
    do { return try reader.next(&record) } catch {
      throw YuraiError("\(name): \(error.description)")
    }
  }

  private static func columns(of header: borrowing Record, _ name: String) throws -> [SearchField?]
  {
    var columns: [SearchField?] = []
    var names: Set<String> = []
    for index in 0..<header.count {
      let title = header.string(index).trimmingCharacters(in: .whitespaces)
      guard names.insert(title).inserted else {
        throw YuraiError("\(name) has the column \(title) twice")
      }
      if title == "query_id" {
        columns.append(nil)
      } else if let field = SearchField(rawValue: title) {
        columns.append(field)
      } else {
        let known = ["query_id"] + SearchField.allCases.map(\.rawValue)
        throw YuraiError(
          "column \(index + 1) of \(name) is none of \(known.joined(separator: ", "))")
      }
    }
    guard names.contains("query_id") else { throw YuraiError("\(name) has no column query_id") }
    return columns
  }

  private static func check(
    _ record: borrowing Record, _ columns: [SearchField?], _ name: String
  ) throws {
    guard record.count == columns.count else {
      throw YuraiError(
        "line \(record.line) of \(name) has \(record.count) fields where the header has \(columns.count)"
      )
    }
    if let damage = record.damage {
      throw YuraiError(
        "line \(record.line) of \(name) holds a byte that is no text, at offset \(damage.byteOffset)"
      )
    }
    // What is not asked is not answered: "none" would say that nothing is held.
    let isAsked = columns.indices.contains { index in
      columns[index] != nil && record.string(index).contains { !$0.isWhitespace }
    }
    guard isAsked else {
      throw YuraiError("line \(record.line) of \(name) gives nothing to search by")
    }
    for (index, column) in columns.enumerated() {
      let length = record.range(index).count
      if length > valueLimit {
        throw YuraiError(
          "line \(record.line) of \(name): \(column?.rawValue ?? "query_id") has \(length) bytes, more than "
            + "\(valueLimit)")
      }
      if column == nil, record.bytes[record.range(index)].isEmpty {
        throw YuraiError("line \(record.line) of \(name) has no query_id")
      }
    }
  }
}
