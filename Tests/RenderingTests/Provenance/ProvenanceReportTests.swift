import Foundation
import Testing

@testable import Rendering

@Suite("Provenance report")
struct ProvenanceReportTests {
  @Test(arguments: ReportSamples.all.map(\.name))
  func jsonMatchesItsSnapshot(_ name: String) throws {
    try Files.expect(ReportSamples.named(name).json, matches: "report-\(name).json")
  }

  @Test(arguments: ReportSamples.all.map(\.name))
  func sumsAgree(_ name: String) throws {
    let report = try ReportSamples.named(name)
    #expect(report.byMallYear.reduce(0) { $0 + $1.verdicts.total } == report.customers)
    #expect(report.byMerchant.reduce(0) { $0 + $1.verdicts.total } == report.customers)
    #expect(report.byRole.reduce(0) { $0 + $1.verdicts.total } == report.customers)
    for verdict in Verdict.allCases {
      #expect(report.byMallYear.reduce(0) { $0 + $1.verdicts[verdict] } == report.verdicts[verdict])
    }
  }

  @Test func theSentenceIsSaidForTheExplainedOneOnly() {
    #expect(ReportSamples.explained.isStatementMade)
    #expect(ReportSamples.explained.statement(.en) == "No purchased lists were used.")
    #expect(
      ReportSamples.purchased.obstacles == [
        .unexplained, .purchased, .purchasedBatch, .undeclaredBatch,
      ])
    #expect(ReportSamples.purchased.statement(.ja) == "購入したと申告された名簿が使われています。")
    #expect(ReportSamples.empty.obstacles == [.empty])
    #expect(
      ReportSamples.empty.reasons(.en) == ["There is no customer record, so nothing is proven."])
  }

  @Test(arguments: Verdict.allCases)
  func oneRecordOfAnUnexplainedVerdictForbidsIt(_ verdict: Verdict) {
    var report = ReportSamples.explained
    report.verdicts[.traced] -= 1
    report.verdicts[verdict] += 1
    report.unexplained = verdict.isExplained ? 0 : 1
    #expect(report.isStatementMade == verdict.isExplained)
  }

  @Test func anExceptionOrAnErasureDoesNotUnbuy() {
    var report = ReportSamples.explained
    report.verdicts[.traced] -= 1
    report.verdicts[.purchased] = 1
    #expect(report.obstacles == [.purchased], "an exception covers it: nothing is unexplained")
    report = ReportSamples.explained
    report.batches[2].origin = "purchased"
    #expect(report.obstacles == [.purchasedBatch], "all its records were erased since")
    report.batches[2].taken = 0
    #expect(report.isStatementMade, "nothing of the file was taken in")
    report.customers += 1
    #expect(report.obstacles == [.unjudged])
  }

  @Test func claimsSayWhatIsNotProven() {
    func status(_ report: ProvenanceReport) -> [String: ProvenanceReport.Claim.Status] {
      Dictionary(uniqueKeysWithValues: report.claims.map { ($0.id, $0.status) })
    }
    let explained = status(ReportSamples.explained)
    for id in [
      "every-record-explained", "census-in-ledger", "sampled",
    ] {
      #expect(explained[id] == .proven, "\(id)")
    }
    #expect(explained["witnessed"] == .open, "whose key it is, no bundle shows")
    #expect(explained["time-stamped"] == .open, "nobody here checked the authority's signature")
    let purchased = status(ReportSamples.purchased)
    for id in ["every-record-explained", "nothing-purchased", "origins-declared"] {
      #expect(purchased[id] == .failed, "\(id)")
    }
    for id in ["witnessed", "time-stamped", "sampled"] { #expect(purchased[id] == .open, "\(id)") }
    let empty = status(ReportSamples.empty)
    #expect(!empty.values.contains(.proven), "nothing is proven about an empty mall")
    for claims in [explained, purchased, empty] {
      #expect(claims["nothing-outside"] == .open && claims["sources-true"] == .open)
    }
  }

  @Test func noSampleIsSaidOfThisRunOnly() throws {
    let claim = try #require(ReportSamples.purchased.claims.first { $0.id == "sampled" })
    #expect(claim.text(.en).contains("has drawn a sample of this run."))
    #expect(claim.text(.ja).contains("この回の監査について"))
    // What others compared, nobody told the tool.
    #expect(claim.text(.en).hasSuffix("this bundle does not show."))
    #expect(claim.text(.ja).hasSuffix("この資料では分かりません。"))
  }

  @Test func theDocumentSaysOfEachClaimWhetherItCanBeProven() throws {
    let claims = ReportSamples.all.flatMap(\.report.claims)
    let proven = Set(claims.filter { $0.status == .proven }.map(\.id))
    let rows = try Files.document("report.md").split(separator: "\n").compactMap {
      $0.firstMatch(of: /^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (.*) \|$/)?.output
    }
    var told: [String: Bool] = [:]
    for (_, ids, condition) in rows {
      for id in ids.split(separator: ", ") {
        told[id.filter { $0 != "`" }] = !condition.hasPrefix("never")
      }
    }
    for id in Set(claims.map(\.id)) {
      #expect(told[id] == proven.contains(id), "\(id): proven in a sample, or never as told")
    }
  }

  @Test func aWitnessOfAnEarlierCheckpointDoesNotCount() {
    var report = ReportSamples.explained
    report.checkpoints.removeLast()
    #expect(report.claims.first { $0.id == "witnessed" }?.status == .open)
  }

  @Test(arguments: [
    (0, "0%"), (999, "0.0999%"), (950_000, "95%"), (1_000_000, "100%"), (10_001, "1.0001%"),
  ])
  func percentages(_ millionths: Int, _ text: String) {
    #expect(ProvenanceReport.percent(millionths: millionths) == text)
  }
}

extension ReportSamples {
  static func named(_ name: String) throws -> ProvenanceReport {
    try #require(all.first { $0.name == name }).report
  }
}
