/// `trace` for a person: the verdict, then each contact field with the event that collected it,
/// then the events in time order as trees, field → event → storefront → merchant → mall →
/// operator. Names are those of the event's day; today's stand in parentheses.
///
/// No line is longer than 80 columns. Control and bidi characters in values show as `<U+202E>`.
public struct TraceText: Sendable {
  /// The language of the labels.
  public var language: Language
  /// Whether the record's own values are shown. The desk sees ids and field names unless it
  /// asks: a screen is read over the shoulder.
  public var showValues: Bool

  let width = 80
  var measure: DisplayWidth { DisplayWidth(language) }

  /// Values stay hidden unless asked for.
  public init(language: Language, showValues: Bool = false) {
    self.language = language
    self.showValues = showValues
  }

  /// The text, each line ended by a newline.
  public func render(_ detail: TrailDetail) -> String {
    var lines = heading(detail)
    lines += [""] + fields(detail)
    let events = inTimeOrder(detail.trail.trail)
    if !events.isEmpty {
      lines += ["", language.pick(ja: "取得の記録 (古い順)", en: "Collected (earliest first)")]
      for event in events {
        lines += tree(event, detail.detail(of: event))
          .lines(width: width, measure: measure, indent: 2)
      }
    }
    lines += findings(detail)
    return lines.map { $0 + "\n" }.joined()
  }

  private func heading(_ detail: TrailDetail) -> [String] {
    let trail = detail.trail
    let name = language.pick(ja: "顧客レコード", en: "Customer record")
    let word = language.pick(ja: "判定", en: "Verdict")
    let none = language.pick(ja: "なし (会員登録なしの注文)", en: "none (a guest order)")
    let isGuest = trail.order != nil && trail.customer.isEmpty
    var lines = [
      "\(word): \(trail.verdict.label(language)) (\(trail.verdict.rawValue))",
      trail.verdict.meaning(language),
      "\(name): \(isGuest ? none : Neutral.visible(trail.customer))",
    ]
    if language == .en {
      lines[0] = "\(word): \(trail.verdict.label(language))"
    }
    if let order = trail.order {
      let label = language.pick(ja: "注文", en: "Order")
      lines.insert("\(label): \(Neutral.visible(order))", at: 2)
    } else if let erasedOn = detail.erasedOn {
      lines.append(language.pick(ja: "消去日: \(erasedOn)", en: "Erased on: \(erasedOn)"))
    } else {
      let registered = detail.registeredAt?.minute ?? language.pick(ja: "記録なし", en: "not recorded")
      lines.append(language.pick(ja: "登録日時: ", en: "Registered: ") + registered)
    }
    return lines.flatMap { wrap($0) }
  }

  private func fields(_ detail: TrailDetail) -> [String] {
    guard !detail.trail.fields.isEmpty else {
      let en = "The \(detail.trail.order == nil ? "record" : "order") has no contact field."
      return [language.pick(ja: "連絡先の項目はありません。", en: en)]
    }
    let events = Dictionary(
      detail.trail.trail.map { ($0.event, $0) }, uniquingKeysWith: { first, _ in first })
    var columns = [
      TextTable.Column(title: language.pick(ja: "項目", en: "Field")),
      TextTable.Column(title: language.pick(ja: "状態", en: "Status")),
      TextTable.Column(title: language.pick(ja: "取得日", en: "Day")),
      TextTable.Column(title: language.pick(ja: "取得", en: "Collected by"), isFlexible: true),
    ]
    if showValues {
      columns.append(.init(title: language.pick(ja: "値", en: "Value"), isFlexible: true))
    }
    let rows = detail.trail.fields.map { field in
      let day = field.collectedBy.flatMap { events[$0]?.occurredAt?.day.description }
      var cells = [
        field.field.label(language), field.status.label(language), day ?? "-",
        field.collectedBy.map(Neutral.visible) ?? "-",
      ]
      if showValues { cells.append(detail.values[field.field].map(Neutral.visible) ?? "-") }
      return cells
    }
    return TextTable(columns: columns, rows: rows, width: width, measure: measure).lines
  }

  private func findings(_ detail: TrailDetail) -> [String] {
    guard !detail.trail.findings.isEmpty else { return [] }
    let titles = Dictionary(
      detail.findings.map { ($0.rule, $0.title(language)) },
      uniquingKeysWith: { first, _ in first })
    let lines = detail.trail.findings.flatMap { rule in
      let title = titles[rule].map { ": " + Neutral.visible($0) } ?? ""
      return LineWrap(width: width - 2, measure: measure)
        .lines(Neutral.visible(rule) + title, indent: 2).map { "  " + $0 }
    }
    return ["", language.pick(ja: "指摘", en: "Findings")] + lines
  }

  private func inTimeOrder(_ events: [TrailEvent]) -> [TrailEvent] {
    events.sorted { left, right in
      switch (left.occurredAt, right.occurredAt) {
      case (let first?, let second?):
        first == second ? left.event < right.event : first < second
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): left.event < right.event
      }
    }
  }

  private func wrap(_ text: String) -> [String] {
    LineWrap(width: width, measure: measure).lines(text, indent: 2)
  }
}
