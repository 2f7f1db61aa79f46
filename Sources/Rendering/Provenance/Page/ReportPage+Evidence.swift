extension ReportPage {
  private static let mostBatches = 50
  private static let mostExceptions = 200
  private static let mostProvisions = 200

  func findings(_ report: ProvenanceReport) -> Section {
    let rows = report.findings.map { finding -> [Markup] in
      let why: Markup =
        language == .ja && finding.whyJa == nil
        ? "<span lang=\"en\">\(finding.whyEn)</span>"
        : Markup(text: pick(finding.whyJa ?? finding.whyEn, finding.whyEn))
      return [
        Markup(text: finding.rule.title(language)), bad(finding.open), number(finding.new),
        number(finding.gone), Markup(text: severity(finding.severity)), why,
        "<code>\(finding.rule.rule)</code>",
      ]
    }
    let table = ReportTable(
      id: "t-findings", caption: pick("規則ごとの指摘", "Findings by rule"),
      columns: [
        .init(title: pick("規則", "Rule"), kind: .file),
        .init(title: pick("指摘", "Open"), kind: .number),
        .init(title: pick("新規", "New"), kind: .number),
        .init(title: pick("解消", "Gone"), kind: .number),
        .init(title: pick("重さ", "Severity")), .init(title: pick("なぜ", "Why"), kind: .wide),
        .init(title: pick("記号", "Id")),
      ], rows: rows)
    return Section(
      id: "findings", title: pick("指摘", "Findings"),
      body: [
        paragraph(
          pick(
            "規則に合わなかったものです。1件ずつの内容は findings.csv に、規則そのものは rules/ にあります。",
            "What broke a rule. Each finding is in findings.csv, and the rules themselves are in rules/."
          )),
        table.markup,
      ], startsSheet: true)
  }

  private func severity(_ severity: String) -> String {
    switch severity {
    case "error": pick("重大", "error")
    case "warning": pick("注意", "warning")
    default: pick("参考", "notice")
    }
  }

  func exceptions(_ report: ProvenanceReport) -> Section {
    let title = pick("例外", "Exceptions")
    guard !report.exceptions.isEmpty else {
      return Section(
        id: "exceptions", title: title,
        body: [paragraph(pick("例外として認めたものはありません。", "No record is let stand as an exception."))])
    }
    let table = ReportTable(
      id: "t-exceptions", caption: pick("例外として認めた顧客レコード", "Records that are let stand"),
      columns: [
        .init(title: pick("レコード", "Record")), .init(title: pick("判定", "Verdict")),
        .init(title: pick("認めた日時", "Granted")),
      ],
      rows: report.exceptions.prefix(Self.mostExceptions).map { exception in
        [
          Markup(text: exception.record), Markup(text: exception.verdict.label(language)),
          Markup(text: exception.grantedAt.minute),
        ]
      })
    return Section(
      id: "exceptions", title: title,
      body: [
        paragraph(
          pick(
            "由来を説明できないまま、承認者・理由・根拠を記録して残したものです。承認者と理由は台帳に封印してあり、監査人に開示できます。",
            "Records that stay unexplained by decision. Who approved it, why and on what evidence is "
              + "committed to in the ledger, and can be shown to an auditor.")),
        table.markup, cut(report.exceptions.count, Self.mostExceptions, "report.json"),
      ])
  }

  private func cut(_ count: Int, _ most: Int, _ file: String) -> Markup {
    count <= most
      ? ""
      : note(
        pick(
          "\(count)件のうち\(most)件です。全件は \(file) にあります。", "\(most) of \(count); all are in \(file)."))
  }

  func batches(_ report: ProvenanceReport) -> Section {
    // The bought and the undeclared ones are what a reader looks for; then the newest.
    let marked = report.batches.filter { $0.origin == "purchased" || $0.origin == "unknown" }
    let others = report.batches.filter { $0.origin != "purchased" && $0.origin != "unknown" }
    let shown = (marked + others.reversed()).prefix(Self.mostBatches)
    let table = ReportTable(
      id: "t-batches", caption: pick("取り込んだファイル", "Imported files"),
      columns: [
        .init(title: pick("取込", "Batch")), .init(title: pick("ファイル", "File"), kind: .file),
        .init(title: pick("申告された出所", "Declared origin")),
        .init(title: pick("供給元", "Supplied by")),
        .init(title: pick("行数", "Lines"), kind: .number),
        .init(title: pick("受入", "Taken"), kind: .number),
        .init(title: pick("保留", "Set aside"), kind: .number),
        .init(title: pick("取込日時", "Imported")),
      ],
      rows: shown.map { batch in
        let isMarked = batch.origin == "purchased" || batch.origin == "unknown"
        return [
          "batch:\(batch.id)", name(batch.file),
          isMarked
            ? "<span class=\"bad\">\(origin(batch.origin))</span>"
            : Markup(text: origin(batch.origin)),
          name(batch.suppliedBy ?? "–"), number(batch.lines), number(batch.taken),
          number(batch.setAside), Markup(text: batch.importedAt.minute),
        ]
      })
    return Section(
      id: "batches", title: pick("取込", "Imported files"),
      body: report.batches.isEmpty
        ? [paragraph(pick("取込はありません。", "Nothing was imported."))]
        : [
          paragraph(
            pick(
              "購入と申告されたもの、申告のないものを先に、ほかは新しい順に示します。ハッシュ値は batches.csv にあります。",
              "Those declared as purchased or not declared come first, then the newest. Hashes are in "
                + "batches.csv.")),
          table.markup, cut(report.batches.count, Self.mostBatches, "batches.csv"),
        ])
  }

  func provisions(_ report: ProvenanceReport) -> Section {
    let table = ReportTable(
      id: "t-provisions",
      caption: pick("ほかの会社から受け取った記録", "Records of what other companies handed over"),
      columns: [
        .init(title: pick("記録", "Record")), .init(title: pick("根拠", "Basis")),
        .init(title: pick("受領日", "Received")),
        .init(title: pick("欠けている事項", "Missing"), kind: .file),
        .init(title: pick("基づくレコード", "Rest on it"), kind: .number),
        .init(title: pick("保存期限", "Keep until")),
      ],
      rows: report.provisions.prefix(Self.mostProvisions).map { provision in
        [
          Markup(text: provision.place), Markup(text: provision.basis.label(language)),
          Markup(text: provision.receivedOn.map { "\($0)" } ?? "–"),
          provision.missing.isEmpty
            ? Markup(text: pick("なし", "none"))
            : "<span class=\"bad\">\(missing(provision.missing))</span>",
          number(provision.records),
          Markup(text: provision.keepUntil.map { "\($0)" } ?? pick("定めなし", "no term")),
        ]
      })
    let terms = report.retention.map { rule -> Markup in
      """
      <dt>\(pick(rule.authorityJa, rule.authorityEn))</dt>
      <dd>\(pick(rule.textJa, rule.textEn))</dd>
      """
    }
    let list: Markup = terms.isEmpty ? "" : "<dl>\n\(.lines(terms))\n</dl>"
    return Section(
      id: "provisions", title: pick("第三者提供の記録", "Records of receipt (APPI Art. 30)"),
      body: [
        paragraph(
          pick(
            "第三者から受け取ったときの記録（個人情報保護法第30条）です。第三者に提供したときの記録（第29条）は、このシステムでは扱っていません。事業の承継と共同利用は第三者提供には当たりませんが（第27条第5項）、あわせて示します。",
            "These are the records of receipt (Art. 30). Records of giving data to others (Art. 29) are "
              + "not kept in this system. Succession and joint use are no provision to a third party (Art. 27(5)); they are shown too."
          )),
        report.provisions.isEmpty
          ? paragraph(pick("第三者から受け取ったものはありません。", "Nothing was received from a third party."))
          : table.markup,
        cut(report.provisions.count, Self.mostProvisions, "report.json"),
        list,
      ])
  }

  private func missing(_ items: [String]) -> String {
    items.map { item in
      language == .en ? item.replacing("_", with: " ") : Self.japanese[item] ?? item
    }
    .joined(separator: pick("、", ", "))
  }

  private static let japanese = [
    "provider_name": "提供元の名称", "received_on": "受領日", "received_on is in the future": "受領日が未来",
    "evidence_ref": "根拠資料", "provider_address": "提供元の住所",
    "provider_representative": "提供元の代表者", "acquisition_source": "取得の相手方",
    "acquisition_mode": "取得の経緯", "confirmation_method": "確認の方法", "items": "データの項目",
    "consent_ref": "同意の記録", "ppc_filing_no": "個人情報保護委員会への届出番号",
  ]
}
