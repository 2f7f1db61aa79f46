import Foundation
import Testing

@testable import Yurai

/// A message is text in UTF-8 or in what Windows calls Shift_JIS, and nothing else.
@Suite struct MessageFileTests {
  private func read(_ bytes: [UInt8]) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try MessageFile.read(path: path)
  }

  @Test("both encodings, with the characters that only Windows has") func encodings() throws {
    #expect(try read(Array("なぜ住所を。".utf8)) == "なぜ住所を。")
    #expect(try read([0xEF, 0xBB, 0xBF] + Array("é".utf8)) == "é")
    // ①㈱髙﨑 and ～ of code page 932, and 表, whose second byte is a backslash.
    let bytes: [UInt8] = [
      0x87, 0x40, 0x87, 0x8A, 0xFB, 0xFC, 0xED, 0x95, 0x81, 0x60, 0x95, 0x5C, 0x0A,
    ]
    #expect(try read(bytes) == "①㈱髙﨑\u{FF5E}表\n")
  }

  @Test("neither", arguments: [[0x82], [0x41, 0xFF, 0x42], [0x82, 0x20, 0xA0]] as [[UInt8]])
  func neither(_ bytes: [UInt8]) {
    #expect(throws: YuraiError.self) { try read(bytes) }
  }
}
