import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// Who asks is checked by what is held, recorded without a value, and nothing is shown before.
@Suite struct DeskIdentityTests {
  private let person = Person(1)

  private func with(
    _ customer: Fields = [:], isMember: Bool = false,
    _ body: (TestDatabase, String) throws -> Void
  ) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [person.customer(customer), Person(2).customer()])
      if isMember {
        mall.add("signups", [person.signup("1", customer), Person(2).signup()])
      } else {
        mall.add("orders", [person.order("1", customer), Person(2).order()])
      }
      try database.load(mall)
      _ = try database.audit()
      let caseNo = try database.clerk.open(.opening(given: [.name: "鈴木"])).caseNo
      try database.clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
      try body(database, caseNo)
    }
  }

  @Test("one item shows nobody; two do") func twoItems() throws {
    try with { database, caseNo throws in
      let clerk = database.clerk
      let few: [[SearchField]] = [[], [.name], [.name, .name]]
      for items in few {
        #expect(failure { try clerk.check(caseNo, items) }.message.contains("one item"), "\(items)")
      }
      #expect(try clerk.load(caseNo).events.map(\.kind) == ["person"])
      try clerk.check(caseNo, [.name, .phone])
      #expect(try clerk.load(caseNo).identity == "settled")
    }
  }

  @Test("where two were named, a check says whose it was, and settles nobody else")
  func whose() throws {
    try with { database, caseNo throws in
      let clerk = database.clerk
      // A second clerk takes the case for another person's.
      try clerk.settle(caseNo, InquiryPerson(.customer, [Person(2).id]), note: "her namesake")
      let unsaid = failure { try clerk.check(caseNo, by: .document, []) }
      #expect(unsaid.message.contains("--of \(Person(2).id)"), "\(unsaid.message)")
      let first = failure { try clerk.check(caseNo, by: .document, [], of: person.id) }
      #expect(first.message.contains("and not \(person.id)"), "\(first.message)")
      #expect(try clerk.load(caseNo).identity == nil)
      try clerk.check(caseNo, by: .document, [], of: Person(2).id)
      #expect(try clerk.load(caseNo).identity == "settled")
      // Named again, the same person needs no more to be said than before.
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]), note: "it is her")
      try clerk.check(caseNo, by: .document, [], of: person.id)
      #expect(try clerk.load(caseNo).personIds == [person.id])
    }
  }

  @Test("whoever is named again is the same person") func namedAgain() throws {
    try with { database, caseNo throws in
      let clerk = database.clerk
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
      try clerk.check(caseNo, by: .document, [])
      #expect(try clerk.load(caseNo).identity == "settled")
    }
  }

  @Test("who names another person while a check is recorded is not answered by it") func race()
    throws
  {
    try with { database, caseNo throws in
      var gate = try Connection(database.parameters)
      try gate.execute("BEGIN")
      try gate.execute(
        "SELECT pg_advisory_xact_lock(hashtext('yurai inquiry'), hashtext(\(caseNo)))")
      func wait(for waiting: Int) throws {
        let query: Query = """
          SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
           WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted
          """
        while try database.value(query) != "\(waiting)" { Thread.sleep(forTimeInterval: 0.02) }
      }
      let named = try database.startTool([
        "inquiry", "person", caseNo, "--customer", Person(2).id, "--note", "her namesake",
      ])
      try wait(for: 1)
      let checked = try database.startTool([
        "inquiry", "identity", caseNo, "--method", "document", "--result", "settled",
      ])
      try wait(for: 2)
      try gate.execute("COMMIT")
      #expect(try named.wait().code == 0)
      let outcome = try checked.wait()
      #expect(
        outcome.code == 1 && outcome.errors.contains("at the same moment"), "\(outcome.errors)")
      let known = try database.clerk.load(caseNo)
      #expect(known.identity == nil && known.personIds == [Person(2).id])
    }
  }

  @Test("other methods need no items, and neither does a check that failed") func methods() throws {
    try with { database, caseNo throws in
      try database.clerk.check(caseNo, .open, by: .items, [.name])
      for method in InquiryDesk.IdentityMethod.allCases where method != .items {
        try database.clerk.check(caseNo, by: method, [])
      }
      let events = try database.clerk.load(caseNo).events
      #expect(events.count == 2 + InquiryDesk.IdentityMethod.allCases.count - 1)
    }
  }

  @Test("what the record does not hold is not compared") func notHeld() throws {
    try with(["phone": ""]) { database, caseNo throws in
      let clerk = database.clerk
      let refused = failure { try clerk.check(caseNo, [.name, .phone]) }
      #expect(refused.message.contains("holds no phone"))
      #expect(!refused.message.contains("鈴木"))
      #expect(try clerk.load(caseNo).identity == nil)
      try clerk.check(caseNo, [.name, .email])
      #expect(try clerk.load(caseNo).identity == "settled")
    }
  }

  @Test("a member who never ordered has no order number to compare") func orderNumber() throws {
    try with(isMember: true) { database, caseNo throws in
      let refused = failure { try database.clerk.check(caseNo, [.name, .orderID]) }
      #expect(refused.message.contains("holds no order_id"))
      #expect(try database.clerk.load(caseNo).identity == nil)
    }
    try with { database, caseNo throws in
      try database.clerk.check(caseNo, [.name, .orderID])
      #expect(try database.clerk.load(caseNo).identity == "settled")
    }
  }

  @Test("items are compared with a record, so it is said first which") func recordFirst() throws {
    try with { database, _ throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening()).caseNo
      #expect(
        failure { try clerk.check(caseNo) }.message.contains("say first who it is in the data"))
      try clerk.settle(caseNo, InquiryPerson(.undecided))
      #expect(
        failure { try clerk.check(caseNo) }.message.contains("say first who it is in the data"))
      try clerk.check(caseNo, .open)
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
      try clerk.check(caseNo, of: person.id)
      #expect(try clerk.answer(caseNo).state == "answered")
    }
  }

  @Test("no value is recorded, only which items") func noValues() throws {
    try with { database, caseNo throws in
      try database.clerk.check(caseNo, [.name, .phone, .address])
      for value in person.secrets {
        #expect(try database.rowsHolding(value).allSatisfy { !$0.hasPrefix("inquiry") })
      }
      #expect(try database.clerk.load(caseNo).events.last?.checked == ["name", "phone", "address"])
    }
  }

  @Test(
    "not confirmed: a letter that says not even whether anything is held",
    arguments: Language.allCases)
  func failed(_ language: Language) throws {
    var texts: Set<String> = []
    for isHeld in [true, false] {
      try with { database, first throws in
        let clerk = database.clerk
        let caseNo = try clerk.open(.opening([.source, .leaked], language, given: [.name: "鈴木"]))
          .caseNo
        if isHeld { try clerk.settle(caseNo, InquiryPerson(.customer, [person.id])) }
        try clerk.check(caseNo, .failed, by: .callback, [])
        #expect(try clerk.load(caseNo).waitingFor == "desk")
        let known = try clerk.answer(caseNo)
        let sent = try known.finalLetter
        #expect(sent.kind == "unconfirmed" && sent.run == nil && sent.redactions.isEmpty)
        #expect(sent.answer.contains(language == .ja ? "ご本人の確認がとれていない" : "Untilwehaveconfirmed"))
        sent.expectNone(of: person.secrets + [person.name, "花の本舗", "トニー", "2006"])
        texts.insert(
          sent.text.replacing(caseNo, with: "#") + sent.html.replacing(caseNo, with: "#"))
        #expect(try clerk.answer(caseNo).letters.count == 2)
      }
    }
    #expect(texts.count == 1, "the same whatever is held")
  }

  @Test("a check that failed can be made again before the answer") func again() throws {
    try with { database, caseNo throws in
      let clerk = database.clerk
      try clerk.check(caseNo, .failed, by: .callback, [])
      try clerk.check(caseNo, .settled, [.name, .address])
      #expect(try clerk.answer(caseNo).finalLetter.kind == "traced")
    }
  }

  @Test("another person than the one who was checked has to be checked anew") func anotherPerson()
    throws
  {
    try with { database, caseNo throws in
      let clerk = database.clerk
      try clerk.check(caseNo)
      try clerk.settle(caseNo, InquiryPerson(.customer, [Person(2).id]))
      #expect(try clerk.load(caseNo).identity != "settled")
      #expect(failure { try clerk.answer(caseNo) }.message.contains("not settled"))
      #expect(try clerk.shown(caseNo).contains(Person(2).phone) == false, "masked again")
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
      #expect(try clerk.load(caseNo).identity != "settled", "whoever is named anew is checked anew")
      try clerk.check(caseNo, of: person.id)
      #expect(try clerk.answer(caseNo).state == "answered")
    }
  }

  @Test("the desk sees masked values until it is settled who asks", arguments: Language.allCases)
  func masked(_ language: Language) throws {
    try with { database, caseNo throws in
      let clerk = database.clerk
      let hidden = person.secrets.filter { $0 != person.postalCode } + [person.name, "霞が関"]
      func expectHidden(_ note: String) throws {
        let text = try clerk.shown(caseNo, language)
        let flat = text.filter { !$0.isWhitespace }
        for value in hidden {
          #expect(!text.contains(value), "\(note): \(value)")
          #expect(!flat.contains(value.filter { !$0.isWhitespace }), "\(note): \(value)")
        }
        #expect(text.contains("＊＊＊"))
        #expect(text.contains(person.id), "which record it is about")
      }
      try expectHidden("nothing checked")
      try clerk.check(caseNo, .open)
      try expectHidden("still open")
      try clerk.check(caseNo, .failed, by: .callback, [])
      try expectHidden("failed")
      try clerk.check(caseNo)
      let shown = try clerk.shown(caseNo, language)
      for value in [person.name, person.email, person.phone, person.address] {
        #expect(shown.contains(value), "\(value)")
      }
      #expect(!shown.contains("＊＊＊"))
    }
  }

  @Test("a step that a batch held back is called so") func heldStep() throws {
    try with { database, caseNo throws in
      _ = try database.rows(
        "INSERT INTO inquiry_event (case_no, kind, actor, note) VALUES (\(caseNo), 'held', 'b', 'several')"
      )
      let history = try #require(
        try database.clerk.shown(caseNo, .en).split(separator: "\n").first {
          $0.contains("several")
        })
      #expect(!history.contains("closed") && history.contains("held"))
    }
  }
}
