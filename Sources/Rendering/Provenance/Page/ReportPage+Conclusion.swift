extension ReportPage {
  /// The first thing on the page: the sentence, or why it is not said, and what it rests on.
  func conclusion(_ report: ProvenanceReport) -> Markup {
    let reasons = report.reasons(language).map { "<li>\($0)</li>" as Markup }
    let list: Markup = reasons.isEmpty ? "" : "<ul>\n\(.lines(reasons))\n</ul>"
    let open = report.claims.filter { $0.status != .proven }.count
    return """
      <div class="statement\(report.isStatementMade ? "" : " not")">
      <p class="said">\(report.statement(language))</p>
      \(list)
      <p>\(report.basis(language))</p>
      <p>\(pick("証明していないこと、条件を満たさないことが\(open)点あります。", "\(open) things are not proven, or do not hold. ")) \
      <a href="#claims">\(pick("一覧を見る", "See which"))</a></p>
      </div>
      """
  }

  func claims(_ report: ProvenanceReport) -> Section {
    let items = report.claims.map { claim -> Markup in
      """
      <li><span class="mark \(claim.status.rawValue)">\(claim.status.label(language))</span>\
      \(claim.text(language))</li>
      """
    }
    return Section(
      id: "claims", title: pick("証明したこと・していないこと", "What was proven and what was not"),
      body: ["<ul class=\"claims\">\n\(.lines(items))\n</ul>"])
  }

  func census(_ report: ProvenanceReport) -> Section {
    let rows = Verdict.allCases.reversed().map { verdict -> [Markup] in
      [
        Markup(text: verdict.label(language)),
        verdict.isExplained
          ? number(report.verdicts[verdict]) : bad(report.verdicts[verdict]),
        Markup(
          text: verdict.isExplained
            ? pick("説明済み", "explained") : pick("未説明", "unexplained")),
        Markup(text: verdict.meaning(language)),
      ]
    }
    let table = ReportTable(
      id: "t-census", caption: pick("判定ごとの件数", "Records by verdict"),
      columns: [
        .init(title: pick("判定", "Verdict")),
        .init(title: pick("件数", "Records"), kind: .number),
        .init(title: pick("扱い", "Counts as")),
        .init(title: pick("意味", "Meaning"), kind: .wide),
      ], rows: rows,
      total: [
        Markup(text: pick("合計", "Total")), number(report.verdicts.total), "",
        Markup(
          text: pick(
            "未説明のうち例外を除いたもの \(DecimalDigits.grouped(report.unexplained))件",
            "unexplained without exceptions: \(DecimalDigits.grouped(report.unexplained))")),
      ])
    return Section(
      id: "census", title: pick("顧客レコードの判定", "The verdict of every customer record"),
      body: [
        paragraph(
          pick(
            "顧客レコード1件ごとに、判定は一つです。", "Every customer record has exactly one verdict.")),
        table.markup, roles(report),
      ])
  }

  private func roles(_ report: ProvenanceReport) -> Markup {
    guard !report.byRole.isEmpty else { return "" }
    let table = ReportTable(
      id: "t-roles",
      caption: pick("法的地位ごとの判定", "Verdicts by the legal role under which records were collected"),
      columns: [.init(title: pick("法的地位", "Legal role"))] + verdictColumns,
      rows: report.byRole.map { group in
        let label =
          group.role?.label(language) ?? pick("出店の記録によらないもの・定まらないもの", "of no tenancy, or not clear")
        return [Markup(text: label)] + verdictCells(group.verdicts)
      })
    return Markup.lines([
      table.markup,
      note(
        pick(
          "法的地位は、最初に取得した出店者・モール・年の出店の記録によります。モール自身の会員登録や、ほかの会社から受け取ったものには、出店の記録がありません。その年のうちに変わったものは定まりません。",
          "The role is that of the tenancy of the merchant, mall and year of the first collection. A registration with "
            + "the mall itself, or what came from another company, has none; where it changed within the year, it is not clear."
        )),
    ])
  }
}
