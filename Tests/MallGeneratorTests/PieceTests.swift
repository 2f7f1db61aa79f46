import Testing

@testable import MallGenerator

/// The small pieces, each against values known from elsewhere.
@Suite struct PieceTests {
  @Test func streamsAreIndependent() {
    var seen: Set<UInt64> = []
    for domain in [Draw.Domain.person, .order, .plan] {
      for index in 0..<200 {
        var draw = Draw(seed: 5, domain, index)
        for _ in 0..<5 { seen.insert(draw.next()) }
      }
    }
    #expect(seen.count == 3_000)
    var draw = Draw(seed: 5, .person, 1)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<10_000 { counts[draw.below(10)] += 1 }
    #expect(counts.allSatisfy { (850...1_150).contains($0) })
  }

  @Test(arguments: [
    (2001, 1, 1, 0), (2004, 2, 29, 1_154), (2006, 5, 3, 1_948), (2024, 12, 31, 8_765),
  ])
  func daysAndTheirText(year: Int, month: Int, day: Int, expected: Int) {
    let calendar = Calendar()
    #expect(Calendar.day(year, month, day) == expected)
    var row = RowBuffer()
    row.instant(expected * Calendar.secondsADay + 3_661, calendar)
    let text = String(decoding: row.bytes, as: UTF8.self)
    let two: (Int) -> String = { $0 < 10 ? "0\($0)" : "\($0)" }
    #expect(text == "\(year)-\(two(month))-\(two(day))T01:01:01+09:00")
    #expect(calendar.month(day: expected) == (year - 2001) * 12 + month - 1)
    #expect(calendar.tradingDays == 8_766)
  }

  @Test(arguments: [(0, 1, "0"), (7, 3, "007"), (1234, 2, "1234"), (10, 1, "10")])
  func numbers(value: Int, digits: Int, expected: String) {
    var row = RowBuffer()
    row.number(value, digits: digits)
    #expect(String(decoding: row.bytes, as: UTF8.self) == expected)
  }

  @Test func fullWidthNumbers() {
    var row = RowBuffer()
    row.number(1_203, digits: 5, .full)
    #expect(String(decoding: row.bytes, as: UTF8.self) == "０１２０３")
  }

  @Test func kanaScripts() {
    #expect(KanaScript.hiragana.write("ワタナベ") == "わたなべ")
    #expect(KanaScript.halfWidth.write("ジュウモンジ") == "ｼﾞｭｳﾓﾝｼﾞ")
    #expect(KanaScript.halfWidth.write("パピー") == "ﾊﾟﾋﾟｰ")
    #expect(KanaScript.katakana.write("ハットリ") == "ハットリ")
  }

  @Test(arguments: [
    ("4111111111111111", true), ("4111-1111-1111-1112", false), ("79927398713", true),
    ("2003-20170615", false),
  ])
  func luhn(digits: String, expected: Bool) {
    #expect(Luhn.isValid(Array(digits.utf8)) == expected)
  }

  /// One in ten serials would pass if nothing were done about it.
  @Test func rakutenNumbersNeverPass() {
    let calendar = Calendar()
    for serial in 1...300 {
      var row = RowBuffer()
      row.rakutenNumber(
        shop: 2_003, (3_000 + serial) * Calendar.secondsADay, serial: serial, calendar)
      #expect(row.bytes.count == 24)
      #expect(!Luhn.isValid(row.bytes.dropFirst(5)))
    }
  }

  /// The reference values are those of glibc's CP932: 表 ends in the byte of a backslash, 髙 and 﨑 are
  /// IBM extensions, U+2212 becomes the full-width hyphen.
  @Test func cp932() throws {
    let encoder = try CP932Encoder()
    var row = RowBuffer()
    try encoder.encode(Array("表髙﨑−ｱ".utf8), into: &row, path: "x")
    #expect(row.bytes == [0x95, 0x5C, 0xFB, 0xFC, 0xFA, 0xB1, 0x81, 0x7C, 0xB1])
  }

  @Test func whatCP932LacksIsAnError() throws {
    let encoder = try CP932Encoder()
    var row = RowBuffer()
    var code: GeneratorError.Code?
    do throws(GeneratorError) {
      try encoder.encode(Array("𠮷".utf8), into: &row, path: "x")
    } catch {
      code = error.code
    }
    #expect(code == .notInCP932)
  }

  @Test func cellsAreQuotedWhenTheyMust() {
    var row = RowBuffer()
    row.field("a,b\"c")
    row.comma()
    row.field("plain")
    #expect(String(decoding: row.bytes, as: UTF8.self) == #""a,b""c",plain"#)
  }

  /// Windows change how much is held at a time and nothing else.
  @Test(arguments: [1, 37, 1_000_000])
  func windowsDoNotChangeTheOrder(limit: Int) throws {
    let simulation = Simulation(seed: 3, customers: 120, formats: .mixed)
    var times: [[Int]] = []
    simulation.forEachOrder { time, buyer, number in times.append([time, buyer, number]) }
    times.sort { $0.lexicographicallyPrecedes($1) }
    var places: [[Int]] = []
    try OrderQueue(simulation, windowLimit: limit).forEach { buyer, number in
      places.append([buyer, number])
    }
    #expect(places == times.map { Array($0.dropFirst()) })
  }

  @Test func townsAreReal() throws {
    let towns = Towns()
    #expect(towns.count > 400)
    let index = try #require(towns.index(postalCode: "1560043"))
    let scribe = Scribe(names: Names(), towns: towns)
    var row = RowBuffer()
    scribe.prefecture(Home(town: index, chome: 1, block: 1, lot: 1), &row)
    scribe.cityAndTown(Home(town: index, chome: 1, block: 1, lot: 1), &row)
    #expect(String(decoding: row.bytes, as: UTF8.self) == "東京都世田谷区松原")
    #expect(Set(towns.prefectureNumbers) == Set(1...47))
  }
}
