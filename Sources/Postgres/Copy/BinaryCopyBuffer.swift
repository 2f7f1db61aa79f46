/// Builds rows of COPY's binary format in a buffer that is used again and again.
///
/// The format (manual, COPY, "Binary Format"): a header of 19 bytes; per row a count of fields
/// (Int16), per field its length (Int32, -1 for NULL) and its bytes as the type's receive function
/// wants them; a trailer (Int16 -1). Numbers are big-endian. The types must be the columns' own: an
/// `int64` cannot go into an `integer` column.
///
/// A new buffer holds the header. ``CopyIn/write(_:whenOver:)`` sends and empties it; the memory is
/// kept, so a row costs no allocation.
public struct BinaryCopyBuffer: Sendable {
  /// Filled to its whole length; the first `used` bytes are the content.
  @usableFromInline var storage: [UInt8]

  @usableFromInline var used: Int

  /// How many bytes it holds.
  @inlinable public var count: Int { used }

  /// Fields still to come in the row begun; only debug builds look at it.
  @usableFromInline var missingFields = 0

  /// A buffer with the header in it.
  ///
  /// - Parameter capacity: in bytes; it grows when that is not enough.
  public init(capacity: Int = 2 * 65_536) {
    storage = [UInt8](repeating: 0, count: Swift.max(capacity, 64))
    used = 0
    appendHeader()
  }

  /// A copy of the content.
  public var bytes: [UInt8] { Array(storage[..<count]) }

  /// Lends the content.
  ///
  /// - Throws: what `body` throws.
  public func withUnsafeBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try storage.withUnsafeBufferPointer { (bytes) throws(E) in
      try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<used]))
    }
  }

  /// Empties it, header too, and keeps the memory.
  public mutating func removeAll() {
    used = 0
  }

  /// The header, which comes once, before all rows. A new buffer has it already.
  public mutating func appendHeader() {
    // The signature tells a file that was mangled as text; then no flags and no extension.
    for byte in [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00] as [UInt8] {
      put(byte)
    }
    put(Int32(0))
    put(Int32(0))
  }

  /// The trailer, which comes once, after all rows.
  public mutating func appendTrailer() {
    assert(missingFields == 0, "the last row has too few fields")
    put(Int16(-1))
  }

  /// All that another buffer holds: whole rows.
  public mutating func append(rows other: borrowing BinaryCopyBuffer) {
    assert(missingFields == 0, "the row before has too few fields")
    reserve(other.count)
    let offset = used
    other.withUnsafeBytes { rows in
      storage.withUnsafeMutableBytes {
        UnsafeMutableRawBufferPointer(rebasing: $0[offset...]).copyMemory(from: rows)
      }
    }
    used = offset &+ other.count
  }

  /// Begins a row, which the next `fieldCount` appends complete.
  @inlinable
  public mutating func append(row fieldCount: Int) {
    assert(missingFields == 0, "the row before has too few fields")
    missingFields = fieldCount
    put(Int16(truncatingIfNeeded: fieldCount))
  }

  /// Fields of the row begun that another buffer has encoded already.
  ///
  /// - Parameters:
  ///   - bytes: the fields, each behind its length.
  ///   - fieldCount: how many they are.
  @inlinable
  public mutating func append(encoded bytes: UnsafeRawBufferPointer, fields fieldCount: Int) {
    assert(missingFields >= fieldCount, "the row has too many fields")
    missingFields &-= fieldCount
    reserve(bytes.count)
    let offset = used
    storage.withUnsafeMutableBytes {
      UnsafeMutableRawBufferPointer(rebasing: $0[offset...]).copyMemory(from: bytes)
    }
    used = offset &+ bytes.count
  }

  @inlinable
  mutating func reserve(_ more: Int) {
    if storage.count &- used < more { grow(more) }
  }

  @usableFromInline
  mutating func grow(_ more: Int) {
    storage.append(contentsOf: repeatElement(0, count: Swift.max(storage.count, more)))
  }

  /// A number in network byte order.
  @inlinable
  mutating func put<T: FixedWidthInteger & BitwiseCopyable>(_ value: T) {
    reserve(MemoryLayout<T>.size)
    let offset = used
    storage.withUnsafeMutableBytes {
      $0.storeBytes(of: value.bigEndian, toByteOffset: offset, as: T.self)
    }
    used = offset &+ MemoryLayout<T>.size
  }

  /// A field of a number's size: its length and itself.
  @inlinable
  mutating func putField<T: FixedWidthInteger & BitwiseCopyable>(_ value: T) {
    assert(missingFields > 0, "the row has too many fields")
    missingFields &-= 1
    let size = MemoryLayout<T>.size
    reserve(4 &+ size)
    let offset = used
    storage.withUnsafeMutableBytes {
      $0.storeBytes(
        of: Int32(truncatingIfNeeded: size).bigEndian, toByteOffset: offset, as: Int32.self)
      $0.storeBytes(of: value.bigEndian, toByteOffset: offset &+ 4, as: T.self)
    }
    used = offset &+ 4 &+ size
  }

  /// A field of any bytes: their count and themselves.
  @inlinable
  mutating func putField(_ bytes: UnsafeRawBufferPointer) {
    assert(missingFields > 0, "the row has too many fields")
    missingFields &-= 1
    let length = Int32(bytes.count)
    reserve(4 &+ bytes.count)
    let offset = used
    storage.withUnsafeMutableBytes {
      $0.storeBytes(of: length.bigEndian, toByteOffset: offset, as: Int32.self)
      UnsafeMutableRawBufferPointer(rebasing: $0[(offset &+ 4)...]).copyMemory(from: bytes)
    }
    used = offset &+ 4 &+ bytes.count
  }
}
