import Foundation
import Testing

@testable import Rendering

@Suite("Census")
struct CensusTests {
  static let clean = Census(
    run: .init(id: 12, mode: "full", finishedAt: Samples.moment("2012-11-02T01:30:00+09:00")),
    checkpoint: .init(
      origin: "example.com/yurai", size: 4021, root: "qINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs="),
    customers: 1_000_000, verdicts: VerdictCounts([.traced: 999_990, .received: 6, .erased: 4]),
    byMall: [
      .init(id: "tony", name: "ドクタートニー", verdicts: VerdictCounts([.traced: 700_000])),
      .init(id: "tabi", name: "旅の駅", verdicts: VerdictCounts([.traced: 299_990, .received: 6])),
    ],
    byMerchant: [
      .init(id: "cocomin", name: "ちゃっかりダイエットココミン", verdicts: VerdictCounts([.traced: 12]))
    ],
    findings: [
      .init(
        rule: .init(
          rule: "uncorroborated-order", titleJa: "裏付けのない注文", titleEn: "order without evidence"),
        new: 2, still: 31, gone: 5)
    ],
    batches: [
      .init(
        file: "orders-2006.csv", sha256: Samples.sha, supplier: "店舗システム月次出力", origin: "collected",
        lines: 48211, accepted: 48200, setAside: 11)
    ])

  static let unexplained: Census = {
    var census = clean
    census.verdicts = VerdictCounts([.traced: 999_980, .untraced: 12, .partial: 4, .erased: 4])
    census.exceptions = [
      .init(
        customer: "C0000007", verdict: .untraced, approver: "個人情報保護管理者 山田花子",
        reason: "紙の申込書を確認した", evidence: "文書保管箱 2003-17")
    ]
    return census
  }()

  static let cases = [("clean", clean), ("unexplained", unexplained)].flatMap { name, census in
    Language.allCases.map { (name, census, $0) }
  }

  @Test(arguments: cases)
  func matchesItsSnapshot(_ name: String, _ census: Census, _ language: Language) throws {
    let text = CensusText(language: language).render(census)
    try Files.expect(text, matches: "census-\(name).\(language.rawValue).txt")
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth(language).columns(line) <= 80, "\(line)")
    }
  }

  private func states(_ census: Census) -> Bool {
    let ja = CensusText(language: .ja).render(census).contains("購入した名簿は使っていません")
    let en = CensusText(language: .en).render(census).contains("No purchased lists were used")
    #expect(ja == en && ja == census.statementHolds)
    return ja
  }

  @Test func saysTheSentenceOnlyOnAResidualOfZero() {
    #expect(states(CensusTests.clean))
    #expect(!states(CensusTests.unexplained))
    #expect(CensusTests.unexplained.unexplained == 15)
    let text = CensusText(language: .en).render(CensusTests.unexplained)
    #expect(text.contains("Its condition fails for 15 of 1,000,000 customer records."))
  }

  @Test(arguments: Verdict.allCases)
  func oneRecordOfAnUnexplainedVerdictIsEnough(_ verdict: Verdict) {
    var census = CensusTests.clean
    census.verdicts[.traced] -= 1
    census.verdicts[verdict] += 1
    #expect(states(census) == verdict.isExplained)
  }

  @Test func anExceptionResolvesItsOwnRecordOnly() {
    var census = CensusTests.clean
    census.verdicts[.traced] -= 1
    census.verdicts[.untraced] = 1
    let exception = Census.Exception(
      customer: "C1", verdict: .untraced, approver: "a", reason: "r", evidence: "e")
    census.exceptions = [exception]
    #expect(states(census))
    // Two for the same record do not resolve another.
    census.verdicts[.traced] -= 1
    census.verdicts[.untraced] = 2
    census.exceptions = [exception, exception]
    #expect(census.unexplained == 1 && !states(census))
    // Nor do exceptions beyond the records of their verdict.
    census.exceptions = (1...9).map {
      Census.Exception(
        customer: "C\($0)", verdict: .partial, approver: "a", reason: "r", evidence: "e")
    }
    #expect(census.unexplained == 2)
  }

  @Test func anExceptionDoesNotUnbuyARecord() {
    var census = CensusTests.clean
    census.verdicts[.traced] -= 1
    census.verdicts[.purchased] = 1
    census.exceptions = [
      .init(customer: "C1", verdict: .purchased, approver: "a", reason: "r", evidence: "e")
    ]
    #expect(census.unexplained == 0 && census.residual == 1)
    #expect(!states(census))
  }

  @Test func aPurchasedBatchOrUnjudgedRecordsForbidTheSentence() {
    var census = CensusTests.clean
    census.batches[0].origin = "purchased"
    #expect(!states(census))
    census = CensusTests.clean
    census.customers += 3
    #expect(census.residual == 3 && !states(census))
    census.customers -= 6
    #expect(census.residual == 0 && !states(census))
  }

  @Test(arguments: ["row-changed", "erased-reappeared", "order-without-customer"])
  func dataThatAreNotTheLedgersForbidTheSentence(_ rule: String) {
    let isAboutData = rule != "order-without-customer"
    for (new, still, gone) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
      var census = CensusTests.clean
      census.findings.append(
        .init(
          rule: .init(rule: rule, titleJa: "題", titleEn: "title"), new: new, still: still,
          gone: gone))
      #expect(states(census) == (!isAboutData || gone == 1))
      let text = CensusText(language: .en).render(census)
      #expect(text.contains("or erased people who are back: 1.") == !states(census))
    }
  }

  @Test func jsonKeepsItsOrderAndIsReadBack() throws {
    let json = CensusTests.unexplained.json
    #expect(
      json.hasPrefix(
        #"{"version":1,"run":{"id":12,"mode":"full","finished_at":"2012-11-02T01:30:00+09:00"},"checkpoint":{"origin":"example.com/yurai","size":4021,"root":"#
      ))
    #expect(
      json.contains(
        #""verdicts":{"erased":4,"purchased":0,"untraced":12,"contradicted":0,"partial":4,"uncorroborated":0,"received":0,"traced":999980},"unexplained":15,"residual":15,"statement_holds":false"#
      ))
    let read = try JSONDecoder().decode(Census.self, from: Data(json.utf8))
    #expect(read == CensusTests.unexplained)
    let again = try JSONDecoder().decode(Census.self, from: JSONEncoder().encode(read))
    #expect(again == read)
  }
}
