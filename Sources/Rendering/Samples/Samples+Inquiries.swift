extension Samples {
  /// Every letter that has a snapshot.
  static let all: [LetterSample] =
    letters.map { name, detail in
      LetterSample(name: name, kind: LetterKind(detail), detail: detail)
    } + inquiries

  private static let incident = "2011年の不正アクセス"

  private static func exposure(_ kind: ExposureClass?, _ items: [String] = []) -> Exposure {
    Exposure(
      exposureClass: kind, titleJa: kind == nil ? nil : incident,
      titleEn: kind == nil ? nil : "the intrusion of 2011", items: items, scope: ["name", "card"])
  }

  private static func asked(
    _ asks: [Ask], _ exposure: Exposure? = nil, law: Law = .appi, given: [String] = [],
    wanted: [String] = [], extendedTo: Day? = nil, dueOn: Day? = nil
  ) -> LetterInquiry {
    LetterInquiry(
      asks: asks, law: law, receivedOn: day("2012-10-31"), exposures: exposure.map { [$0] } ?? [],
      given: given,
      wanted: wanted, extendedTo: extendedTo, dueOn: dueOn)
  }

  /// Asked by somebody whose case ends without the origin being known.
  private static func concluded(_ asks: [Ask], law: Law = .appi) -> LetterInquiry {
    var inquiry = asked(asks, law: law)
    inquiry.isConcluded = true
    return inquiry
  }

  /// Answers to questions, and the letters that rest on no record.
  static let inquiries: [LetterSample] = [
    LetterSample(
      name: "inquiry-story", kind: .traced, detail: traced,
      inquiry: asked([.source, .purchased, .leaked], exposure(.notAffected))),
    LetterSample(
      name: "inquiry-confirmed", kind: .traced, detail: traced,
      inquiry: asked([.leaked, .recipients], exposure(.confirmed, ["name", "card"]))),
    LetterSample(
      name: "inquiry-possible", kind: .traced, detail: traced,
      inquiry: asked([.leaked], exposure(.possible, ["card"]))),
    LetterSample(
      name: "inquiry-undetermined", kind: .traced, detail: traced,
      inquiry: asked([.source, .purchased, .leaked], exposure(.undetermined))),
    LetterSample(
      name: "inquiry-all", kind: .traced, detail: signup,
      inquiry: asked(Ask.allCases, exposure(nil))),
    LetterSample(
      name: "inquiry-gdpr", kind: .traced, detail: traced,
      inquiry: asked([.disclosure, .source, .recipients], law: .gdpr)),
    LetterSample(
      name: "inquiry-guest", kind: .traced, detail: guest,
      inquiry: asked([.source, .erase], given: ["name", "address"])),
    LetterSample(
      name: "inquiry-ways", kind: .traced, detail: joined([traced, otherGuest, recipient]),
      inquiry: asked([.source, .purchased, .recipients])),
    LetterSample(
      name: "inquiry-several", kind: .several, detail: joined([traced, openGuest]),
      inquiry: asked([.source, .purchased, .leaked], exposure(.notAffected))),
    LetterSample(
      name: "inquiry-recipient", kind: .recipient, detail: recipient,
      inquiry: asked([.source, .purchased, .recipients])),
    LetterSample(
      name: "inquiry-received", kind: .received, detail: received,
      inquiry: asked([.source, .purchased, .disclosure])),
    LetterSample(
      name: "inquiry-entrusted", kind: .entrusted, detail: entrusted,
      inquiry: asked([.source, .erase])),
    LetterSample(
      name: "inquiry-untraced", kind: .untraced, detail: untraced,
      inquiry: asked([.source, .purchased, .leaked], exposure(.undetermined))),
    LetterSample(
      name: "inquiry-unknown", kind: .untraced, detail: untraced,
      inquiry: concluded([.source, .purchased, .erase])),
    LetterSample(
      name: "inquiry-unknown-partly", kind: .partial, detail: partial,
      inquiry: concluded([.source, .purchased, .proof], law: .gdpr)),
    LetterSample(
      name: "inquiry-purchased", kind: .purchased, detail: purchasedPartly,
      inquiry: asked([.purchased, .stop])),
    LetterSample(
      name: "inquiry-erased", kind: .erased, detail: erased,
      inquiry: asked([.source, .erase])),
    LetterSample(
      name: "inquiry-erased-gdpr", kind: .erased, detail: erased,
      inquiry: asked([.source, .erase], law: .gdpr)),
    LetterSample(
      name: "inquiry-erased-uk", kind: .erased, detail: erased,
      inquiry: asked([.source, .erase], law: .uk)),
    LetterSample(
      name: "inquiry-unheld", kind: .unheld,
      inquiry: asked(
        [.source, .purchased, .leaked], given: ["name", "email", "address"])),
    LetterSample(
      name: "inquiry-unheld-all", kind: .unheld,
      inquiry: asked(Ask.allCases, given: ["name", "phone"])),
    LetterSample(name: "inquiry-notyou", kind: .notYou, inquiry: asked([.source, .erase])),
    LetterSample(name: "inquiry-unconfirmed", kind: .unconfirmed, inquiry: asked([.source])),
    LetterSample(
      name: "inquiry-acknowledgement", kind: .acknowledgement,
      inquiry: asked(
        [.source, .leaked], given: ["name", "address"], wanted: ["phone", "email", "order_id"],
        dueOn: day("2012-11-14"))),
    LetterSample(
      name: "inquiry-extension", kind: .extension,
      inquiry: asked([.disclosure], law: .gdpr, extendedTo: day("2013-01-31"))),
  ]

  /// An order without a customer record.
  private static let guest: TrailDetail = {
    var detail = traced
    detail.trail.customer = "tony/cocomin/1001"
    detail.isJudged = false
    detail.registeredAt = nil
    return detail
  }()

  /// The same person's order without an account, at another shop.
  static let otherGuest: TrailDetail = {
    var detail = Samples.detail(
      .traced, fields(.proven, by: secondOrder.event).filter { $0.field != .email }, [secondOrder],
      [
        secondOrder.event: EventDetail(
          operatorName: "株式会社モール運営", operatorNow: "株式会社モール運営", mallNameNow: "旅の駅",
          merchantLegalName: "有限会社雑貨商店15")
      ])
    detail.way = .guest
    detail.isJudged = false
    return detail
  }()

  /// The same without payment and shipment.
  static let openGuest: TrailDetail = {
    var detail = otherGuest
    detail.trail.verdict = .uncorroborated
    for index in detail.trail.fields.indices { detail.trail.fields[index].status = .placed }
    return detail
  }()

  /// One person in several ways.
  static func joined(_ ways: [TrailDetail]) -> TrailDetail? { TrailDetail.joined(ways)?.detail }

  /// The destination of somebody else's order: no e-mail address, and another name than the orderer's.
  static let recipient: TrailDetail = {
    var event = order
    event.carries = [.name, .phone, .address]
    // The orderer's, and not to be told.
    event.affiliate = .init(id: "a1", programme: "電脳卸", partner: "ブログA")
    var detail = Samples.detail(
      .traced, fields(.proven, by: event.event).filter { $0.field != .email }, [event],
      [event.event: orderDetail])
    detail.values.email = nil
    detail.registeredAt = nil
    detail.isJudged = false
    detail.way = .recipient
    return detail
  }()
}
