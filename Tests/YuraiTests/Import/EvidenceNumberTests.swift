import Testing

@testable import Yurai

/// One number, however it is written; and two numbers stay two.
@Suite struct EvidenceNumberTests {
  private func form(_ written: String) -> String {
    var output: [UInt8] = Array("tony".utf8)
    EvidenceNumber.append(Array(written.utf8).span, to: &output)
    return String(decoding: output.dropFirst(4), as: UTF8.self)
  }

  @Test(arguments: [
    (
      "S1001",
      [
        "S1001", "s1001", " S1001 ", "Ｓ１００１", "S-1001", "s 1001", "S−1001", "S\u{200B}1001",
        "S―1001-",
      ]
    ),
    (
      "123456789012",
      ["123456789012", "1234-5678-9012", "1234 5678 9012", "１２３４－５６７８－９０１２", "1234--5678 - 9012"]
    ),
    ("12345678901", ["1234-5678-901"]), ("EM123456789JP", ["EM 123 456 789 JP", "em123456789jp"]),
    ("PAY-A1", ["PAY-A-1", "pay a1", "PAY_A1".replacing("_", with: "－")]),
    ("1-23", ["1-23", "１－２３", "1 23", "1ー23"]), ("20060503-12-345", ["20060503-12-345"]),
    ("PI_3MTW", ["pi_3Mtw", "PI＿3mtw"]), ("-", ["-"]), ("受付12", ["受付 12", "受付-12", "受付１２"]),
    ("", [""]),
  ])
  func same(_ form: String, _ written: [String]) {
    for text in written { #expect(self.form(text) == form, "\(text)") }
  }

  @Test(arguments: [
    ("1-23", "12-3"), ("1-23", "123"), ("S1-11", "S11-1"), ("20060503-1-23", "20060503-12-3"),
    ("20060503-123-45", "20060503-1234-5"), ("AB-C", "A-BC"), ("12-3456-789", "123-456-789"),
  ])
  func apart(_ one: String, _ other: String) { #expect(form(one) != form(other)) }
}
