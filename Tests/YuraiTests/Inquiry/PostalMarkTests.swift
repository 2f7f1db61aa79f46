import Testing

@testable import Yurai

@Suite struct PostalMarkTests {
  @Test(
    "seven digits get their hyphen, anything else stays as it was written",
    arguments: [
      ("2100833", "〒210-0833"), ("156-0043", "〒156-0043"), ("210083", "〒210083"),
      ("２１００８３３", "〒２１００８３３"), ("SW1A 1AA", "〒SW1A 1AA"),
    ])
  func hyphen(_ written: String, _ shown: String) {
    #expect(LetterWriter.postalMark(written) == shown)
  }
}
