extension ReportPage {
  private static let mostFiles = 10
  private static let mostGroups = 100

  func arrivals(_ report: ProvenanceReport) -> Section {
    let title = pick("未説明のレコードはどこから入ったか", "Where unexplained records came in")
    let groups = report.arrivals.largest
    guard !groups.isEmpty else {
      return Section(
        id: "arrivals", title: title,
        body: [
          paragraph(
            pick(
              "未説明の顧客レコードはありません。", "There is no unexplained customer record."))
        ])
    }
    let rows = fileRows(report)
    let dots = ArrivalDots(rows: Array(rows.prefix(Self.mostFiles)))
    let largest = groups[0]
    let day = largest.day.map { $0.text(language) } ?? pick("登録日なし", "no day")
    let picture = Picture(
      id: "p-arrivals",
      title: pick("取込と登録日ごとの未説明の件数", "Unexplained records by file and day of registration"),
      summary: pick(
        "取込\(rows.count)件のうち上位\(min(rows.count, Self.mostFiles))件。最も多いのは batch:\(largest.batch) の\(day)で、"
          + "\(DecimalDigits.grouped(largest.records))件。",
        "The first \(min(rows.count, Self.mostFiles)) of \(rows.count) files. The largest group is "
          + "batch:\(largest.batch), \(day): \(records(largest.records))."),
      height: dots.height, shapes: dots.shapes("p-arrivals", language))
    let files = Dictionary(report.batches.map { ($0.id, $0) }) { first, _ in first }
    let table = ReportTable(
      id: "t-arrivals", caption: picture.title,
      columns: [
        .init(title: pick("取込", "Batch")), .init(title: pick("ファイル", "File"), kind: .file),
        .init(title: pick("申告された出所", "Declared origin")),
        .init(title: pick("登録日", "Registered on")),
        .init(title: pick("件数", "Records"), kind: .number),
      ],
      rows: groups.prefix(Self.mostGroups).map { group in
        [
          "batch:\(group.batch)", name(files[group.batch]?.file ?? "–"),
          Markup(text: origin(files[group.batch]?.origin ?? "unknown")),
          Markup(text: group.day.map { "\($0)" } ?? pick("なし", "none")), number(group.records),
        ]
      })
    let rest =
      report.arrivals.otherRecords
      + groups.dropFirst(Self.mostGroups).reduce(0) { $0 + $1.records }
    return Section(
      id: "arrivals", title: title,
      body: [
        paragraph(
          pick(
            "丸の大きさが件数です。一つの取込・一つの日に集まる大きな丸は、名簿をまとめて入れたときの形です。",
            "A dot's area is the number of records. One large dot, many records of one file on one day, "
              + "is what a loaded list looks like.")),
        figure(picture), behind(table),
        rest == 0
          ? ""
          : note(
            pick(
              "ほかに\(DecimalDigits.grouped(rest))件あります。全件は unexplained.csv にあります。",
              rest == 1
                ? "1 more record is in unexplained.csv, which has all."
                : "\(DecimalDigits.grouped(rest)) more records are in unexplained.csv, which has all."
            )),
      ])
  }

  private func fileRows(_ report: ProvenanceReport) -> [ArrivalDots.Row] {
    let files = Dictionary(report.batches.map { ($0.id, $0) }) { first, _ in first }
    var totals: [Int: Int] = [:]
    for group in report.arrivals.largest { totals[group.batch, default: 0] += group.records }
    return totals.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { batch, total in
      let groups = report.arrivals.largest.filter { $0.batch == batch }
      let undated = groups.filter { $0.day == nil }.reduce(0) { $0 + $1.records }
      let file = files[batch]
      let count = DecimalDigits.grouped(total)
      let more = undated == 0 ? "" : DecimalDigits.grouped(undated)
      return .init(
        label: "batch:\(batch) \(file?.file ?? "")",
        days: groups.compactMap { group in group.day.map { ($0, group.records) } },
        note: pick(
          "\(count)件・\(origin(file?.origin ?? "unknown"))"
            + (more.isEmpty ? "" : "・登録日なし \(more)件"),
          "\(records(total)), \(origin(file?.origin ?? "unknown"))"
            + (more.isEmpty ? "" : ", \(more) without a day")))
    }
  }

  /// The declared origin of a file.
  func origin(_ origin: String) -> String {
    switch origin {
    case "collected": pick("自社で取得", "collected")
    case "provided": pick("第三者から提供", "provided")
    case "succeeded": pick("事業の承継", "succeeded")
    case "purchased": pick("購入した名簿", "purchased")
    default: pick("申告なし", "not declared")
    }
  }

  func changes(_ report: ProvenanceReport) -> Section {
    let title = pick("前回の監査からの変化", "What changed since the run before")
    guard let changes = report.changes else {
      return Section(
        id: "changes", title: title,
        body: [
          paragraph(
            pick(
              "初回の監査のため、比べる前回がありません。", "This is the first run: there is nothing to compare with."))
        ])
    }
    let bars = DifferenceBars(before: changes.verdicts, now: report.verdicts)
    // A record that is erased keeps its place: it is neither gone nor judged anew.
    let erased = max(report.verdicts[.erased] - changes.verdicts[.erased], 0)
    let picture = Picture(
      id: "p-changes",
      title: pick(
        "判定ごとの増減（第\(changes.since)回から第\(report.run.number)回）",
        "Records gained and lost by verdict, run \(changes.since) to run \(report.run.number)"),
      summary: pick(
        "右が増加、左が減少。新しいレコード\(DecimalDigits.grouped(changes.customersNew))件、"
          + "なくなったレコード\(DecimalDigits.grouped(changes.customersGone))件、判定が変わったレコード"
          + "\(DecimalDigits.grouped(changes.verdictsChanged))件"
          + (erased == 0 ? "。" : "、消去されたレコード\(DecimalDigits.grouped(erased))件。"),
        "Gains to the right, losses to the left. New records: \(DecimalDigits.grouped(changes.customersNew)); "
          + "gone: \(DecimalDigits.grouped(changes.customersGone)); with another verdict: "
          + DecimalDigits.grouped(changes.verdictsChanged)
          + (erased == 0 ? "." : "; erased: \(DecimalDigits.grouped(erased)).")),
      height: bars.height, shapes: bars.shapes("p-changes", language))
    var rows: [(String, Int)] = [
      (pick("新しい顧客レコード", "new customer records"), changes.customersNew),
      (pick("なくなった顧客レコード", "customer records that are gone"), changes.customersGone),
      (pick("判定が変わった顧客レコード", "customer records with another verdict"), changes.verdictsChanged),
      (pick("　うち未説明になったもの", "of those, now unexplained"), changes.becameUnexplained),
      (pick("　うち説明できたもの", "of those, now explained"), changes.becameExplained),
    ]
    if erased > 0 {
      rows.append((pick("消去された顧客レコード", "customer records that were erased"), erased))
    }
    let table = ReportTable(
      id: "t-changes", caption: pick("変化の件数", "Changes"),
      columns: [
        .init(title: pick("何が", "What"), kind: .wide),
        .init(title: pick("件数", "Records"), kind: .number),
      ], rows: rows.map { [Markup(text: $0.0), number($0.1)] })
    return Section(
      id: "changes", title: title, body: [figure(picture), behind(table)])
  }
}
