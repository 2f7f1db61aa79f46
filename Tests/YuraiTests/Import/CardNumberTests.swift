import Testing

@testable import Yurai

/// Published test numbers of every issuer, and the digits of daily life that are none.
@Suite struct CardNumberTests {
  /// Numbers that the issuers and payment services publish for tests.
  static let cards = [
    "4111111111111111", "4242424242424242", "4012888888881881", "4222222222222", "5555555555554444",
    "5105105105105100", "2223003122003222", "2720991234567898".luhn, "3530111333300000",
    "3566002020360505", "378282246310005", "371449635398431", "30569309025904", "38520000023237",
    "36227206271667", "6011111111111117", "6011000990139424", "6200000000000005",
    "6205500000000000004", "4000000000000000006",
  ]

  @Test("alone, as text and as an identifier", arguments: cards)
  func alone(_ card: String) {
    #expect(isCard(card))
    #expect(isCard(card, isIdentifier: true))
  }

  /// A hash or UUID of which only chance makes a card number, also with an item's number behind it.
  @Test(arguments: [
    "393e604943de623d0c4d474259214378-1", "393e604943de623d0c4d474259214378",
    "393e6049-43de-623d-0c4d-474259214378-1", "393e604943de623d0c4d4111111111111111",
  ])
  func hashes(_ text: String) {
    let isLong = text.count == 36 && !text.contains("-")
    #expect(isCard(text, isIdentifier: true) == isLong, "\(text)")
  }

  @Test(arguments: [
    "393e604943de623d0c4d474259214378-4111111111111111",
    "4111111111111111-393e604943de623d0c4d474259214378",
    "393e604943de623d0c4d474259214378-4111-1111-1111-1111",
  ])
  func aCardBesideAHash(_ text: String) {
    #expect(isCard(text, isIdentifier: true), "\(text)")
  }

  @Test("inside a sentence", arguments: cards)
  func inText(_ card: String) {
    #expect(isCard("カード番号は\(card)です"))
    #expect(isCard("card:\(card)/exp 12/08"))
    #expect(isCard("(\(card))"))
  }

  @Test("in full width", arguments: cards)
  func fullWidth(_ card: String) {
    #expect(isCard(card.fullWidth))
    #expect(isCard("番号" + card.fullWidth, isIdentifier: true))
  }

  @Test("wherever it begins and ends, in either width", arguments: 0..<17)
  func anywhere(_ before: Int) {
    for card in ["4222222222222", "4111111111111111"] {
      for after in 0..<9 {
        let head = String(repeating: "x", count: before)
        let tail = String(repeating: "z", count: after)
        #expect(isCard(head + card + tail))
        #expect(isCard(head + card.fullWidth + tail))
        #expect(!isCard(head + card.dropLast() + tail))
      }
    }
  }

  @Test(
    "in groups of four, with every dash and blank that people type",
    arguments: [" ", "-", "\u{3000}", "－", "‐", "‑", "–", "—", "―", "−", "ー", "ｰ"])
  func grouped(_ separator: String) {
    #expect(isCard("4111111111111111".grouped(4, separator)))
    #expect(isCard("4111111111111111".fullWidth.grouped(4, separator)))
    #expect(isCard("378282246310005".grouped(5, separator)))
    #expect(isCard("4111111111111111".grouped(2, separator)))
    #expect(isCard("4111111111111111".grouped(1, separator)), "one digit a cell")
  }

  @Test("one wrong digit is no card", arguments: cards)
  func luhn(_ card: String) {
    for place in card.indices {
      let digit = card[place].wholeNumberValue ?? 0
      let other = card.replacingCharacters(at: place, with: Character("\((digit + 1) % 10)"))
      #expect(!isCard(other), "\(other)")
    }
  }

  @Test(
    "near misses",
    arguments: [
      "411111111111", "41111111111111111111", "000000000000", "0000000000000000", "", "12345",
      "090-1234-5678", "03-1234-5678 150-0001", "〒150-0001 東京都渋谷区神宮前1-2-3-405",
      "東京都渋谷区1-2-3 4111号 1111 1111", "4111-1111-1111-1112", "４１１１１１１１１１１１１１１２",
      "2006-05-03 00:05:00 100-0001", "1,234,567,890,123", "4,111,111,111,110円",
      "4111,1111,1111,1112",
    ])
  func nearMisses(_ text: String) {
    #expect(!isCard(text))
  }

  @Test("an order number that passes Luhn by chance is refused only where it could be a card")
  func identifiers() {
    for number in [
      "1234567890123452", "20060503000012345".luhn, "9999999999995".luhn, "0012345678905".luhn,
    ] {
      #expect(isCard(number), "\(number) passes Luhn")
      #expect(!isCard(number, isIdentifier: true), "\(number) has no issuer's prefix")
    }
    #expect(!isCard("41111111111111".luhn, isIdentifier: true), "Visa has no 14 digits")
    #expect(!isCard("511111111111111".luhn, isIdentifier: true), "Mastercard has 16")
  }
}

/// A full card number that stands beside other digits is still one (design: any grouping).
@Suite struct CardNumberNeighbourTests {
  @Test(
    "other digits beside it do not hide it",
    arguments: [
      "4111 1111 1111 1111 123", "4111111111111111 123", "4111-1111-1111-1111 0812",
      "090-1234-5678 4111-1111-1111-1111", "150-0001 4111111111111111", "1 4111111111111111",
      "4111111111111111 5555555555554444", "3 5555 5555 5555 4444", "4111111111111111 1",
    ])
  func besideDigits(_ text: String) {
    #expect(isCard(text))
  }

  @Test(
    "gaps of more than one character do not hide it",
    arguments: [
      "4111  1111  1111  1111", "4111 - 1111 - 1111 - 1111", "4111--1111--1111--1111",
      "4111\u{A0}1111\u{A0}1111\u{A0}1111", "4111\t1111\t1111\t1111", "4111.1111.1111.1111",
      "4111/1111/1111/1111", "4111:1111:1111:1111", "４１１１／１１１１／１１１１／１１１１",
      "4111_1111_1111_1111", "4111,1111,1111,1111件", "4111、1111、1111、1111", "4111|1111|1111|1111",
      "4111\n1111\r\n1111\n1111", "4111 1111\n1111 1111", "4111 (1111) 1111 1111",
      "4111～1111～1111～1111",
      "4111\u{AD}1111\u{AD}1111\u{AD}1111", "4111\u{2060}1111\u{2060}1111\u{2060}1111",
      "4111；1111；1111；1111",
      "411111.1111111111", "411/111/111/111/1111", "4111  111111  111111", "411111111111111 1",
      "4 111111111111111", "4111 1111 1111 111 1", "３７８２：８２２４６３：１０００５", "4111111111111111/08/12",
    ])
  func wideGaps(_ text: String) {
    #expect(isCard(text))
  }

  @Test("whatever stands between the groups", arguments: Array("*'+＋＝=#x\\\"年$%&<>@^`{}×÷★のZ"))
  func anyMark(_ mark: Character) {
    for card in ["4111111111111111", "6011000990139424"] {
      #expect(isCard(card.grouped(4, "\(mark)")), "\(mark)")
      #expect(isCard("番号は\(card.grouped(4, "\(mark)"))、150-0001", isIdentifier: true), "\(mark)")
      #expect(isCard("3\(mark)" + card.fullWidth.grouped(4, "\(mark)")), "\(mark)")
    }
    #expect(isCard("3782\(mark)822463\(mark)10005"))
    #expect(!isCard("4111111111111112".grouped(4, "\(mark)")))
  }

  @Test(
    "digits of other scripts",
    arguments: [0x1D7CE, 0x1D7D8, 0x966, 0x660, 0x6F0, 0xE50, 0x17E0, 0x104A0])
  func scripts(_ zero: UInt32) {
    func written(_ digits: String) -> String {
      String(
        String.UnicodeScalarView(
          digits.unicodeScalars.compactMap { Unicode.Scalar($0.value - 0x30 + zero) }))
    }
    #expect(isCard(written("4111111111111111")) && isCard(written("378282246310005")))
    #expect(isCard("カード" + written("4111") + "-1111-" + written("1111") + "-1111"))
    #expect(!isCard(written("4111111111111112")))
    for place in 0..<9 {
      #expect(isCard(String(repeating: "a", count: place) + written("4222222222222")))
    }
  }

  @Test(
    "words with digits in them are none",
    arguments: [
      "4111年11月11日 11時11分11秒", "2006年5月3日10時20分 4111号室 1111番", "4111a1111b1111c1111",
      "41111111x11111111", "507f1f77bcf86cd799439011", "M4111-N1111-O1111-P1111",
      "東京都港区4111丁目1111番地1111号1111",
    ])
  func words(_ text: String) { #expect(!isCard(text) && !isCard(text, isIdentifier: true)) }

  @Test(
    "daily digits side by side are none, though one in ten passes Luhn as a whole",
    arguments: [
      "150-0001 1-2-3", "TEL 03-1234-5678 FAX 03-1234-5679", "2006-05-03 10:00 2006-05-04 11:00",
      "1-2-3 4-5-6 7-8-9 10-11-12", "2006/05/03 10:00:00 2006/05/04 11:00:00",
      "2006/05/03/10/00/00/1", "10:00:00:2006:05:03:11", "4 1 11111111111111",
      "41/11/11/11/11/11/11/11",
      "4111\n\n\n\n1111111111\n11", "411,11,11111111111",
    ])
  func sideBySide(_ text: String) {
    #expect(!isCard(text))
  }
}

extension String {
  /// The digits with the last one replaced by the check digit.
  var luhn: String {
    let body = dropLast()
    for check in 0...9 where Self.passesLuhn("\(body)\(check)") { return "\(body)\(check)" }
    return self
  }

  /// Written anew, from ISO/IEC 7812-1 annex B.
  private static func passesLuhn(_ digits: String) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().compactMap(\.wholeNumberValue).enumerated() {
      let value = place % 2 == 1 ? digit * 2 : digit
      sum += value / 10 + value % 10
    }
    return sum % 10 == 0
  }

  /// ０…９ for 0…9.
  var fullWidth: String {
    String(
      String.UnicodeScalarView(unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
  }

  /// In groups with a separator between.
  func grouped(_ size: Int, _ separator: String) -> String {
    var output = ""
    for (place, character) in enumerated() {
      if place > 0 && place % size == 0 { output += separator }
      output.append(character)
    }
    return output
  }

  func replacingCharacters(at place: Index, with character: Character) -> String {
    var copy = self
    copy.replaceSubrange(place...place, with: String(character))
    return copy
  }
}
