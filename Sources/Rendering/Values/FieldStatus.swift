/// How far one filled contact field of a record is explained; the cases ascend.
public enum FieldStatus: String, Codable, Sendable, CaseIterable, Comparable {
  /// No event of the customer carries the value.
  case none
  /// An event carries it, and no tenancy (or mall) covers that event.
  case claimed
  /// An event that is placed carries it.
  case placed
  /// An event that is placed and corroborated carries it.
  case proven

  /// The word for a table cell.
  public func label(_ language: Language) -> String {
    switch self {
    case .none: language.pick(ja: "取得なし", en: "none")
    case .claimed: language.pick(ja: "出店未確認", en: "claimed")
    case .placed: language.pick(ja: "出店確認", en: "placed")
    case .proven: language.pick(ja: "裏付けあり", en: "proven")
    }
  }

  /// `none` < `claimed` < `placed` < `proven`.
  public static func < (left: FieldStatus, right: FieldStatus) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .none: 0
    case .claimed: 1
    case .placed: 2
    case .proven: 3
    }
  }
}
