import Postgres
import Rendering
import Testing
import Yurai

/// A record whose origin cannot be shown: an honest interim letter, the privacy officer, and the last word later.
@Suite struct DeskUnexplainedTests {
  /// How a record is unexplained, and what explains it.
  enum Open: String, CaseIterable {
    case untraced, contradicted, partial, uncorroborated

    func rows(_ person: Person) -> [Fields] {
      switch self {
      case .untraced: []
      case .contradicted: [person.order("1", ["merchant_id": "ghost"])]
      case .partial: [person.order("1", ["phone": ""])]
      case .uncorroborated: [person.order("1", ["settlement_id": "", "tracking_no": ""])]
      }
    }

    func evidence(_ person: Person) -> Mall {
      var mall = Mall()
      switch self {
      case .contradicted:
        mall.add("merchants", [["merchant_id": "ghost", "name": "幽霊屋", "legal_name": "幽霊屋"]])
        mall.add("tenancies", [Mall.tenancy("tony", "ghost", "幽霊屋", "2004-01-01")])
      case .uncorroborated:
        mall.add("orders", [person.order()], path: "orders-o.csv")
      case .untraced, .partial: mall.add("orders", [person.order("2")], path: "orders-2.csv")
      }
      return mall
    }
  }

  private let person = Person(1)
  private static let denials = [
    "購入した名簿から取得したものではありません", "did not come from a purchased list", "not bought", "notbought",
    "購入した名簿ではありません",
  ]

  private func with(_ open: Open, _ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [person.customer(), Person(2).customer()])
      mall.add("orders", open.rows(person) + [Person(2).order()], path: "orders-o.csv")
      try database.load(mall)
      let judged = try database.audit()
      #expect(judged[person.id] == open.rawValue)
      try body(database)
    }
  }

  @Test("what an interim letter promises is kept in the case") func promises() throws {
    try with(.untraced) { database throws in
      let clerk = database.clerk
      let known = try clerk.answered(
        InquiryPerson(.customer, [person.id]), [.source, .erase, .disclosure], .en)
      #expect(known.state == "investigation")
      let due = known.due.filter { $0.what == "promise" }.map(\.ruleId).sorted()
      #expect(due == ["disclosure", "erase", "result"])
      #expect(try known.interim.flat.contains("Erasure:wewilltellyoutheresultby"))
    }
  }

  @Test("told honestly, now and by when", arguments: Open.allCases, Language.allCases)
  func interim(_ open: Open, _ language: Language) throws {
    try with(open) { database throws in
      let clerk = database.clerk
      let known = try clerk.answered(
        InquiryPerson(.customer, [person.id]), [.source, .purchased, .proof], language)
      #expect(known.state == "investigation" && known.waitingFor == "privacy officer")
      #expect(known.letters.map(\.stage) == ["acknowledgement", "interim"])
      #expect(known.events.map(\.kind) == ["person", "identity", "escalated"])
      #expect(known.events.last?.note?.contains(open.rawValue) == true)
      let sent = try known.interim
      #expect(sent.kind == open.rawValue && sent.run == 1)
      #expect(
        sent.answer.contains(language == .ja ? "まだお示しできません" : "cannotyetshow"), "\(sent.answer)")
      sent.expectNone(of: person.secrets)
      for denial in Self.denials {
        #expect(!sent.flat.contains(denial) && !sent.html.contains(denial))
      }
      #expect(!sent.text.contains("購入"))
      let until = sent.letterDate.adding(days: 14)
      #expect(sent.flat.contains(until.text(language).filter { !$0.isWhitespace }))
      #expect(try clerk.answer(known.caseNo).letters.count == 2, "the same audit says nothing new")
      #expect(failure { try clerk.close(known.caseNo) }.message.contains("not answered"))
    }
  }

  @Test("its neighbour, whose trail is proven, gets the last word at once") func neighbour() throws
  {
    try with(.untraced) { database throws in
      let known = try database.clerk.answered(InquiryPerson(.customer, [Person(2).id]))
      #expect(known.state == "answered" && known.events.map(\.kind) == ["person", "identity"])
      #expect(try known.finalLetter.flat.contains(Self.denials[0]))
    }
  }

  @Test("new evidence, an audit, and the same case is answered", arguments: Open.allCases)
  func resolved(_ open: Open) throws {
    try with(open) { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.answered(InquiryPerson(.customer, [person.id])).caseNo
      try database.load(open.evidence(person))
      #expect(failure { try clerk.answer(caseNo) }.message.contains("audit"), "before the audit")
      #expect(try database.audit()[person.id] == "traced")
      let known = try clerk.answer(caseNo)
      let sent = try known.finalLetter
      #expect(known.state == "answered" && sent.kind == "traced" && sent.run == 2)
      #expect(sent.flat.contains(Self.denials[0]))
      #expect(known.letters.map(\.stage) == ["acknowledgement", "interim", "answer"])
      try clerk.close(caseNo)
      #expect(try clerk.load(caseNo).state == "closed")
    }
  }

  @Test("a later audit that finds no more writes a second interim letter, and no answer")
  func stillOpen() throws {
    try with(.untraced) { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.answered(InquiryPerson(.customer, [person.id])).caseNo
      _ = try database.audit()
      let known = try clerk.answer(caseNo)
      #expect(known.letters.filter { $0.stage == "interim" }.map(\.run) == [1, 2])
      #expect(known.events.filter { $0.kind == "escalated" }.count == 1)
      #expect(known.state == "investigation")
    }
  }

  @Test(
    "what stays unknown is said to be, and is the answer", arguments: Open.allCases,
    Language.allCases)
  func unknown(_ open: Open, _ language: Language) throws {
    try with(open) { database throws in
      let clerk = database.clerk
      let asks: [Ask] = [.source, .purchased, .proof, .erase]
      let known = try clerk.answered(InquiryPerson(.customer, [person.id]), asks, language)
      let early = failure { try erase(known.caseNo, in: database) }
      #expect(early.message.contains("--origin-unknown"), "\(early)")
      let last = try clerk.answer(known.caseNo, isConcluded: true)
      let sent = try last.finalLetter
      #expect(last.state == "promised" && sent.kind == open.rawValue && sent.run == 1)
      #expect(last.due.filter { $0.ruleId == "result" }.count == 1, "the result is given")
      #expect(
        sent.answer.contains(language == .ja ? "調べても" : "couldnotfind"), "\(sent.answer)")
      sent.expectNone(of: person.secrets)
      for denial in Self.denials { #expect(!sent.flat.contains(denial)) }
      #expect(!sent.text.contains("購入") && !sent.text.contains("まだ"))
      #expect(!sent.flat.contains("cannotyetshow") && !sent.flat.contains("interim"))
      #expect(
        try clerk.answer(known.caseNo, isConcluded: true).letters.count == 3, "nothing twice")
      // She is erased, told so, and the case is over.
      try erase(known.caseNo, in: database)
      try clerk.step { try $0.done(.erase, note: nil, of: known.caseNo, in: &$1) }
      try clerk.close(known.caseNo)
      #expect(try database.audit().run.unexplained == 0)
    }
  }

  private func erase(_ caseNo: String, in database: TestDatabase) throws {
    var job = EraseJob()
    job.reason = "person"
    job.caseNo = caseNo
    var session = try database.session()
    #expect(try job.run(customer: person.id, in: &session).events < 2)
  }

  @Test("the last word is not before the first, nor where the origin is known") func tooEarly()
    throws
  {
    try with(.untraced) { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening([.source], replyTo: "asker@example.jp")).caseNo
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
      try clerk.check(caseNo, by: .inPerson, [])
      let early = failure { _ = try clerk.answer(caseNo, isConcluded: true) }
      #expect(early.message.contains("has no interim letter"), "\(early)")
      _ = try clerk.answer(caseNo)
      // The letter would say that the files were searched, and nobody wrote down that they were.
      let bare = failure {
        _ = try clerk.step { try $0.answer(caseNo, isConcluded: true, in: &$1) }
      }
      #expect(bare.exit == .usage && bare.message.contains("note first who searched"), "\(bare)")
      try database.load(Open.untraced.evidence(person))
      _ = try database.audit()
      let late = failure { _ = try clerk.answer(caseNo, isConcluded: true) }
      #expect(late.message.contains("the origin is known (traced)"), "\(late)")
      #expect(try clerk.load(caseNo).letters.map(\.stage) == ["acknowledgement", "interim"])
    }
  }

  @Test("the leak is answered even so, first") func leak() throws {
    try with(.untraced) { database throws in
      let known = try database.clerk.answered(InquiryPerson(.customer, [person.id]), [.leaked])
      #expect(try known.interim.answer.hasPrefix("お客様の情報の流出は、確認されていません。"))
    }
  }

  @Test(
    "whether it was a list is open while a file behind it is of unknown origin",
    arguments: Language.allCases)
  func unknownFile(_ language: Language) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [person.customer()])
      mall.add("orders", [person.order()], origin: "unknown")
      try database.load(mall)
      #expect(try database.audit()[person.id] == "traced")
      let clerk = database.clerk
      let who = InquiryPerson(.customer, [person.id])
      let known = try clerk.answered(who, [.source, .purchased], language)
      let first = try #require(known.letters.last)
      #expect(known.state == "investigation" && first.stage == "interim" && first.kind == "traced")
      #expect(
        first.flat.contains(
          language == .ja ? "名簿：お客様の情報の入ったファイルの出どころを調べています。" : "Lists:wearefindingout"))
      for denial in Self.denials {
        #expect(!first.flat.contains(denial.filter { !$0.isWhitespace }))
      }
      // The officer looked, and nobody knows.
      let last = try clerk.answer(known.caseNo, language, isConcluded: true).finalLetter
      #expect(
        last.flat.contains(
          language == .ja ? "ファイルの出どころが不明のため、分かりません。" : "sowecannottell"))
      // Who does not ask for lists is answered.
      let other = try clerk.answered(who, [.source], language)
      #expect(other.state == "answered")
    }
  }
}
