import Testing

@testable import Yurai

/// What is left of a text that holds a card number.
@Suite struct CardMaskTests {
  @Test(arguments: [
    ("どこから 4111-1111-1111-1111 の情報を", "どこから ****-****-****-**** の情報を"),
    ("4111 1111 1111 1111", "**** **** **** ****"), ("４１１１１１１１１１１１１１１１です", "****************です"),
    ("tel 03-1234-5678, card 4111111111111111.", "tel 03-1234-5678, card ****************."),
    ("4111-1111-1111-1112", "4111-1111-1111-1112"),
    ("注文 20060503000012 です", "注文 20060503000012 です"),
    ("なぜですか", "なぜですか"), ("", ""),
  ])
  func masks(_ text: String, _ masked: String) { #expect(CardNumber.masked(text) == masked) }
}
