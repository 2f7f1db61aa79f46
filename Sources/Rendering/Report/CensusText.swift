/// The census for an auditor to read, at most 80 columns wide.
public struct CensusText: Sendable {
  /// The language of the labels.
  public var language: Language

  let width = 80
  var measure: DisplayWidth { DisplayWidth(language) }

  /// A renderer without state.
  public init(language: Language) {
    self.language = language
  }

  /// The text, each line ended by a newline. "No purchased lists were used" is in it only when
  /// `Census.statementHolds`; otherwise it says for how many records that cannot be said.
  public func render(_ census: Census) -> String {
    let sections: [[String]] = [
      heading(census), statement(census), verdicts(census),
      groups(census.byMall, language.pick(ja: "モール別", en: "By mall")),
      groups(census.byMerchant, language.pick(ja: "出店者別", en: "By merchant")),
      findings(census), batches(census), exceptions(census),
    ]
    return sections.filter { !$0.isEmpty }
      .map { $0.map { $0 + "\n" }.joined() }
      .joined(separator: "\n")
  }

  /// The sentence with its census, or what stands against it.
  func statement(_ census: Census) -> [String] {
    let customers = DecimalDigits.grouped(census.customers)
    let day = census.run.finishedAt.text(language)
    let run = census.run.id
    let exceptions = DecimalDigits.grouped(census.exceptions.count)
    if census.statementHolds {
      return [
        language.pick(ja: "購入した名簿は使っていません。", en: "No purchased lists were used."),
        language.pick(
          ja: "顧客レコード\(customers)件のすべてで由来を説明できます（例外\(exceptions)件を含む）。",
          en: "All \(customers) customer records are explained (\(exceptions) exceptions)."),
        language.pick(ja: "\(day)、監査第\(run)回による。", en: "Audit run \(run), \(day)."),
      ].flatMap(wrap)
    }
    var lines = [
      language.pick(
        ja: "名簿の購入について、まだ結論を述べられません。",
        en: "No statement about purchased lists can be made yet.")
    ]
    let residual = DecimalDigits.grouped(census.residual)
    if census.residual > 0 {
      lines.append(
        language.pick(
          ja: "顧客レコード\(customers)件のうち\(residual)件で、述べる条件を満たしません。",
          en: "Its condition fails for \(residual) of \(customers) customer records."))
    }
    for batch in census.purchasedBatches {
      let file = Neutral.visible(batch.file)
      lines.append(
        language.pick(
          ja: "取込 \(file) は購入した名簿と申告されています。", en: "Batch \(file) is declared as purchased."))
    }
    if census.undeclaredBatches > 0 {
      let undeclared = DecimalDigits.grouped(census.undeclaredBatches)
      lines.append(
        language.pick(
          ja: "出所の申告がない取込が\(undeclared)件あります。",
          en: "Nobody has said where \(undeclared) of the batches come from."))
    }
    if census.untrue > 0 {
      let untrue = DecimalDigits.grouped(census.untrue)
      lines.append(
        language.pick(
          ja: "台帳の記録と一致しない保存データ、または消去した方のデータの再取得が\(untrue)件あります。",
          en: "Rows that are not what the ledger has, or erased people who are back: \(untrue)."))
    }
    if census.customers == 0 {
      lines.append(
        language.pick(
          ja: "顧客レコードが1件もないため、何も証明していません。",
          en: "There is no customer record, so nothing is proven."))
    }
    if census.verdicts.total > census.customers {
      lines.append(
        language.pick(
          ja: "判定の合計が顧客レコードの件数を超えています。",
          en: "The verdicts add up to more than the customer records."))
    }
    lines.append(language.pick(ja: "\(day)、監査第\(run)回による。", en: "Audit run \(run), \(day)."))
    return lines.flatMap(wrap)
  }

  func wrap(_ text: String) -> [String] {
    LineWrap(width: width, measure: measure).lines(text, indent: 2)
  }

  private func heading(_ census: Census) -> [String] {
    let mode =
      census.run.mode == "full"
      ? language.pick(ja: "全件", en: "full") : language.pick(ja: "差分", en: census.run.mode)
    var lines = [
      language.pick(ja: "由来の監査報告", en: "Provenance report"),
      language.pick(
        ja: "監査: 第\(census.run.id)回（\(mode)）、\(census.run.finishedAt.minute) 終了",
        en: "Audit run \(census.run.id) (\(mode)), finished \(census.run.finishedAt.minute)"),
    ]
    if let checkpoint = census.checkpoint {
      let label = language.pick(ja: "チェックポイント", en: "Checkpoint")
      lines.append(
        "\(label): \(Neutral.visible(checkpoint.origin)) \(checkpoint.size) "
          + Neutral.visible(checkpoint.root))
    }
    return lines.flatMap(wrap)
  }
}
