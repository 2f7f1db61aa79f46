internal import CLibPQ

/// One row of a result, valid only while it is lent: it can be read, not kept.
///
/// ```swift
/// try connection.forEach("SELECT id, name FROM shop") { row in
///   let id = try row.value(0, as: Int.self)
///   let name = try row["name"]           // String?, nil for NULL
/// }
/// ```
public struct Row: ~Copyable {
  let result: OpaquePointer
  let index: Int32

  init(result: OpaquePointer, index: Int) {
    self.result = result
    self.index = Int32(index)
  }

  /// How many columns it has.
  public var columnCount: Int { Int(PQnfields(result)) }

  /// The column's text; nil for NULL.
  ///
  /// - Throws: `usage` when there is no such column.
  public subscript(column: some ColumnSelector) -> String? {
    get throws(PostgresError) {
      let number = try columnNumber(column)
      return isNull(number) ? nil : String(columnText: text(number).span)
    }
  }

  /// The column's value read as a type.
  ///
  /// - Throws: `unreadableValue` when it cannot be read so, as NULL cannot unless the type is
  ///   optional; `usage` when there is no such column.
  @specialized(where T == Int, Column == Int)  // spares other modules generic code's look-ups
  @specialized(where T == Int64, Column == Int)
  @specialized(where T == String, Column == Int)
  public func value<T: ColumnValue, Column: ColumnSelector>(
    _ column: Column, as type: T.Type = T.self
  ) throws(PostgresError) -> T {
    let number = try columnNumber(column)
    if isNull(number) {
      if let null = T.columnNull { return null }
      throw unreadable(number, "NULL")
    }
    return try read(number)
  }

  /// The column's integer; nil for NULL.
  ///
  /// - Throws: `unreadableValue` when it is no integer or does not fit.
  public func int(_ column: some ColumnSelector) throws(PostgresError) -> Int? {
    let number = try columnNumber(column)
    return isNull(number) ? nil : try read(number, as: Int.self)
  }

  /// The column's number; nil for NULL.
  ///
  /// - Throws: `unreadableValue` when it is no number.
  public func double(_ column: some ColumnSelector) throws(PostgresError) -> Double? {
    let number = try columnNumber(column)
    return isNull(number) ? nil : try read(number, as: Double.self)
  }

  /// The column's boolean; nil for NULL.
  ///
  /// - Throws: `unreadableValue` when it is no boolean.
  public func bool(_ column: some ColumnSelector) throws(PostgresError) -> Bool? {
    let number = try columnNumber(column)
    return isNull(number) ? nil : try read(number, as: Bool.self)
  }

  /// Whether the column is NULL.
  ///
  /// - Throws: `usage` when there is no such column.
  public func isNull(_ column: some ColumnSelector) throws(PostgresError) -> Bool {
    try isNull(columnNumber(column))
  }

  /// Lends the column's text, UTF-8 in libpq's own memory, without copying it; nil for NULL.
  ///
  /// - Throws: `usage` when there is no such column, and what `body` throws.
  @specialized(where R == Void, Column == Int)
  public func withText<R, Column: ColumnSelector>(
    _ column: Column, _ body: (Span<UInt8>?) throws -> R
  ) throws
    -> R
  {
    let number = try columnNumber(column)
    if isNull(number) { return try body(nil) }
    return try body(text(number).span)
  }

  private func isNull(_ number: Int32) -> Bool { PQgetisnull(result, index, number) == 1 }

  @inline(__always)
  private func read<T: ColumnValue>(_ number: Int32, as type: T.Type = T.self)
    throws(PostgresError) -> T
  {
    guard let value = T(columnText: text(number).span) else { throw unreadable(number, "a value") }
    return value
  }

  private func text(_ number: Int32) -> UnsafeBufferPointer<UInt8> {
    let count = Int(PQgetlength(result, index, number))
    let start = PQgetvalue(result, index, number).map {
      UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self)
    }
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
  }

  private func columnNumber(_ column: some ColumnSelector) throws(PostgresError) -> Int32 {
    let index = column.columnIndex(count: columnCount) { UnsafePointer(PQfname(result, Int32($0))) }
    guard let index else { throw .usage("the result has no such column: \(column)") }
    return Int32(index)
  }

  private func unreadable(_ number: Int32, _ what: String) -> PostgresError {
    let name = PQfname(result, number).map { String(cString: $0) } ?? ""
    return PostgresError(
      .unreadableValue,
      summary: "\(what) in column \(number) (\(name)) cannot be read as the type asked for")
  }
}
