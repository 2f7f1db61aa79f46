import Foundation
import MallGenerator
import Testing

/// What `truth.json` says is what follows from the other files.
@Suite struct TruthTests {
  @Test(arguments: [
    (2_000, 1, FormatMix.mixed), (2_000, 7, .canonicalOnly), (150, 3, .mixed), (33, 5, .mixed),
    (2, 8, .mixed), (1, 9, .mixed), (0, 2, .mixed), (700, UInt64.max, .mixed),
  ])
  func truthFollowsFromTheFiles(customers: Int, seed: UInt64, formats: FormatMix) throws {
    let mall = try WrittenMall(customers: customers, seed: seed, formats: formats)
    let truth = try mall.truth
    let found = try Evaluator(mall)
    #expect(found.verdicts == truth.by_customer)
    #expect(found.findings == truth.findings)
    #expect(truth.customers == customers)
    #expect(truth.others == nil)
    #expect(truth.by_customer.count == customers)
    #expect(truth.verdicts == counts(truth.by_customer.values))
    #expect(mall.summary.verdicts == truth.verdicts)
    #expect(mall.summary.findings == truth.findings)
  }

  @Test(arguments: [60, 450, 2_000])
  func everyFaultIsPlanted(customers: Int) throws {
    let truth = try WrittenMall(customers: customers, seed: 4).truth
    let kinds = counts(truth.planted.values)
    let words = [
      "untraced", "predates", "edge-timely", "edge-untimely", "outside", "edge-in", "edge-out",
      "unknown-merchant", "unknown-mall", "partial-email", "partial-address", "gift-address",
      "own-shipping", "uncorroborated", "cancelled-only", "received", "purchased", "signup",
      "bare-signup", "recovered", "reused", "same-number", "moved", "undated",
    ]
    #expect(Set(kinds.keys) == Set(words))
    let pairs = truth.findings["evidence-reused"] ?? 0
    #expect(pairs > 0)
    #expect(kinds["reused"] == 2 * pairs)
    #expect(kinds["same-number"] == 2 * pairs)
    #expect(truth.planted["C0000001"] == nil)
  }

  @Test func largeTruthNamesOnlyTheExceptions() throws {
    let truth = try WrittenMall(customers: 20_001, seed: 1).truth
    #expect(truth.others == "traced")
    #expect(!truth.by_customer.values.contains("traced"))
    #expect(truth.by_customer.count == truth.customers - (truth.verdicts["traced"] ?? 0))
    // About one in two hundred.
    #expect((95...105).contains(truth.planted.count))
  }

  /// The evaluator is worth something only if it sees a broken file.
  @Test func evaluatorNoticesALostSettlement() throws {
    let mall = try WrittenMall(customers: 40, seed: 3)
    let path = mall.directory + "/orders.csv"
    var text = try mall.text("orders.csv")
    text.replace(/,S\d+,[^,\r]*,[^,\r]*,[^,\r]*,/, with: ",,,,,", maxReplacements: 20)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let found = try Evaluator(mall)
    #expect(found.verdicts != (try mall.truth).by_customer)
  }

  private func counts(_ words: some Sequence<String>) -> [String: Int] {
    words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
