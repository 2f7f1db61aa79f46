import Matching
import Testing

@Suite struct KeyMakerTests {
  @Test(arguments: [
    "", " ", "　", "\u{A0}\u{3000}\t\r\n", "\u{200B}", "\u{FEFF}", "\u{E0100}", "\u{2003} ",
  ])
  func blankValuesHaveNoKey(_ blank: String) throws {
    let keys = try Keys()
    #expect(keys.name(blank) == nil)
    #expect(keys.kana(blank) == nil)
    #expect(keys.email(blank) == nil)
    #expect(keys.phone(blank) == nil)
    #expect(keys.address(blank) == nil)
    #expect(keys.postalCode(blank) == nil)
  }

  @Test(arguments: ["-", ".", "様", "なし", "?", "〒", "東京都", "〓"])
  func valuesThatSayNothingStillHaveAKeyOfTheirOwn(_ text: String) throws {
    let keys = try Keys()
    for key in [keys.name(text), keys.email(text), keys.phone(text), keys.address(text)] {
      #expect(key != nil)
    }
    #expect(keys.name(text) != keys.name("山田"))
    #expect(keys.phone(text) == keys.phone("　" + text))
    #expect(keys.phone(text) != keys.phone("未登録"))
  }

  @Test func aKeyIsTheHashOfTheDomainAndTheNormalForm() throws {
    let keys = try Keys()
    let hash = try #require(SipHash24(key: [UInt8](0...15)))
    func expected(_ domain: UInt8, _ folded: String) -> Int64 {
      Int64(bitPattern: hash.hash(([domain] + Array(folded.utf8)).span))
    }
    #expect(keys.name("髙橋　健一") == expected(1, "高橋健一"))
    #expect(keys.kana("ﾀｶﾊｼ ｹﾝｲﾁ") == expected(2, "たかはしけんいち"))
    #expect(keys.email(" U1.2@EXAMPLE.COM ") == expected(3, "u1.2@example.com"))
    #expect(keys.phone("＋８１ ９０－１２３４－５６７８") == expected(4, "09012345678"))
    #expect(keys.address("東京都渋谷区渋谷１－２－３") == expected(5, "渋谷区渋谷1-2-3"))
    #expect(keys.postalCode("〒150-0002") == expected(6, "1500002"))
    #expect(keys.identifier(" C001 ", .customer) == expected(16, "C001"))
  }

  @Test func theSameTextInAnotherDomainIsAnotherKey() throws {
    let keys = try Keys()
    let text = "12345678"
    var all: [Int64?] = [keys.name(text), keys.kana(text), keys.email(text), keys.phone(text)]
    all += [keys.address(text), keys.postalCode(text)]
    all += IdentifierDomain.allCases.map { keys.identifier(text, $0) }
    #expect(!all.contains(nil))
    #expect(Set(all).count == all.count)
    // Stored keys depend on these numbers.
    #expect(IdentifierDomain.allCases.map(\.rawValue) == Array(16...24))
  }

  @Test func identifiersAreExactButForTheSpacesAround() throws {
    let keys = try Keys()
    let key = keys.identifier("1001-Ａb", .order)
    #expect(keys.identifier(" \t1001-Ａb　\u{A0}\r\n", .order) == key)
    #expect(keys.identifier("1001-ａb", .order) != key)
    #expect(keys.identifier("1001-Ab", .order) != key)
    #expect(keys.identifier("10 01-Ａb", .order) != key)
    #expect(keys.identifier(" 　", .order) == nil)
    #expect(keys.identifier("", .order) == nil)
    #expect(keys.identifier("©1©", .order) != keys.identifier("1", .order))
    #expect(keys.identifier("、1、", .order) != keys.identifier("1", .order))
    // The last bytes of these look like the end of a space's encoding.
    #expect(keys.identifier("あ", .order) != nil)
    #expect(keys.identifier("à", .order) != keys.identifier("Ã", .order))
  }

  @Test func anotherSecretGivesOtherKeys() throws {
    let one = try #require(MatchSecret(bytes: [UInt8](0...15)))
    let other = try #require(MatchSecret(bytes: [UInt8](1...16)))
    #expect(one.checkValue != other.checkValue)
    #expect(one.checkValue == MatchSecret(bytes: [UInt8](0...15))?.checkValue)
    var first = KeyMaker(secret: one)
    var second = KeyMaker(secret: other)
    let text = Array("山田".utf8)
    let (a, b) = (first.name(text.span), second.name(text.span))
    #expect(a != b)
    #expect(MatchSecret(bytes: []) == nil)
    #expect(MatchSecret(bytes: [UInt8](0...16)) == nil)
  }

  @Test func aSecretDoesNotPrintItself() throws {
    let secret = try #require(MatchSecret(bytes: [UInt8](repeating: 0xAB, count: 16)))
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), dumped] {
      #expect(!text.contains("171") && !text.lowercased().contains("abab"))
      #expect(!text.contains(String(0xABAB_ABAB_ABAB_ABAB as UInt64)))
    }
  }

  @Test func illFormedBytesAreNoTrap() throws {
    var maker = KeyMaker(secret: try #require(MatchSecret(bytes: [UInt8](0...15))))
    var generator = SystemRandomNumberGenerator()
    let interesting: [UInt8] = [
      0x00, 0x20, 0x30, 0x40, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xE3, 0xED, 0xF0, 0xF4, 0xFF,
    ]
    for length in 0..<400 {
      let bytes = (0..<length).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : interesting.randomElement(using: &generator) ?? 0
      }
      _ = maker.name(bytes.span)
      _ = maker.kana(bytes.span)
      _ = maker.email(bytes.span)
      _ = maker.phone(bytes.span)
      _ = maker.address(bytes.span)
      _ = maker.postalCode(bytes.span)
      _ = maker.identifier(bytes.span, .content)
    }
  }

  @Test func malformedUTF8CountsAsReplacementCharacters() throws {
    var maker = KeyMaker(secret: try #require(MatchSecret(bytes: [UInt8](0...15))))
    let replaced = maker.name(Array("山\u{FFFD}\u{FFFD}".utf8).span)
    for tail in [[0xE3, 0x81], [0xFF, 0xFE], [0xC0, 0xAF], [0x80, 0x80]] as [[UInt8]] {
      let key = maker.name((Array("山".utf8) + tail).span)
      #expect(key == replaced)
    }
    // An encoded surrogate is three bytes of nonsense.
    let surrogate = maker.name((Array("山".utf8) + [0xED, 0xA0, 0x80]).span)
    let three = maker.name(Array("山\u{FFFD}\u{FFFD}\u{FFFD}".utf8).span)
    #expect(surrogate == three)
  }

  /// What grows most when folded must still fit the scratch memory.
  @Test(arguments: [
    "㌖", "㍿", "千", "½", "一1", "㏂", "⑽", "㋿", "\u{1F600}", "々", "ﾊﾟ", "㋋", "九十九1", "0",
  ])
  func longValuesFit(_ unit: String) throws {
    let keys = try Keys()
    for count in [1, 15, 17, 100, 5_000, 3] {
      let text = String(repeating: unit, count: count)
      #expect(keys.name(text) != nil)
      #expect(keys.kana(text) != nil)
      #expect(keys.email(text) != nil)
      #expect(keys.phone(text) != nil)
      #expect(keys.address(text) != nil)
      #expect(keys.postalCode(text) != nil)
    }
  }

  @Test func aKeyDoesNotDependOnWhatWasFoldedBefore() throws {
    let used = try Keys()
    for text in ["山田　太郎様", String(repeating: "㌖", count: 900), "", "a", "１"] {
      _ = used.address(text)
      _ = used.phone("+" + text)
      #expect(try Keys().name("山田") == used.name("山田"))
      #expect(try Keys().address("千代田区1") == used.address("千代田区1"))
      #expect(try Keys().phone("03") == used.phone("03"))
    }
  }
}
