/// 指摘: one broken rule with its subject.
public struct FindingRow: Codable, Sendable, Equatable {
  /// The rule and its titles.
  public var rule: FindingTitle
  /// The severity's id.
  public var severity: String
  /// `customer`, `order`, `batch` and so on.
  public var subjectKind: String
  /// customer_id, or `mall/merchant/order_id` for an order.
  public var subjectID: String
  /// The facts; no personal data.
  public var detail: String

  /// As the rule's SQL returns it.
  public init(
    rule: FindingTitle, severity: String, subjectKind: String, subjectID: String, detail: String
  ) {
    self.rule = rule
    self.severity = severity
    self.subjectKind = subjectKind
    self.subjectID = subjectID
    self.detail = detail
  }
}

/// `findings` for a person: one block a rule, under its title.
public struct FindingsText: Sendable {
  /// The language of titles and heads.
  public var language: Language

  /// A renderer without state.
  public init(language: Language) {
    self.language = language
  }

  /// Rules in the order of their first row, rows as they come; at most 80 columns wide, each
  /// line ended by a newline.
  public func render(_ rows: [FindingRow]) -> String {
    guard !rows.isEmpty else {
      return language.pick(ja: "指摘はありません。\n", en: "No findings.\n")
    }
    var rules: [String] = []
    var blocks: [String: [FindingRow]] = [:]
    for row in rows {
      if blocks[row.rule.rule] == nil { rules.append(row.rule.rule) }
      blocks[row.rule.rule, default: []].append(row)
    }
    return rules.map { block(blocks[$0] ?? []) }.joined(separator: "\n")
  }

  private func block(_ rows: [FindingRow]) -> String {
    guard let first = rows.first else { return "" }
    let measure = DisplayWidth(language)
    let head =
      "\(Neutral.visible(first.rule.rule)) [\(Neutral.visible(first.severity))] "
      + Neutral.visible(first.rule.title(language)) + " (\(DecimalDigits.grouped(rows.count)))"
    let table = TextTable(
      columns: [
        .init(title: language.pick(ja: "種別", en: "Kind")),
        .init(title: language.pick(ja: "対象", en: "Subject"), isFlexible: true),
        .init(title: language.pick(ja: "事実", en: "Facts"), isFlexible: true),
      ],
      rows: rows.map { row in
        [row.subjectKind, row.subjectID, row.detail].map(Neutral.visible)
      }, width: 80, measure: measure, indent: 2)
    let lines = LineWrap(width: 80, measure: measure).lines(head, indent: 2) + table.lines
    return lines.map { $0 + "\n" }.joined()
  }
}
