import Foundation
import Testing

@testable import Tabular

@Suite struct ErrorTests {
  private func failure(
    _ bytes: [UInt8], as encoding: TextEncoding = .utf8, limits: Limits = .init()
  ) throws -> TabularError {
    let whole = try #require(try read(bytes, as: encoding, limits: limits).error)
    for size in [1, 2, 3, 7] {
      #expect(try read(bytes, as: encoding, limits: limits, size: size).error == whole)
    }
    return whole
  }

  @Test("an unterminated quote is told where it opens")
  func unterminated() throws {
    let text = "a,b\n1,\"x\ny\",\"神奈川\n県\n"
    let error = try failure(Array(text.utf8))
    #expect(error.code == .unterminatedQuote)
    #expect(error.line == 3)
    #expect(error.byteOffset == 12)
    #expect(!error.description.contains("神奈川"))
    #expect(error.description.hasPrefix("line 3, byte 12: "))
    #expect(try read(text).fields == [["a", "b"]])
  }

  @Test("offsets in CP932 are the file's, with half-width kana, damage and Ctrl-Z around")
  func offsetsInCP932() throws {
    let prefix = try cp932("ﾔﾏﾀﾞ,東京,") + [0xA0, 0x2C, 0x95, 0x2C]
    let bytes = prefix + [0x22] + (try cp932("能ﾊﾟ")) + [0x80, 0x85, 0x9F, 0x0A, 0x1A]
    let error = try failure(bytes, as: .cp932)
    #expect(error.code == .unterminatedQuote)
    #expect(error.line == 1)
    #expect(error.byteOffset == Int64(prefix.count))
  }

  @Test("offsets in UTF-8 count a byte order mark and broken bytes")
  func offsetsInUTF8() throws {
    let prefix = [0xEF, 0xBB, 0xBF] + Array("東,".utf8) + [0xFF, 0xE3, 0x81, 0x2C]
    let error = try failure(prefix + [0x22, 0xE3, 0x81, 0x0A])
    #expect(error.code == .unterminatedQuote)
    #expect(error.byteOffset == Int64(prefix.count))
  }

  @Test("a NUL byte is refused, in quotes and outside")
  func nul() throws {
    let plain = try failure(Array("a,b\nc,\0\n".utf8))
    #expect(plain.code == .nulByte)
    #expect(plain.line == 2)
    #expect(plain.byteOffset == 6)
    let quoted = try failure(Array("a,\"x\ny\0\"\n".utf8))
    #expect(quoted.code == .nulByte)
    #expect(quoted.line == 2)
    #expect(quoted.byteOffset == 6)
  }

  @Test("too many fields")
  func tooManyFields() throws {
    let limits = Limits(maxFields: 3)
    #expect(try read("1,2,3\n", limits: limits).error == nil)
    let error = try failure(Array("1,2,3\n1,\"\n\",3,4\n".utf8), limits: limits)
    #expect(error.code == .tooManyFields)
    #expect(error.line == 3)
    #expect(error.byteOffset == 14)
  }

  @Test("a record too long is told where it starts, or where its open quote is")
  func tooLong() throws {
    let limits = Limits(maxRecordBytes: 10)
    #expect(try read("123456789\n", limits: limits).error == nil)
    let whole = try read("1\n1234567890\n", limits: limits)
    #expect(whole.error?.code == .recordTooLong)
    #expect(whole.error?.line == 2)
    #expect(whole.error?.byteOffset == 2)
    let open = try read("1\n2,\"45678901234", limits: limits, size: 3)
    #expect(open.error?.code == .recordTooLong)
    #expect(open.error?.line == 2)
    #expect(open.error?.byteOffset == 4)
  }

  @Test("blank lines do not count towards a record's length")
  func manyBlankLines() throws {
    let text = String(repeating: "\r\n", count: 300_000) + "a"
    let reading = try read(text, limits: Limits(maxRecordBytes: 10))
    #expect(reading.blankLines == 300_000)
    #expect(reading.rows.map(\.line) == [300_001])
  }

  @Test(
    "a line without end is refused after the first mebibyte, not stored", arguments: [0x61, 0x22])
  func endlessLine(first: UInt8) throws {
    let path = try temporaryFile([first] + [UInt8](repeating: 0x61, count: 24 << 20))
    defer { remove(path) }
    var reader = try RecordReader(path: path, encoding: .utf8)
    var record = Record()
    let error = #expect(throws: TabularError.self) { try reader.next(&record) }
    #expect(error?.code == .recordTooLong)
    #expect(reader.bytesRead <= 2 << 20)
    #expect(reader.totalBytes == 24 << 20 + 1)
  }

  @Test("an error stays")
  func sticky() throws {
    let path = try temporaryFile(Array("a\n\0\nb\n".utf8))
    defer { remove(path) }
    var reader = try RecordReader(path: path, encoding: .utf8)
    var record = Record()
    #expect(try reader.next(&record))
    for _ in 0..<2 {
      #expect(throws: TabularError(.nulByte, line: 2, byteOffset: 2)) { try reader.next(&record) }
    }
    #expect(record.string(0) == "a")
  }

  @Test("a file whose bytes cannot be read")
  func readFailed() throws {
    // Opens as a regular file; nothing is mapped at its start.
    var reader = try RecordReader(path: "/proc/self/mem", encoding: .utf8)
    var record = Record()
    let error = #expect(throws: TabularError.self) { try reader.next(&record) }
    #expect(error?.code == .readFailed)
  }

  @Test("a missing file and a directory")
  func unopened() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let missing = #expect(throws: TabularError.self) {
      _ = try FileProbe.probe(path: "\(folder)/no-such-file.csv")
    }
    #expect(missing?.code == .unreadable)
    #expect(missing?.line == 0)
    do {
      _ = try RecordReader(path: folder, encoding: .utf8)
      Issue.record("a directory was opened")
    } catch {
      #expect(error.code == .directory)
    }
  }

  @Test("codes are stable, descriptions say what to do")
  func codes() {
    #expect(
      TabularError.Code.allCases.map(\.rawValue) == [
        "unreadable", "directory", "read-failed", "encoding-unavailable", "unterminated-quote",
        "record-too-long", "too-many-fields", "nul-byte",
      ])
    for code in TabularError.Code.allCases {
      #expect(TabularError(code, detail: "x").description.count > 30)
    }
  }
}
