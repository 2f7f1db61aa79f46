import Testing

@testable import Postgres

/// Against the manual's description of the format, byte for byte.
@Suite struct BinaryCopyBufferTests {
  static let header: [UInt8] = [
    0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00,  // PGCOPY\n\377\r\n\0
    0, 0, 0, 0,  // flags
    0, 0, 0, 0,  // length of the header's extension
  ]

  /// The bytes of one field in a row of one.
  private func field(_ append: (inout BinaryCopyBuffer) -> Void) -> [UInt8] {
    var buffer = BinaryCopyBuffer()
    buffer.removeAll()
    buffer.append(row: 1)
    append(&buffer)
    #expect(Array(buffer.bytes.prefix(2)) == [0, 1])
    return Array(buffer.bytes.dropFirst(2))
  }

  @Test func anEmptyFileIsHeaderAndTrailer() {
    var buffer = BinaryCopyBuffer()
    #expect(buffer.bytes == Self.header)
    #expect(buffer.count == 19)
    buffer.appendTrailer()
    #expect(buffer.bytes == Self.header + [0xFF, 0xFF])
  }

  @Test func integers() {
    #expect(field { $0.append(int16: -2) } == [0, 0, 0, 2, 0xFF, 0xFE])
    #expect(field { $0.append(int32: 0x0102_0304) } == [0, 0, 0, 4, 1, 2, 3, 4])
    #expect(
      field { $0.append(int64: 0x0102_0304_0506_0708) } == [0, 0, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(field { $0.append(int64: .min) } == [0, 0, 0, 8, 0x80, 0, 0, 0, 0, 0, 0, 0])
    #expect(field { $0.append(bool: true) } == [0, 0, 0, 1, 1])
    #expect(field { $0.append(bool: false) } == [0, 0, 0, 1, 0])
    #expect(field { $0.append(date: -1) } == [0, 0, 0, 4, 0xFF, 0xFF, 0xFF, 0xFF])
  }

  @Test func float8IsIEEE754() {
    #expect(field { $0.append(float8: 1) } == [0, 0, 0, 8, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0])
    #expect(field { $0.append(float8: -0.0) } == [0, 0, 0, 8, 0x80, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test func textIsItsUTF8() {
    let yurai: [UInt8] = [0xE7, 0x94, 0xB1, 0xE6, 0x9D, 0xA5]
    #expect(field { $0.append(text: "由来") } == [0, 0, 0, 6] + yurai)
    #expect(field { $0.append(text: yurai.span) } == [0, 0, 0, 6] + yurai)
    #expect(field { $0.append(bytes: yurai.span) } == [0, 0, 0, 6] + yurai)
    #expect(
      field { buffer in yurai.withUnsafeBytes { buffer.append(bytes: $0) } } == [0, 0, 0, 6] + yurai
    )
    #expect(field { $0.append(text: "") } == [0, 0, 0, 0])
    let none: [UInt8] = []
    #expect(field { $0.append(text: none.span) } == [0, 0, 0, 0])
    // Longer than what a String keeps inside itself.
    let long = String(repeating: "x", count: 300)
    #expect(field { $0.append(text: long) } == [0, 0, 1, 44] + Array(long.utf8))
  }

  @Test func nullHasNoBytes() {
    let null: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    #expect(field { $0.appendNull() } == null)
    #expect(field { $0.append(int16: nil) } == null)
    #expect(field { $0.append(int32: nil) } == null)
    #expect(field { $0.append(int64: nil) } == null)
    #expect(field { $0.append(float8: nil) } == null)
    #expect(field { $0.append(bool: nil) } == null)
    #expect(field { $0.append(text: nil as String?) } == null)
    #expect(field { $0.append(timestamptz: nil) } == null)
    #expect(field { $0.append(timestamptzUnix: nil) } == null)
    #expect(field { $0.append(uuid: nil) } == null)
    #expect(field { $0.append(date: nil) } == null)
  }

  @Test func timestamps() {
    #expect(field { $0.append(timestamptz: 1) } == [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(
      field { $0.append(timestamptzUnix: 946_684_800_000_000) } == [0, 0, 0, 8]
        + [UInt8](repeating: 0, count: 8))
    #expect(
      field { $0.append(timestamptzUnix: 946_684_799_999_999) } == [0, 0, 0, 8]
        + [UInt8](repeating: 0xFF, count: 8))
  }

  @Test func uuidAndJSONB() {
    #expect(
      field { $0.append(uuid: 0x0011_2233_4455_6677_8899_AABB_CCDD_EEFF) }
        == [0, 0, 0, 16, 0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77]
        + [0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF])
    let json = Array("{}".utf8)
    #expect(field { $0.append(jsonb: json.span) } == [0, 0, 0, 3, 1] + json)
  }

  @Test func rowsFollowEachOther() {
    var buffer = BinaryCopyBuffer(capacity: 0)
    buffer.append(row: 2)
    buffer.append(int32: 1)
    buffer.appendNull()
    buffer.append(row: 0)
    #expect(
      buffer.bytes
        == Self.header + [0, 2] + [0, 0, 0, 4, 0, 0, 0, 1] + [0xFF, 0xFF, 0xFF, 0xFF] + [0, 0])
  }

  @Test func growsAndIsUsedAgain() {
    var buffer = BinaryCopyBuffer(capacity: 64)
    var expected = Self.header
    for number in 0..<1000 as Range<Int32> {
      buffer.append(row: 1)
      buffer.append(int32: number)
      expected += [0, 1, 0, 0, 0, 4, 0, 0, UInt8(number >> 8), UInt8(number & 255)]
    }
    #expect(buffer.bytes == expected)
    buffer.withUnsafeBytes { #expect($0.elementsEqual(expected)) }
    let capacity = buffer.storage.count
    buffer.removeAll()
    #expect(buffer.bytes.isEmpty)
    buffer.appendHeader()
    #expect(buffer.bytes == Self.header)
    #expect(buffer.storage.count == capacity)
  }

  @Test func copiesAreIndependent() {
    var buffer = BinaryCopyBuffer()
    let copy = buffer
    buffer.append(row: 7)
    #expect(copy.bytes == Self.header)
  }
}
