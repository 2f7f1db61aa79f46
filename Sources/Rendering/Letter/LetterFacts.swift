/// What the templates of a letter may name. Words stand for themselves and are absent when they
/// are not known, so that `{{#url}}…{{/url}}` leaves the sentence out; flags are only asked.
///
/// Every word has passed `Neutral`, so it can neither break a line nor end its quotation.
struct LetterFacts {
  /// All names. `LetterTemplate` refuses any other: a misspelt one would print nothing.
  enum Name: String, CaseIterable {
    // Words about the principal event.
    case date, place, act, actVerb, url, reference, occasions, occasionKinds, others
    case mallThen, mallNow, operatorThen, operatorNow, merchant, merchantNow, merchantAddress,
      affiliate, programme
    // Words about all merchants of the record.
    case merchants, moreMerchants, merchantAct, shop
    // Words about what came from another company.
    case provider, providerAddress, providerRepresentative, receivedOn
    case acquisitionSource, acquisitionMode, confirmation
    // Words about the fields.
    case shown, unshown, open, ownFields
    // Words about the letter.
    case company, runID, runDate, answerBy, replyDays, replyBy, erasedOn, backupsUntil
    // Words of the company's own, under the GDPR.
    case purposes, storage, transfers
    // Words about the inquiry.
    case askedOn, given, wanted, extendedTo, dueOn, incident, exposedItems, today, evidence
    // Flags: form.
    case brief, single, storefront, ended, mallClosed, operatorStill, severalMerchants
    case isOrder, provided, atMall, saysMall
    // Flags: who received the data.
    case ofThisShop, merchantUnnamed, doubted, settled, shipped
    // Flags: what else is held.
    case hasOrder, severalOrders, hasDelivery, tableActs
    // Flags: whose names differ, so that it is said why ours was not known.
    case allNamesDiffer, mallNameDiffers, shopNameDiffers
    // Flags: the legal role, the basis.
    case direct, jointUse, succession, consent, optOut, roleUnknown
    case bought, byOptOut, basisConsent, basisSuccession, basisJointUse, recordComplete
    case boughtPartly, gaveToo, onlyConsent, recordDuty
    // Flags: what may be said.
    case notPurchased, partlyEntrusted, byRequest, byRetention, listsOpen, listsUnknown, noEvidence
    // Flags: what contradicts the record. With `later`, it was registered before the event that is named.
    case predates, later, saysEvent
    // Flags: what was asked.
    case asksSource, asksLeaked, asksPurchased, asksRecipients, asksDisclosure, asksCorrection
    case asksStop, asksErase, asksProof
    // Flags: the other ways in which the person stands in the data.
    case alsoRecord, alsoGuest, alsoRecipient
    // Flags: the exposure class, or that no incident is on record.
    case leakConfirmed, leakPossible, leakUndetermined, leakNotAffected, leakUnheard, leakForgotten,
      isComplex
    case cardExposed, cardInScope, further
    // Flags: the kind of letter.
    case unexplained, concluded, unheld, isNotYou, isPurchased, isReceived, isEntrusted,
      isRecipient, isErased, isSeveral, isUncorroborated
    // Flags: the law, where it is not the APPI.
    case isGDPR, isUK
  }

  private(set) var words: [Name: String] = [:]
  private(set) var flags: Set<Name> = []
  let language: Language
  /// How many merchants there are to name.
  var merchantCount = 0

  init(
    _ kind: LetterKind, _ detail: TrailDetail?, _ context: LetterContext,
    naming: LetterNaming = .all
  ) {
    language = context.language
    if let detail {
      if let event = detail.principal(kind) {
        add(event, detail.detail(of: event), context)
      }
      add(fields: detail, kind)
      add(merchantsOf: detail, kind, naming)
      addHeld(detail, kind)
      add(detail, kind)
      if kind == .recipient { hideOrder() }
      if kind == .contradicted { contradict(detail.principal(kind)) }
    }
    add(kind, detail)
    if let inquiry = context.inquiry { add(inquiry, context) }
    if let detail, kind.leavesListsOpen(detail) {
      let isConcluded = context.inquiry?.isConcluded ?? false
      flag(isConcluded ? .listsUnknown : .listsOpen, true)
    }
    if kind.isInterim { conclude(context.inquiry?.isConcluded ?? false) }
    words[.company] = Neutral.quotable(context.company)
    if let run = context.run {
      words[.runID] = String(run.id)
      words[.runDate] = run.finishedAt.day.text(language)
    }
    words[.today] = context.letterDate.text(language)
    let promised = LetterContext.promiseBy(
      context.letterDate, law: context.inquiry?.law ?? .appi, dueOn: context.inquiry?.dueOn)
    words[.replyBy] = promised.text(language)
    // What is promised is not later than what is due.
    let by = LetterContext.answerBy(context.letterDate, dueOn: context.inquiry?.dueOn)
    words[.answerBy] = (context.answerBy ?? by).text(language)
    words[.replyDays] = String(context.replyDays)
  }

  /// For Mustache: words and flags under their names.
  var model: [String: Any] {
    var model: [String: Any] = [:]
    for (name, word) in words { model[name.rawValue] = word }
    for name in flags { model[name.rawValue] = true }
    return model
  }

  mutating func set(_ name: Name, _ value: String?) {
    guard let value else { return }
    let word = Neutral.quotable(value)
    if !word.isEmpty { words[name] = word }
  }

  /// For what is quoted already, where `set` would nest the quotation marks. Its parts have
  /// passed `Neutral`.
  mutating func set(_ name: Name, quoted: String) {
    words[name] = quoted
  }

  mutating func remove(_ name: Name) {
    words[name] = nil
    flags.remove(name)
  }

  mutating func flag(_ name: Name, _ condition: Bool) {
    if condition { flags.insert(name) }
  }

  /// An event that is in order, but later than the record, is named with its mall like any other. One that fits no tenancy
  /// is told of with its mall in one sentence; of a record that was there too early as well it says nothing more.
  private mutating func contradict(_ event: TrailEvent?) {
    let isDated = words[.date] != nil || words[.receivedOn] != nil
    flag(.later, flags.contains(.predates) && isDated && event?.placed ?? false)
    flag(.saysEvent, !flags.contains(.predates) || flags.contains(.later))
    flag(.saysMall, !flags.contains(.later) || flags.contains(.atMall))
    if !flags.contains(.saysEvent) { remove(.mallThen) }
  }

  private mutating func add(_ detail: TrailDetail, _ kind: LetterKind) {
    // Everything that is held of the person counts, not only what first brought a value.
    let events = kind == .recipient ? detail.dealings : detail.ownWays.flatMap(\.dealings)
    let all = detail.ways.flatMap(\.dealings)
    flag(.single, events.count <= 1)
    words[.occasions] = String(events.count)
    words[.others] = String(max(0, events.count - 1))
    let kinds = Set(events.map(\.kind))
    words[.occasionKinds] =
      kinds == [.order]
      ? language.pick(ja: "ご注文", en: "orders")
      : kinds.isSubset(of: [.order, .signup])
        ? language.pick(ja: "ご注文と会員登録", en: "orders and registrations")
        : language.pick(ja: "お取引など", en: "orders and other contacts")
    flag(.severalOrders, events.count { $0.kind == .order } > 1)
    flag(.predates, detail.trail.findings.contains("record-predates-collection"))
    flag(.partlyEntrusted, all.contains { $0.legalRole == .entrusted } && kind == .traced)
    for other in detail.also ?? [] {
      switch other.way {
      case .record, nil: flag(.alsoRecord, true)
      case .guest: flag(.alsoGuest, true)
      case .recipient: flag(.alsoRecipient, kind != .recipient)
      }
    }
    // Said only on the record's own trail: the verdict, and no role that is itself a purchase
    // from a list or unknown.
    let doubtful: Set<LegalRole> = [.thirdPartyOptOut, .unknown]
    let isClean = events.allSatisfy { event in
      event.kind.isOwnAct && !(event.legalRole.map(doubtful.contains) ?? false)
    }
    let isCollected = detail.isCollected && detail.isJudged != false
    let isProven = detail.trail.fields.allSatisfy { $0.status == .proven }
    let hasBought = detail.trail.trail.contains(where: detail.isPurchase)
    flag(
      .notPurchased,
      detail.trail.verdict == .traced && isProven && isClean && isCollected && !events.isEmpty
        && !hasBought && detail.ways.count == 1)
    words[.erasedOn] = detail.erasedOn?.text(language)
    words[.backupsUntil] = detail.backupsUntil?.text(language)
    flag(.byRequest, detail.erasedFor == .request)
    flag(.byRetention, detail.erasedFor == .retention)
  }

  private mutating func add(fields detail: TrailDetail, _ kind: LetterKind) {
    func list(_ fields: [ContactField]) -> String? {
      guard !fields.isEmpty else { return nil }
      // In a sentence, seven katakana in a row are hard to read.
      guard language == .en else {
        return language.enumeration(
          fields.compactMap { SearchField(rawValue: $0.rawValue)?.courteousName(.ja) })
      }
      return language.enumeration(fields.map { $0.courteousLabel(language).lowercased() })
    }
    let fields = detail.trail.fields
    set(.shown, list(fields.filter { $0.status >= .placed }.map(\.field)))
    set(.unshown, list(fields.filter { $0.status < .placed }.map(\.field)))
    // The fields whose origin is open, where that of others is not.
    let limit: FieldStatus = kind == .uncorroborated ? .proven : .placed
    let open = fields.filter { $0.status < limit }
    if kind == .partial || kind == .uncorroborated, open.count < fields.count {
      set(.open, list(open.map(\.field)))
    }
    let own = Set(detail.ownWays.flatMap(\.ownFields))
    set(.ownFields, list(ContactField.allCases.filter(own.contains)))
  }
}
