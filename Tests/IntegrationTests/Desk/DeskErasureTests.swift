import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// Whose case lets erase what, and what an erasure leaves of the cases: hers go blank, those of others stay as they were sent.
@Suite("Desk: whose case an erasure rests on") struct DeskErasureTests {
  private let one = Person(1)
  private let giver = Person(2)
  private let guest = "tony/hana/1-G"
  private let strange = "tony/hana/5-G"
  private let gift = "tony/hana/2-GIFT"

  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer(), giver.customer()])
      mall.add(
        "orders",
        [
          one.order(), giver.order(), one.order("G", ["customer_id": ""]),
          Person(5).order("G", ["customer_id": ""]),
          giver.order(
            "GIFT",
            [
              "ship_name": one.name, "ship_phone": one.phone, "ship_address": one.address,
              "ship_postal_code": one.postalCode,
            ]),
        ])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  private func erase(
    _ customer: String?, _ orders: [String] = [], for caseNo: String?, in database: TestDatabase
  ) throws -> EraseJob.Outcome {
    var job = EraseJob()
    job.reason = caseNo == nil ? "retention" : "person"
    job.caseNo = caseNo
    job.orders = orders
    var session = try database.session()
    return try job.run(customer: customer, in: &session)
  }

  /// The case of whom the gift was sent to, who bought nothing.
  private func receiver(_ asks: [Ask], _ clerk: Clerk) throws -> String {
    let caseNo = try clerk.open(.opening(asks, channel: .email, replyTo: "asker@example.jp")).caseNo
    try clerk.settle(
      caseNo, InquiryPerson(.recipient, [gift]), apart: [one.id, guest], note: "a namesake")
    try clerk.check(caseNo, by: .inPerson, [])
    _ = try clerk.answer(caseNo)
    return caseNo
  }

  private func close(_ caseNo: String, _ clerk: Clerk) throws {
    _ = try clerk.database.rows(
      """
      INSERT INTO inquiry_event (case_no, kind, actor, ask)
      SELECT case_no, 'fulfilled', 'x', rule_id FROM inquiry_due
       WHERE case_no = \(caseNo) AND what = 'promise' AND rule_id <> 'result'
      """)
    try clerk.close(caseNo)
  }

  @Test("a guest's case, or that of a gift's recipient, erases no customer") func others() throws {
    try with { database throws in
      let clerk = database.clerk
      let content = try database.value("SELECT count(*) FROM customer")
      let received = try receiver([.erase], clerk)
      let other = try clerk.answered(InquiryPerson(.guestOrder, [strange]), [.erase]).caseNo
      let waiting = failure { _ = try erase(giver.id, for: nil, in: database) }
      #expect(waiting.message.contains("\(received) is not closed"), "\(waiting)")
      func refuses(_ orders: [String], _ caseNo: String) {
        let error = failure { _ = try erase(giver.id, orders, for: caseNo, in: database) }
        #expect(error.message.contains("is not about this person"), "\(orders): \(error)")
      }
      refuses([], received)
      refuses([gift], received)
      try close(received, clerk)
      refuses([], other)
      refuses([strange], other)
      #expect(try database.value("SELECT count(*) FROM customer") == content)
      #expect(try erase(giver.id, for: nil, in: database).events == 2)
    }
  }

  @Test("with a customer go orders of hers, and such as her case names") func alongside() throws {
    try with { database throws in
      let clerk = database.clerk
      let person = InquiryPerson(customers: [one.id], guestOrders: [guest], receivedOrders: [gift])
      let caseNo = try clerk.answered(person, [.erase]).caseNo
      for (orders, message) in [
        ([guest, "tony/hana/1-none"], "1 of the orders are not there"),
        ([guest, gift], "1 of the orders belong to a customer who is not named"),
        ([guest, strange], "not about each of the orders"),
      ] {
        let error = failure { _ = try erase(one.id, orders, for: caseNo, in: database) }
        #expect(error.message.contains(message), "\(orders): \(error)")
      }
      #expect(try database.value("SELECT count(*) FROM customer") == "2")
      #expect(try erase(one.id, [guest, "tony/hana/1-1"], for: caseNo, in: database).events == 2)
      // Nothing says any more whose the guest's order and the gift were.
      #expect(
        try database.rows(
          """
          SELECT DISTINCT person_ids, guest_orders, received_orders, coalesce(apart, '{}') FROM inquiry_event
           WHERE kind = 'person'
          """) == [["{erased}", "{}", "{}", "{}"]])
    }
  }

  @Test("nothing is erased before the copy that the same letter promised was sent") func copied()
    throws
  {
    try with { database throws in
      let clerk = database.clerk
      let person = InquiryPerson(customers: [one.id], guestOrders: [guest], receivedOrders: [gift])
      let caseNo = try clerk.answered(person, [.erase, .disclosure]).caseNo
      let early = failure { _ = try erase(one.id, [guest], for: caseNo, in: database) }
      #expect(early.message.contains("promised a copy of the data"), "\(early)")
      #expect(try database.value("SELECT count(*) FROM customer") == "2")
      try clerk.step { try $0.done(.disclosure, note: nil, of: caseNo, in: &$1) }
      #expect(try erase(one.id, [guest], for: caseNo, in: database).events == 2)
    }
  }

  @Test("who was taken for somebody else is erased too") func apart() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening([.erase], replyTo: "asker@example.jp")).caseNo
      try clerk.settle(
        caseNo, InquiryPerson(.customer, [one.id]), apart: [guest, gift], note: "a namesake")
      try clerk.check(caseNo, by: .inPerson, [])
      _ = try clerk.answer(caseNo)
      #expect(try erase(one.id, for: caseNo, in: database).events == 1)
      #expect(
        try database.rows(
          "SELECT person_ids, apart, note IS NULL FROM inquiry_event WHERE kind = 'person'")
          == [["{erased}", "{}", "t"]])
    }
  }

  @Test("the letter to a gift's recipient stays as it was sent; only the number is gone")
  func recipient() throws {
    try with { database throws in
      let clerk = database.clerk
      let received = try clerk.load(receiver([.source], clerk))
      let sent = try received.finalLetter
      try clerk.close(received.caseNo)
      let apart = try clerk.open(.opening([.source], replyTo: "asker@example.jp")).caseNo
      try clerk.settle(
        apart, InquiryPerson(.customer, [one.id]), apart: [guest, gift], note: "a namesake")
      try clerk.check(apart, by: .inPerson, [])
      _ = try clerk.answer(apart)
      try clerk.close(apart)
      #expect(try erase(giver.id, for: nil, in: database).events == 2)
      let known = try clerk.load(received.caseNo)
      #expect(try known.finalLetter.text == sent.text && !sent.text.isEmpty)
      #expect(known.personKind == .recipient && known.personIds == ["erased"])
      let other = try clerk.load(apart)
      #expect(other.personIds == [one.id] && other.apart == [guest, "erased"])
      #expect(try !other.finalLetter.text.isEmpty)
      #expect(try clerk.shown(received.caseNo).contains("erased"))
    }
  }

  @Test("a customer's case stays when an order as a guest is erased alone") func guestAlone() throws
  {
    try with { database throws in
      let clerk = database.clerk
      let person = InquiryPerson(customers: [one.id], guestOrders: [guest], receivedOrders: [gift])
      let caseNo = try clerk.answered(person, [.source]).caseNo
      let open = failure { _ = try erase(nil, [guest], for: nil, in: database) }
      #expect(open.message.contains("\(caseNo) is not closed"), "\(open)")
      let text = try clerk.load(caseNo).finalLetter.text
      #expect(try erase(nil, [guest], for: caseNo, in: database).events == 1)
      let known = try clerk.load(caseNo)
      #expect(try known.finalLetter.text == text)
      #expect(known.personIds == [one.id] && known.guestOrders == ["erased"])
    }
  }

  @Test("who asked twice is erased, and the promise of the other case is kept with it")
  func twice() throws {
    try with { database throws in
      let clerk = database.clerk
      let person = InquiryPerson(customers: [one.id], guestOrders: [guest], receivedOrders: [gift])
      let first = try clerk.answered(person, [.erase]).caseNo
      let second = try clerk.answered(person, [.source, .erase]).caseNo
      let retention = failure { _ = try erase(one.id, [guest], for: nil, in: database) }
      #expect(retention.message.contains("is not closed"), "\(retention)")
      let outcome = try erase(one.id, [guest], for: first, in: database)
      #expect(outcome.fulfilled == [second] && outcome.events == 2)
      let known = try clerk.load(second)
      #expect(known.state == "answered" && known.personIds == ["erased"] && known.message.isEmpty)
      let done = known.events.filter { $0.kind == "fulfilled" }
      #expect(done.map(\.ask) == ["erase"] && done.map(\.note) == ["erased with case \(first)"])
      try clerk.close(second)
      // The person is told in the case that asked for it.
      #expect(try clerk.load(first).state == "promised")
      try clerk.step { try $0.done(.erase, note: nil, of: first, in: &$1) }
      try clerk.close(first)
    }
  }

  @Test("so is a guest") func guestTwice() throws {
    try with { database throws in
      let clerk = database.clerk
      let person = InquiryPerson(.guestOrder, [strange])
      let first = try clerk.answered(person, [.erase]).caseNo
      let second = try clerk.answered(person, [.erase]).caseNo
      #expect(try erase(nil, [strange], for: first, in: database).fulfilled == [second])
      try clerk.close(second)
    }
  }

  @Test("a case in which something else is open still has to be closed first") func stillOpen()
    throws
  {
    try with { database throws in
      let clerk = database.clerk
      let person = InquiryPerson(customers: [one.id], guestOrders: [guest], receivedOrders: [gift])
      let first = try clerk.answered(person, [.erase]).caseNo
      func refuses(_ other: String, _ orders: [String] = [guest]) throws {
        let error = failure { _ = try erase(one.id, orders, for: first, in: database) }
        #expect(error.message.contains("\(other) is not closed"), "\(error)")
        #expect(try database.value("SELECT count(*) FROM customer") == "2")
        #expect(
          try !clerk.load(other).events.contains { $0.kind == "fulfilled" && $0.ask == "erase" })
      }
      // Nothing is promised in it; a copy is owed too; it is not answered.
      let answered = try clerk.answered(person, [.source]).caseNo
      try refuses(answered)
      try clerk.close(answered)
      let copy = try clerk.answered(person, [.erase, .disclosure]).caseNo
      try refuses(copy)
      try clerk.step { try $0.done(.disclosure, note: nil, of: copy, in: &$1) }
      // What it names of her would stay: the guest's order.
      try refuses(copy, [])
      let ready = try clerk.open(.opening([.erase], replyTo: "asker@example.jp")).caseNo
      try clerk.settle(ready, person)
      try refuses(ready)
      try clerk.check(ready, by: .inPerson, [])
      _ = try clerk.answer(ready)
      // The promise to somebody else, to whom an order of the giver's went, is not kept with it.
      let received = try receiver([.erase], clerk)
      let error = failure { _ = try erase(giver.id, for: first, in: database) }
      #expect(error.message.contains(received), "\(error)")
      #expect(
        Set(try erase(one.id, [guest], for: first, in: database).fulfilled) == [copy, ready])
    }
  }
}
