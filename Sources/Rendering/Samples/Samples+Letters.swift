extension Samples {
  /// Every letter that has a snapshot, by its name.
  static let letters: [(name: String, detail: TrailDetail)] = [
    ("traced", traced), ("traced-several", several), ("traced-signup", signup),
    ("received", received), ("received-succession", succession), ("purchased", purchased),
    ("purchased-partly", purchasedPartly), ("purchased-unnamed", purchasedUnnamed),
    ("entrusted", entrusted), ("untraced", untraced), ("contradicted", contradicted),
    ("contradicted-predates", predates), ("contradicted-mall", inMall), ("partial", partial),
    ("uncorroborated", uncorroborated),
    ("erased", erased), ("traced-renamed", renamed), ("received-jointuse", jointUse),
    ("contradicted-provision", incomplete), ("partial-provision", partlyProvided),
    ("uncorroborated-partly", partlyOpen), ("erased-backups", erasedLately),
  ]

  static let traced = detail(
    .traced, fields(.proven, by: order.event), [order], [order.event: orderDetail])

  static let several = detail(
    .traced,
    fields(
      .proven, by: secondOrder.event,
      except: [
        .name: .init(field: .name, status: .proven, collectedBy: order.event)
      ]), [order, secondOrder],
    [
      order.event: orderDetail,
      secondOrder.event: EventDetail(
        operatorName: "株式会社旧運営", operatorNow: "株式会社モール運営", mallNameNow: "旅の駅",
        merchantLegalName: "有限会社雑貨商店15"),
    ])

  static let signup: TrailDetail = {
    let event = TrailEvent(
      event: "signup:SU1173", kind: .signup, occurredAt: time("2011-02-17T22:20:01+09:00"),
      mall: .init(id: "store-mix", name: "ストアミックス"), legalRole: .direct, placed: true,
      corroborated: true, evidence: ["form"], carries: [.name, .email, .phone, .address],
      source: .init(file: "signups.csv", line: 2, sha256: sha))
    let record = EventDetail(
      operatorName: "株式会社モール運営", mallNameNow: "ストアミックス", evidenceReference: "form-1173")
    return detail(.traced, fields(.proven, by: event.event), [event], [event.event: record])
  }()

  static let received = detail(
    .received,
    fields(
      .proven, by: provision.event,
      except: [.email: .init(field: .email, status: .proven, collectedBy: order.event)]),
    [order, provision],
    [order.event: orderDetail, provision.event: EventDetail(provision: consent)])

  static let succession: TrailDetail = {
    var event = provision
    event.event = "succession:P-2009"
    event.kind = .succession
    event.occurredAt = time("2009-01-01T00:00:00+09:00")
    let record = ProvisionRecord(
      id: "P-2009", basis: .succession, receivedOn: day("2009-01-01"), providerName: "株式会社旧運営",
      isComplete: true)
    return detail(
      .received, fields(.proven, by: event.event), [event],
      [event.event: EventDetail(provision: record)])
  }()

  static let purchased = boughtDetail(optOut, own: false)

  static let purchasedPartly = boughtDetail(
    ProvisionRecord(
      id: "P-list", basis: .purchase, receivedOn: day("2010-04-01"), providerName: "名簿販売株式会社"),
    own: true)

  static let purchasedUnnamed = boughtDetail(
    ProvisionRecord(id: "P-list", basis: .purchase), own: false)

  private static func boughtDetail(_ record: ProvisionRecord, own: Bool) -> TrailDetail {
    var event = provision
    event.event = "provision:\(record.id)"
    if record.receivedOn == nil { event.occurredAt = nil }
    let byOrder = FieldTrace(field: .name, status: .proven, collectedBy: order.event)
    return detail(
      .purchased, fields(.proven, by: event.event, except: own ? [.name: byOrder] : [:]),
      own ? [order, event] : [event],
      [order.event: orderDetail, event.event: EventDetail(provision: record)])
  }

  static let entrusted: TrailDetail = {
    var event = order
    event.legalRole = .entrusted
    return detail(
      .traced, fields(.proven, by: event.event), [event], [event.event: orderDetail])
  }()

  static let untraced = detail(
    .untraced, fields(.none, by: nil), [],
    findings: [
      .init(rule: "untraced-record", titleJa: "取得の記録がない顧客レコード", titleEn: "record without events")
    ])

  static let contradicted: TrailDetail = {
    var event = order
    event.tenancy = nil
    event.storefront = nil
    event.legalRole = nil
    event.placed = false
    return detail(
      .contradicted, fields(.claimed, by: event.event), [event],
      [event.event: EventDetail(operatorName: "株式会社モール運営", mallNameNow: "ドクタートニー")],
      findings: [
        .init(rule: "outside-tenancy", titleJa: "出店期間の外の注文", titleEn: "order outside any tenancy")
      ])
  }()

  /// Of the merchant there is not even a name, so that the mall's own name stands in its place.
  static let inMall: TrailDetail = {
    var detail = contradicted
    detail.trail.trail[0].merchant = .init(id: "m00077", name: nil)
    return detail
  }()

  static let predates = detail(
    .contradicted, fields(.proven, by: order.event), [order], [order.event: orderDetail],
    findings: [
      .init(
        rule: "record-predates-collection", titleJa: "取得より前からある顧客レコード",
        titleEn: "record older than its earliest collection")
    ])

  static let partial = detail(
    .partial,
    fields(
      .proven, by: order.event,
      except: [.email: .init(field: .email, status: .none)]), [order],
    [order.event: orderDetail],
    findings: [
      .init(rule: "field-not-collected", titleJa: "どの取得にもない値", titleEn: "value in no event")
    ])

  static let uncorroborated: TrailDetail = {
    var event = order
    event.corroborated = false
    event.evidence = []
    return detail(
      .uncorroborated, fields(.placed, by: event.event), [event],
      [event.event: EventDetail(operatorName: "株式会社モール運営", mallNameNow: "ドクタートニー")])
  }()

  static let erased = detail(
    .erased, [], [], erasedOn: day("2012-06-30"), erasedFor: .request)

  static let erasedLately = detail(
    .erased, [], [], erasedOn: day("2012-10-30"), erasedFor: .retention,
    backupsUntil: day("2012-12-04"))

  /// The shop is in the mall today, under another name.
  static let renamed: TrailDetail = {
    var record = orderDetail
    record.storefrontNow = "ココミン本店"
    return detail(.traced, fields(.proven, by: order.event), [order], [order.event: record])
  }()

  static let jointUse: TrailDetail = {
    var event = provision
    event.event = "joint_use:P-joint"
    event.kind = .jointUse
    let record = ProvisionRecord(
      id: "P-joint", basis: .jointUse, receivedOn: day("2010-04-01"), providerName: "株式会社共同",
      providerAddress: "東京都新宿区3-3", isComplete: true)
    return detail(
      .received, fields(.proven, by: event.event), [event],
      [event.event: EventDetail(provision: record)])
  }()

  /// The record of the provision lacks items that the law asks for.
  private static let incompleteConsent: EventDetail = {
    var record = consent
    record.acquisitionSource = nil
    record.isComplete = false
    return EventDetail(provision: record)
  }()

  static let incomplete: TrailDetail = {
    var event = provision
    event.placed = false
    return detail(
      .contradicted, fields(.claimed, by: event.event), [event],
      [event.event: incompleteConsent])
  }()

  static let partlyProvided = detail(
    .partial,
    fields(
      .proven, by: provision.event,
      except: [.email: .init(field: .email, status: .none)]), [provision],
    [provision.event: EventDetail(provision: consent)])

  static let partlyOpen: TrailDetail = {
    var event = secondOrder
    event.corroborated = false
    event.evidence = []
    return detail(
      .uncorroborated,
      fields(
        .proven, by: order.event,
        except: [.email: .init(field: .email, status: .placed, collectedBy: event.event)]),
      [order, event],
      [
        order.event: orderDetail,
        event.event: EventDetail(
          operatorName: "株式会社モール運営", operatorNow: "株式会社モール運営", mallNameNow: "旅の駅",
          merchantLegalName: "有限会社雑貨商店15"),
      ])
  }()
}
