/// What came of checking a bundle, for an auditor to read: at most 80 columns wide, the verdict in
/// the first line, what does not hold before what does.
public struct VerificationText: Sendable {
  /// One claim and what there is to say of it.
  public struct Item: Sendable {
    /// The claim in a sentence.
    public var claim: String
    /// Numbers, or why it does not hold or was not checked.
    public var detail: String?

    /// A claim with its detail.
    public init(claim: String, detail: String?) {
      self.claim = claim
      self.detail = detail
    }
  }

  /// The language of the headings.
  public var language: Language

  /// A renderer without state.
  public init(language: Language) { self.language = language }

  /// The text, each line ended by a newline.
  public func render(
    verdict: String, facts: [String], failed: [Item], held: [Item], notChecked: [Item]
  ) -> String {
    let sections = [
      wrap(verdict, indent: 0) + facts.flatMap { wrap($0, indent: 2) },
      section(language.pick(ja: "成り立たない項目", en: "Does not hold"), failed),
      section(language.pick(ja: "成り立つ項目", en: "Holds"), held),
      section(language.pick(ja: "検査していない項目", en: "Not checked"), notChecked),
    ]
    return sections.filter { !$0.isEmpty }
      .map { $0.map { $0 + "\n" }.joined() }
      .joined(separator: "\n")
  }

  private func section(_ title: String, _ items: [Item]) -> [String] {
    guard !items.isEmpty else { return [] }
    return [
      language.pick(ja: "\(title)（\(items.count) 件）", en: "\(title) (\(items.count))")
    ]
      + items.flatMap { item in
        wrap("- \(item.claim)", indent: 2)
          + (item.detail.map { wrap($0, indent: 0).map { "    " + $0 } } ?? [])
      }
  }

  private func wrap(_ text: String, indent: Int) -> [String] {
    LineWrap(width: 76, measure: DisplayWidth(language)).lines(
      Neutral.visible(text), indent: indent)
  }
}
