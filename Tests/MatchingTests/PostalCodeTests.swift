import Matching
import Testing

@Suite struct PostalCodeTests {
  @Test(arguments: [
    ("060-0001", "0600001"), ("0600001", "0600001"), ("〒060-0001", "0600001"),
    ("０６０－０００１", "0600001"),
    ("060 0001", "0600001"), ("060ー0001", "0600001"), ("〒　060−0001", "0600001"),
    ("600001", "0600001"),
    ("〶060-0001", "0600001"), ("150", "150"), ("100-20", "10020"), ("SW1A 1AA", "sw1a1aa"),
    ("K1A-0B1", "k1a0b1"),
    ("不明", "不明"), ("不 明", "不明"),
  ])
  func normalForm(_ text: String, _ expected: String) {
    #expect(Fold.postalCode(text) == expected)
  }

  @Test func lettersOfForeignCodesCount() throws {
    let keys = try Keys()
    #expect(keys.postalCode("SW1A 1AA") != keys.postalCode("SW1B 1BB"))
    #expect(keys.postalCode("SW1A 1AA") == keys.postalCode("ｓｗ１ａ１ａａ"))
  }
}
