import Postgres
import Rendering
import Testing
import Yurai

/// From receipt to the archive: the story, step by step, with who did what.
@Suite struct DeskFlowTests {
  private let person = Person(1)

  private func withStory(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [person.customer(["registered_at": "2006-05-03 00:05"])])
      mall.add(
        "orders", [person.order("1", ["merchant_id": "cocomin", "ordered_at": "2006-05-03 00:05"])])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  private func opening(_ language: Language) throws -> InquiryOpening {
    let asks = try AskDetector().read(Clerk.story).asks
    return .opening(
      asks, language, given: [.name: "鈴木一郎", .address: "千代田区霞ヶ関二丁目１番７号"],
      channel: .letter)
  }

  @Test(
    "the story: found by another spelling, answered first line first", arguments: Language.allCases)
  func story(_ language: Language) throws {
    try withStory { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(opening(language)).caseNo
      let found = try clerk.find(caseNo)
      #expect(found.decision == .one && found.candidates.map(\.id) == [person.id])
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
      try clerk.check(caseNo)
      let sent = try clerk.answer(caseNo).finalLetter
      #expect(sent.language == language && sent.kind == "traced" && sent.run == 1)
      let first =
        language == .ja
        ? "お客様の情報の流出は、確認されていません。お客様の情報は、2006年5月3日に「ちゃっかりダイエットココミン」（現在は退店）でのご注文の際に取得したものです。"
        : "Noleakofyourdataisknown.Yourpersonaldatawerecollectedon3May2006,whenyouorderedfrom“ちゃっかりダイエットココミン”(nolongerinthemall)."
      #expect(sent.answer == first)
      sent.expectAll(of: ["トニータウン", "トニーモール", "株式会社モール運営", caseNo])
      // By post the letter bears the address of the record, and of it nothing else.
      let secrets = person.secrets.filter { !$0.contains("霞が関") && !$0.hasPrefix("100-") }
      #expect(secrets.count == person.secrets.count - 2)
      sent.expectNone(of: secrets + [Person(2).name])
    }
  }

  @Test("every step is recorded with its actor, in order") func history() throws {
    try withStory { database throws in
      let caseNo = try database.clerk.open(opening(.ja)).caseNo
      _ = try database.clerk.acting(as: "jiro").find(caseNo)
      let person = InquiryPerson(.customer, [person.id])
      try database.clerk.acting(as: "keiko").settle(caseNo, person)
      try database.clerk.acting(as: "keiko").check(caseNo, .open, by: .callback, [])
      try database.clerk.acting(as: "minoru").check(caseNo, .settled, [.name, .address])
      try database.clerk.note(caseNo)
      try database.clerk.acting(as: "saburo").answer(caseNo)
      try database.clerk.acting(as: "tomoko").close(caseNo)
      let known = try database.clerk.load(caseNo)
      #expect(known.actor == "hanako" && known.state == "closed" && known.waitingFor == "nobody")
      #expect(known.searches.map(\.actor) == ["jiro"] && known.searches[0].decision == "one")
      #expect(known.events.map(\.kind) == ["person", "identity", "identity", "note", "closed"])
      #expect(known.events.map(\.actor) == ["keiko", "keiko", "minoru", "hanako", "tomoko"])
      #expect(known.events[0].personKind == .customer && known.events[0].personIds == person.ids)
      #expect(known.events.compactMap(\.result) == ["open", "settled"])
      #expect(known.events[2].method == "items" && known.events[2].checked == ["name", "address"])
      #expect(known.letters.map(\.stage) == ["acknowledgement", "answer"])
      #expect(known.letters.map(\.actor) == ["hanako", "saburo"])
      #expect(known.letters.allSatisfy { $0.sha256.count == 64 })
      let times = known.events.map(\.at)
      #expect(times == times.sorted() && known.openedAt <= times[0])
      let text = try database.clerk.shown(caseNo)
      for actor in ["hanako", "jiro", "keiko", "minoru", "saburo", "tomoko"] {
        #expect(text.contains(actor))
      }
    }
  }

  @Test("an inquiry is acknowledged when it is opened, and waits for the person") func opened()
    throws
  {
    try withStory { database throws in
      let known = try database.clerk.open(opening(.ja))
      #expect(known.state == "identity" && known.waitingFor == "person")
      #expect(known.asks == [.source, .purchased, .leaked] && known.message == Clerk.story)
      let sent = try known.acknowledgement
      #expect(sent.run == nil && sent.kind == "acknowledgement" && sent.sendBy == "post")
      sent.expectAll(of: [known.caseNo])
      sent.expectNone(of: person.secrets)
    }
  }

  @Test("no answer before it is settled who asks, nor before who it is") func tooEarly() throws {
    try withStory { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(opening(.ja)).caseNo
      #expect(failure { try clerk.answer(caseNo) }.message.contains("not settled"))
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
      #expect(failure { try clerk.answer(caseNo) }.message.contains("not settled"))
      try clerk.check(caseNo, .open)
      #expect(failure { try clerk.answer(caseNo) }.message.contains("not settled"))
      #expect(failure { try clerk.close(caseNo) }.message.contains("not answered"))
      let other = try clerk.open(opening(.ja)).caseNo
      #expect(failure { try clerk.check(other, by: .inPerson, []) }.message.contains("who it is"))
      try clerk.settle(other, InquiryPerson(.undecided))
      #expect(failure { try clerk.check(other, by: .inPerson, []) }.message.contains("who it is"))
      #expect(try database.value("SELECT count(*) FROM letter WHERE stage = 'answer'") == "0")
      try clerk.settle(other, InquiryPerson(.customer, [person.id]))
      try clerk.check(other, by: .inPerson, [])
      #expect(try clerk.answer(other).state == "answered")
    }
  }

  @Test("nobody is named who is not in the data") func unknownPerson() throws {
    try withStory { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(opening(.ja)).caseNo
      let people = [
        InquiryPerson(.customer, ["C404"]), InquiryPerson(.guestOrder, ["tony/hana/1-1"]),
        InquiryPerson(.recipient, ["tony/cocomin/404"]),
      ]
      for person in people {
        #expect(failure { try clerk.settle(caseNo, person) }.message.contains("there is no"))
      }
      #expect(try clerk.load(caseNo).events.isEmpty)
      #expect(failure { _ = try clerk.load("Q-2026-999999") }.message.contains("there is no case"))
    }
  }

  @Test("a second answer is the letter that was sent, in its language, and adds none")
  func answeredOnce() throws {
    try withStory { database throws in
      let clerk = database.clerk
      let sent = try clerk.answered(InquiryPerson(.customer, [person.id]))
      let again = try clerk.answer(sent.caseNo, .en)
      #expect(again.letters.map(\.letterId) == sent.letters.map(\.letterId))
      #expect(try again.finalLetter.text == sent.finalLetter.text)
      #expect(try again.finalLetter.html == sent.finalLetter.html)
      #expect(try again.finalLetter.language == .ja)
      _ = try database.audit()
      #expect(try clerk.answer(sent.caseNo).letters.count == 2, "after a later audit too")
      #expect(
        failure { try clerk.settle(sent.caseNo, InquiryPerson(.none)) }.message.contains("answered")
      )
      #expect(failure { try clerk.check(sent.caseNo, by: .login, []) }.message.contains("answered"))
    }
  }

  @Test("the language of an answer can be another than that of the message") func otherLanguage()
    throws
  {
    try withStory { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(opening(.ja)).caseNo
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
      try clerk.check(caseNo)
      let known = try clerk.answer(caseNo, .en)
      #expect(try known.finalLetter.language == .en)
      #expect(try known.acknowledgement.language == .ja)
    }
  }

  @Test("nothing is possible after the close") func closed() throws {
    try withStory { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.answered(InquiryPerson(.customer, [person.id]), law: .gdpr).caseNo
      try clerk.note(caseNo)
      try clerk.close(caseNo)
      let before = try database.content()
      let steps: [(String, () throws -> Void)] = [
        ("person", { try clerk.settle(caseNo, InquiryPerson(.none)) }),
        ("identity", { try clerk.check(caseNo, .failed, by: .callback, []) }),
        ("note", { try clerk.note(caseNo) }), ("escalate", { try clerk.escalate(caseNo) }),
        ("extend", { _ = try clerk.extend(caseNo) }), ("close", { try clerk.close(caseNo) }),
      ]
      for (name, step) in steps {
        #expect(failure(step).message.contains("closed"), "\(name)")
      }
      let known = try clerk.answer(caseNo)
      #expect(known.state == "closed" && known.letters.count == 2)
      #expect(try database.content() == before)
    }
  }

  @Test("a message is opened once, and its id stands for one text") func messageID() throws {
    try withStory { database throws in
      let clerk = database.clerk
      let first = try clerk.open(.opening(id: "m-1"))
      let again = try clerk.open(.opening(id: "m-1"))
      #expect(first.caseNo == again.caseNo && again.letters.count == 1)
      #expect(try clerk.open(.opening(id: "m-2")).caseNo != first.caseNo)
      let other = failure { _ = try clerk.open(.opening(message: "別の文", id: "m-1")) }
      #expect(other.message.contains("another text"))
      #expect(try database.value("SELECT count(*) FROM inquiry") == "2")
    }
  }

  @Test("the list names what waits, what is over, and everything") func list() throws {
    try withStory { database throws in
      let clerk = database.clerk
      let late = try clerk.open(.opening(law: .gdpr, received: "2026-01-31T10:00:00+09:00")).caseNo
      let fresh = try clerk.open(.opening()).caseNo
      let done = try clerk.answered(InquiryPerson(.customer, [person.id])).caseNo
      func listed(_ selection: InquiryListing.Selection) throws -> [String] {
        var session = try database.session()
        return try InquiryListing.rows(selection, in: &session).map(\.caseNo)
      }
      // What is answered waits to be sent and closed.
      #expect(try listed(.open) == [late, fresh, done])
      #expect(try listed(.overdue) == [late])
      try clerk.close(done)
      #expect(try listed(.open) == [late, fresh])
      #expect(Set(try listed(.all)) == [late, fresh, done])
    }
  }

  @Test("an e-mail is answered by e-mail, a letter by post") func channel() throws {
    try withStory { database throws in
      let clerk = database.clerk
      func sent(
        _ channel: InquiryChannel, _ method: InquiryDesk.IdentityMethod,
        _ from: String = "from@example.net"
      ) throws -> [InquiryCase.SentLetter] {
        let caseNo = try clerk.open(.opening(channel: channel, replyTo: from)).caseNo
        try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
        try clerk.check(caseNo, by: method, [])
        return try clerk.answer(caseNo).letters
      }
      // Who was seen is answered where the message came from; everybody else where the record points.
      #expect(
        try sent(.email, .document).map(\.sendTo) == ["from@example.net", "from@example.net"])
      #expect(try sent(.letter, .login).map(\.sendBy) == ["post", "post"])
      #expect(try sent(.email, .login).map(\.sendTo) == ["from@example.net", nil])
      #expect(try sent(.email, .contactOnFile).map(\.sendTo) == ["from@example.net", nil])
      let own = person.email.uppercased()
      #expect(try sent(.email, .contactOnFile, own).map(\.sendTo) == [own, person.email])
      let posted = try #require(try sent(.email, .login).last)
      posted.expectAll(of: ["東京都千代田区霞が関2-1-7"])
    }
  }
}
