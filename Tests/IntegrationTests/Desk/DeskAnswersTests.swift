import Postgres
import Rendering
import Testing
import Yurai

/// Each question gets its answer, in the order in which it was asked, and nothing else is told.
@Suite struct DeskAnswersTests {
  private let person = Person(1)

  private static let labels: [Ask: (ja: String, en: String)] = [
    .source: ("取得元", "Source"), .leaked: ("流出", "Leak"), .purchased: ("名簿", "Lists"),
    .recipients: ("提供先", "Recipients"), .disclosure: ("開示", "Disclosure"),
    .correction: ("訂正", "Correction"),
    .stop: ("利用の停止", "Endofuse"), .erase: ("消去", "Erasure"), .proof: ("裏付け", "Proof"),
  ]

  private func with(
    _ changes: Fields = [:], order: Fields = [:], _ body: (TestDatabase) throws -> Void
  ) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [person.customer(changes), Person(2).customer()])
      mall.add("orders", [person.order("1", changes.merging(order) { $1 }), Person(2).order()])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  @Test(
    "in the order of the questions",
    arguments: [
      [.source, .purchased, .leaked], [.leaked, .purchased, .source], [.erase, .disclosure],
      Ask.allCases, Ask.allCases.reversed(), [.proof],
    ] as [[Ask]])
  func order(_ asks: [Ask]) throws {
    try with { database throws in
      for language in Language.allCases {
        for kind in [
          InquiryPerson(.customer, [person.id]), InquiryPerson(.none), InquiryPerson(.notYou),
        ] {
          let sent = try database.clerk.answered(kind, asks, language).finalLetter
          #expect(sent.answers.count == asks.count, "\(sent.answers)")
          for (ask, answer) in zip(asks, sent.answers) {
            let label = try #require(Self.labels[ask])
            let name = language == .ja ? label.ja + "：" : label.en + ":"
            #expect(answer.hasPrefix(name), "\(ask): \(answer)")
            #expect(answer.count > name.count + 4, "\(ask) is answered")
          }
        }
      }
    }
  }

  @Test("what was not asked is not answered") func notAsked() throws {
    try with { database throws in
      let sent = try database.clerk.answered(InquiryPerson(.customer, [person.id]), [.source])
        .finalLetter
      #expect(sent.answers.count == 1 && !sent.flat.contains("流出"))
    }
  }

  @Test("no value of the record but the name, whatever is asked", arguments: Language.allCases)
  func values(_ language: Language) throws {
    for law in Law.allCases {
      try with { database throws in
        let known = try database.clerk.answered(
          InquiryPerson(.customer, [person.id]), Ask.allCases, language, law: law, name: "他の人")
        let sent = try known.finalLetter
        sent.expectNone(of: person.secrets + [person.id, "S1-1", "T1-1", "霞が関", "他の人"])
        sent.expectNone(of: [Person(2).name] + Person(2).secrets)
        sent.expectAll(of: [person.name])
      }
    }
  }

  @Test("what a record holds is text, also in a letter") func hostile() throws {
    let names = [
      "<script>alert(1)</script>", "{{company}}", "山田\u{202E}太郎", "'; DROP TABLE letter; --",
      "{{{html}}}",
      "山田\\n太郎", "=1+1",
    ]
    for name in names {
      try with(["name": name]) { database throws in
        for language in Language.allCases {
          let sent = try database.clerk.answered(
            InquiryPerson(.customer, [person.id]), [.source], language
          )
          .finalLetter
          #expect(!sent.html.contains("<script>alert"))
          #expect(!sent.text.contains("\u{202E}") && !sent.html.contains("\u{202E}"))
          if name.contains("company") {
            #expect(sent.text.contains("{{company}}"), "the template syntax of a name is text")
          }
        }
        #expect(try database.value("SELECT count(*) FROM letter") == "4")
      }
    }
  }

  @Test("a purchase is denied only on this record's own proven trail") func denial() throws {
    let denial = "購入した名簿から取得したものではありません"
    try with { database throws in
      let sent = try database.clerk.answered(InquiryPerson(.customer, [person.id]), [.purchased])
        .finalLetter
      #expect(sent.flat.contains(denial) && sent.flat.contains("（第1回）"))
    }
    try with(order: ["settlement_id": "", "tracking_no": ""]) { database throws in
      let known = try database.clerk.answered(InquiryPerson(.customer, [person.id]), [.purchased])
      #expect(try !known.interim.flat.contains(denial))
    }
  }

  @Test("the laws have their own rights at the foot") func laws() throws {
    try with { database throws in
      let person = InquiryPerson(.customer, [person.id])
      func sent(_ law: Law) throws -> String {
        try database.clerk.answered(person, [.source], .en, law: law).finalLetter.flat
      }
      #expect(try sent(.appi).contains("ActontheProtectionofPersonalInformation"))
      #expect(try sent(.gdpr).contains("GeneralDataProtectionRegulation"))
      #expect(try sent(.uk).contains("UKGDPR"))
    }
  }
}
