// Inlinable all of them: in another module's loop over millions of rows, a call a field is the cost.
extension BinaryCopyBuffer {
  /// NULL.
  @inlinable
  public mutating func appendNull() {
    assert(missingFields > 0, "the row has too many fields")
    missingFields &-= 1
    put(Int32(-1))
  }

  /// A `smallint`; nil is NULL.
  @inlinable
  public mutating func append(int16 value: Int16?) {
    guard let value else { return appendNull() }
    putField(value)
  }

  /// An `integer`; nil is NULL.
  @inlinable
  public mutating func append(int32 value: Int32?) {
    guard let value else { return appendNull() }
    putField(value)
  }

  /// A `bigint`; nil is NULL.
  @inlinable
  public mutating func append(int64 value: Int64?) {
    guard let value else { return appendNull() }
    putField(value)
  }

  /// A `double precision`; nil is NULL.
  @inlinable
  public mutating func append(float8 value: Double?) {
    guard let value else { return appendNull() }
    putField(value.bitPattern)
  }

  /// A `boolean`; nil is NULL.
  @inlinable
  public mutating func append(bool value: Bool?) {
    guard let value else { return appendNull() }
    putField(value ? 1 as UInt8 : 0)
  }

  /// A `text` or `varchar` out of UTF-8 bytes, which the server checks; it also refuses a zero byte.
  @inlinable
  public mutating func append(text utf8: Span<UInt8>) {
    utf8.withUnsafeBytes { putField($0) }
  }

  /// A `text` or `varchar`; nil is NULL.
  @inlinable
  public mutating func append(text value: String?) {
    guard var value else { return appendNull() }
    value.withUTF8 { putField(UnsafeRawBufferPointer($0)) }
  }

  /// A `bytea`, or any type's value in its own binary format.
  @inlinable
  public mutating func append(bytes: UnsafeRawBufferPointer) {
    putField(bytes)
  }

  /// A `bytea`, or any type's value in its own binary format.
  @inlinable
  public mutating func append(bytes: Span<UInt8>) {
    bytes.withUnsafeBytes { putField($0) }
  }

  /// A `timestamptz`, in microseconds since 2000-01-01 00:00:00 UTC (without leap seconds); nil is
  /// NULL. `Int64.max` is `infinity`, `Int64.min` is `-infinity`.
  @inlinable
  public mutating func append(timestamptz microsecondsSince2000: Int64?) {
    append(int64: microsecondsSince2000)
  }

  /// A `timestamptz`, in microseconds since the Unix epoch, 1970-01-01 00:00:00 UTC; nil is NULL.
  @inlinable
  public mutating func append(timestamptzUnix microseconds: Int64?) {
    append(int64: microseconds.map { $0 - Self.unixMicrosecondsOf2000 })
  }

  /// 2000-01-01 00:00:00 UTC, where PostgreSQL counts from, in microseconds since the Unix epoch.
  @inlinable
  public static var unixMicrosecondsOf2000: Int64 { 946_684_800_000_000 }

  /// A `date`, in days since 2000-01-01; nil is NULL.
  @inlinable
  public mutating func append(date daysSince2000: Int32?) {
    append(int32: daysSince2000)
  }

  /// A `uuid`, its first byte the number's most significant; nil is NULL.
  @inlinable
  public mutating func append(uuid value: UInt128?) {
    guard let value else { return appendNull() }
    putField(value)
  }

  /// A `jsonb` out of JSON in UTF-8. Its binary format is a version byte, 1, and the text; a `json`
  /// column takes ``append(text:)-(Span<UInt8>)``.
  @inlinable
  public mutating func append(jsonb utf8: Span<UInt8>) {
    assert(missingFields > 0, "the row has too many fields")
    missingFields &-= 1
    put(Int32(utf8.count + 1))
    put(1 as UInt8)
    reserve(utf8.count)
    let offset = used
    utf8.withUnsafeBytes { bytes in
      storage.withUnsafeMutableBytes {
        UnsafeMutableRawBufferPointer(rebasing: $0[offset...]).copyMemory(from: bytes)
      }
    }
    used = offset + utf8.count
  }
}
