public import Rendering

/// By when inquiries must be answered, as rules with the days on which they are in force.
///
/// They are data (`Sources/Yurai/Inquiry/Data/deadlines.yaml`), so that a change of a law is a new
/// version of a rule with its first day, and older inquiries keep the version that they came under.
public struct DeadlineRules: Sendable {
  private let rules: [DeadlineRule]

  /// The rules in this binary.
  public init() throws {
    let file = "deadlines.yaml"
    guard let yaml = EmbeddedFiles.text["Sources/Yurai/Inquiry/Data/\(file)"] else {
      throw YuraiError("\(file) is not in this binary")
    }
    try self.init(yaml: yaml, file: file)
  }

  /// Rules from the text of a file of the same form; `file` is its name in messages.
  ///
  /// Throws `YuraiError` with the line of what is wrong: an unknown key or word, two versions of a
  /// rule that are in force on the same day, an extension without its notice.
  public init(yaml: String, file: String) throws {
    let reader = StrictYAML(file: file)
    let map = try reader.root(yaml, of: "a list of deadline rules")
    try reader.check(map, allowed: ["version", "about", "rules"], in: "a list of deadline rules")
    guard try reader.text(map, "version") == "1" else {
      throw YuraiError("\(file): version: 1 is the only version that this yurai reads")
    }
    rules = try reader.list(map, "rules").map { try DeadlineRule($0, reader) }
    for (index, rule) in rules.enumerated() {
      for earlier in rules[..<index] where earlier.id == rule.id {
        guard !earlier.validity.overlaps(rule.validity), earlier.law == rule.law else {
          throw YuraiError(
            "\(rule.place): `\(rule.id)` is in force already, or another law's; it stands at "
              + earlier.place)
        }
      }
      try checkNotice(of: rule)
    }
  }

  /// What the law wants done about an inquiry that arrived on `received`, in the rules' order.
  ///
  /// `received` is the day on which the operator had it, in the mall's time zone; asking back about
  /// identity does not move it. Without any `asks` nothing is known yet, and every rule of the law
  /// counts. A day before a law was in force gives none.
  public func deadlines(
    law: Law, asks: [Ask], received: Day, calendar: HolidayCalendar
  ) -> [Deadline] {
    rules.filter { $0.law == law && $0.validity.contains(received) && $0.concerns(asks) }.map {
      deadline($0, length: $0.length, isExtended: false, received: received, calendar: calendar)
    }
  }

  /// The answer of a rule with its extension, counted as one period from the day of receipt: three
  /// months after 31 January is 30 April, not two months after 28 February.
  ///
  /// Nil for a rule that is unknown, cannot be extended, or was not in force on `received`. The
  /// extension holds only if the person was told by `noticeBy`.
  public func extended(
    _ ruleID: String, received: Day, calendar: HolidayCalendar
  ) -> Deadline? {
    guard
      let rule = rules.first(where: { $0.id == ruleID && $0.validity.contains(received) }),
      let length = rule.extendedLength
    else { return nil }
    return deadline(
      rule, length: length, isExtended: true, received: received, calendar: calendar)
  }

  private func deadline(
    _ rule: DeadlineRule, length: Period?, isExtended: Bool, received: Day,
    calendar: HolidayCalendar
  ) -> Deadline {
    let dueOn = length?.end(after: received)
    return Deadline(
      ruleID: rule.id, what: rule.what, dueOn: dueOn,
      actBy: dueOn.map(calendar.lastWorkingDay(onOrBefore:)),
      authorityJa: rule.authority.ja, authorityEn: rule.authority.en,
      explanationJa: rule.explanation.ja, explanationEn: rule.explanation.en,
      canBeExtendedUntil: isExtended ? nil : rule.extendedLength?.end(after: received),
      noticeBy: notice(of: rule)?.length?.end(after: received))
  }

  /// The notice that an extension of this version of a rule needs.
  private func notice(of rule: DeadlineRule) -> DeadlineRule? {
    rules.first {
      $0.noticeFor == rule.id && $0.law == rule.law && $0.validity == rule.validity
    }
  }

  /// An extension has a notice, and a notice an extension, that are in force on the same days.
  private func checkNotice(of rule: DeadlineRule) throws {
    if let other = rule.noticeFor {
      guard
        rules.contains(where: {
          $0.id == other && $0.extendedLength != nil && $0.law == rule.law
            && $0.validity == rule.validity
        })
      else {
        throw YuraiError(
          "\(rule.place): `notice_for: \(other)` is no rule with `extends_by` of this law and days")
      }
    }
    guard rule.extendedLength == nil || notice(of: rule) != nil else {
      throw YuraiError(
        "\(rule.place): `extends_by` needs an extension_notice of the same law and days")
    }
  }
}
