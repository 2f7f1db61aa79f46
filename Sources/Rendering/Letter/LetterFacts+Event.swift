extension LetterFacts {
  /// The words and flags about the event that the first line names.
  mutating func add(_ event: TrailEvent, _ detail: EventDetail, _ context: LetterContext) {
    let date = event.occurredAt?.day.text(language)
    set(.date, date)
    // A placed event has a mall of ours, even where no name of it is recorded.
    let unnamed = event.placed ? language.pick(ja: "当社のモール", en: "our mall") : nil
    let place = LetterFacts.place(event, detail, language) ?? unnamed
    if let place { set(.place, quoted: place) }
    set(.act, LetterFacts.act(event.kind, language))
    set(.actVerb, LetterFacts.verb(event.kind))
    // 25 characters of the sentence are fixed and it may have 60.
    let length = (date ?? "").count + (place ?? "").count + (words[.act] ?? "").count
    flag(.brief, length <= 35)
    let names = [event.storefront, event.merchant?.name]
    flag(.storefront, !Neutral.quotable(event.storefront ?? "").isEmpty)
    flag(
      .atMall, event.mall?.name != nil && names.allSatisfy { Neutral.quotable($0 ?? "").isEmpty })
    addNames(event, context)
    flag(.ended, LetterFacts.hasLeft(event, detail))
    flag(.isOrder, event.kind == .order)
    flag(.noEvidence, event.placed && !event.corroborated)
    flag(.provided, !event.kind.isOwnAct)
    set(.url, detail.storefrontURL)
    set(.reference, event.reference)
    let evidence = event.evidence.map { LetterFacts.evidence($0, language) }
    set(.evidence, evidence.joined(separator: language.pick(ja: "と", en: " and ")))
    set(.mallThen, event.mall?.name)
    if let now = detail.mallNameNow, now != event.mall?.name { set(.mallNow, now) }
    flag(.mallClosed, detail.mallClosed ?? false)
    if let name = detail.operatorName, !LetterFacts.isSameCompany(name, context.company) {
      set(.operatorThen, name)
    }
    if let name = detail.operatorNow, !LetterFacts.isSameCompany(name, context.company) {
      set(.operatorNow, name)
      let isSame = LetterFacts.isSameCompany(name, detail.operatorName ?? "")
      flag(.operatorStill, isSame && detail.mallClosed != true)
    }
    if event.merchant != nil {
      set(.merchant, detail.merchantLegalName ?? event.merchant?.name)
      set(.merchantAddress, detail.merchantAddressNow ?? detail.merchantAddress)
      if let now = detail.merchantLegalNameNow,
        !LetterFacts.isSameCompany(now, detail.merchantLegalName ?? "")
      {
        set(.merchantNow, now)
      }
    }
    set(.affiliate, event.affiliate?.partner ?? event.affiliate?.programme)
    // Many a partner has one programme, named as he is.
    if let partner = event.affiliate?.partner, partner != event.affiliate?.programme {
      set(.programme, event.affiliate?.programme)
    }
    addRole(event.legalRole)
    if let provision = detail.provision {
      addProvision(provision, event)
    } else if detail.batchOrigin == "purchased" {
      set(.provider, detail.batchSupplier)
    }
  }

  /// Which of shop, mall and company go by names of their own: it is said only of those that do.
  private mutating func addNames(_ event: TrailEvent, _ context: LetterContext) {
    let shop = LetterFacts.bare(Neutral.quotable(event.storefront ?? ""))
    let mall = LetterFacts.bare(Neutral.quotable(event.mall?.name ?? ""))
    let company = LetterFacts.bare(Neutral.quotable(context.company))
    let (isShopOther, isMallOther) = (shop != company, mall != company)
    let hasBoth = !shop.isEmpty && !mall.isEmpty
    flag(.allNamesDiffer, hasBoth && isShopOther && isMallOther && shop != mall)
    flag(.mallNameDiffers, !mall.isEmpty && isMallOther && !flags.contains(.allNamesDiffer))
    flag(.shopNameDiffers, !shop.isEmpty && isShopOther && (mall.isEmpty || !isMallOther))
  }

  /// Spaces are no part of a company's name.
  private static func isSameCompany(_ one: String, _ other: String) -> Bool {
    one.filter { !$0.isWhitespace } == other.filter { !$0.isWhitespace }
  }

  /// A name without spaces, case and the form of the company.
  private static func bare(_ name: String) -> String {
    let forms = ["株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "(株)", "（株）", "(有)", "（有）"]
    return forms.reduce(name.filter { !$0.isWhitespace }.lowercased()) {
      $0.replacing($1, with: "")
    }
  }

  /// Whether the merchant is not in that mall any more, under no name.
  private static func hasLeft(_ event: TrailEvent, _ detail: EventDetail) -> Bool {
    (event.tenancy?.ended ?? false) && detail.storefrontNow == nil
  }

  /// 「店舗名」（現在は退店）, 「店舗名」（現在の店舗名は「…」）, or the mall where there is no storefront; nil when
  /// neither has a name. Ids are not names.
  static func place(
    _ event: TrailEvent, _ detail: EventDetail, _ language: Language, saysWhetherLeft: Bool = true,
    saysNameNow: Bool = true
  ) -> String? {
    let names = [event.storefront, event.merchant?.name, event.mall?.name]
    guard let name = names.compactMap({ $0 }).map(Neutral.quotable).first(where: { !$0.isEmpty })
    else { return nil }
    let quoted = language.pick(ja: "「\(name)」", en: "“\(name)”")
    guard saysWhetherLeft, event.tenancy?.ended ?? false else { return quoted }
    guard let now = detail.storefrontNow.map(Neutral.quotable), !hasLeft(event, detail) else {
      return quoted + language.pick(ja: "（現在は退店）", en: " (no longer in the mall)")
    }
    guard saysNameNow, event.storefront != nil, !now.isEmpty, now != name else { return quoted }
    return quoted + language.pick(ja: "（現在の店舗名は「\(now)」）", en: " (now named “\(now)”)")
  }

  /// ご注文, order.
  static func act(_ kind: EventKind, _ language: Language) -> String {
    switch kind {
    case .order: language.pick(ja: "ご注文", en: "order")
    case .signup: language.pick(ja: "会員登録", en: "registration")
    case .enquiry: language.pick(ja: "お問い合わせ", en: "enquiry")
    case .campaign: language.pick(ja: "キャンペーンへのご応募", en: "campaign entry")
    case .provision: language.pick(ja: "提供", en: "provision")
    case .succession: language.pick(ja: "事業の引き継ぎ", en: "takeover")
    case .jointUse: language.pick(ja: "共同利用", en: "joint use")
    }
  }

  private static func evidence(_ name: String, _ language: Language) -> String {
    switch name {
    case "settlement": language.pick(ja: "決済の記録", en: "the record of payment")
    case "shipment": language.pick(ja: "発送の記録", en: "the record of shipment")
    default: language.pick(ja: "受付の記録", en: "the record of receipt")
    }
  }

  private static func verb(_ kind: EventKind) -> String {
    switch kind {
    case .order: "ordered from"
    case .signup: "registered with"
    case .enquiry: "sent an enquiry to"
    case .campaign: "entered a campaign at"
    case .provision, .succession, .jointUse: "dealt with"
    }
  }

  private mutating func addRole(_ role: LegalRole?) {
    switch role {
    case .direct: flag(.direct, true)
    case .jointUse: flag(.jointUse, true)
    case .succession: flag(.succession, true)
    case .thirdPartyConsent: flag(.consent, true)
    case .thirdPartyOptOut: flag(.optOut, true)
    case .unknown: flag(.roleUnknown, true)
    case .entrusted, nil: break
    }
  }

  private mutating func addProvision(_ provision: ProvisionRecord, _ event: TrailEvent) {
    set(.provider, provision.providerName)
    set(.providerAddress, provision.providerAddress)
    set(.providerRepresentative, provision.providerRepresentative)
    set(.receivedOn, (provision.receivedOn ?? event.occurredAt?.day)?.text(language))
    set(.acquisitionSource, provision.acquisitionSource.map { word($0) })
    set(.acquisitionMode, provision.acquisitionMode.map { word($0) })
    set(.confirmation, provision.confirmationMethod.map { word($0) })
    flag(.recordComplete, provision.isComplete ?? false)
    flag(.recordDuty, provision.hasRecordDuty(since: provision.receivedOn ?? event.occurredAt?.day))
    switch provision.basis {
    case .consent: flag(.basisConsent, true)
    case .succession: flag(.basisSuccession, true)
    case .jointUse: flag(.basisJointUse, true)
    case .purchase: flag(.bought, true)
    case .optOut: flag(.byOptOut, true)
    }
  }

  private func word(_ text: String) -> String { ProvisionRecord.word(text, language) }
}
