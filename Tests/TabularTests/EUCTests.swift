import Testing

@testable import Tabular

/// EUC-JP is told from CP932, of which it is mostly valid text: half-width kana.
@Suite struct EUCTests {
  private static let cp932Text = FileKind.text(.cp932, byteOrderMark: false)

  private func kind(_ bytes: [UInt8]) throws -> FileKind {
    let whole = try probe(bytes)
    for size in [1, 2, 3, 7, 64] { #expect(try probe(bytes, size: size) == whole) }
    return whole
  }

  @Test(
    "names with their reading, kana alone, kanji alone, half-width kana among them",
    arguments: [
      "id,名前\n1,佐藤　花子,サトウ　ハナコ\n", "1,さとう\n", "1,サト\n", "1,鈴木 一郎\n2,高橋 花子\n3,渡辺 健\n4,小林 誠\n",
      "1,田中,ﾀﾅｶ\n2,山田,ﾔﾏﾀﾞ\n3,青山ハイツ１０３\n",
    ])
  func euc(_ text: String) throws {
    #expect(try kind(eucJP(text)) == .eucJP)
    #expect(try kind(cp932(text)) == Self.cp932Text)
    #expect(try kind(Array(text.utf8)) == .text(.utf8, byteOrderMark: false))
  }

  @Test("EUC-JP with a few damaged bytes, and a triple of JIS X 0212") func damaged() throws {
    let good = try eucJP(String(repeating: "1,佐藤,サトウ\n", count: 40))
    #expect(try kind(good + [0xC5, 0x2C] + good) == .eucJP)
    #expect(try kind(good + [0x8F, 0xB0, 0xA1, 0x0A]) == .eucJP)
    let half = try cp932(String(repeating: "1,佐藤,サトウ\n", count: 40))
    #expect(try kind(good + half) == Self.cp932Text)
    let ascii = [UInt8](repeating: 0x61, count: 300_000)
    #expect(try probe(ascii + good) == .eucJP)
  }

  @Test(
    "CP932 of half-width kana alone, also where all words have an even number of bytes",
    arguments: [
      "1,ｼﾞｮﾝ･ｽﾐｽ\n", "1,ﾔﾏﾓﾄ ｻﾄ\n2,ﾀﾅｶ ﾊﾅｺ\n3,ｽｽﾞｷ\n", "1,ｲﾏ､ｵﾘﾏ､ｽ\n", "1,ﾘﾝ･ﾀﾛｳ\n", "1,ｱｱ･ｱ･ｱ･\n",
    ])
  func halfWidth(_ text: String) throws {
    #expect(try kind(cp932(text)) == Self.cp932Text)
    #expect(try probe(cp932(String(repeating: text, count: 3000))) == Self.cp932Text)
  }

  @Test(
    "CP932 of single characters that EUC-JP has too",
    arguments: ["1,髙\n", "1,﨑\n", "1,纐纈\n", "1,龝\n", "1,ｱｲ\n"])
  func single(_ text: String) throws {
    #expect(try kind(cp932(text)) == Self.cp932Text)
  }
}
