import Testing

@testable import Tabular

@Suite struct FileProbeTests {
  private func kind(_ bytes: [UInt8]) throws -> FileKind {
    let whole = try probe(bytes)
    for size in [1, 2, 3, 7, 64] { #expect(try probe(bytes, size: size) == whole) }
    return whole
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  @Test("text")
  func text() throws {
    #expect(try kind(Array("a,b\n".utf8)) == .text(.utf8, byteOrderMark: false))
    #expect(try kind(Array("名前\n𠮷野\n".utf8)) == .text(.utf8, byteOrderMark: false))
    #expect(
      try kind(FileProbeTests.mark + Array("名前\n".utf8)) == .text(.utf8, byteOrderMark: true))
    #expect(try kind(try cp932("名前,ﾔﾏﾀﾞ\n")) == .text(.cp932, byteOrderMark: false))
    #expect(try kind([0x61, 0xB1]) == .text(.cp932, byteOrderMark: false))
    #expect(try kind([0x61, 0xE3, 0x81]) == .text(.cp932, byteOrderMark: false))
  }

  @Test("long CP932 text, of kanji and of half-width kana")
  func longCP932() throws {
    let kanji = try cp932(String(repeating: "神奈川県横浜市,髙橋　花子,ソ能表\n", count: 3000))
    #expect(
      try probe(kanji) == .text(.cp932, byteOrderMark: false))
    let kana = try cp932(String(repeating: "ﾃｲﾃｲ,ﾅﾆ,ﾔﾏﾀﾞ ﾀﾛｳ\n", count: 3000))
    #expect(
      try probe(kana) == .text(.cp932, byteOrderMark: false))
    let reversed = try probe(kanji + [0x0A] + Array("x".utf8), size: 100)
    #expect(reversed == .text(.cp932, byteOrderMark: false))
  }

  @Test("UTF-8 with a few broken characters stays UTF-8")
  func damagedUTF8() throws {
    let good = Array(String(repeating: "神奈川県横浜市,山田\n", count: 40).utf8)
    #expect(try kind(good + [0xE5] + good) == .text(.utf8, byteOrderMark: false))
    #expect(try kind(good + good + [0xE5, 0xB1]) == .text(.utf8, byteOrderMark: false))
    // Half of it in another encoding is no accident.
    let half = try cp932(String(repeating: "神奈川県横浜市,山田\n", count: 40))
    #expect(try kind(good + half) == .text(.cp932, byteOrderMark: false))
    // A mark is a declaration.
    #expect(
      try kind(FileProbeTests.mark + [0x61, 0xFF, 0xFF, 0xFF]) == .text(.utf8, byteOrderMark: true))
  }

  @Test("empty")
  func empty() throws {
    #expect(try kind([]) == .empty)
    #expect(try kind(FileProbeTests.mark) == .empty)
  }

  @Test("containers")
  func containers() throws {
    #expect(try kind([0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3]) == .gzip)
    #expect(try kind([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 60)) == .zip)
    #expect(
      try kind([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0]) == .compoundDocument)
    // A column named PK is not an archive.
    #expect(try kind(Array("PK,name\n1,a\n".utf8)) == .text(.utf8, byteOrderMark: false))
  }

  @Test("UTF-16 and UTF-32, with a mark and without")
  func utf16() throws {
    let text = String(repeating: "注文番号,氏名,1\r\n", count: 30)
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try kind([0xFF, 0xFE] + little) == .utf16)
    #expect(try kind([0xFE, 0xFF] + big) == .utf16)
    #expect(try probe(little) == .utf16)
    #expect(try probe(big) == .utf16)
    #expect(try kind([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61]) == .utf16)
  }

  @Test(
    "ISO-2022-JP, wherever its first escape sequence stands",
    arguments: ["$B", "$@", "(J", "(I", "$(D", "$(O", "$(Q"])
  func iso2022JP(_ sequence: String) throws {
    let escape: [UInt8] = [0x1B] + Array(sequence.utf8)
    let tail: [UInt8] = [0x3B, 0x33, 0x1B, 0x28, 0x42, 0x0A]
    #expect(try kind(escape + tail) == .iso2022JP(byteOffset: 0))
    #expect(try kind(Array("id,名前\n1,".utf8) + escape + tail) == .iso2022JP(byteOffset: 12))
    #expect(
      try kind(FileProbeTests.mark + Array("a\n".utf8) + escape + tail) == .iso2022JP(byteOffset: 5)
    )
    // Behind an escape that begins nothing, and deep in the file.
    let deep = Array(String(repeating: "a,佐藤\n", count: 60_000).utf8) + [0x1B, 0x1B]
    #expect(
      try probe(deep + escape + tail) == .iso2022JP(byteOffset: Int64(deep.count)))
  }

  @Test(
    "other escapes are no ISO-2022-JP", arguments: ["[0m", "(B", "$A", "$", "(", "$(", "$(C", "B"])
  func otherEscapes(_ sequence: String) throws {
    let bytes = Array("a,".utf8) + [0x1B] + Array("\(sequence)\nB,J\n".utf8)
    #expect(try kind(bytes) == .text(.utf8, byteOrderMark: false))
    #expect(try kind(Array("a,$B,(J\n".utf8)) == .text(.utf8, byteOrderMark: false))
  }

  @Test("NUL bytes make a file binary")
  func binary() throws {
    let text = Array(String(repeating: "a,b,c\n", count: 1000).utf8)
    #expect(try probe(text + [0] + text) == .binary)
    // Twice at an even place is not yet UTF-16.
    #expect(try probe(text + [0, 0x61] + text + [0, 0x61]) == .binary)
    var generator = SplitMix(seed: 1)
    let noise = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(try probe([1] + noise) == .binary)
    let zeros = [UInt8](repeating: 0, count: 600_000)
    #expect(try probe(text + zeros) == .binary)
  }
}
