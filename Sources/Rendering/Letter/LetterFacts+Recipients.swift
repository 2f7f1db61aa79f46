extension LetterFacts {
  /// A merchant behind an own act, by the last names under which it had something to do with the person.
  private struct Trader {
    var name: String
    var shops: [String] = []
    var id: String
  }

  /// The merchants behind all own acts that collected a field, each once, in time order; and the companies that carried
  /// out payment and delivery. Only a number of theirs shows that there was such a company.
  mutating func add(merchantsOf detail: TrailDetail, _ kind: LetterKind, _ naming: LetterNaming) {
    let acts = detail.ways.flatMap { way in
      way.dealings.filter { $0.kind.isOwnAct && !way.isPurchase($0) }.map { (way, $0) }
    }
    for (way, event) in acts where event.kind == .order && event.placed {
      let record = way.detail(of: event)
      flag(.shipped, event.evidence.contains("shipment") && record.trackingNumber != nil)
      // What a recipient got, somebody else paid for.
      let isSettled = event.evidence.contains("settlement") && record.settlementID != nil
      flag(.settled, isSettled && way.way != .recipient)
    }
    let placed = acts.filter { $0.1.placed && $0.1.merchant != nil }
    flag(.doubted, placed.isEmpty)
    let traded = placed.isEmpty ? acts.filter { $0.1.merchant != nil } : placed
    guard !traded.isEmpty else { return }
    let labels = Set(
      traded.map { way, event in
        way.way == .recipient
          ? language.pick(ja: "お届け", en: "delivery") : LetterFacts.act(event.kind, language)
      })
    let label = labels.count == 1 ? labels.first : nil
    set(.merchantAct, label ?? language.pick(ja: "ご利用", en: "dealings"))
    let traders = LetterFacts.traders(traded.map { ($0.detail(of: $1), $1) })
    flag(.merchantUnnamed, traders.isEmpty)
    merchantCount = traders.count
    guard let first = traders.first else { return }
    guard traders.count > 1 else {
      set(.merchants, quoted: quote(first.name))
      let isThis = detail.principal(kind)?.merchant?.id == first.id
      flag(.ofThisShop, isThis && flags.contains(.storefront) && LetterFacts.explains(kind))
      if let shop = first.shops.last { set(.shop, quoted: quote(shop)) }
      return
    }
    flag(.severalMerchants, true)
    let names = traders.prefix(naming.count(of: traders.count)).map { trader in
      naming == .all ? named(trader) : quote(trader.shops.last ?? trader.name)
    }
    let sentences = LetterFacts.sentences(names, language)
    set(.merchants, quoted: LetterFacts.row(sentences[0], language))
    var more = sentences.dropFirst().enumerated().map { index, names in
      let isOne = names.count == 1
      let names = LetterFacts.row(names, language)
      return index == 0
        ? language.pick(
          ja: "ほかに、\(names)があります。", en: isOne ? " Another is \(names)." : " Others are \(names).")
        : language.pick(
          ja: "さらに、\(names)があります。", en: " There \(isOne ? "is" : "are") also \(names).")
    }
    let left = traders.count - names.count
    if left > 0 {
      more.append(
        language.pick(
          ja: "このほかに、\(left)の出店者があります。全部の一覧は、お申し出があればお送りします。",
          en: " There \(left == 1 ? "is 1 more merchant" : "are \(left) more merchants")."
            + " We will send you the whole list if you ask us for it."))
    }
    if !more.isEmpty { set(.moreMerchants, quoted: more.joined()) }
  }

  /// The kinds whose letter tells how the shop, the mall and the company belong together.
  private static func explains(_ kind: LetterKind) -> Bool {
    switch kind {
    case .traced, .entrusted, .partial, .uncorroborated, .recipient: true
    default: false
    }
  }

  private static func traders(_ events: [(EventDetail, TrailEvent)]) -> [Trader] {
    var traders: [Trader] = []
    for (record, event) in events {
      guard let merchant = event.merchant else { continue }
      let name = Neutral.quotable(record.merchantLegalName ?? merchant.name ?? "")
      guard !name.isEmpty else { continue }
      let known = traders.firstIndex { $0.id == merchant.id || $0.name == name }
      let index = known ?? traders.endIndex
      if known == nil { traders.append(Trader(name: name, id: merchant.id)) }
      traders[index].name = name
      let shop = Neutral.quotable(event.storefront ?? "")
      if !shop.isEmpty {
        traders[index].shops = traders[index].shops.filter { $0 != shop } + [shop]
      }
    }
    // A customer knows the shop, and the company where it bears the shop's name.
    return traders.map { trader in
      var trader = trader
      let name = trader.name.filter { !$0.isWhitespace }
      trader.shops.removeAll { name.contains($0.filter { !$0.isWhitespace }) }
      return trader
    }
  }

  private func quote(_ name: String) -> String {
    language.pick(ja: "「\(name)」", en: "“\(name)”")
  }

  /// 「店舗」の「会社」; two shops at most, which a sentence holds.
  private func named(_ trader: Trader) -> String {
    let shops = trader.shops.suffix(2).map(quote)
    guard !shops.isEmpty else { return quote(trader.name) }
    return language == .ja
      ? shops.joined() + "の" + quote(trader.name)
      : quote(trader.name) + " (shop" + (shops.count > 1 ? "s " : " ")
        + shops.joined(separator: " and ") + ")"
  }

  /// As many in each as a sentence holds, counted as the lint does. In English a line may end within a name, which is
  /// a word more then.
  private static func sentences(_ names: [String], _ language: Language) -> [[String]] {
    func holds(_ names: [String]) -> Bool {
      let text = row(names, language)
      let length = LetterWords(text, language).length
      guard language == .en else { return length <= 50 }
      return length <= 21 && length + DisplayWidth(language).columns(text) / 76 < 22
    }
    var sentences: [[String]] = []
    for name in names {
      let joined = (sentences.last ?? []) + [name]
      if joined.count > 1, holds(joined) {
        sentences[sentences.count - 1] = joined
      } else {
        sentences.append([name])
      }
    }
    return sentences
  }

  private static func row(_ names: [String], _ language: Language) -> String {
    language == .ja ? names.joined(separator: "と") : language.enumeration(names)
  }

  /// What else is held, and what was bought of it.
  mutating func addHeld(_ detail: TrailDetail, _ kind: LetterKind) {
    let own = detail.ownWays.flatMap { way in
      way.trail.trail.filter { $0.kind.isOwnAct && !way.isPurchase($0) }
    }
    let isOwn = kind != .recipient
    flag(.hasOrder, isOwn && own.contains { $0.kind == .order })
    flag(.hasDelivery, kind == .recipient)
    let showsActs = kind == .partial || kind == .uncorroborated || kind == .several
    flag(.tableActs, showsActs && own.contains { $0.placed && !$0.carries.isEmpty })
    let others = detail.ownWays.flatMap { way in
      way.dealings.filter { !$0.kind.isOwnAct }.map { way.detail(of: $0).provision?.basis }
    }
    flag(.onlyConsent, kind == .received && others.allSatisfy { $0 == .consent })
    guard kind == .purchased else { return }
    let gaveToo = own.contains { !$0.carries.isEmpty }
    flag(.gaveToo, gaveToo)
    let isAll = detail.ownWays.allSatisfy { way in
      let bought = Set(way.trail.trail.filter(way.isPurchase).map(\.event))
      return way.trail.fields.allSatisfy { $0.collectedBy.map(bought.contains) ?? false }
    }
    let isLocated = detail.ownWays.contains { way in way.trail.trail.contains(where: way.isPurchase)
    }
    flag(.boughtPartly, isLocated && (gaveToo || !isAll))
  }
}
