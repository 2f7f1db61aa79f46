/// A small mall: the names are those of the project's acceptance data and of its design page.
enum Samples {
  static let sha = String(repeating: "0123456789abcdef", count: 4)

  static func time(_ text: String) -> MallTime? { MallTime(text) }
  static func moment(_ text: String) -> Moment { Moment(text) ?? Moment(microseconds: 0) }
  static func day(_ text: String) -> Day { Day(text) ?? Day(daysSince1970: 0) }

  static let order = TrailEvent(
    event: "order:tony/cocomin/1001", kind: .order,
    occurredAt: time("2006-05-03T00:05:00+09:00"), storefront: "ちゃっかりダイエットココミン",
    merchant: .init(id: "cocomin", name: "ちゃっかりダイエットココミン"),
    mall: .init(id: "tony", name: "ドクタートニー健康館"),
    tenancy: .init(openedOn: day("2005-02-01"), closedOn: day("2008-03-31"), ended: true),
    legalRole: .direct, placed: true, corroborated: true,
    evidence: ["settlement", "shipment"], carries: [.name, .email, .phone, .address],
    source: .init(file: "orders-2006.csv", line: 123, sha256: sha))

  static let orderDetail = EventDetail(
    operatorName: "株式会社モール運営", operatorNow: "株式会社モール運営", mallNameNow: "ドクタートニー",
    merchantNameNow: "ちゃっかりダイエットココミン", merchantLegalName: "有限会社ちゃっかりダイエットココミン",
    merchantAddress: "東京都港区芝9-9-9", storefrontURL: "http://old.example.com/tony/cocomin/",
    settlementID: "S1001", settledAt: time("2006-05-03T01:05:00+09:00"),
    trackingNumber: "T1001", shippedAt: time("2006-05-05T00:05:00+09:00"),
    batchSupplier: "店舗システム月次出力")

  static let secondOrder = TrailEvent(
    event: "order:tabi/m00015/2044", kind: .order,
    occurredAt: time("2011-12-23T21:10:00+09:00"), storefront: "雑貨商店15本店",
    merchant: .init(id: "m00015", name: "雑貨商店15"), mall: .init(id: "tabi", name: "旅の駅"),
    tenancy: .init(openedOn: day("2004-12-11"), closedOn: nil, ended: false),
    legalRole: .direct, affiliate: .init(id: "a1", programme: "電脳卸", partner: "ブログA"),
    placed: true, corroborated: true, evidence: ["settlement"], carries: [.phone, .address],
    source: .init(file: "orders-2011.csv", line: 9, sha256: sha))

  static let provision = TrailEvent(
    event: "provision:P-consent", kind: .provision,
    occurredAt: time("2010-04-01T00:00:00+09:00"), placed: true, corroborated: true,
    evidence: ["provision"], carries: [.name, .email, .phone, .address],
    source: .init(file: "provision-subjects.csv", line: 4, sha256: sha))

  static let consent = ProvisionRecord(
    id: "P-consent", basis: .consent, receivedOn: day("2010-04-01"), providerName: "株式会社提供元",
    providerAddress: "東京都港区1-1", providerRepresentative: "提供 太郎",
    acquisitionSource: "the person as customer", acquisitionMode: "direct from person",
    confirmationMethod: "contract shown", isComplete: true)

  static let optOut = ProvisionRecord(
    id: "P-optout", basis: .optOut, receivedOn: day("2010-04-01"), providerName: "名簿販売株式会社",
    providerAddress: "東京都港区2-2", providerRepresentative: "名簿 次郎",
    acquisitionSource: "other business", acquisitionMode: "for money",
    confirmationMethod: "written declaration", isComplete: true)

  static func fields(
    _ status: FieldStatus, by event: String?, except other: [ContactField: FieldTrace] = [:]
  ) -> [FieldTrace] {
    ContactField.allCases.map {
      other[$0] ?? FieldTrace(field: $0, status: status, collectedBy: event)
    }
  }

  static func detail(
    _ verdict: Verdict, _ fields: [FieldTrace], _ events: [TrailEvent],
    _ details: [String: EventDetail] = [:], findings: [FindingTitle] = [], erasedOn: Day? = nil,
    erasedFor: ErasureReason? = nil, backupsUntil: Day? = nil
  ) -> TrailDetail {
    TrailDetail(
      trail: Trail(
        customer: "C0000042", verdict: verdict, fields: fields, trail: events,
        findings: findings.map(\.rule)),
      registeredAt: verdict == .erased ? nil : time("2006-05-03T00:10:00+09:00"),
      values: verdict == .erased
        ? .init()
        : .init(
          name: "髙橋　健一", email: "u2.5578@example.com", phone: "０９０－５８６８－７５２２",
          address: "岡山県岡山市北区表町２－２８－２７ グランドメゾン栄1203号室"),
      events: details, findings: findings, erasedOn: erasedOn, erasedFor: erasedFor,
      backupsUntil: backupsUntil)
  }

  /// What a company has in its configuration.
  static func processing(_ language: Language) -> LetterProcessing {
    LetterProcessing(
      purposes: language.pick(
        ja: "ご注文のお届けと、お問い合わせへのお答えに使います。",
        en: "We use your data to deliver orders and to answer your questions."),
      storage: language.pick(
        ja: "最後のご注文から7年で消します。", en: "We keep them for seven years after the last order."),
      transfers: language.pick(
        ja: "日本でだけ取り扱います。EUは、日本での守り方を十分と認めています。",
        en: "They stay in Japan, whose protection the European Commission found adequate."))
  }

  static func context(_ language: Language, addressee: String? = nil) -> LetterContext {
    LetterContext(
      company: "株式会社モール運営", department: language == .ja ? "個人情報相談窓口" : "Privacy desk",
      signer: language == .ja ? "個人情報保護管理者　山田　花子" : "Hanako Yamada, Privacy Officer",
      address: language == .ja
        ? "〒105-0000 東京都港区芝0丁目0番0号" : "0-0-0 Shiba, Minato-ku, Tokyo 105-0000, Japan",
      phone: "03-0000-0000", email: "privacy@example.co.jp", caseNumber: "Q-2012-0042",
      letterDate: day("2012-11-02"),
      addressee: addressee ?? (language == .ja ? "髙橋　健一" : "Kenichi Takahashi"),
      run: .init(id: 12, finishedAt: moment("2012-11-02T01:30:00+09:00")), language: language,
      processing: processing(language))
  }
}
