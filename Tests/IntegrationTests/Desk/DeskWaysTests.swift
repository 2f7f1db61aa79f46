import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// Somebody who stands in the data in several ways gets one letter about all of them, or none.
@Suite("Desk: one person, several ways") struct DeskWaysTests {
  private let one = Person(1)
  private let giver = Person(2)

  /// A record, an order without an account, and a gift from somebody else; a namesake with the telephone alone.
  private func with(
    guest: Fields = [:], gift: Fields = [:], _ body: (TestDatabase) throws -> Void
  ) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer(), giver.customer()])
      mall.add(
        "orders",
        [
          one.order(), giver.order(),
          one.order(
            "G",
            [
              "customer_id": "", "merchant_id": "cocomin", "ordered_at": "2006-03-01 10:00",
            ].merging(guest) { $1 }),
          giver.order(
            "GIFT",
            [
              "ship_name": one.name, "ship_phone": one.phone, "ship_address": one.address,
              "ship_postal_code": one.postalCode, "ordered_at": "2006-05-01 10:00",
            ].merging(gift) { $1 }),
        ])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  private var guestOrder: String { "tony/cocomin/1-G" }
  private var gift: String { "tony/hana/2-GIFT" }
  private var all: InquiryPerson {
    InquiryPerson(customers: [one.id], guestOrders: [guestOrder], receivedOrders: [gift])
  }

  /// What of the gift's orderer no letter holds.
  private var strangers: [String] { giver.secrets + [giver.name, giver.id, "2-GIFT"] }

  @Test("one letter about all of them, and nothing of who gave", arguments: Language.allCases)
  func joined(_ language: Language) throws {
    try with { database throws in
      let known = try database.clerk.answered(all, Ask.allCases, language)
      let sent = try known.finalLetter
      #expect(sent.kind == "traced" && known.personKind == .customer)
      #expect(known.guestOrders == [guestOrder] && known.receivedOrders == [gift])
      sent.expectAll(of: ["花の本舗", "ちゃっかりダイエットココミン", "1-1", "1-G", "有限会社花の本舗", "株式会社ココミン"])
      sent.expectAll(
        of: language == .ja
          ? ["2006年3月1日", "2006年5月1日", "でのご注文のお届け先", "ほかの方のご注文で、お届け先として"]
          : ["1 March 2006", "1 May 2006", "Destination of an order", "somebody else's order"])
      sent.expectNone(of: strangers + one.secrets)
      let denials = ["購入した名簿から取得したものではありません", "didnotcomefromapurchasedlist"]
      #expect(!denials.contains(where: sent.flat.contains), "no audit judged all of it")
      #expect(
        sent.redactions.map(\.subject) == ["orderer of order:tony/hana/2-GIFT"],
        "of the gift, not of the own orders")
      let shown = try database.clerk.shown(known.caseNo, language)
      #expect(shown.contains(guestOrder) && shown.contains(gift))
    }
  }

  @Test("a way that is not named: nothing is recorded, and what is missing is listed")
  func incomplete() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening()).caseNo
      let parts: [(InquiryPerson, Set<String>)] = [
        (InquiryPerson(.customer, [one.id]), [guestOrder, gift]),
        (InquiryPerson(.guestOrder, [guestOrder]), [one.id, gift]),
        (InquiryPerson(.recipient, [gift]), [one.id, guestOrder]),
        (
          InquiryPerson(customers: [one.id], guestOrders: [guestOrder], receivedOrders: []),
          [gift]
        ),
      ]
      for (person, missing) in parts {
        let refused = failure { try clerk.settle(caseNo, person) }
        #expect(refused.message.contains("in other ways too"), "\(refused.message)")
        for value in [one.name, one.id, "1-G", "GIFT"] + one.secrets {
          #expect(!refused.message.contains(value), "an error may end up in a log: \(value)")
        }
        let listed = try clerk.step {
          try $0.otherWays(than: person, apart: [], of: caseNo, in: &$1)
        }
        #expect(Set(listed.map(\.id)) == missing)
      }
      let known = try clerk.load(caseNo)
      #expect(known.events.isEmpty && known.searches.count == parts.count, "the look is recorded")
      try clerk.settle(caseNo, all)
      #expect(try clerk.load(caseNo).events.map(\.kind) == ["person"])
    }
  }

  @Test("what is somebody else's is said so, with a reason, and recorded") func apart() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening()).caseNo
      let person = InquiryPerson(.customer, [one.id])
      let ids = [guestOrder, gift]
      #expect(failure { try clerk.settle(caseNo, person, apart: ids) }.exit == .usage)
      #expect(
        failure { try clerk.settle(caseNo, person, apart: ids + ["tony/hana/2-1"], note: "n") }
          .message.contains("does not fit"))
      try clerk.settle(caseNo, person, apart: ids, note: "a namesake in the same house")
      try clerk.check(caseNo)
      let known = try clerk.answer(caseNo)
      #expect(known.apart == ids && known.state == "answered")
      let sent = try known.finalLetter
      sent.expectNone(of: ["1-G", "ちゃっかりダイエットココミン"])
      let shown = try clerk.shown(caseNo).replacing(/\s+/, with: " ")
      #expect(shown.contains("apart \(guestOrder) \(gift)"))
      #expect(throws: PostgresError.self, "the database wants the reason too") {
        try database.rows(
          """
          INSERT INTO inquiry_event (case_no, kind, actor, person_kind, person_ids, apart)
          VALUES (\(try clerk.open(.opening()).caseNo), 'person', 'x', 'customer', '{C001}', '{C002}')
          """)
      }
    }
  }

  @Test("what came in since the person was named stops the answer") func since() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening()).caseNo
      try clerk.settle(caseNo, all)
      try clerk.check(caseNo)
      var more = Mall()
      more.add(
        "orders",
        [one.order("H", ["customer_id": "", "settlement_id": "SH", "tracking_no": "TH"])])
      try database.load(more)
      _ = try database.audit()
      let refused = failure { try clerk.answer(caseNo) }
      #expect(refused.message.contains("1 guest order(s)"), "\(refused.message)")
      #expect(try clerk.load(caseNo).letters.count == 1)
    }
  }

  @Test("ways that do not agree are not one person") func strangersWay() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening()).caseNo
      for person in [
        InquiryPerson(customers: [one.id, giver.id], guestOrders: [], receivedOrders: []),
        InquiryPerson(customers: [giver.id], guestOrders: [guestOrder], receivedOrders: []),
        InquiryPerson(customers: [giver.id], guestOrders: [], receivedOrders: [gift]),
      ] {
        #expect(
          failure { try clerk.settle(caseNo, person) }.message.contains("different people's"))
      }
      #expect(try clerk.load(caseNo).events.isEmpty)
    }
  }

  @Test("every way is compared, or nothing in it differs") func identity() throws {
    try with(guest: ["email": "old@example.jp"]) { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening()).caseNo
      try clerk.settle(caseNo, all)
      let few = failure { try clerk.check(caseNo, [.name, .email]) }
      #expect(few.message.contains("orders to the person hold fewer than two"), "\(few.message)")
      for method in [InquiryDesk.IdentityMethod.callback, .contactOnFile, .login] {
        let refused = failure { try clerk.check(caseNo, by: method, []) }
        #expect(refused.message.contains("the guest orders differ"), "\(refused.message)")
      }
      #expect(try clerk.load(caseNo).identity == nil)
      try clerk.check(caseNo, .failed, by: .callback, [])
      try clerk.check(caseNo, [.name, .address])
      #expect(try clerk.load(caseNo).identity == "settled")
      // Another way is another person: the check counts no more.
      let other = try clerk.open(.opening()).caseNo
      try clerk.settle(other, all)
      try clerk.check(other, by: .document, [])
      try clerk.settle(
        other, InquiryPerson(.customer, [one.id]), apart: [guestOrder, gift], note: "n")
      #expect(try clerk.load(other).identity != "settled")
    }
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening()).caseNo
      try clerk.settle(caseNo, all)
      try clerk.check(caseNo, by: .contactOnFile, [])
      #expect(try clerk.load(caseNo).identity == "settled", "nothing differs")
    }
  }

  @Test("a way that cannot be shown: an interim letter about all", arguments: Language.allCases)
  func open(_ language: Language) throws {
    try with(guest: ["settlement_id": "", "tracking_no": ""]) { database throws in
      let known = try database.clerk.answered(all, [.source, .purchased], language)
      let sent = try known.interim
      #expect(sent.kind == "several" && known.state == "investigation")
      sent.expectAll(of: ["1-1", "1-G", "花の本舗", "ちゃっかりダイエットココミン"])
      sent.expectNone(of: strangers + one.secrets)
      #expect(
        sent.answer.contains(language == .ja ? "一部の取得元や裏付けを、当社はまだお示しできません" : "cannotyetshow"))
    }
  }

  @Test("a breach of any of the ways is told, of the gift what is the person's") func leaked()
    throws
  {
    try with { database throws in
      _ = try database.rows(
        """
        INSERT INTO incident (incident_id, revision, title_ja, title_en, occurred_from, occurred_to, known_on, settled_on,
                              others, scope, actor)
        VALUES ('I', 1, '事故', 'x', '2011-01-01', '2011-01-02', '2011-01-03', '2011-02-01', 'not_affected', '{card}', 'x')
        """)
      _ = try database.rows(
        """
        INSERT INTO exposure VALUES ('I', 1, 'order', \(gift), 'confirmed', '{card,name,ship_phone}'),
                                    ('I', 1, 'order', \(guestOrder), 'confirmed', '{address}'),
                                    ('I', 1, 'customer', \(one.id), 'possible', '{email}')
        """)
      let sent = try database.clerk.answered(all, [.leaked]).finalLetter
      #expect(sent.answer.hasPrefix("お客様の情報が流出しました。"))
      let told = try #require(sent.answers.first)
      #expect(told.contains("お電話番号") && told.contains("ご住所"), "\(told)")
      for word in ["カード", "お名前", "メール"] { #expect(!told.contains(word), "\(told)") }
    }
  }
}
