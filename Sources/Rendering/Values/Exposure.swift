/// 該当区分: what an incident means for one person.
public enum ExposureClass: String, Codable, Sendable, CaseIterable {
  /// It was taken.
  case confirmed
  /// It could have been taken.
  case possible
  /// Not known yet.
  case undetermined
  /// It was not taken.
  case notAffected = "not_affected"
}

/// The answer to "was mine leaked?" for one person and one incident, or that no incident is on record.
public struct Exposure: Codable, Sendable, Equatable {
  /// The person's class; nil when no incident is on record.
  public var exposureClass: ExposureClass?
  /// The incident, as a Japanese letter calls it.
  public var titleJa: String?
  /// The incident, as an English letter calls it.
  public var titleEn: String?
  /// What was exposed, by name: contact fields, `card`; empty when nothing was.
  public var items: [String]
  /// What the incident was about at all: a letter denies a leak of card data only where they were in it.
  public var scope: [String]
  /// Whether an incident is on record, and what it exposed of this person was erased with her data.
  public private(set) var isForgotten = false

  /// What can be said of somebody who was erased, where an incident is on record.
  public static func forgotten(in incident: Exposure) -> Exposure {
    var exposure = Exposure(titleJa: incident.titleJa, titleEn: incident.titleEn)
    exposure.isForgotten = true
    return exposure
  }

  /// No incident on record, unless said otherwise.
  public init(
    exposureClass: ExposureClass? = nil, titleJa: String? = nil, titleEn: String? = nil,
    items: [String] = [], scope: [String] = []
  ) {
    self.exposureClass = exposureClass
    self.titleJa = titleJa
    self.titleEn = titleEn
    self.items = items
    self.scope = scope
  }

  enum CodingKeys: String, CodingKey {
    case exposureClass = "exposure_class"
    case titleJa = "title_ja"
    case titleEn = "title_en"
    case items, scope
  }

  /// The items for a reader, in the order given.
  func list(_ language: Language) -> String {
    let words = items.map { item in
      if let field = ContactField(rawValue: item) { return field.courteousLabel(language) }
      return item == "card" ? language.pick(ja: "カード情報", en: "card data") : item
    }
    return language.enumeration(language == .en ? words.map { $0.lowercased() } : words)
  }
}
