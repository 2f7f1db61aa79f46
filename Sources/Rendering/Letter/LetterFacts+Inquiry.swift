extension LetterFacts {
  /// What was asked, and what the incidents mean for the person.
  mutating func add(_ inquiry: LetterInquiry, _ context: LetterContext) {
    flag(.isGDPR, inquiry.law == .gdpr)
    flag(.isUK, inquiry.law == .uk)
    set(.askedOn, inquiry.receivedOn.text(language))
    set(.given, list(inquiry.given))
    set(.wanted, list(inquiry.wanted))
    set(.extendedTo, inquiry.extendedTo?.text(language))
    flag(.isComplex, inquiry.isComplex)
    if inquiry.isAccess, let processing = context.processing {
      set(.purposes, processing.purposes)
      set(.storage, processing.storage)
      set(.transfers, processing.transfers)
    }
    for ask in inquiry.asks { flag(LetterFacts.flag(of: ask), true) }
    set(.dueOn, inquiry.dueOn.flatMap { $0 >= context.letterDate ? $0.text(language) : nil })
    if let exposure = inquiry.exposures.first { add(exposure) }
  }

  /// What one incident means for the person, in place of another one's.
  mutating func add(_ exposure: Exposure) {
    for name in LetterFacts.leakNames { remove(name) }
    switch exposure.exposureClass {
    case .confirmed: flag(.leakConfirmed, true)
    case .possible: flag(.leakPossible, true)
    case .undetermined: flag(.leakUndetermined, true)
    case .notAffected: flag(.leakNotAffected, true)
    case nil: flag(exposure.isForgotten ? .leakForgotten : .leakUnheard, true)
    }
    set(.incident, language.pick(ja: exposure.titleJa ?? "", en: exposure.titleEn ?? ""))
    set(.exposedItems, exposure.items.isEmpty ? nil : exposure.list(language))
    flag(.cardExposed, exposure.items.contains("card"))
    flag(.cardInScope, exposure.scope.contains("card"))
  }

  private static let leakNames: [Name] = [
    .leakConfirmed, .leakPossible, .leakUndetermined, .leakNotAffected, .leakUnheard,
    .leakForgotten, .incident, .exposedItems, .cardExposed, .cardInScope,
  ]

  /// What kind of letter it is, for the answers to questions.
  mutating func add(_ kind: LetterKind, _ detail: TrailDetail?) {
    let roles = kind == .recipient ? (detail?.dealings ?? []).map(\.legalRole) : []
    let isEntrusted = !roles.isEmpty && roles.allSatisfy { $0 == .entrusted }
    flag(.unheld, kind == .unheld)
    flag(.isNotYou, kind == .notYou)
    flag(.isPurchased, kind == .purchased)
    flag(.isReceived, kind == .received)
    flag(.isEntrusted, kind == .entrusted || isEntrusted)
    flag(.isRecipient, kind == .recipient)
    flag(.isErased, kind == .erased)
    flag(.isSeveral, kind == .several)
    flag(.isUncorroborated, kind == .uncorroborated)
  }

  /// What cannot be shown is still looked for, or it was, and is not known.
  mutating func conclude(_ isConcluded: Bool) {
    flag(.unexplained, !isConcluded)
    flag(.concluded, isConcluded)
    if !isConcluded { for name in [Name.purposes, .storage, .transfers] { remove(name) } }
  }

  /// A recipient learns that there was an order, not which: its number is the orderer's, and so is the site through which
  /// it came. And no audit judges a recipient, so nothing is said of lists.
  mutating func hideOrder() {
    set(.merchantAct, language.pick(ja: "お届け", en: "delivery"))
    remove(.reference)
    remove(.affiliate)
    remove(.programme)
    remove(.notPurchased)
    remove(.settled)
  }

  private static func flag(of ask: Ask) -> Name {
    switch ask {
    case .source: .asksSource
    case .leaked: .asksLeaked
    case .purchased: .asksPurchased
    case .recipients: .asksRecipients
    case .disclosure: .asksDisclosure
    case .correction: .asksCorrection
    case .stop: .asksStop
    case .erase: .asksErase
    case .proof: .asksProof
    }
  }

  private func list(_ fields: [String]) -> String? {
    let words = fields.compactMap { SearchField(rawValue: $0)?.courteousName(language) }
    return words.isEmpty ? nil : language.enumeration(words)
  }
}

extension SearchField {
  /// As a letter names it to the person whose it is.
  func courteousName(_ language: Language) -> String {
    switch self {
    case .name: language.pick(ja: "お名前", en: "your name")
    case .nameKana: language.pick(ja: "お名前のフリガナ", en: "the reading of your name")
    case .email: language.pick(ja: "メールのアドレス", en: "your e-mail address")
    case .phone: language.pick(ja: "お電話番号", en: "your telephone number")
    case .postalCode: language.pick(ja: "郵便番号", en: "your postal code")
    case .address: language.pick(ja: "ご住所", en: "your postal address")
    case .orderID: language.pick(ja: "ご注文番号", en: "your order number")
    }
  }
}
