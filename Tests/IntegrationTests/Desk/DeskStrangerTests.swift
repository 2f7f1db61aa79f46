import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// Whatever a template says: no letter holds what stands on an order of somebody else than the person.
@Suite("Desk: values of other people") struct DeskStrangerTests {
  private let one = Person(1)
  private let first = Person(6)
  private let second = Person(7)
  private let third = Person(8)

  private static let kana = [1: "スズキ イチロウ", 6: "ヤマモト イチロウ", 7: "ナカムラ イチロウ", 8: "コバヤシ イチロウ"]

  /// What stands on the order of one of its four people.
  private func values(_ person: Person) throws -> [String] {
    let kana = try #require(Self.kana[person.number])
    return [person.name, kana, person.phone, person.address]
      + (person.number == 1 ? [person.email] : [])
  }

  private func destination(_ person: Person) -> [String: String?] {
    [
      "name": person.name, "name_kana": Self.kana[person.number], "phone": person.phone,
      "postal_code": person.postalCode, "address": person.address, "shipped_at": nil,
    ]
  }

  /// The one order goes to three people.
  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer()])
      let others = try JSONEncoder().encode([destination(second), destination(third)])
      mall.add(
        "orders",
        [
          one.order(
            "1",
            [
              "name_kana": Self.kana[1] ?? "", "ship_name": first.name,
              "ship_name_kana": Self.kana[6] ?? "", "ship_phone": first.phone,
              "ship_address": first.address,
              "other_recipients": String(decoding: others, as: UTF8.self),
            ])
        ])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  /// A case of this person that is ready, by e-mail, so that no postal address stands on the letter.
  private func ready(_ person: InquiryPerson, _ clerk: Clerk) throws -> String {
    let caseNo = try clerk.open(
      .opening([.source], given: [.name: "名"], channel: .email, replyTo: "asker@example.jp")
    ).caseNo
    try clerk.settle(caseNo, person)
    try clerk.check(caseNo, by: .inPerson, [])
    return caseNo
  }

  /// A template that says a value in every letter about an order.
  private func saying(_ value: String, in database: TestDatabase) throws -> String {
    try database.template("letter-part-mall.ja") { $0 + "\(value)\n" }
  }

  private func expectRefusal(
    of person: InquiryPerson, own: Person, others: [Person], in database: TestDatabase
  ) throws {
    let clerk = database.clerk
    let caseNo = try ready(person, clerk)
    let before = try database.content()
    for value in try others.flatMap(values) {
      let templates = try saying(value, in: database)
      let error = failure { try clerk.with(templates: templates).answer(caseNo) }
      #expect(
        error.message
          == "the letter would hold a value of another person and was not written: anotherPerson",
        "\(value)")
    }
    #expect(try database.content() == before)
    #expect(try clerk.load(caseNo).state == "ready")
    // What is the person's own may stand there.
    let sent = try clerk.with(templates: saying(own.phone, in: database)).answer(caseNo).finalLetter
    sent.expectAll(of: [own.phone])
    for other in others { try sent.expectNone(of: values(other)) }
  }

  @Test("who received it learns nothing of who ordered, nor of who else received")
  func recipient() throws {
    try with { database throws in
      try expectRefusal(
        of: InquiryPerson(.recipient, ["tony/hana/1-1"]), own: first, others: [one, second, third],
        in: database)
    }
  }

  @Test("nor does one of the further recipients") func furtherRecipient() throws {
    try with { database throws in
      try expectRefusal(
        of: InquiryPerson(.recipient, ["2@tony/hana/1-1"]), own: second,
        others: [one, first, third], in: database)
    }
  }

  @Test("who ordered is told nothing of who received") func orderer() throws {
    try with { database throws in
      try expectRefusal(
        of: InquiryPerson(.customer, [one.id]), own: one, others: [first, second, third],
        in: database)
    }
  }

  @Test("a value that two people share is each one's own") func shared() throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer()])
      // A present to somebody of the same household.
      mall.add(
        "orders",
        [
          one.order(
            "1",
            ["ship_name": first.name, "ship_phone": one.phone, "ship_address": one.address])
        ])
      try database.load(mall)
      _ = try database.audit()
      let clerk = database.clerk
      let caseNo = try ready(InquiryPerson(.recipient, ["tony/hana/1-1"]), clerk)
      let name = try saying(one.name, in: database)
      #expect(
        failure { try clerk.with(templates: name).answer(caseNo) }.message.contains("anotherPerson")
      )
      let phone = try saying(one.phone, in: database)
      try clerk.with(templates: phone).answer(caseNo).finalLetter.expectAll(of: [one.phone])
    }
  }

  @Test("who signs may bear the name of who ordered, and only there") func namesake() throws {
    try with { database throws in
      var clerk = database.clerk
      clerk.signer = "個人情報保護管理者 \(one.name)"
      let caseNo = try ready(InquiryPerson(.recipient, ["tony/hana/1-1"]), clerk)
      // In the letter's own words it is a value of the one who ordered.
      let own = try saying(one.name, in: database)
      let error = failure { try clerk.with(templates: own).answer(caseNo) }
      #expect(error.message.contains("anotherPerson"))
      let sent = try clerk.answer(caseNo).finalLetter
      sent.expectAll(of: [one.name])
      let rest = sent.text.replacing(clerk.signer ?? "", with: "")
      #expect(!rest.filter { !$0.isWhitespace }.contains(one.name.filter { !$0.isWhitespace }))
    }
  }
}
