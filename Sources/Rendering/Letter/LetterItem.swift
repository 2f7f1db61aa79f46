/// One row of the table: a field that is held and where it came from. Field names only: a letter
/// that went astray should tell nobody an address.
struct LetterItem {
  var field: String
  var day: String
  var origin: String

  static func all(
    _ detail: TrailDetail, _ kind: LetterKind, _ language: Language, isConcluded: Bool
  ) -> [LetterItem] {
    let principal = detail.principal(kind)
    return detail.ways.flatMap { way in
      rows(way, way.way == .recipient ? .recipient : kind, principal, language, isConcluded)
    }
  }

  private static func rows(
    _ detail: TrailDetail, _ kind: LetterKind, _ principal: TrailEvent?, _ language: Language,
    _ isConcluded: Bool
  ) -> [LetterItem] {
    let events = Dictionary(
      detail.trail.trail.map { ($0.event, $0) }, uniquingKeysWith: { first, _ in first })
    // Where all fields of the only record lack evidence, the first line has said so.
    let isMixed = kind == .several || detail.trail.fields.contains { $0.status == .proven }
    return detail.trail.fields.map { field in
      let event = field.collectedBy.flatMap { events[$0] }
      // What is declared as bought is no riddle, also where its record is incomplete.
      let isBought = detail.trail.verdict == .purchased && event.map(detail.isPurchase) ?? false
      let isShown = field.status >= .placed && detail.trail.verdict != .contradicted || isBought
      guard isShown, let event else {
        return LetterItem(
          field: field.field.courteousLabel(language),
          day: language.pick(ja: isConcluded ? "不明" : "確認中", en: "not known"),
          origin: isConcluded
            ? language.pick(ja: "見つかりませんでした", en: "not found")
            : language.pick(ja: "取得元を調べています", en: "under examination"))
      }
      let record = detail.detail(of: event)
      let bought = detail.isPurchase(event)
      // An order in a bought list has a day, but not that of the purchase.
      let day =
        record.provision.map { $0.receivedOn ?? event.occurredAt?.day }
        ?? (bought ? nil : event.occurredAt?.day)
      var origin =
        event.kind.isOwnAct && !bought
        ? origin(event, record, principal, kind, language) : provided(record, bought, language)
      if field.status < .proven, isMixed, !isBought {
        origin +=
          isConcluded
          ? language.pick(ja: "、裏付けは不明", en: "; no evidence found")
          : language.pick(ja: "、裏付けを確認中", en: "; evidence still open")
      }
      return LetterItem(
        field: field.field.courteousLabel(language),
        day: day?.text(language) ?? language.pick(ja: "日付の記録なし", en: "no date"), origin: origin)
    }
  }

  private static func origin(
    _ event: TrailEvent, _ detail: EventDetail, _ principal: TrailEvent?, _ kind: LetterKind,
    _ language: Language
  ) -> String {
    let number = Neutral.plain(event.reference)
    // What the letter has already said about its principal event is not repeated.
    let place = LetterFacts.place(
      event, detail, language, saysWhetherLeft: event != principal, saysNameNow: false)
    // Another mall than the one that the letter explains is named.
    var mall = ""
    if event.mall != principal?.mall, let name = event.mall?.name.map(Neutral.quotable),
      event.storefront != nil
    {
      mall = language.pick(ja: "、「\(name)」モール", en: ", “\(name)” mall")
    }
    let act = LetterFacts.act(event.kind, language)
    if kind == .recipient {
      return language.pick(
        ja: (place.map { $0 + "での" } ?? "") + "ご注文のお届け先\(mall)",
        en: "Destination of an order" + (place.map { " from \($0)" } ?? "") + mall)
    }
    if language == .ja {
      let label = event.kind == .order ? "注文番号" : "受付番号"
      return (place.map { $0 + "での" } ?? "") + "\(act)（\(label) \(number)\(mall)）"
    }
    let capital = act.prefix(1).uppercased() + act.dropFirst()
    let preposition = event.kind == .order ? "from" : "with"
    let label = event.kind == .order ? "order" : "reference"
    return capital + (place.map { " \(preposition) \($0)" } ?? "") + " (\(label) \(number)\(mall))"
  }

  private static func provided(
    _ detail: EventDetail, _ bought: Bool, _ language: Language
  ) -> String {
    let provision = detail.provision
    let provider = (provision == nil ? detail.batchSupplier : provision?.providerName)
      .map(Neutral.quotable)
    let name = provider.map { language.pick(ja: "「\($0)」", en: "“\($0)”") }
    let unnamed = language.pick(ja: "名称の記録がない事業者", en: "a company without a recorded name")
    let from = name ?? unnamed
    switch provision?.basis ?? (bought ? .purchase : .consent) {
    case .purchase: return language.pick(ja: "\(from)からの購入", en: "Bought from \(from)")
    case .optOut:
      return language.pick(ja: "\(from)からの提供（オプトアウト）", en: "From \(from), by opt-out")
    case .succession:
      return language.pick(ja: "\(from)からの事業の引き継ぎ", en: "Taken over from \(from)")
    case .jointUse: return language.pick(ja: "\(from)との共同利用", en: "Joint use with \(from)")
    case .consent: return language.pick(ja: "\(from)からの提供", en: "Provided by \(from)")
    }
  }
}
