/// The answer that a person reads, in the two forms in which it is sent.
public struct Letter: Codable, Sendable, Equatable {
  /// 件名
  public var subject: String
  /// Plain text: Japanese within 74 columns, English within 76; lines end with a newline.
  public var text: String
  /// One A4 page of HTML that needs nothing from outside.
  public var html: String

  /// A finished letter.
  public init(subject: String, text: String, html: String) {
    self.subject = subject
    self.text = text
    self.html = html
  }
}

/// What no record of a person says and article 15 of the GDPR wants told: sentences of the company's own, in the
/// language of the letter.
public struct LetterProcessing: Codable, Sendable, Equatable {
  /// What the data are used for (article 15(1)(a)).
  public var purposes: String?
  /// How long they are kept, or by what that is decided (article 15(1)(d)).
  public var storage: String?
  /// Whether they go to third countries, and under which safeguards (article 15(2)).
  public var transfers: String?

  /// - Parameters: see the properties.
  public init(purposes: String? = nil, storage: String? = nil, transfers: String? = nil) {
    self.purposes = purposes
    self.storage = storage
    self.transfers = transfers
  }

  /// The names of those that are not there.
  public var missing: [String] {
    [("purposes", purposes), ("storage", storage), ("transfers", transfers)]
      .filter { $0.1 == nil }.map(\.0)
  }
}

/// What a letter says besides the trail: who writes, to whom, when, and on which audit it rests.
public struct LetterContext: Codable, Sendable, Equatable {
  /// The operator that writes (当社).
  public var company: String
  /// The privacy desk.
  public var department: String
  /// Who signs, name and title; nil where the desk signs.
  public var signer: String?
  /// The desk's postal address.
  public var address: String
  /// The desk's telephone number.
  public var phone: String
  /// The desk's e-mail address.
  public var email: String
  /// The inquiry's number.
  public var caseNumber: String?
  /// The date on the letter.
  public var letterDate: Day
  /// The person, without 様.
  public var addressee: String
  /// Where a letter by post goes, line by line; empty for one by e-mail.
  public var postalAddress: [String] = []
  /// The audit run whose verdict the letter states; nil for a letter that states none.
  public var run: Run?
  /// The language of the letter.
  public var language: Language
  /// By when an open question is answered; two weeks after the letter when nil.
  public var answerBy: Day?
  /// Days within which a request is answered. Fourteen, because a person may go to court two
  /// weeks after asking (APPI article 39).
  public var replyDays: Int
  /// The inquiry that the letter answers; nil for a draft about a record alone.
  public var inquiry: LetterInquiry?
  /// What article 15 of the GDPR wants told of the company; nil where it is not configured.
  public var processing: LetterProcessing?

  /// Whether the name is so wide that the letter turns to the person without it (お客様): on an envelope that is nobody.
  public var isAddresseeTooWide: Bool { LetterHeading.isTooWide(addressee, language) }

  /// The same letter with a mark in the place of all that the sender is called: what a letter made of it holds comes from
  /// records and templates, and not from config.yaml.
  public var withoutSender: LetterContext {
    var context = self
    let mark = "…"
    context.company = mark
    context.department = mark
    context.signer = signer.map { _ in mark }
    context.address = mark
    context.phone = mark
    context.email = mark
    return context
  }

  /// By when a letter of this day tells what is not known yet: in two weeks, but not later than what is due.
  public static func answerBy(_ letterDate: Day, dueOn: Day?) -> Day {
    let soon = letterDate.adding(days: 14)
    guard let dueOn, dueOn > letterDate else { return soon }
    return min(dueOn, soon)
  }

  /// By when a letter of this day promises what was requested: in two weeks, but where the law gives a month for it not later than
  /// that; where the month is over, in two weeks all the same.
  public static func promiseBy(_ letterDate: Day, law: Law, dueOn: Day?) -> Day {
    answerBy(letterDate, dueOn: law == .appi ? nil : dueOn)
  }

  /// An audit run.
  public struct Run: Codable, Sendable, Equatable {
    /// Run number.
    public var id: Int
    /// When it finished.
    public var finishedAt: Moment

    /// A run that has finished.
    public init(id: Int, finishedAt: Moment) {
      self.id = id
      self.finishedAt = finishedAt
    }
  }

  /// See the properties.
  public init(
    company: String, department: String, signer: String? = nil, address: String, phone: String,
    email: String, caseNumber: String? = nil, letterDate: Day, addressee: String, run: Run?,
    language: Language, answerBy: Day? = nil, replyDays: Int = 14, inquiry: LetterInquiry? = nil,
    processing: LetterProcessing? = nil
  ) {
    self.company = company
    self.department = department
    self.signer = signer
    self.address = address
    self.phone = phone
    self.email = email
    self.caseNumber = caseNumber
    self.letterDate = letterDate
    self.addressee = addressee
    self.run = run
    self.language = language
    self.answerBy = answerBy
    self.replyDays = replyDays
    self.inquiry = inquiry
    self.processing = processing
  }
}
