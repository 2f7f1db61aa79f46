extension ReportPage {
  private static let mostMerchants = 12
  private static let mostMerchantRows = 200

  func mallYears(_ report: ProvenanceReport) -> Section {
    let groups = report.byMallYear
    var malls: [String] = []
    for group in groups where !malls.contains(group.mall) { malls.append(group.mall) }
    let placed = malls.filter { !$0.isEmpty }
    let pictures = placed.enumerated().map { index, mall -> Markup in
      let years = groups.filter { $0.mall == mall }.compactMap { group in
        group.year.map { (year: $0, counts: group.verdicts) }
      }
      let total = years.reduce(0) { $0 + $1.counts.total }
      let left = years.reduce(0) { $0 + $1.counts.unexplained }
      let columns = YearColumns(years: years)
      let id = "p-mall-\(index + 1)"
      let title = report.mallName(mall)
      let picture = Picture(
        id: id, title: title,
        summary: pick(
          "取得した年ごとの件数。\(years.first?.year ?? 0)年から\(years.last?.year ?? 0)年まで、合計\(DecimalDigits.grouped(total))件、"
            + "うち未説明\(DecimalDigits.grouped(left))件。三角の印は、未説明のある年。",
          "Records by year of collection, \(years.first?.year ?? 0) to \(years.last?.year ?? 0): "
            + "\(DecimalDigits.grouped(total)), of which \(DecimalDigits.grouped(left)) unexplained. "
            + "A triangle marks a year with unexplained ones."),
        height: columns.height, shapes: columns.shapes(id, language))
      return figure(picture, hasLegend: index == placed.count - 1)
    }
    let table = ReportTable(
      id: "t-malls", caption: pick("モールと取得した年ごとの判定", "Verdicts by mall and year of collection"),
      columns: [
        .init(title: pick("モール", "Mall")), .init(title: pick("年", "Year"), kind: .number),
      ] + verdictColumns,
      rows: groups.map { group in
        [
          group.mall.isEmpty
            ? Markup(text: pick("モールでの取得ではないもの", "not collected in a mall"))
            : name(report.mallName(group.mall)),
          group.year.map { Markup(text: "\($0)") } ?? "–",
        ] + verdictCells(group.verdicts)
      })
    return Section(
      id: "malls", title: pick("モールと取得した年", "By mall and year of collection"),
      body: groups.isEmpty
        ? [paragraph(nothing)]
        : [
          paragraph(
            pick(
              "顧客レコードは、最初に取得したモールと年で数えます。赤い斜線と三角の印が、由来を説明できないものです。",
              "A record counts where and when it was first collected. Hatching and triangles are records "
                + "that are unexplained."))
        ] + pictures + [behind(table)], startsSheet: true)
  }

  private var nothing: String { pick("該当する顧客レコードはありません。", "There is no such customer record.") }

  func merchants(_ report: ProvenanceReport) -> Section {
    let counts = report.byMerchant
    guard !counts.isEmpty else {
      return Section(id: "merchants", title: merchantTitle, body: [paragraph(nothing)])
    }
    let places = Dictionary(report.merchants.map { ($0.id, $0) }) { first, _ in first }
    let shown = counts.prefix(Self.mostMerchants)
    var rows = shown.map { row($0, places[$0.merchant]) }
    let rest = counts.dropFirst(Self.mostMerchants)
    if !rest.isEmpty {
      var sum = VerdictCounts()
      for count in rest {
        for verdict in Verdict.allCases { sum[verdict] += count.verdicts[verdict] }
      }
      let others = rest.count { !$0.merchant.isEmpty }
      let isMixed = others < rest.count
      rows.append(
        .init(
          label: pick(
            "その他 \(others)出店者" + (isMixed ? "と、出店者によらないもの" : ""),
            "\(others) others" + (isMixed ? ", and not by a merchant" : "")), note: summary(sum),
          counts: sum))
    }
    let bars = ShareBars(rows: rows)
    // What no merchant collected has a row among them, and is none of them.
    let merchants = counts.filter { !$0.merchant.isEmpty }
    let isMixed = merchants.count < counts.count
    let departed = merchants.count { places[$0.merchant]?.closedOn != nil }
    let left = merchants.count { $0.verdicts.unexplained > 0 }
    let picture = Picture(
      id: "p-merchants", title: pick("出店者ごとの説明の内訳", "How each merchant's records are explained"),
      summary: pick(
        "出店者\(merchants.count)者\(isMixed ? "と、出店者によらないもの" : "")の内訳。未説明の多い順。"
          + "未説明のある出店者は\(left)者、退店した出店者は\(departed)者。ごく狭い部分は、見えるように広げてある。",
        "Merchants: \(merchants.count)\(isMixed ? "; beside them, what is not by a merchant" : ""). The most "
          + "unexplained first. Merchants with unexplained records: \(left); that have left: \(departed). "
          + "Very narrow parts are drawn wider so that they can be seen."),
      height: bars.height, shapes: bars.shapes("p-merchants", language))
    return Section(
      id: "merchants", title: merchantTitle,
      body: [
        paragraph(
          pick(
            "最初に取得した出店者ごとに、説明できた割合を示します。未説明の多い順です。",
            "By the merchant that collected first: which share is explained, the most unexplained first."
          )),
        figure(picture, hasLegend: true), behind(merchantTable(counts, places)),
        counts.count > Self.mostMerchantRows
          ? note(
            pick(
              "表は上位\(Self.mostMerchantRows)行です。全件は census.csv にあります。",
              "The table has the first \(Self.mostMerchantRows) rows; all are in census.csv."))
          : "",
      ])
  }

  private var merchantTitle: String { pick("出店者", "By merchant") }

  private func merchantTable(
    _ counts: [ProvenanceReport.MerchantCount], _ places: [String: ProvenanceReport.Place]
  ) -> ReportTable {
    ReportTable(
      id: "t-merchants", caption: pick("出店者ごとの判定", "Verdicts by merchant"),
      columns: [
        .init(title: pick("出店者", "Merchant")), .init(title: pick("退店", "Left")),
      ] + verdictColumns,
      rows: counts.prefix(Self.mostMerchantRows).map { count in
        let place = places[count.merchant]
        return [
          name(label(count, place)), Markup(text: place?.closedOn.map { "\($0)" } ?? "–"),
        ] + verdictCells(count.verdicts)
      })
  }

  private func label(
    _ count: ProvenanceReport.MerchantCount, _ place: ProvenanceReport.Place?
  ) -> String {
    count.merchant.isEmpty
      ? pick("出店者によらないもの", "not by a merchant") : place?.name ?? count.merchant
  }

  private func row(
    _ count: ProvenanceReport.MerchantCount, _ place: ProvenanceReport.Place?
  ) -> ShareBars.Row {
    let left = place?.closedOn.map { pick("・退店 \($0)", ", left \($0)") } ?? ""
    return .init(
      label: (left.isEmpty ? "" : "† ") + label(count, place),
      note: summary(count.verdicts) + left, counts: count.verdicts)
  }
}
