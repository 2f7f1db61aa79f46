import Postgres
import Rendering
import Testing
import Yurai

/// A letter by post goes to where the person is, and not to whoever lives at an old address.
@Suite("Desk: where a letter goes by post") struct DeskPostTests {
  private let one = Person(1)
  private let moved = "北海道札幌市中央区北一条西2-3"

  /// A settled case of a customer who wrote from an address.
  private func asked(
    from address: String, by method: InquiryDesk.IdentityMethod, _ clerk: Clerk
  ) throws -> String {
    let given: [SearchField: String] = [
      .name: one.name, .phone: one.phone, .address: address, .postalCode: "060-0001",
    ]
    let caseNo = try clerk.open(.opening([.source], given: given, channel: .letter)).caseNo
    try clerk.settle(caseNo, InquiryPerson(.customer, [one.id]))
    try clerk.check(caseNo, by: method, method == .items ? [.name, .phone] : [])
    return caseNo
  }

  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer()])
      mall.add("orders", [one.order()])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  @Test("nothing is written while it is not said which address") func differs() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try asked(from: moved, by: .items, clerk)
      let error = failure { try clerk.answer(caseNo) }
      #expect(error.message.contains("--post-to") && !error.message.contains("札幌"))
      #expect(try clerk.load(caseNo).letters.count == 1)
      // To the new one only after a check of a document.
      let given = failure { try clerk.answer(caseNo, postTo: .given) }
      #expect(given.message.contains("only after a check by document"))
      let sent = try clerk.answer(caseNo, postTo: .onFile).finalLetter
      #expect(sent.text.contains(one.address) && !sent.text.contains("札幌"))
    }
  }

  @Test("after a document it goes to where the person lives now") func moves() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try asked(from: moved, by: .document, clerk)
      let sent = try clerk.answer(caseNo, postTo: .given).finalLetter
      #expect(sent.text.hasPrefix("〒060-0001\n\(moved)") || sent.text.contains("\n\(moved)\n"))
    }
  }

  @Test("another spelling, and the same house without the room, are no other address")
  func same() throws {
    try with { database throws in
      let clerk = database.clerk
      for address in [one.address.replacing("-", with: "－"), one.address] {
        let caseNo = try asked(from: address, by: .items, clerk)
        #expect(try clerk.answer(caseNo).finalLetter.kind == "traced")
      }
    }
  }

  /// A customer of this name, who wrote by post or from the e-mail address on file.
  private func answered(
    named name: String, _ channel: InquiryChannel, _ body: (Clerk, String) throws -> Void
  ) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer(["name": name])])
      mall.add("orders", [one.order("1", ["name": name])])
      try database.load(mall)
      _ = try database.audit()
      let clerk = database.clerk
      let given: [SearchField: String] = [.phone: one.phone, .address: one.address]
      let from = channel == .email ? one.email : nil
      let caseNo = try clerk.open(
        .opening([.source], given: given, channel: channel, replyTo: from)
      ).caseNo
      try clerk.settle(caseNo, InquiryPerson(.customer, [one.id]))
      try clerk.check(caseNo, by: .items, [.phone, .address])
      try body(clerk, caseNo)
    }
  }

  private static let department = "株式会社みなと商会 関西支社 第二営業部 販売促進課 担当 "

  @Test("a company with its department and whom to ask for stands on the letter by post")
  func longName() throws {
    let name = Self.department + "佐藤一郎様方 鈴木花子"
    try answered(named: name, .letter) { clerk, caseNo throws in
      let sent = try clerk.answer(caseNo).finalLetter
      sent.expectAll(of: [name + " 様", one.address])
      #expect(!sent.text.contains("お客様\n"))
    }
  }

  @Test("a name that no envelope has room for goes by e-mail only") func endless() throws {
    let name = String(repeating: Self.department, count: 5)
    try answered(named: name, .letter) { clerk, caseNo throws in
      let error = failure { try clerk.answer(caseNo) }
      #expect(error.message.contains("longer than a letter by post has room for"), "\(error)")
      #expect(!error.message.contains("みなと商会"))
      #expect(try clerk.load(caseNo).letters.count == 1)
    }
    try answered(named: name, .email) { clerk, caseNo throws in
      let sent = try clerk.answer(caseNo).finalLetter
      #expect(sent.sendBy == "email" && sent.text.contains("\nお客様\n"))
      sent.expectNone(of: ["みなと商会"])
    }
  }
}
