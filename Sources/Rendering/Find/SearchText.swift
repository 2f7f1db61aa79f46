/// A search for a person at the terminal: the decision first, then who it could be and why.
public struct SearchText: Sendable {
  /// The language of the text.
  public var language: Language

  /// A renderer without state.
  public init(language: Language) {
    self.language = language
  }

  /// At most 80 columns wide, each line ended by a newline. No value of anybody is shown.
  ///
  /// `inquiry` is the case that the search is for: then the command that goes on with it ends the text.
  public func render(_ result: SearchResult, inquiry: String? = nil) -> String {
    let wrap = LineWrap(width: 80, measure: DisplayWidth(language))
    func text(_ paragraph: String) -> String {
      wrap.lines(paragraph, indent: 4).map { $0 + "\n" }.joined()
    }
    let verdict = wrap.lines(verdict(result)).map { $0 + "\n" }.joined()
    let body = result.candidates.isEmpty ? verdict : verdict + "\n" + table(result.candidates)
    guard let next = inquiry.flatMap({ next(result, $0) }) else { return body }
    return body + "\n" + text(next)
  }

  private func next(_ result: SearchResult, _ inquiry: String) -> String? {
    let head = language.pick(ja: "次は：", en: "Next: ")
    switch result.decision {
    case .one:
      let ways = result.candidates.map { candidate in
        let option =
          switch candidate.kind {
          case .customer: "--customer"
          case .guestOrder: "--guest"
          case .recipient: "--recipient"
          }
        return "\(option) \(ShellWord.quoted(candidate.id))"
      }
      return head + "yurai inquiry person \(inquiry) \(ways.joined(separator: " "))"
    case .several: return nil
    case .none:
      return head
        + language.pick(
          ja: "別のお名前、前のご住所、別のメールを尋ねて、もう一度探してください。それでもなければ、"
            + "yurai inquiry person \(inquiry) --none（または --erased）",
          en:
            "ask for another name, an earlier address, another e-mail address, and search again. If there is still nobody: "
            + "yurai inquiry person \(inquiry) --none (or --erased)")
    }
  }

  /// The candidates alone, in the form of `render`.
  public func table(_ candidates: [SearchCandidate]) -> String {
    TextTable(
      columns: [
        .init(title: language.pick(ja: "種別", en: "Kind")),
        .init(title: "ID", isFlexible: true),
        .init(title: language.pick(ja: "一致", en: "Agrees"), isFlexible: true),
        .init(title: language.pick(ja: "不一致", en: "Disagrees"), isFlexible: true),
      ],
      rows: candidates.map { candidate in
        [
          kind(candidate.kind), Neutral.visible(candidate.id), agreements(candidate),
          candidate.disagrees.sorted().map { $0.name(language) }.joined(separator: separator),
        ]
      }, width: 80, measure: DisplayWidth(language)
    ).lines.map { $0 + "\n" }.joined()
  }

  private var separator: String { language.pick(ja: "、", en: ", ") }

  private func verdict(_ result: SearchResult) -> String {
    switch result.decision {
    case .one:
      language.pick(
        ja: "一名に絞れました。回答の前に本人確認をしてください。",
        en: "One person. Check the identity before you answer.")
    case .several:
      language.pick(
        ja: "一名に絞れません。保有している別の項目（注文番号など）を尋ねてください。",
        en: "Not settled. Ask for one more item that is held, such as an order number.")
    case .none:
      language.pick(
        ja: "該当するデータは見つかりません。",
        en: "Nobody in the data fits.") + namesakes(result)
    }
  }

  /// That somebody bears the name tells the desk to ask on; who, it need not know.
  private func namesakes(_ result: SearchResult) -> String {
    guard result.namesakes > 0 else { return "" }
    return language.pick(
      ja: "ただし、同じ名前で、ほかの項目が違うデータが\(result.namesakes)件あります。"
        + "転居や変更の前のものかもしれません。以前の住所・電話番号・メールを尋ねてください。",
      en:
        " But \(result.namesakes) of this name are held with another e-mail address, telephone or address, and somebody who moved "
        + "may be among them: ask for earlier ones.")
  }

  private func kind(_ kind: SearchCandidate.Kind) -> String {
    switch kind {
    case .customer: language.pick(ja: "顧客レコード", en: "customer")
    case .guestOrder: language.pick(ja: "会員登録なしの注文", en: "guest order")
    case .recipient: language.pick(ja: "届け先", en: "recipient")
    }
  }

  private func agreements(_ candidate: SearchCandidate) -> String {
    candidate.agrees.keys.sorted().map { field in
      let how =
        switch candidate.agrees[field] {
        case .typed: language.pick(ja: "入力どおり", en: "as typed")
        case .similar: language.pick(ja: "類似", en: "similar")
        default: language.pick(ja: "表記ゆれ", en: "other spelling")
        }
      return "\(field.name(language)) (\(how))"
    }.joined(separator: separator)
  }
}
