@testable import Rendering

/// Fixed reports: all explained, a bought list, the first run of an empty mall.
enum ReportSamples {
  static let all: [(name: String, report: ProvenanceReport)] = [
    ("explained", explained), ("purchased", purchased), ("empty", empty),
  ]

  static let explained: ProvenanceReport = {
    var report = ProvenanceReport(
      origin: "mall.example/provenance", operatorName: "トニーホールディングス株式会社",
      run: run(12, "2012-11-02T01:30:00+09:00"), customers: 48_211,
      verdicts: VerdictCounts([.traced: 48_003, .received: 204, .erased: 4]), unexplained: 0)
    report.cells = [
      cell("tony", "cocomin", 2005, .traced, 9_120), cell("tony", "cocomin", 2006, .traced, 12_004),
      cell("tony", "cocomin", 2007, .traced, 6_340), cell("tony", "hana", 2007, .traced, 7_201),
      cell("tony", "hana", 2008, .traced, 8_014), cell("tony", "hana", 2010, .traced, 2_118),
      cell("umi", "hana", 2004, .traced, 1_204), cell("umi", "hana", 2009, .traced, 2_002),
      cell("tony", "", 2009, .received, 204, nil), cell("", "", nil, .erased, 4, nil),
    ]
    report.malls = [
      .init(id: "tony", name: "トニーモール"), .init(id: "umi", name: "うみモール"),
    ]
    report.merchants = [
      .init(
        id: "cocomin", name: "ちゃっかりダイエットココミン", closedOn: Samples.day("2007-12-31")),
      .init(id: "hana", name: "花の本舗"),
    ]
    report.findings = findings([:])
    report.changes = .init(
      since: 11,
      verdicts: VerdictCounts([.traced: 47_690, .received: 204, .uncorroborated: 13, .erased: 2]),
      customersNew: 304, customersGone: 0, verdictsChanged: 15, becameUnexplained: 0,
      becameExplained: 13)
    report.batches = [
      batch(1, "tenancies.csv", "collected", 3, 0, "2012-10-30T21:00:00+09:00"),
      batch(2, "customers.csv", "collected", 48_207, 2, "2012-10-30T21:01:00+09:00"),
      batch(3, "orders-2006.csv", "collected", 12_204, 1, "2012-10-30T21:02:11+09:00"),
      batch(4, "provision-subjects.csv", "provided", 204, 0, "2012-10-30T21:03:00+09:00"),
    ]
    report.provisions = [
      .init(
        place: "batch:5/2", basis: .consent, receivedOn: Samples.day("2009-06-01"), missing: [],
        records: 204, keepUntil: Samples.day("2012-06-01"), rule: "appi-receiver-record")
    ]
    report.retention = [retention]
    report.checkpoints = [
      checkpoint(1, "2012-10-30T21:04:00+09:00"),
      checkpoint(9, "2012-11-01T01:31:00+09:00", ["auditor.example/w1"]),
      checkpoint(12, "2012-11-02T01:31:00+09:00", ["auditor.example/w1", "guild.example/w2"]),
    ]
    report.records = .init(size: 48_211, root: root("record"))
    report.ledger = .init(size: 12, root: root("12"))
    report.isTimestamped = true
    report.sample = .init(
      drawn: 2_906, exceptions: 1, erased: 1, confidencePerMille: 950, boundMillionths: 999)
    return report
  }()

  static let purchased: ProvenanceReport = {
    var report = explained
    report.run = run(13, "2012-11-03T01:30:00+09:00")
    report.customers = 49_511
    report.verdicts = VerdictCounts([
      .traced: 48_003, .received: 204, .erased: 4, .purchased: 1_200, .untraced: 61, .partial: 30,
      .contradicted: 6, .uncorroborated: 3,
    ])
    report.unexplained = 1_299
    report.cells += [
      cell("", "", nil, .purchased, 1_200, nil), cell("", "", nil, .untraced, 61, nil),
      cell("tony", "hana", 2010, .partial, 30), cell("tony", "cocomin", 2006, .contradicted, 6),
      cell("umi", "hana", 2004, .uncorroborated, 3),
    ]
    for number in 1...28 {
      report.cells.append(cell("tony", "m\(number)", 2000 + number % 12, .traced, 0 + 7 * number))
      report.merchants.append(
        .init(
          id: "m\(number)", name: "出店者その\(number)",
          closedOn: number % 3 == 0 ? Samples.day("2011-03-31") : nil))
    }
    let added = (1...28).reduce(0) { $0 + 7 * $1 }
    report.customers += added
    report.verdicts[.traced] += added
    report.arrivals = .init(
      largest: [
        .init(batch: 7, day: Samples.day("2012-11-02"), records: 1_200),
        .init(batch: 2, day: Samples.day("2010-04-11"), records: 30),
        .init(batch: 2, day: Samples.day("2006-05-03"), records: 24),
        .init(batch: 2, day: nil, records: 20),
        .init(batch: 2, day: Samples.day("2004-01-02"), records: 6),
      ], otherGroups: 19, otherRecords: 19)
    report.findings = findings([
      "purchased-batch": 1, "untraced-record": 61, "field-not-collected": 42,
      "bulk-registration": 3, "undeclared-batch": 1,
    ])
    report.changes = .init(
      since: 12, verdicts: explained.verdicts, customersNew: 1_300 + added, customersGone: 0,
      verdictsChanged: 39, becameUnexplained: 39, becameExplained: 0)
    report.exceptions = [
      .init(
        record: "record:120", verdict: .untraced,
        grantedAt: Samples.moment("2012-11-02T15:20:00+09:00"))
    ]
    report.batches += [
      batch(7, "名簿<2012>&\"秋\".csv", "purchased", 1_200, 0, "2012-11-02T18:00:00+09:00"),
      batch(8, "old-list.csv", "unknown", 100, 3, "2012-11-02T18:05:00+09:00"),
    ]
    report.provisions.append(
      .init(
        place: "batch:9/2", basis: .purchase, receivedOn: nil,
        missing: ["provider_name", "received_on", "acquisition_source"], records: 1_200,
        keepUntil: Samples.day("2015-11-02"), rule: "appi-receiver-record"))
    report.checkpoints = (1...30).map { checkpoint($0, "2012-11-02T01:31:00+09:00") }
    report.ledger = .init(size: 30, root: root("30"))
    report.recoveries = [
      .init(
        kept: 21, lost: 26, at: Samples.moment("2012-10-30T09:15:00+09:00"),
        reason: "ディスク障害 <A> & \"B\"")
    ]
    report.isTimestamped = false
    report.sample = nil
    return report
  }()

  static let empty: ProvenanceReport = {
    var report = ProvenanceReport(
      origin: "mall.example/provenance", operatorName: "Sea & Hill Ltd <1>",
      run: run(1, "2012-11-01T00:00:00+09:00"), customers: 0, verdicts: VerdictCounts(),
      unexplained: 0)
    report.findings = findings([:])
    return report
  }()

  private static func run(_ number: Int, _ time: String) -> ProvenanceReport.Run {
    let start = Samples.moment(time)
    return .init(
      number: number, mode: "full", startedAt: start,
      finishedAt: Moment(microseconds: start.microseconds + 42_000_000), tool: "0.1.0",
      rules: Samples.sha, timelyHours: 24)
  }

  private static func cell(
    _ mall: String, _ merchant: String, _ year: Int?, _ verdict: Verdict, _ records: Int,
    _ role: LegalRole? = .direct
  ) -> ProvenanceReport.Cell {
    .init(
      mall: mall, merchant: merchant, year: year, verdict: verdict, records: records, role: role)
  }

  private static func batch(
    _ id: Int, _ file: String, _ origin: String, _ taken: Int, _ aside: Int, _ time: String
  ) -> ProvenanceReport.Batch {
    .init(
      id: id, file: file, sha256: Samples.sha, origin: origin, suppliedBy: "店舗システム月次出力",
      profile: "canonical/orders", lines: taken + aside, taken: taken, setAside: aside,
      cardNumbers: 0, importedAt: Samples.moment(time))
  }

  private static func checkpoint(
    _ size: Int, _ time: String, _ witnesses: [String] = []
  ) -> ProvenanceReport.Checkpoint {
    .init(
      head: .init(size: size, root: root("\(size)")), signedAt: Samples.moment(time),
      witnesses: witnesses)
  }

  private static func root(_ seed: String) -> String {
    String(repeating: "q", count: 43 - seed.utf8.count) + seed + "="
  }

  private static func findings(_ open: [String: Int]) -> [ProvenanceReport.Finding] {
    [
      ("bulk-registration", "warning", "説明できない顧客レコードの一括登録", "Many unexplained records at once"),
      ("field-not-collected", "error", "どの取得にも現れない値をもつ項目", "Field whose value no event carries"),
      ("purchased-batch", "error", "購入した名簿として申告された取込", "Batch declared as purchased"),
      ("undeclared-batch", "warning", "出所の申告がない取込", "Batch of unknown origin"),
      ("untraced-record", "error", "取得の記録が一件もない顧客レコード", "Customer record without any event"),
    ].map { rule, severity, ja, en in
      .init(
        rule: .init(rule: rule, titleJa: ja, titleEn: en), severity: severity,
        whyJa: rule == "bulk-registration" ? nil : "購入した名簿は、このように見えます。",
        whyEn: "A bought list looks exactly like this.", open: open[rule] ?? 0,
        new: open[rule] ?? 0, gone: rule == "untraced-record" ? 2 : 0)
    }
  }

  private static let retention = ProvenanceReport.Retention(
    id: "appi-receiver-record", from: Samples.day("2022-04-01"), to: nil, months: 36,
    authorityJa: "個人情報保護法第30条第4項、施行規則第25条", authorityEn: "APPI Art. 30(4), Enforcement Rule 25",
    textJa: "受け取った日から3年間保存する。", textEn: "Kept for three years from the day of receipt.")
}
