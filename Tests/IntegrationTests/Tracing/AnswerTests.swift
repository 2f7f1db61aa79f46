import Postgres
import Rendering
import Testing
import Yurai

/// The letter rests on the last audit, says the answer first, and names everything as it was called then.
@Suite struct AnswerTests {
  private let one = Person(1)

  private var settings: OperatorSettings {
    get throws {
      var settings = try OperatorSettings(path: nil)
      settings.company = "トニーホールディングス株式会社"
      settings.address = "東京都千代田区1-1"
      settings.email = "privacy@example.jp"
      settings.phone = "03-0000-0000"
      return settings
    }
  }

  private func mall() -> Mall {
    var mall = Mall.market()
    mall.add("customers", [one.customer(["registered_at": "2006-05-03 00:05"])], path: "c.csv")
    mall.add(
      "orders", [one.order("1", ["merchant_id": "cocomin", "ordered_at": "2006-05-03 00:05"])],
      path: "o.csv")
    return mall
  }

  private func letter(_ database: TestDatabase, _ language: Language = .ja) throws -> Letter {
    var session = try database.session()
    return try AnswerJob(settings: settings)
      .letter(for: one.id, language: language, caseNumber: "K-1", in: &session)
  }

  @Test("the names of then, in both languages", arguments: Language.allCases)
  func names(_ language: Language) throws {
    try withDatabase { database in
      try database.load(mall())
      _ = try database.audit()
      let letter = try letter(database, language)
      for text in [letter.text, letter.html] {
        for word in ["ちゃっかりダイエットココミン", "トニータウン", "トニーモール", "トニーホールディングス株式会社", "K-1"] {
          #expect(text.contains(word), "\(word)")
        }
        #expect(text.contains(language == .ja ? "2006年5月3日" : "3 May 2006"))
        #expect(!text.contains("ショッピングサイト") && !text.lowercased().contains("shopping site"))
      }
    }
  }

  @Test("no audit, or a record newer than it: no letter") func notAudited() throws {
    try withDatabase { database in
      try database.load(Mall.market())
      #expect(failure { _ = try letter(database) }.message.contains("audit"))
      _ = try database.audit()
      #expect(failure { _ = try letter(database) }.message.contains("no customer"))
      try database.load(mall())
      #expect(failure { _ = try letter(database) }.message.contains("after the last audit"))
    }
  }

  @Test("the facts changed since the audit: no letter until it has run again") func changed() throws
  {
    var correction = Mall()
    correction.add("customers", [one.customer(["phone": "06-1", "registered_at": "2006-05-03"])])
    try withDatabase { database in
      try database.load(mall())
      _ = try database.audit()
      try database.load(correction)
      #expect(failure { _ = try letter(database) }.message.contains("changed"))
      _ = try database.audit()
      #expect(throws: Never.self) { try letter(database) }
    }
  }

  @Test("an order that the audit did not see, whatever the clock says") func late() throws {
    var more = Mall()
    more.add(
      "orders", [one.order("2", ["merchant_id": "cocomin", "ordered_at": "2007-05-03"])])
    try withDatabase { database in
      try database.load(mall())
      _ = try database.audit()
      try database.load(more)
      #expect(failure { _ = try letter(database) }.message.contains("changed"))
      // An import that began before the run and was committed after it has the earlier time.
      _ = try database.rows(
        "UPDATE batch SET imported_at = (SELECT min(started_at) - interval '1 min' FROM audit_run)")
      #expect(failure { _ = try letter(database) }.message.contains("changed"))
      _ = try database.audit()
      #expect(throws: Never.self) { try letter(database) }
    }
  }

  /// What the letters about provisions say of the day: where the record has none, they name none.
  private static let provided = [
    "C008 ja": ["お客様の情報は、2005年6月1日に「株式会社名簿屋」から受け取ったものです。"],
    "C013 ja": ["お客様の情報は、「株式会社名簿屋」から受け取ったものです。", "お名前日付の記録なし「株式会社名簿屋」からの提供"],
    "C013 en": [
      "We received your personal data from “株式会社名簿屋”.", "Name no date Provided by “株式会社名簿屋”",
    ],
    "C014 ja": [
      "お客様の情報は、2005年6月1日に名簿の提供元「株式会社名簿屋」から得たものです。", "この提供の方法は、オプトアウトと呼ばれています。",
    ],
    "C014 en": [
      "We obtained your personal data from the list provider “株式会社名簿屋” on 1 June 2005.",
      "This kind of provision is called opt-out.",
    ],
  ]

  @Test("every verdict has its letter") func everyVerdict() throws {
    var book = CaseBook()
    let bare = ["settlement_id": "", "tracking_no": ""]
    book.add("traced", "traced") { [.customer($0.customer()), .order($0.order())] }
    book.add("sign-up", "traced") { [.customer($0.customer()), .signup($0.signup())] }
    book.add("untraced", "untraced") { [.customer($0.customer())] }
    book.add("partial", "partial") {
      [.customer($0.customer()), .order($0.order("1", ["phone": ""]))]
    }
    book.add("uncorroborated", "uncorroborated") {
      [.customer($0.customer()), .order($0.order("1", bare))]
    }
    book.add("contradicted", "contradicted") {
      [.customer($0.customer()), .order($0.order("1", ["merchant_id": "ghost"]))]
    }
    book.add("older than collected", "contradicted") {
      [.customer($0.customer(["registered_at": "2001-01-01"])), .order($0.order())]
    }
    for basis in ["consent", "succession", "joint_use", "purchase", "opt_out"] {
      book.add(basis, nil) {
        [
          .customer($0.customer()), .provision(.provision("P-\(basis)", basis: basis)),
          .subject($0.subject(of: "P-\(basis)")),
        ]
      }
    }
    // What the record of a provision lacks, the letter does not say.
    for (basis, lacks) in [("consent", "received_on"), ("opt_out", "ppc_filing_no")] {
      book.add("\(basis) without \(lacks)", nil) {
        let id = "P-\(basis)-incomplete"
        return [
          .customer($0.customer()),
          .provision(.provision(id, basis: basis, [lacks: ""])),
          .subject($0.subject(of: id)),
        ]
      }
    }
    try withDatabase { database in
      try database.load(book.mall)
      let judgement = try database.audit()
      #expect(judgement.verdicts.count == 14)
      #expect(judgement["C013"] == "received" && judgement["C014"] == "purchased")
      var session = try database.session()
      for (id, verdict) in judgement.verdicts.sorted(by: { $0.key < $1.key }) {
        for language in Language.allCases {
          #expect(throws: Never.self, "\(verdict) \(id) \(language)") {
            let letter = try AnswerJob(settings: try settings)
              .letter(for: id, language: language, caseNumber: nil, in: &session)
            #expect(letter.text.count > 200)
            let flat = letter.text.filter { !$0.isWhitespace }
            for words in Self.provided["\(id) \(language)"] ?? [] {
              #expect(flat.contains(words.filter { !$0.isWhitespace }), "\(id) \(language)")
            }
          }
        }
      }
    }
  }
}
