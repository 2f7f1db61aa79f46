/// All that is recorded of one inquiry.
public struct InquiryCase: Decodable, Sendable {
  /// Who the person was said to be.
  public enum PersonKind: String, Codable, Sendable, CaseIterable {
    /// A customer record.
    case customer
    /// Orders without a record.
    case guestOrder = "guest_order"
    /// The destination of somebody else's orders.
    case recipient
    /// Nobody in the data.
    case none
    /// The data are somebody else's.
    case notYou = "not_you"
    /// Was in the data and was erased.
    case erased
    /// A human must decide.
    case undecided
  }

  /// By when something is due, with its rule.
  public struct Due: Decodable, Sendable {
    /// Rule of deadlines.yaml.
    public var ruleId: String
    /// 1 at receipt, one more an extension.
    public var revision: Int
    /// answer, acknowledge.
    public var what: String
    /// Last day; nil where the law names none.
    public var dueOn: Day?
    /// Last working day until then.
    public var actBy: Day?
    /// Last day to tell of an extension.
    public var noticeBy: Day?
    /// To which day it could be extended.
    public var extendableTo: Day?
    /// The provision.
    public var authorityJa: String
    /// The provision.
    public var authorityEn: String
    /// What it says.
    public var explanationJa: String
    /// What it says.
    public var explanationEn: String
  }

  /// One step.
  public struct Event: Decodable, Sendable {
    /// person, identity, extended, escalated, note, closed.
    public var kind: String
    /// When.
    public var at: Moment
    /// Who.
    public var actor: String
    /// Who it was said to be.
    public var personKind: PersonKind?
    /// Their ids.
    public var personIds: [String]?
    /// Guest orders of theirs besides.
    public var guestOrders: [String]?
    /// Orders to them besides.
    public var receivedOrders: [String]?
    /// What fits and is somebody else's.
    public var apart: [String]?
    /// How the identity was checked.
    public var method: String?
    /// Which items were compared.
    public var checked: [String]?
    /// settled, failed, open.
    public var result: String?
    /// What was promised and is done.
    public var ask: String?
    /// Why.
    public var note: String?
  }

  /// One search that was made for the case.
  public struct Search: Decodable, Sendable {
    /// When.
    public var at: Moment
    /// Who.
    public var actor: String
    /// one, several, none.
    public var decision: String
    /// By which fields.
    public var fields: [String]
    /// Who was shown, each as kind and id, the likeliest first.
    public var shown: [String]?
  }

  /// One letter as it was written.
  public struct SentLetter: Decodable, Sendable {
    /// What was kept out.
    public struct Redaction: Decodable, Sendable {
      /// Whose.
      public var subject: String
      /// Which fields.
      public var fields: [String]
      /// Why.
      public var reason: String
    }

    /// Number of the letter.
    public var letterId: Int
    /// acknowledgement, interim, answer, extension.
    public var stage: String
    /// Its template.
    public var kind: String
    /// Its language.
    public var language: Language
    /// Its subject.
    public var subject: String
    /// As plain text.
    public var text: String
    /// As a page.
    public var html: String
    /// Of the text, in hex.
    public var sha256: String
    /// The e-mail address; nil by post.
    public var sendTo: String?
    /// email or post.
    public var sendBy: String
    /// The run that it rests on.
    public var run: Int?
    /// The date on it.
    public var letterDate: Day
    /// When it was written.
    public var at: Moment
    /// By whom.
    public var actor: String
    /// What of others was kept out.
    public var redactions: [Redaction]
  }

  /// Case number.
  public var caseNo: String
  /// Id of the message.
  public var messageId: String?
  /// When it was received.
  public var receivedAt: Moment
  /// How it came.
  public var channel: InquiryChannel
  /// Language of the answer.
  public var language: Language
  /// The law.
  public var law: Law
  /// What is asked.
  public var asks: [Ask]
  /// The text as written.
  public var message: String
  /// What the person gave, by field.
  public var given: [String: String?]
  /// Where it came from.
  public var replyTo: String?
  /// When it was opened.
  public var openedAt: Moment
  /// By whom.
  public var actor: String
  /// closed, answered, investigation, identity, person, ready.
  public var state: String
  /// nobody, desk, person, privacy officer.
  public var waitingFor: String
  /// Who it is.
  public var personKind: PersonKind?
  /// Their ids.
  public var personIds: [String]?
  /// Guest orders of theirs besides.
  public var guestOrders: [String]?
  /// Orders to them besides.
  public var receivedOrders: [String]?
  /// What fits and is somebody else's.
  public var apart: [String]?
  /// Result of the last identity check.
  public var identity: String?
  /// How it was checked.
  public var identityMethod: String?
  /// What is due.
  public var due: [Due]
  /// What was done.
  public var events: [Event]
  /// What was searched.
  public var searches: [Search]
  /// What was written.
  public var letters: [SentLetter]

  /// The day on which an answer is due next.
  public var dueOn: Day? {
    let answers = due.filter { $0.what == "answer" }
    // Of a period that was extended the new day counts.
    return answers.filter { line in
      !answers.contains { $0.ruleId == line.ruleId && $0.revision > line.revision }
    }.compactMap(\.dueOn).min()
  }
}
