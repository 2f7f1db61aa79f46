import Postgres
import Rendering
import Testing
import Yurai

/// Until the identity is settled every reply is the same, whatever the data hold.
@Suite struct DeskNeutralTests {
  private let person = Person(1)

  private enum Held: String, CaseIterable { case none, one, several, unexplained, recipient }

  private func acknowledgement(_ held: Held, _ language: Language) throws -> [String] {
    var sent: [String] = []
    try withDatabase { database throws in
      var mall = Mall.market()
      var customers = [Person(7).customer()]
      var orders = [Person(7).order()]
      switch held {
      case .none: break
      case .one:
        customers.append(person.customer())
        orders.append(person.order())
      case .several:
        for id in ["C001", "C901", "C902"] {
          customers.append(person.customer(["customer_id": id]))
        }
      case .unexplained: customers.append(person.customer())
      case .recipient:
        orders[0].merge(
          ["ship_name": person.name, "ship_phone": person.phone, "ship_address": person.address]
        ) { $1 }
      }
      mall.add("customers", customers)
      mall.add("orders", orders)
      try database.load(mall)
      _ = try database.audit()
      _ = try database.rows(
        "SELECT nextval('inquiry_number') FROM generate_series(1, \(held.rawValue.count))")
      let known = try database.clerk.open(
        .opening(
          [.source], language, received: "2026-10-05T09:00:00+09:00",
          given: [.name: person.name, .address: person.address, .phone: person.phone],
          channel: .email, replyTo: person.email))
      let letter = try known.acknowledgement
      #expect(letter.run == nil && letter.redactions.isEmpty)
      letter.expectNone(of: person.secrets, held.rawValue)
      let found = try database.clerk.find(known.caseNo)
      let expected: SearchResult.Decision =
        held == .none ? .none : held == .several ? .several : .one
      #expect(found.decision == expected, "\(held)")
      let later = try database.clerk.load(known.caseNo)
      #expect(later.letters.count == 1 && later.waitingFor == "person", "a search sends nothing")
      sent = [letter.subject, letter.text, letter.html, letter.sendTo ?? "post"].map {
        $0.replacing(known.caseNo, with: "#")
      }
      #expect(sent[1].contains("#") && sent[2].contains("#"))
    }
    return sent
  }

  @Test("the acknowledgement is the same, byte for byte", arguments: Language.allCases)
  func same(_ language: Language) throws {
    let nobody = try acknowledgement(.none, language)
    for held in Held.allCases where held != .none {
      let other = try acknowledgement(held, language)
      #expect(nobody.map { Array($0.utf8) } == other.map { Array($0.utf8) }, "\(held)")
    }
  }

  @Test("it says what is asked for, and no more than was not given") func asked() throws {
    try withDatabase { database throws in
      let bare = try database.clerk.open(.opening()).acknowledgement
      for word in ["お名前", "ご住所", "お電話番号", "メールのアドレス", "ご注文番号"] {
        #expect(bare.flat.contains(word))
      }
      let most = try database.clerk.open(
        .opening(given: [.name: "あ", .address: "い", .phone: "う", .email: "え"])
      ).acknowledgement
      #expect(most.flat.contains("お知らせください（ご注文番号）"))
    }
  }

  @Test("nothing has to be loaded or audited for it") func empty() throws {
    try withDatabase { database throws in
      let known = try database.clerk.open(.opening(given: [.name: "鈴木", .phone: "090-1"]))
      #expect(known.state == "identity" && known.letters.count == 1)
      _ = try database.clerk.find(known.caseNo)
      try database.clerk.settle(known.caseNo, InquiryPerson(.none))
      try database.clerk.check(known.caseNo, by: .document, [])
      #expect(failure { try database.clerk.answer(known.caseNo) }.message.contains("audit"))
    }
  }
}
