import Testing

@testable import Yurai

/// Card numbers in what people type at a command.
@Suite struct CardMaskUseTests {
  @Test("a name keeps no number that could be a card's; a message keeps the orders that it names")
  func rules() {
    #expect(CardMask.applied(toName: "花子 4111-1111-1111-1111") == "花子 ****-****-****-****")
    // Of no issuer, and it passes Luhn.
    #expect(CardMask.applied(toName: "clerk 20060503000010") == "clerk **************")
    #expect(CardMask.applied(to: "no order 20060503000010") == "no order 20060503000010")
    #expect(CardMask.applied(to: "no rule 4111 1111 1111 1111.") == "no rule **** **** **** ****.")
    for name in ["花子 4111-1111-1111-1112", "hanako", "clerk 7, 03-1234-5678", ""] {
      #expect(CardMask.applied(toName: name) == name)
    }
  }

  @Test("what a lineage event says of a failure keeps none either") func elsewhere() {
    #expect(
      LineageRun.message(YuraiError("no rule 4111111111111111")) == "no rule ****************")
    #expect(LineageRun.message(YuraiError("no batch 7")) == "no batch 7")
  }

  @Test("of a command line the values of one option, in both ways to write it") func words() {
    let card = "4111111111111111"
    let mask = String(repeating: "*", count: 16)
    func masked(_ words: String...) -> [String] {
      CardMask.applied(toValuesOf: "--actor", in: words)
    }
    #expect(masked("find", "--actor", card, "-q") == ["find", "--actor", mask, "-q"])
    #expect(masked("find", "--actor=\(card)") == ["find", "--actor=\(mask)"])
    #expect(masked("trace", card) == ["trace", card])
    #expect(
      masked("find", "--actors=\(card)", "--name", card) == [
        "find", "--actors=\(card)", "--name", card,
      ])
    #expect(masked("trace", "--", "--actor", card) == ["trace", "--", "--actor", card])
  }
}
