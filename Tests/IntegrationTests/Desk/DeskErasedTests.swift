import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// Somebody who was erased and asks again is told so; nobody else is told that anybody was erased.
@Suite("Desk: somebody who was erased") struct DeskErasedTests {
  private let one = Person(1)
  private let two = Person(2)

  /// Two customers with an order each, of whom the first was erased.
  private func withErased(
    retention: Bool = false, isAudited: Bool = true, _ body: (TestDatabase) throws -> Void
  ) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer(), two.customer()])
      mall.add("orders", [one.order(), two.order()])
      try database.load(mall)
      _ = try database.audit()
      try erase(database, retention: retention)
      if isAudited { _ = try database.audit() }
      try body(database)
    }
  }

  private func erase(_ database: TestDatabase, retention: Bool) throws {
    var job = EraseJob()
    if retention {
      job.reason = "retention"
    } else {
      let clerk = database.clerk
      job.caseNo = try clerk.answered(InquiryPerson(.customer, [one.id]), [.erase]).caseNo
    }
    var session = try database.session()
    _ = try job.run(customer: one.id, in: &session)
  }

  /// An inquiry of somebody who gives this, searched for.
  private func asked(
    _ given: [SearchField: String], _ asks: [Ask] = [.source, .erase, .purchased],
    _ language: Language = .ja, in database: TestDatabase
  ) throws -> String {
    let caseNo = try database.clerk.open(
      .opening(
        asks, language, given: given, channel: .email, replyTo: "asker@example.jp")
    ).caseNo
    #expect(try database.clerk.find(caseNo).decision == .none)
    return caseNo
  }

  /// As which the erasure stands in a case.
  private func place(_ database: TestDatabase) throws -> String {
    "place:" + (try database.value("SELECT leaf_no FROM erasure"))
  }

  private var own: [SearchField: String] { [.name: one.name, .phone: one.phone] }

  @Test("by hand: the day and the reason", arguments: Language.allCases, [false, true])
  func byHand(_ language: Language, _ retention: Bool) throws {
    try withErased(retention: retention) { database throws in
      let clerk = database.clerk
      // In another spelling.
      let caseNo = try asked(
        [
          .name: one.name.replacing("\u{3000}", with: " "),
          .phone: one.phone.replacing("-", with: ""),
        ], Ask.allCases, language, in: database)
      try clerk.settle(caseNo, InquiryPerson(.erased))
      let known = try clerk.load(caseNo)
      let place = try place(database)
      #expect(known.personKind == .erased && known.personIds == [place])
      #expect(known.state == "identity")
      _ = failure { try clerk.answer(caseNo) }
      #expect(
        failure { try clerk.check(caseNo, by: .items) }.message.contains("nothing is on file"))
      try clerk.check(caseNo, by: .document, [])
      let answered = try clerk.answer(caseNo)
      let sent = try answered.finalLetter
      #expect(sent.kind == "erased" && sent.run == 2 && answered.state == "answered")
      #expect(sent.sendTo == "asker@example.jp")
      let day = DeskDay.today.text(language)
      sent.expectAll(
        of: language == .ja
          ? ["\(day)に消去しました", retention ? "保存期間が終わったことによる" : "お客様のご希望による"]
          : [
            "We erased your personal data on \(day)",
            retention ? "because their retention period had ended" : "at your request",
          ])
      sent.expectNone(of: one.secrets + [one.id, "花の本舗", place])
      #expect(answered.due.allSatisfy { $0.what != "promise" })
      let leaf = try database.value(
        "SELECT leaf FROM ledger_leaf WHERE kind = 'answer' ORDER BY leaf_index DESC LIMIT 1")
      #expect(leaf.contains("\"letter_kind\" : \"erased\"") && leaf.contains(caseNo))
      try clerk.close(caseNo)
      let shown = try clerk.shown(caseNo, language)
      #expect(shown.contains(language == .ja ? "消去済み" : "erased"))
    }
  }

  @Test("a guest, whose order was erased", arguments: Language.allCases)
  func guest(_ language: Language) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [two.customer()])
      let four = Person(4)
      let gift = ["customer_id": "", "ship_name": four.name, "ship_address": four.address]
      mall.add(
        "orders",
        [
          two.order(), one.order("g", ["customer_id": ""]),
          Person(5).order("h", ["customer_id": ""]),
          Person(3).order("gift", gift),
        ])
      try database.load(mall)
      _ = try database.audit()
      let clerk = database.clerk
      let order = "tony/hana/1-g"
      var job = EraseJob()
      var session = try database.session()
      // Neither for somebody else's case, nor for that of a gift's recipient, nor what the case does not name.
      for (person, orders) in [
        (InquiryPerson(.customer, [two.id]), [order]),
        (InquiryPerson(.recipient, ["tony/hana/3-gift"]), ["tony/hana/3-gift"]),
        (InquiryPerson(.guestOrder, [order]), [order, "tony/hana/5-h"]),
      ] {
        job.caseNo = try clerk.answered(person, [.erase]).caseNo
        job.orders = orders
        let error = failure { _ = try job.run(customer: nil, in: &session) }
        #expect(error.message.contains("not about each of the orders"), "\(error)")
      }
      job.orders = [order]
      #expect(try job.run(customer: nil, in: &session).events == 1)
      _ = try database.audit()

      let caseNo = try asked(own, [.source], language, in: database)
      try clerk.settle(caseNo, InquiryPerson(.erased))
      try clerk.check(caseNo, by: .document, [])
      let sent = try clerk.answer(caseNo).finalLetter
      #expect(sent.kind == "erased")
      let day = DeskDay.today.text(language)
      sent.expectAll(
        of: [
          language == .ja ? "\(day)に消去しました" : "We erased your personal data on \(day)",
          language == .ja ? "お客様のご希望による" : "at your request",
        ])
      sent.expectNone(of: one.secrets + [order, "花の本舗"])
    }
  }

  @Test("by what else she gave later, and by the e-mail address") func byOther() throws {
    try withErased { database throws in
      let clerk = database.clerk
      let caseNo = try asked([.name: "旧姓 花子", .address: "北海道札幌市中央区1-1"], in: database)
      let refused = failure { try clerk.settle(caseNo, InquiryPerson(.erased)) }
      #expect(refused.message.contains("nobody who was erased"))
      var session = try database.session()
      _ = try FindJob(actor: "hanako", inquiry: caseNo).run(
        [FindQuery([.name: one.name, .address: one.address])], in: &session)
      try clerk.settle(caseNo, InquiryPerson(.erased))
      #expect(try clerk.load(caseNo).personIds == [place(database)])
      let other = try asked(
        [.email: one.email.uppercased(), .postalCode: "999-9999"], in: database)
      try clerk.settle(other, InquiryPerson(.erased), note: "保険証で確認")
      #expect(try clerk.load(other).personKind == .erased)
    }
  }

  @Test("a namesake is told nothing of it", arguments: ["name", "phone", "crossed"])
  func namesake(_ shared: String) throws {
    try withErased { database throws in
      let clerk = database.clerk
      let given: [SearchField: String] =
        switch shared {
        case "name": [.name: one.name, .phone: "090-0000-1111", .address: "北海道札幌市中央区1-1"]
        case "phone": [.name: "別人 太郎", .phone: one.phone, .address: one.address]
        // Similar is not equal.
        default: [.name: one.name, .phone: String(one.phone.dropLast()) + "9"]
        }
      let caseNo = try asked(given, in: database)
      let refused = failure { try clerk.settle(caseNo, InquiryPerson(.erased)) }
      #expect(refused.message.contains("nobody who was erased"))
      for value in given.values { #expect(!refused.message.contains(value)) }
      try clerk.settle(caseNo, InquiryPerson(.none))
      try clerk.check(caseNo, by: .document, [])
      let sent = try clerk.answer(caseNo).finalLetter
      #expect(sent.kind == "unheld")
      sent.expectNone(of: ["消去しました"])
    }
  }

  @Test("until it is settled who asks there is the acknowledgement alone") func open() throws {
    try withErased { database throws in
      let clerk = database.clerk
      let caseNo = try asked(own, in: database)
      try clerk.settle(caseNo, InquiryPerson(.erased))
      _ = failure { try clerk.answer(caseNo) }
      try clerk.check(caseNo, .open, by: .document, [])
      _ = failure { try clerk.answer(caseNo) }
      let known = try clerk.load(caseNo)
      #expect(known.letters.map(\.stage) == ["acknowledgement"])
      let stranger = try asked([.name: one.name, .phone: "090-0000-1111"], in: database)
      func words(_ letter: InquiryCase.SentLetter, _ caseNo: String) -> String {
        letter.text.replacing(caseNo, with: "CASE")
      }
      let acknowledged = try clerk.load(stranger).acknowledgement
      #expect(words(try known.acknowledgement, caseNo) == words(acknowledged, stranger))
      // Failed: nothing is said of anybody.
      try clerk.check(caseNo, .failed, by: .document, [])
      #expect(try clerk.answer(caseNo).finalLetter.kind == "unconfirmed")
    }
  }

  @Test("who is held is answered as that") func held() throws {
    try withErased { database throws in
      let clerk = database.clerk
      // Settled, and before the answer a file brings her back.
      let caseNo = try asked(own, in: database)
      try clerk.settle(caseNo, InquiryPerson(.erased))
      try clerk.check(caseNo, by: .document, [])
      var mall = Mall()
      mall.add("customers", [one.customer()])
      try database.load(mall)
      let refused = failure { try clerk.answer(caseNo) }
      #expect(refused.message.contains("the data hold somebody"))
      #expect(
        failure { try clerk.settle(caseNo, InquiryPerson(.erased)) }.message == refused.message)
      // Somebody who is there and never was erased.
      let other = try clerk.open(.opening(given: [.name: two.name, .phone: two.phone])).caseNo
      _ = failure { try clerk.settle(other, InquiryPerson(.erased)) }
    }
  }

  @Test(
    "that nothing is held is not said of who was erased; an address alone takes the one that it reaches"
  )
  func sure() throws {
    try withErased { database throws in
      let clerk = database.clerk
      let caseNo = try asked(own, in: database)
      let refused = failure { try clerk.settle(caseNo, InquiryPerson(.none)) }
      #expect(refused.exit == .usage && refused.message.contains("--erased"))
      try clerk.settle(caseNo, InquiryPerson(.none), note: "別人。保険証で確認")
      try clerk.settle(caseNo, InquiryPerson(.erased))

      // The e-mail address of then, in the hands of who knows it.
      let stranger = try asked([.name: "別人 太郎", .email: one.email], in: database)
      let unsure = failure { try clerk.settle(stranger, InquiryPerson(.erased)) }
      #expect(unsure.exit == .usage && unsure.message.contains("did not come from it"))
      #expect(!unsure.message.contains(one.email))
      try clerk.settle(stranger, InquiryPerson(.erased), note: "保険証と旧姓で確認")
      // And written from it, whether it is given or not.
      for given in [
        [SearchField.name: "別人 太郎", .email: one.email], [.name: "別人 太郎", .phone: "03-1"],
      ] {
        let same = try clerk.open(
          .opening([.source], given: given, channel: .email, replyTo: one.email)
        ).caseNo
        _ = try clerk.find(same)
        let none = failure { try clerk.settle(same, InquiryPerson(.none)) }
        #expect(none.message.contains("--erased"))
        try clerk.settle(same, InquiryPerson(.erased))
      }
    }
  }

  @Test("a letter rests on an audit after the erasure") func audited() throws {
    try withErased(isAudited: false) { database throws in
      let clerk = database.clerk
      let caseNo = try asked(own, in: database)
      try clerk.settle(caseNo, InquiryPerson(.erased))
      try clerk.check(caseNo, by: .inPerson, [])
      #expect(failure { try clerk.answer(caseNo) }.message.contains("newer than the last audit"))
      _ = try database.audit()
      #expect(try clerk.answer(caseNo).finalLetter.run == 2)
    }
  }

  @Test("whether an incident exposed her cannot be told any more") func incident() throws {
    try withErased { database throws in
      let clerk = database.clerk
      let caseNo = try asked(own, [.leaked], in: database)
      try clerk.settle(caseNo, InquiryPerson(.erased))
      try clerk.check(caseNo, by: .inPerson, [])
      _ = try database.rows(
        """
        INSERT INTO incident (incident_id, revision, title_ja, title_en, occurred_from, occurred_to,
                              known_on, settled_on, others, actor)
        VALUES ('I', 1, '事故', 'Incident', '2011-01-01', '2011-01-02', '2011-02-01', '2011-03-01',
                'not_affected', 'officer')
        """)
      let sent = try clerk.answer(caseNo).finalLetter
      #expect(sent.kind == "erased" && sent.flat.contains("流出したかどうかは、分かりません"))
      #expect(sent.flat.contains("「事故」で") && !sent.flat.contains("流出していません"))
    }
  }

  @Test("a batch does it by itself") func batch() throws {
    try withErased { database throws in
      let path = "\(database.folder)/messages.csv"
      let text = "なぜ私の住所を知っているのですか。"
      try [
        "message_id,channel,text,reply_to,name,email,phone,address,identity",
        "own,email,\(text),a@example.jp,\(one.name),,\(one.phone),,document",
        "place,email,\(text),a@example.jp,\(one.name),,,\(one.address),in_person",
        "mail,email,\(text),\(one.email),別人 太郎,\(one.email),,,document",
        "elsewhere,email,\(text),a@example.jp,別人 太郎,\(one.email),,,document",
        "namesake,email,\(text),a@example.jp,\(one.name),,090-0000-1111,,document",
        "open,email,\(text),a@example.jp,\(one.name),,\(one.phone),,",
        "file,email,\(text),\(one.email),\(one.name),\(one.email),\(one.phone),,contact_on_file",
        "held,email,\(text),\(two.email),\(two.name),\(two.email),,,",
      ].joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      var session = try database.session()
      try SearchIndex.prepare(&session, log: { _ in })
      let settings = try Clerk.settings()
      let batch = try InquiryBatch(
        desk: try InquiryDesk(settings: settings, actor: "hanako"), settings: settings,
        language: .ja, acceptsContactOnFile: true)
      let file = try InquiryBatchFile(path: path, messages: nil)
      let out = "\(database.folder)/out"
      let summary = try batch.run(file, into: out, in: &session, progress: { _ in })
      #expect(summary.answers == ["erased": 3, "unheld": 1, "traced": 1])
      #expect(summary.held == ["erased-unsure": 1, "identity-open": 2])
      let told = try database.rows(
        """
        SELECT i.message_id FROM letter l JOIN inquiry i USING (case_no) WHERE l.kind = 'erased'
         ORDER BY 1
        """)
      #expect(told == [["mail"], ["own"], ["place"]])
      let worklist = try String(contentsOfFile: "\(out)/worklist.csv", encoding: .utf8)
      #expect(worklist.contains("erased-unsure (found: none)"))
    }
  }
}
