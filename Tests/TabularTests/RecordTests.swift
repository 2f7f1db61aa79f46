import Testing

@testable import Tabular

@Suite struct RecordTests {
  @Test("fields lie one after the other, without anything between them")
  func layout() throws {
    let path = try temporaryFile(Array("\"a\"\"b\",,\"\",東京\r\nx\n".utf8))
    defer { remove(path) }
    var reader = try RecordReader(path: path, encoding: .utf8)
    var record = Record()
    #expect(record.count == 0)
    #expect(try reader.next(&record))
    #expect(record.bytes == Array("a\"b東京".utf8))
    #expect((0..<record.count).map { record.range($0) } == [0..<3, 3..<3, 3..<3, 3..<9])
    #expect((0..<record.count).map { record.wasQuoted($0) } == [true, false, true, false])
    let kept = record
    #expect(try reader.next(&record))
    #expect(kept.string(3) == "東京")
    #expect(record.bytes == [0x78])
    #expect(try !reader.next(&record))
    #expect(try !reader.next(&record))
    #expect(reader.bytesRead == reader.totalBytes)
  }

  @Test("damage and gaiji do not stick to the next record")
  func flagsAreReset() throws {
    let reading = try read([0xF0, 0x40, 0x80, 0x0A, 0x61, 0x0A], as: .cp932)
    #expect(reading.rows.map(\.gaiji) == [true, false])
    #expect(reading.rows.map { $0.damage == nil } == [false, true])
  }

  @Test("storage is reused from record to record")
  func reuse() throws {
    let path = try temporaryFile(Array(String(repeating: "abc,def\n", count: 50).utf8))
    defer { remove(path) }
    var reader = try RecordReader(path: path, encoding: .utf8)
    var record = Record()
    var places: Set<UInt> = []
    while try reader.next(&record) {
      places.insert(record.bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) })
    }
    #expect(places.count == 1)
  }

  @Test("the reader can be handed to another task")
  func sendable() async throws {
    let path = try temporaryFile(Array("a\nb\n".utf8))
    defer { remove(path) }
    let count = try await Task {
      var reader = try RecordReader(path: path, encoding: .cp932)
      var record = Record()
      var count = 0
      while try reader.next(&record) { count += 1 }
      return count
    }.value
    #expect(count == 2)
  }

  @Test("a device without a size is read like a file")
  func device() throws {
    var reader = try RecordReader(path: "/dev/null", encoding: .utf8)
    var record = Record()
    #expect(try !reader.next(&record))
    #expect(reader.totalBytes == 0)
  }
}
