import Postgres
import Rendering
import Testing
import Yurai

/// An order that went to several people holds the further ones as text: nobody of them is told that nothing is held.
@Suite("Desk: further recipients of an order") struct DeskOtherRecipientTests {
  private let one = Person(1)
  private let second = Person(7)

  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer()])
      let others = """
        [{"name": "\(second.name)", "phone": "\(second.phone)", "address": "\(second.address)", "shipped_at": null}, {}]
        """
      mall.add(
        "orders",
        [one.order("1", ["other_recipients": others]), one.order("2", ["other_recipients": "?"])])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  /// A case of somebody whom the search does not find.
  private func asked(_ given: [SearchField: String], _ clerk: Clerk) throws -> String {
    let caseNo = try clerk.open(
      .opening([.source], given: given, channel: .email, replyTo: "asker@example.jp")
    ).caseNo
    #expect(try clerk.find(caseNo).decision == SearchResult.Decision.none)
    try clerk.settle(caseNo, InquiryPerson(.none, []))
    try clerk.check(caseNo, by: .inPerson, [])
    return caseNo
  }

  @Test("who may be one of them gets no letter of nothing held")
  func mayBe() throws {
    try with { database throws in
      let clerk = database.clerk
      for given: [SearchField: String] in [
        [.name: second.name, .phone: second.phone, .email: "x@example.jp"],
        [.name: "別名", .address: second.address], [.name: second.name, .email: "x@example.jp"],
      ] {
        let caseNo = try asked(given, clerk)
        let error = failure { _ = try clerk.answer(caseNo) }
        #expect(error.message.contains("further recipients"), "\(given): \(error)")
        #expect(!error.message.contains(second.name) && !error.message.contains(second.phone))
      }
    }
  }

  @Test("a namesake with another address does") func namesake() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try asked(
        [.name: second.name, .phone: Person(8).phone, .address: Person(8).address], clerk)
      #expect(try clerk.answer(caseNo).finalLetter.kind == "unheld")
    }
  }
}
