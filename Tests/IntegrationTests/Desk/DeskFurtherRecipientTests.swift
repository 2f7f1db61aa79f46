import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// An order that went to several people names the second and the later ones as JSON: they are found and answered like the first.
@Suite("Desk: further recipients of an order") struct DeskFurtherRecipientTests {
  private let one = Person(1)
  private let first = Person(6)
  private let second = Person(7)
  private let third = Person(8)

  private static func json(_ people: [[String: String?]]) throws -> String {
    String(decoding: try JSONEncoder().encode(people), as: UTF8.self)
  }

  private static func destination(_ person: Person) -> [String: String?] {
    [
      "name": person.name, "name_kana": "ニニン メ", "phone": person.phone,
      "postal_code": person.postalCode, "address": person.address, "shipped_at": nil,
    ]
  }

  /// The one order goes to three people and to its orderer's other address; another's further recipients cannot be read.
  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer()])
      var own = Self.destination(one)
      own["address"] = "北海道札幌市中央区北一条西2-3"
      let others = try Self.json([Self.destination(second), [:], own, Self.destination(third)])
      mall.add(
        "orders",
        [
          one.order(
            "1",
            [
              "ship_name": first.name, "ship_phone": first.phone, "ship_address": first.address,
              "other_recipients": others,
            ]), one.order("2", ["other_recipients": "?"]),
          one.order("3", ["other_recipients": #"[{"name": "\u0000"}]"#]),
        ])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  private func prepareSearch(_ database: TestDatabase) throws {
    var session = try database.session()
    try SearchIndex.prepare(&session, log: { _ in })
  }

  private func erase(_ customer: String, in database: TestDatabase) throws {
    var job = EraseJob()
    job.reason = "retention"
    var session = try database.session()
    _ = try job.run(customer: customer, in: &session)
  }

  private func find(
    _ values: [SearchField: String], in database: TestDatabase
  ) throws -> SearchResult {
    try prepareSearch(database)
    var session = try database.session()
    return try FindJob(actor: "clerk").run([FindQuery(id: "q", values)], in: &session)[0]
  }

  @Test("each of them is found, by what each holds and by no other") func found() throws {
    try with { database throws in
      for (person, id) in [
        (first, "tony/hana/1-1"), (second, "2@tony/hana/1-1"), (third, "5@tony/hana/1-1"),
      ] {
        for (field, value) in [SearchField.phone: person.phone, .address: person.address] {
          let found = try find([.name: person.name, field: value], in: database)
          #expect(found.decision == .one && found.candidates.map(\.kind) == [.recipient])
          #expect(found.candidates.map(\.id) == [id])
        }
        let byName = try find([.name: person.name], in: database)
        #expect(byName.decision == .several && byName.candidates.map(\.id) == [id])
      }
      let mixed = try find([.name: second.name, .phone: third.phone], in: database)
      #expect(mixed.decision == .several)
      #expect(mixed.candidates.first?.id == "5@tony/hana/1-1")
      #expect(mixed.candidates.first?.disagrees == [.name])
      // Only a recipient who has the reading on file is found by it.
      #expect(
        try find([.nameKana: "ににんめ"], in: database).candidates.map(\.id)
          == ["2@tony/hana/1-1", "5@tony/hana/1-1"])
      #expect(
        try find([.postalCode: second.postalCode], in: database).candidates.map(\.id)
          .contains("2@tony/hana/1-1"))
    }
  }

  @Test("the orderer's other address is the orderer's") func own() throws {
    try with { database throws in
      let found = try find([.name: one.name, .address: "札幌市中央区北1条西2-3"], in: database)
      #expect(found.decision == .one && found.candidates.map(\.id) == [one.id])
    }
  }

  @Test(
    "one gets the letter of a recipient, and nothing of the others", arguments: Language.allCases)
  func letter(_ language: Language) throws {
    try with { database throws in
      try prepareSearch(database)
      let known = try database.clerk.answered(
        InquiryPerson(.recipient, ["2@tony/hana/1-1"]), Ask.allCases, language, name: second.name)
      let sent = try known.finalLetter
      #expect(sent.kind == "recipient")
      sent.expectAll(of: [second.name, "花の本舗", "トニータウン"])
      for other in [one, first, third] {
        sent.expectNone(of: [other.name, other.phone, other.address])
      }
      sent.expectNone(of: ["2@tony", "1-1"])
      #expect(
        sent.redactions.map(\.subject).sorted() == [
          "orderer of order:tony/hana/1-1", "recipient of order:4@tony/hana/1-1",
          "recipient of order:5@tony/hana/1-1", "recipient of order:tony/hana/1-1",
        ])
      var session = try database.session()
      let values = try TraceJob().trail(
        of: InquiryPerson(.recipient, ["2@tony/hana/1-1"]), in: &session
      ).values
      #expect(values.phone == second.phone && values.address == second.address)
      #expect(values.email == nil)
    }
  }

  @Test("the orderer's letter holds nothing of any of them") func orderer() throws {
    try with { database throws in
      try prepareSearch(database)
      let sent = try database.clerk.answered(
        InquiryPerson(.customer, [one.id]), Ask.allCases, .ja, name: one.name
      ).finalLetter
      for other in [first, second, third] {
        sent.expectNone(of: [other.name, other.phone, other.address])
      }
      #expect(
        sent.redactions.map(\.subject).sorted() == [
          "recipient of order:2@tony/hana/1-1", "recipient of order:5@tony/hana/1-1",
          "recipient of order:tony/hana/1-1",
        ])
    }
  }

  @Test("a place that the order does not have, or one that is the orderer, is nobody's")
  func refused() throws {
    try with { database throws in
      try prepareSearch(database)
      for (id, message) in [
        ("3@tony/hana/1-1", "sent to somebody else"), ("4@tony/hana/1-1", "sent to somebody else"),
        ("9@tony/hana/1-1", "no order with that id"), ("2@tony/hana/1-2", "no order with that id"),
      ] {
        let clerk = database.clerk
        let caseNo = try clerk.open(.opening([.source], given: [.name: "誰か"], channel: .letter))
          .caseNo
        let error = failure { try clerk.settle(caseNo, InquiryPerson(.recipient, [id])) }
        #expect(error.message.contains(message), "\(id): \(error)")
      }
    }
  }

  @Test("with the orderer's record they are gone, and a case of one of them keeps no number")
  func erased() throws {
    try with { database throws in
      try prepareSearch(database)
      let clerk = database.clerk
      let caseNo = try clerk.answered(
        InquiryPerson(.recipient, ["2@tony/hana/1-1"]), [.source], .ja, name: second.name
      ).caseNo
      #expect(try find([.name: second.name, .phone: second.phone], in: database).decision == .one)
      let open = failure { _ = try erase(one.id, in: database) }
      #expect(open.message.contains(caseNo), "\(open)")
      try clerk.close(caseNo)
      try erase(one.id, in: database)
      #expect(try database.value("SELECT count(*) FROM further_recipient") == "0")
      #expect(
        try find([.name: second.name, .phone: second.phone], in: database).decision
          == SearchResult.Decision.none)
      #expect(
        try database.rows("SELECT DISTINCT person_ids FROM inquiry_event WHERE kind = 'person'")
          == [["{erased}"]])
      #expect(
        try database.value("SELECT count(*) FROM search WHERE shown::text LIKE '%2@tony%'") == "0")
    }
  }

  /// Who comes as the second is known by that place alone: after a correction it may be another one.
  @Test("after a correction of the order it has to be said again who the person is")
  func corrected() throws {
    try with { database throws in
      try prepareSearch(database)
      let clerk = database.clerk
      let caseNo = try clerk.open(
        .opening([.source], given: [.name: second.name, .phone: second.phone], channel: .letter)
      ).caseNo
      try clerk.settle(caseNo, InquiryPerson(.recipient, ["2@tony/hana/1-1"]))
      try clerk.check(caseNo, by: .document, [])
      #expect(try clerk.shown(caseNo).contains(second.phone))
      var correction = Mall()
      let others = try Self.json([Self.destination(third), Self.destination(second)])
      correction.add(
        "orders",
        [
          one.order(
            "1",
            [
              "ship_name": first.name, "ship_phone": first.phone, "ship_address": first.address,
              "other_recipients": others,
            ])
        ])
      try database.load(correction)
      // As if its import had begun before the person was settled: a batch has the time of its beginning.
      _ = try database.rows(
        "UPDATE batch SET imported_at = (SELECT min(at) - interval '1 min' FROM inquiry_event)")
      _ = try database.audit()
      try prepareSearch(database)
      let shown = try clerk.shown(caseNo)
      #expect(!shown.contains(third.phone) && !shown.contains(third.name))
      let error = failure { try clerk.answer(caseNo, postTo: .onFile) }
      #expect(error.message.contains("came in anew after it was said whose it is"), "\(error)")
      try clerk.settle(caseNo, InquiryPerson(.recipient, ["3@tony/hana/1-1"]))
      try clerk.check(caseNo, by: .document, [], of: "3@tony/hana/1-1")
      let sent = try clerk.answer(caseNo).finalLetter
      sent.expectAll(of: [second.name])
      sent.expectNone(of: [third.name, third.phone])
    }
  }

  @Test("an order whose number looks like a place takes nobody's") func lookalike() throws {
    try with { database throws in
      var more = Mall()
      let gift: Fields = [
        "ship_name": "別の 受取", "ship_phone": "03-7000-0004", "ship_address": "東京都北区王子4-1-1",
      ]
      more.add("orders", [one.order("1#2", gift), one.order("2@1-1", gift)])
      try database.load(more)
      let found = try find([.name: second.name, .phone: second.phone], in: database)
      #expect(found.decision == .one && found.candidates.map(\.id) == ["2@tony/hana/1-1"])
    }
  }
}
