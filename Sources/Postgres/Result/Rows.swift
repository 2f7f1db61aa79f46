internal import CLibPQ

/// A whole result, held in memory in text format until the value goes away.
///
/// A result of 1 M short rows takes some 100 MB; ``Connection/forEach(_:_:)`` does not.
///
/// `@unchecked Sendable` is sound: nothing writes to a PGresult after the call that made it, and the
/// value cannot be copied.
public struct Rows: ~Copyable, @unchecked Sendable {
  let handle: ResultHandle

  init(_ handle: consuming ResultHandle) { self.handle = handle }

  /// How many rows there are.
  public var count: Int { Int(PQntuples(handle.raw)) }

  /// Whether there is no row.
  public var isEmpty: Bool { count == 0 }

  /// The columns' names, in order; not always different from each other.
  public var columnNames: [String] {
    (0..<PQnfields(handle.raw)).map { index in
      PQfname(handle.raw, index).map { String(cString: $0) } ?? ""
    }
  }

  /// The columns' types as object ids of `pg_type`, in order.
  public var columnTypes: [UInt32] {
    (0..<PQnfields(handle.raw)).map { PQftype(handle.raw, $0) }
  }

  /// Rows inserted, updated, deleted or selected, from the command tag.
  public var affectedRows: Int { handle.affectedRows }

  /// A column's text in a row counted from 0; nil for NULL.
  ///
  /// - Throws: `usage` when there is no such row or column.
  public subscript(row: Int, column: some ColumnSelector) -> String? {
    get throws(PostgresError) { try value(row, column, as: String?.self) }
  }

  /// A column's value in a row counted from 0, read as a type.
  ///
  /// - Throws: `unreadableValue` as ``Row/value(_:as:)``; `usage` when there is no such row or column.
  public func value<T: ColumnValue>(
    _ row: Int, _ column: some ColumnSelector, as type: T.Type = T.self
  ) throws(PostgresError) -> T {
    guard row >= 0, row < count else { throw .usage("the result has no row \(row)") }
    return try Row(result: handle.raw, index: row).value(column)
  }

  /// Calls `body` for every row, in order.
  ///
  /// - Throws: what `body` throws.
  public func forEach(_ body: (borrowing Row) throws -> Void) rethrows {
    for index in 0..<count { try body(Row(result: handle.raw, index: index)) }
  }

  /// What `transform` makes of every row, in order.
  ///
  /// - Throws: what `transform` throws.
  public func map<T>(_ transform: (borrowing Row) throws -> T) rethrows -> [T] {
    var values: [T] = []
    values.reserveCapacity(count)
    try forEach { values.append(try transform($0)) }
    return values
  }
}
