public import Rendering

/// By when one rule wants something done about an inquiry.
public struct Deadline: Hashable, Sendable {
  /// What has to be done.
  public enum What: String, CaseIterable, Sendable, Codable {
    /// The person has the answer.
    case answer
    /// The person has been told that the inquiry arrived.
    case acknowledge
    /// The person has been told that the answer will take longer, and why. It counts only where the
    /// answer is to be extended.
    case extensionNotice = "extension_notice"
  }

  /// Stays the same when the law changes; the authority tells versions apart.
  public let ruleID: String
  /// What has to be done.
  public let what: What
  /// The last day by the law, whatever weekday it is; nil for `without delay`, which no number of
  /// days makes late or in time.
  public let dueOn: Day?
  /// The day for the desk to aim at: the last working day on or before `dueOn`. A due date is never
  /// moved later, as an early answer is always in time.
  public let actBy: Day?
  /// Law and article, in Japanese.
  public let authorityJa: String
  /// Law and article, in English.
  public let authorityEn: String
  /// What the rule says in one sentence, in Japanese.
  public let explanationJa: String
  /// What the rule says in one sentence, in English.
  public let explanationEn: String
  /// The last day that an extension could reach; nil for a rule that knows none, and for an answer
  /// that is extended already.
  public let canBeExtendedUntil: Day?
  /// The last day to tell the person of an extension; nil for a rule that knows none.
  public let noticeBy: Day?
}
