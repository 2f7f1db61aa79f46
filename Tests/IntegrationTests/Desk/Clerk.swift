import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// Somebody at the desk of one database. Every step is a session of its own, as a verb is.
struct Clerk {
  let database: TestDatabase
  var actor = "hanako"
  /// Folder of the company's own letter templates.
  var templates: String?
  /// Who signs.
  var signer: String?

  /// The message of the story.
  static let story =
    "わたしはこの会社で買った覚えがない。なぜ住所まで正確に知っているのか。名簿業者から買ったのか。わたしの情報は流出したのか。"

  /// The desk that writes.
  static func settings() throws -> OperatorSettings {
    var settings = try OperatorSettings(path: nil)
    settings.company = "株式会社モール運営"
    settings.address = "〒105-0000 東京都港区芝0丁目0番0号"
    settings.email = "privacy@example.co.jp"
    settings.phone = "03-0000-0000"
    settings.processing = [
      "ja": .init(purposes: "ご注文のお届けに使います。", storage: "7年で消します。", transfers: "日本でだけ取り扱います。"),
      "en": .init(
        purposes: "We use them to deliver orders.", storage: "We keep them for seven years.",
        transfers: "They stay in Japan."),
    ]
    return settings
  }

  /// One step in a session of its own.
  func step<Result>(_ body: (InquiryDesk, inout Session) throws -> Result) throws -> Result {
    var settings = try Self.settings()
    settings.templates = templates
    settings.signer = signer
    let desk = try InquiryDesk(settings: settings, actor: actor)
    var session = try database.session()
    return try body(desk, &session)
  }

  /// The same case as somebody else.
  func acting(as actor: String) -> Clerk { Clerk(database: database, actor: actor) }

  /// The same clerk, of a company with these templates of its own.
  func with(templates: String) -> Clerk {
    Clerk(database: database, actor: actor, templates: templates, signer: signer)
  }

  func open(_ opening: InquiryOpening) throws -> InquiryCase {
    try step { try $0.open(opening, in: &$1) }
  }

  func load(_ caseNo: String) throws -> InquiryCase {
    try step { try $0.load(caseNo, in: &$1) }
  }

  func find(_ caseNo: String) throws -> SearchResult {
    let query = try load(caseNo).query
    var session = try database.session()
    try SearchIndex.prepare(&session, log: { _ in })
    return try FindJob(actor: actor, inquiry: caseNo).run([query], in: &session)[0]
  }

  /// Most tests give any name: why it is this person all the same is said (DeskPersonTests is about that).
  func settle(
    _ caseNo: String, _ person: InquiryPerson, apart: [String] = [], note: String? = nil
  ) throws {
    let isSomebody = [.customer, .guestOrder, .recipient].contains(person.kind)
    let note = note ?? (isSomebody && apart.isEmpty ? "the name of before a marriage" : nil)
    try step { try $0.settle(person: person, apart: apart, note: note, of: caseNo, in: &$1) }
  }

  /// The same of items that a case gives otherwise.
  func check(
    _ caseNo: String, _ result: InquiryDesk.IdentityResult = .settled,
    by method: InquiryDesk.IdentityMethod = .items, _ items: [SearchField] = [.name, .address],
    note: String? = "given since", of person: String? = nil
  ) throws {
    _ = try step {
      try $0.check(
        identity: result, by: method, items: items, note: note, person: person, of: caseNo, in: &$1)
    }
  }

  /// Settled by comparing these items.
  func check(_ caseNo: String, _ items: [SearchField]) throws {
    try check(caseNo, .settled, by: .items, items)
  }

  @discardableResult
  func answer(
    _ caseNo: String, _ language: Language? = nil, isConcluded: Bool = false,
    postTo: InquiryDesk.PostAddress? = nil
  ) throws -> InquiryCase {
    // What a final report says that was done is on record first.
    if isConcluded, try load(caseNo).letters.contains(where: { $0.stage == "interim" }) {
      try note(caseNo)
    }
    return try step {
      try $0.answer(
        caseNo, language: language, isConcluded: isConcluded, postTo: postTo, in: &$1)
    }
  }

  func close(_ caseNo: String) throws {
    try step { try $0.close(caseNo, note: nil, in: &$1) }
  }

  func extend(_ caseNo: String) throws -> InquiryCase {
    try step { try $0.extend(caseNo, reason: "many records", in: &$1) }
  }

  func note(_ caseNo: String, _ text: String = "a note") throws {
    try step { try $0.note(text, of: caseNo, in: &$1) }
  }

  func escalate(_ caseNo: String) throws {
    try step { try $0.escalate("a reason", of: caseNo, in: &$1) }
  }

  /// What the desk sees at the terminal, letters too.
  func shown(_ caseNo: String, _ language: Language = .ja) throws -> String {
    try step { desk, session in
      let known = try desk.load(caseNo, in: &session)
      let values = try desk.values(of: known, in: &session)
      return InquiryText(language: language, today: DeskDay.today)
        .show(known, values, letters: true)
    }
  }

  /// What somebody of that kind gives: nobody's phone, or the first person's e-mail under another name.
  static func given(_ person: InquiryPerson, _ name: String) -> [SearchField: String] {
    person.kind == .notYou
      ? [.name: name, .email: Person(1).email] : [.name: name, .phone: "090-0000-0000"]
  }

  /// From receipt to the answer, with the identity settled.
  func answered(
    _ person: InquiryPerson, _ asks: [Ask] = [.source, .purchased, .leaked],
    _ language: Language = .ja, law: Law = .appi, name: String = "佐藤 次郎"
  ) throws -> InquiryCase {
    // By e-mail, so that no postal address stands on the letter.
    let known = try open(
      .opening(
        asks, language, law: law, given: Self.given(person, name), channel: .email,
        replyTo: "asker@example.jp"))
    if [.none, .notYou].contains(person.kind) { _ = try find(known.caseNo) }
    try settle(known.caseNo, person)
    try check(known.caseNo, by: .inPerson, [])
    return try answer(known.caseNo)
  }
}

extension InquiryOpening {
  /// A letter that came in today, unless said otherwise.
  static func opening(
    _ asks: [Ask] = [.source, .purchased, .leaked], _ language: Language = .ja, law: Law = .appi,
    received: String? = nil, given: [SearchField: String] = [:], message: String = Clerk.story,
    channel: InquiryChannel = .letter, id: String? = nil, replyTo: String? = nil
  ) -> InquiryOpening {
    let at = received ?? "\(DeskDay.today)T09:00:00+09:00"
    return InquiryOpening(
      messageID: id, receivedAt: Moment(at) ?? Moment(microseconds: 0), channel: channel,
      language: language, law: law, asks: asks, message: message, given: given, replyTo: replyTo)
  }
}

extension InquiryCase {
  /// The one acknowledgement.
  var acknowledgement: SentLetter {
    get throws { try only("acknowledgement") }
  }

  /// The one answer.
  var finalLetter: SentLetter {
    get throws { try only("answer") }
  }

  /// The last interim letter.
  var interim: SentLetter {
    get throws { try #require(letters.last { $0.stage == "interim" }) }
  }

  private func only(_ stage: String) throws -> SentLetter {
    let found = letters.filter { $0.stage == stage }
    #expect(found.count == 1, "\(stage)")
    return try #require(found.first)
  }
}

extension InquiryCase.SentLetter {
  /// The text with wrapping and spaces undone.
  var flat: String { text.filter { !$0.isWhitespace } }

  /// The words of the page, with tags, entities and spaces undone.
  private var flatPage: String {
    var page = html.replacing(/<[^>]*>/, with: "").filter { !$0.isWhitespace }
    let entities = [
      ("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ]
    for (entity, character) in entities { page = page.replacing(entity, with: character) }
    return page
  }

  /// The paragraph after the subject, as one line without spaces.
  var answer: String {
    let blocks = text.split(separator: "\n\n").map { block in
      String(block.filter { !$0.isWhitespace })
    }
    guard
      let subject = blocks.firstIndex(where: { $0.hasPrefix("件名：") || $0.hasPrefix("Subject:") })
    else { return "" }
    return blocks.dropFirst(subject + 1).first ?? ""
  }

  /// The numbered answers to the questions, without spaces.
  var answers: [String] {
    let title = language == .ja ? "■ ご質問へのお答え" : "Your questions"
    guard let start = text.range(of: title) else { return [] }
    let rest = text[start.upperBound...]
    let block = rest.range(of: "\n\n").map { rest[..<$0.lowerBound] } ?? rest
    var answers: [String] = []
    for line in block.split(separator: "\n") {
      if let first = line.first, first.isNumber {
        answers.append(line.drop { $0.isNumber || $0 == "." }.filter { !$0.isWhitespace })
      } else if !answers.isEmpty {
        answers[answers.count - 1] += line.filter { !$0.isWhitespace }
      }
    }
    return answers
  }

  /// Expects that a text stands in neither form, whatever line ends or tags part it.
  func expectNone(of values: [String], _ note: String = "") {
    let page = flatPage
    for value in values {
      let bare = value.filter { !$0.isWhitespace }
      guard !bare.isEmpty else {
        Issue.record("nothing to look for")
        continue
      }
      #expect(!flat.contains(bare) && !text.contains(value), "\(note) text: \(value)")
      #expect(!page.contains(bare) && !html.contains(value), "\(note) html: \(value)")
    }
  }

  /// Expects that a text stands in both forms.
  func expectAll(of values: [String], _ note: String = "") {
    let page = flatPage
    for value in values {
      let bare = value.filter { !$0.isWhitespace }
      #expect(flat.contains(bare), "\(note) text: \(value)")
      #expect(page.contains(bare), "\(note) html: \(value)")
    }
  }
}

extension Person {
  /// What of the record no letter carries.
  var secrets: [String] { [email, phone, address, postalCode] }
}

extension TestDatabase {
  var clerk: Clerk { Clerk(database: self) }

  /// A folder with a changed copy of a built-in letter template; its path.
  func template(_ name: String, _ change: (String) -> String) throws -> String {
    let builtIn = "\(folder)/built-in"
    if !FileManager.default.fileExists(atPath: builtIn) {
      _ = try TemplateFiles.write(to: builtIn)
    }
    let own = "\(folder)/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    let text = try String(contentsOfFile: "\(builtIn)/\(name).mustache", encoding: .utf8)
    let changed = change(text)
    #expect(changed != text)
    try changed.write(toFile: "\(own)/\(name).mustache", atomically: true, encoding: .utf8)
    return own
  }
}
