/// A trail with what the text of `trace` and the letter need beyond the JSON.
public struct TrailDetail: Codable, Sendable, Equatable {
  /// What `trace --format json` prints.
  public var trail: Trail
  /// When the record was made; nil is a finding of its own.
  public var registeredAt: MallTime?
  /// The record's fields as written. Shown to the desk only when it asks.
  public var values: RecordValues
  /// By `TrailEvent.event`. An event without an entry is shown with what the trail has.
  public var events: [String: EventDetail]
  /// The findings on the record with their titles, in the order of `trail.findings`.
  public var findings: [FindingTitle]
  /// The day of erasure, for the verdict `erased`.
  public var erasedOn: Day?
  /// Why it was erased.
  public var erasedFor: ErasureReason?
  /// Until when backups can hold what was erased; nil once that is over.
  public var backupsUntil: Day?
  /// The declared origin of the file that the record itself came in; nil where it is not told.
  public var recordOrigin: String?
  /// Whether the audit judged it: customer records, not the orders of guests and recipients. Nil counts as yes.
  public var isJudged: Bool?
  /// What of the data names the person; nil is a customer record.
  public var way: TrailWay?
  /// The other ways in which the person stands in the data, a trail each; nil is none.
  public var also: [TrailDetail]?

  /// See the properties.
  public init(
    trail: Trail, registeredAt: MallTime? = nil, values: RecordValues = .init(),
    events: [String: EventDetail] = [:], findings: [FindingTitle] = [], erasedOn: Day? = nil,
    erasedFor: ErasureReason? = nil, backupsUntil: Day? = nil
  ) {
    self.trail = trail
    self.registeredAt = registeredAt
    self.values = values
    self.events = events
    self.findings = findings
    self.erasedOn = erasedOn
    self.erasedFor = erasedFor
    self.backupsUntil = backupsUntil
  }

  func detail(of event: TrailEvent) -> EventDetail {
    events[event.event] ?? EventDetail()
  }
}

/// A way in which somebody stands in the data.
public enum TrailWay: String, Codable, Sendable {
  /// A customer record.
  case record
  /// Orders without a customer record.
  case guest
  /// Orders of others that named the person as their destination.
  case recipient
}

/// Why a record was erased.
public enum ErasureReason: String, Codable, Sendable, CaseIterable {
  /// At the person's wish.
  case request
  /// At the end of its retention period.
  case retention
}

/// Contact values as written in the record, not normalised.
public struct RecordValues: Codable, Sendable, Equatable {
  /// 氏名
  public var name: String?
  /// メールアドレス
  public var email: String?
  /// 電話番号
  public var phone: String?
  /// 住所
  public var address: String?
  /// 郵便番号; stands on a letter and is not judged.
  public var postalCode: String?

  /// Nil is a field that the record does not have.
  public init(
    name: String? = nil, email: String? = nil, phone: String? = nil, address: String? = nil
  ) {
    self.name = name
    self.email = email
    self.phone = phone
    self.address = address
  }

  /// The value of one field.
  public subscript(field: ContactField) -> String? {
    switch field {
    case .name: name
    case .email: email
    case .phone: phone
    case .address: address
    }
  }
}

/// A rule's id and titles, without its subject.
public struct FindingTitle: Codable, Sendable, Equatable {
  /// Rule id, for instance `record-predates-collection`.
  public var rule: String
  /// Japanese title.
  public var titleJa: String
  /// English title.
  public var titleEn: String

  /// Titles come from the header of the rule's SQL file.
  public init(rule: String, titleJa: String, titleEn: String) {
    self.rule = rule
    self.titleJa = titleJa
    self.titleEn = titleEn
  }

  /// The title of the language.
  public func title(_ language: Language) -> String {
    language.pick(ja: titleJa, en: titleEn)
  }
}
