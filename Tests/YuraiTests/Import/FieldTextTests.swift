import Testing

@testable import Yurai

/// Questions about the bytes of one field.
@Suite struct FieldTextTests {
  @Test("blank", arguments: ["", " ", "\t", "\u{3000}", " \u{3000}\t ", "   "])
  func blank(_ text: String) {
    #expect(FieldAnswers(text).isBlank)
    #expect(FieldAnswers(text).trimmed.isEmpty)
  }

  @Test("not blank", arguments: ["0", " x ", "\u{3000}山", "\u{3001}", "\u{200B}", "-"])
  func notBlank(_ text: String) {
    #expect(!FieldAnswers(text).isBlank)
  }

  @Test(
    "trimmed of blanks of both widths",
    arguments: [
      (" a ", "a"), ("\u{3000}山田\u{3000}", "山田"), ("\t \u{3000}a b\u{3000}\t", "a b"), ("a", "a"),
      ("山\u{3000}田", "山\u{3000}田"), ("\u{3001}", "\u{3001}"), ("\u{3000}\u{3000}", ""),
    ])
  func trimmed(_ text: String, expected: String) {
    #expect(FieldAnswers(text).trimmed == expected)
  }

  @Test(
    "what Excel makes of long numbers (trap 9)", arguments: ["2.74555E+20", "1E+11", "1.23E+11"])
  func spreadsheetNumber(_ text: String) {
    #expect(FieldAnswers(text).isSpreadsheetNumber)
  }

  @Test(
    "identifiers that only look a little like it",
    arguments: [
      "E+11", "1E11", "1.23E-11", "A1E+11", "1.2.3E+11", "1.23E+", "1.23E+11x", "12E+11", "", "1E+",
    ])
  func noSpreadsheetNumber(_ text: String) {
    #expect(!FieldAnswers(text).isSpreadsheetNumber)
  }

  @Test("equality with a word is of the whole") func equals() {
    #expect(field("order", equals: "order"))
    #expect(!field("order", equals: "orders"))
    #expect(!field("order", equals: "orde"))
    #expect(!field("order", equals: "Order"))
    #expect(!field("order", equals: ""))
    #expect(field("", equals: ""))
  }
}
