extension CensusText {
  func verdicts(_ census: Census) -> [String] {
    let rows = Verdict.allCases.reversed().map { verdict in
      [
        verdict.label(language), verdict.rawValue,
        DecimalDigits.grouped(census.verdicts[verdict]),
        verdict.isExplained
          ? language.pick(ja: "説明済み", en: "explained")
          : language.pick(ja: "未説明", en: "unexplained"),
      ]
    }
    let total = [
      language.pick(ja: "顧客レコード", en: "customer records"), "",
      DecimalDigits.grouped(census.customers), "",
    ]
    let unexplained = [
      language.pick(ja: "未説明（例外を除く）", en: "unexplained, without exceptions"), "",
      DecimalDigits.grouped(census.unexplained), "",
    ]
    return section(
      language.pick(ja: "判定", en: "Verdicts"),
      [
        .init(title: language.pick(ja: "判定", en: "Verdict")),
        .init(title: language.pick(ja: "記号", en: "Id")),
        .init(title: language.pick(ja: "件数", en: "Records"), alignsRight: true),
        .init(title: ""),
      ], rows + [total, unexplained])
  }

  func groups(_ groups: [Census.Group], _ title: String) -> [String] {
    let rows = groups.map { group in
      [
        Neutral.visible(group.name), Neutral.visible(group.id),
        DecimalDigits.grouped(group.verdicts.total),
        DecimalDigits.grouped(group.verdicts[.traced]),
        DecimalDigits.grouped(group.verdicts[.received]),
        DecimalDigits.grouped(group.verdicts[.erased]),
        DecimalDigits.grouped(group.verdicts.unexplained),
      ]
    }
    return section(
      title,
      [
        .init(title: language.pick(ja: "名称", en: "Name"), isFlexible: true),
        .init(title: "ID", isFlexible: true),
        .init(title: language.pick(ja: "件数", en: "records"), alignsRight: true),
        .init(title: Verdict.traced.label(language), alignsRight: true),
        .init(title: language.pick(ja: "提供", en: "received"), alignsRight: true),
        .init(title: language.pick(ja: "消去", en: "erased"), alignsRight: true),
        .init(title: language.pick(ja: "未説明", en: "unexplained"), alignsRight: true),
      ], rows)
  }

  func findings(_ census: Census) -> [String] {
    let rows = census.findings.map { count in
      [
        Neutral.visible(count.rule.rule), Neutral.visible(count.rule.title(language)),
        DecimalDigits.grouped(count.new), DecimalDigits.grouped(count.still),
        DecimalDigits.grouped(count.gone),
      ]
    }
    return section(
      language.pick(ja: "指摘（前回との比較）", en: "Findings (against the run before)"),
      [
        .init(title: language.pick(ja: "規則", en: "Rule")),
        .init(title: language.pick(ja: "内容", en: "Title"), isFlexible: true),
        .init(title: language.pick(ja: "新規", en: "new"), alignsRight: true),
        .init(title: language.pick(ja: "継続", en: "still"), alignsRight: true),
        .init(title: language.pick(ja: "解消", en: "gone"), alignsRight: true),
      ], rows)
  }

  func batches(_ census: Census) -> [String] {
    let rows = census.batches.map { batch in
      [
        Neutral.visible(batch.file), Neutral.visible(String(batch.sha256.prefix(12))),
        Neutral.visible(batch.supplier), origin(batch.origin),
        DecimalDigits.grouped(batch.lines), DecimalDigits.grouped(batch.accepted),
        DecimalDigits.grouped(batch.setAside),
      ]
    }
    return section(
      language.pick(ja: "取込", en: "Batches"),
      [
        .init(title: language.pick(ja: "ファイル", en: "File"), isFlexible: true),
        .init(title: "sha256"),
        .init(title: language.pick(ja: "供給元", en: "Supplier"), isFlexible: true),
        .init(title: language.pick(ja: "申告された出所", en: "Origin")),
        .init(title: language.pick(ja: "行数", en: "lines"), alignsRight: true),
        .init(title: language.pick(ja: "受入", en: "accepted"), alignsRight: true),
        .init(title: language.pick(ja: "保留", en: "set aside"), alignsRight: true),
      ], rows)
  }

  func exceptions(_ census: Census) -> [String] {
    let rows = census.exceptions.map { exception in
      [
        Neutral.visible(exception.customer), exception.verdict.label(language),
        Neutral.visible(exception.approver), Neutral.visible(exception.reason),
        Neutral.visible(exception.evidence),
      ]
    }
    return section(
      language.pick(ja: "例外", en: "Exceptions"),
      [
        .init(title: language.pick(ja: "顧客", en: "Customer")),
        .init(title: language.pick(ja: "判定", en: "Verdict")),
        .init(title: language.pick(ja: "承認者", en: "Approver"), isFlexible: true),
        .init(title: language.pick(ja: "理由", en: "Reason"), isFlexible: true),
        .init(title: language.pick(ja: "根拠", en: "Evidence"), isFlexible: true),
      ], rows)
  }

  private func section(
    _ title: String, _ columns: [TextTable.Column], _ rows: [[String]]
  ) -> [String] {
    guard !rows.isEmpty else { return [] }
    let table = TextTable(
      columns: columns, rows: rows, width: width, measure: measure, indent: 2)
    return [title] + table.lines
  }

  private func origin(_ name: String) -> String {
    switch name {
    case "collected": language.pick(ja: "取得", en: name)
    case "provided": language.pick(ja: "提供", en: name)
    case "succeeded": language.pick(ja: "承継", en: name)
    case "purchased": language.pick(ja: "購入", en: name)
    case "unknown": language.pick(ja: "不明", en: name)
    default: Neutral.visible(name)
    }
  }
}
