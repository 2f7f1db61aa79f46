import Rendering
import Testing
import Yurai

/// `yurai inquiry show` tells the whole history of a case.
@Suite("Desk: a case at the terminal") struct DeskShowTests {
  @Test("a long message whole, who was shown by which search, and what was kept out of a letter")
  func whole() throws {
    let giver = Person(1)
    let gift: Fields = [
      "ship_name": "贈られた 人", "ship_phone": "03-7000-0001", "ship_address": "東京都北区王子1-1-1",
    ]
    try withDatabase { database in
      var mall = Mall.market()
      mall.add("customers", [giver.customer()])
      mall.add("orders", [giver.order("1", gift)])
      try database.load(mall)
      _ = try database.audit()
      let clerk = Clerk(database: database)
      let message = Clerk.story + "\n" + (1...100).map { "行\($0)です。" }.joined(separator: "\n")
      let given: [SearchField: String] = [.name: giver.name, .email: giver.email]
      let caseNo = try clerk.open(.opening(given: given, message: message)).caseNo
      #expect(try clerk.find(caseNo).decision == .one)
      try clerk.settle(caseNo, InquiryPerson(.customer, [giver.id]))
      try clerk.check(caseNo, by: .inPerson, [])
      try clerk.answer(caseNo, postTo: .onFile)
      for language in Language.allCases {
        let text = try clerk.shown(caseNo, language)
        // Lines are wrapped.
        let shown = text.filter { !$0.isWhitespace }
        for number in 1...100 { #expect(shown.contains("行\(number)です。"), "\(number)") }
        let fields = [SearchField.name, .email].map { $0.name(language) }
          .joined(separator: language == .ja ? "、" : ",").filter { !$0.isWhitespace }
        #expect(shown.contains("one\(fields)customer\(giver.id)"), "\(text)")
        #expect(
          shown.contains("recipientoforder:tony/hana/1-1:namephoneaddress(dataofanotherperson"),
          "\(text)")
        #expect(!shown.contains("贈られた"))
      }
    }
  }
}
