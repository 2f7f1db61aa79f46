import Postgres
import Rendering
import Testing
import Yurai

/// Whoever the person is in the data gets what is theirs, and nothing of anybody else.
@Suite struct DeskPersonTests {
  private static let everything = Ask.allCases

  private static let gift: Fields = [
    "order_id": "ORD-8813", "ship_name": "渡邉 さくら", "ship_name_kana": "ワタナベ サクラ",
    "ship_phone": "06-1234-5678", "ship_postal_code": "530-0001",
    "ship_address": "大阪府大阪市北区梅田一丁目2番3号", "name_kana": "スズキ イチロウ", "tracking_no": "TRACK-51",
    "settlement_id": "SETTLE-51",
  ]
  /// What of the recipient stands on the gift.
  private static let recipient = ["渡邉", "さくら", "ワタナベ", "1234-5678", "530-0001", "梅田"]

  private static let guest: Fields = [
    "order_id": "G-77", "mall_id": "tony", "merchant_id": "hana",
    "ordered_at": "2006-07-01 10:00", "name": "齋藤 美咲", "email": "misaki@example.jp",
    "phone": "045-222-3333", "postal_code": "231-0017", "address": "神奈川県横浜市中区港町1-1",
    "settlement_id": "GP77",
  ]

  /// What of a gift's orderer no recipient may learn.
  private func orderer(_ person: Person) -> [String] {
    person.secrets + [
      person.name, String(person.name.prefix(2)), "スズキ", "イチロウ", person.id, "ORD-8813",
      "TRACK-51", "SETTLE-51",
    ]
  }

  private func with(
    _ rows: [CaseBook.Row], tenancy role: String = "direct",
    _ body: (TestDatabase) throws -> Void
  ) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      if role != "direct" {
        mall.files[2].bytes = Array(
          Mall.csv([Mall.tenancy("tony", "hana", "花の本舗", "2004-01-01", role: role)]).utf8)
      }
      var files: [(String, [Fields])] = []
      for row in rows {
        switch row {
        case .customer(let fields): files.append(("customers", [fields]))
        case .order(let fields): files.append(("orders", [fields]))
        case .signup(let fields): files.append(("signups", [fields]))
        case .provision(let fields): files.append(("provisions", [fields]))
        case .subject(let fields): files.append(("provision-subjects", [fields]))
        }
      }
      for (profile, rows) in files { mall.add(profile, rows) }
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  @Test("the orderer: what is held and from which order", arguments: Language.allCases)
  func customer(_ language: Language) throws {
    let one = Person(1)
    try with([.customer(one.customer()), .order(one.order())]) { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.customer, [one.id]), [.source, .purchased], language)
      let sent = try known.finalLetter
      #expect(sent.kind == "traced" && sent.run == 1 && known.state == "answered")
      sent.expectAll(of: ["花の本舗", "トニータウン", one.name, "1-1"])
      sent.expectNone(of: one.secrets)
      let date = language == .ja ? "2006年1月4日" : "4January2006"
      #expect(sent.answer.contains(date) && sent.answer.contains("花の本舗"))
      #expect(sent.redactions.isEmpty, "nobody else stands on the order")
    }
  }

  @Test("who operates the mall is what is known of it now", arguments: Language.allCases)
  func operators(_ language: Language) throws {
    let one = Person(1)
    // Of a mall that another company operated then and operates now, and of one that has closed.
    let closed: Fields = ["mall_id": "umi", "ship_name": ""]
    for (changes, expected) in [
      ([:], language == .ja ? "現在の運営会社は「トニーホールディングス株式会社」です" : "Its operator now is"),
      (closed, language == .ja ? "このモールは、いまはありません" : "The mall has closed since"),
    ] as [(Fields, String)] {
      try with([.customer(one.customer()), .order(one.order("1", changes))]) { database throws in
        let sent = try database.clerk.answered(
          InquiryPerson(.customer, [one.id]), [.source], language
        ).finalLetter
        sent.expectAll(of: [expected, "株式会社トニー"])
        sent.expectNone(of: ["このモールの運営会社です", "We operate it today", "operates this mall"])
      }
    }
  }

  @Test("the orderer of a gift: nothing of its recipient, and the log says so")
  func ordererOfGift() throws {
    let one = Person(1)
    try with([
      .customer(one.customer()), .order(one.order()), .order(one.order("2", Self.gift)),
    ]) { database throws in
      for language in Language.allCases {
        let known = try database.clerk.answered(
          InquiryPerson(.customer, [one.id]), Self.everything, language)
        let sent = try known.finalLetter
        sent.expectNone(of: Self.recipient + one.secrets)
        #expect(sent.redactions.map(\.subject) == ["recipient of order:tony/hana/ORD-8813"])
        #expect(
          sent.redactions.first?.fields == ["name", "name_kana", "phone", "postal_code", "address"])
        #expect(sent.redactions.first?.reason.contains("33(2)(i)") == true)
      }
      let actors = try database.rows("SELECT DISTINCT actor FROM redaction")
      #expect(actors == [["hanako"]])
    }
  }

  @Test("an order sent to the orderer's own name hides nothing") func ownDelivery() throws {
    let one = Person(1)
    let own = ["ship_name": one.name, "ship_address": "大阪府大阪市北区梅田一丁目2番3号"]
    try with([.customer(one.customer()), .order(one.order("1", own))]) { database throws in
      let known = try database.clerk.answered(InquiryPerson(.customer, [one.id]))
      #expect(try known.finalLetter.redactions.isEmpty)
    }
  }

  @Test("a guest, by the orders named", arguments: Language.allCases)
  func guestOrder(_ language: Language) throws {
    try with([.order(Self.guest)]) { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.guestOrder, ["tony/hana/G-77"]), [.source, .purchased], language)
      let sent = try known.finalLetter
      #expect(sent.kind == "traced" && known.personKind == .guestOrder)
      sent.expectAll(of: ["花の本舗", "トニータウン", "G-77", "齋藤 美咲"])
      sent.expectNone(of: ["misaki@example.jp", "045-222-3333", "231-0017", "港町"])
      #expect(sent.answer.contains(language == .ja ? "2006年7月1日" : "1July2006"))
    }
  }

  @Test("a guest whose order nothing corroborates is not told that it is settled") func guestOpen()
    throws
  {
    try with([.order(Self.guest.merging(["settlement_id": ""]) { $1 })]) { database throws in
      let known = try database.clerk.answered(InquiryPerson(.guestOrder, ["tony/hana/G-77"]))
      let sent = try known.interim
      #expect(sent.kind == "uncorroborated" && known.state == "investigation")
    }
  }

  @Test(
    "the recipient of a gift: that an order named them, never whose", arguments: Language.allCases)
  func recipientOfGift(_ language: Language) throws {
    let one = Person(1)
    try with([.customer(one.customer()), .order(one.order("1", Self.gift))]) { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.recipient, ["tony/hana/ORD-8813"]), Self.everything, language, name: "渡邉 さくら"
      )
      let sent = try known.finalLetter
      #expect(sent.kind == "recipient" && sent.run == 1)
      sent.expectAll(of: ["渡邉 さくら", "花の本舗", "トニータウン"])
      #expect(sent.answer.contains(language == .ja ? "2006年1月4日" : "4January2006"))
      #expect(sent.answer.contains("花の本舗"))
      sent.expectNone(of: orderer(one) + ["1234-5678", "530-0001", "梅田"])
      #expect(sent.redactions.map(\.subject) == ["orderer of order:tony/hana/ORD-8813"])
      #expect(
        sent.redactions.first?.fields == [
          "name", "name_kana", "email", "phone", "postal_code", "address",
        ])
      #expect(!sent.flat.contains("購入した名簿から取得したものではありません"))
    }
  }

  @Test("the recipient of several gifts, of different people") func recipients() throws {
    let (one, two) = (Person(1), Person(2))
    let second = Self.gift.merging(["order_id": "ORD-9000", "name_kana": ""]) { $1 }
    try with([
      .customer(one.customer()), .customer(two.customer()), .order(one.order("1", Self.gift)),
      .order(two.order("1", second)),
    ]) { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.recipient, ["tony/hana/ORD-8813", "tony/hana/ORD-9000"]))
      let sent = try known.finalLetter
      sent.expectNone(of: orderer(one) + orderer(two) + ["ORD-9000"])
      #expect(sent.redactions.count == 2)
      #expect(sent.redactions[1].fields == ["name", "email", "phone", "postal_code", "address"])
    }
  }

  @Test("a recipient of an order that is not placed: no letter, but the privacy officer")
  func recipientUnplaced() throws {
    let one = Person(1)
    let rows: [CaseBook.Row] = [
      .customer(one.customer()),
      .order(one.order("1", Self.gift.merging(["merchant_id": "ghost"]) { $1 })),
    ]
    try with(rows) { database throws in
      let refused = failure {
        _ = try database.clerk.answered(
          InquiryPerson(.recipient, ["tony/ghost/ORD-8813"]), [.source])
      }
      #expect(refused.message.contains("privacy officer"))
      #expect(!refused.message.contains(one.name))
    }
  }

  @Test("a member who never ordered: the sign-up", arguments: Language.allCases)
  func member(_ language: Language) throws {
    let one = Person(1)
    try with([.customer(one.customer()), .signup(one.signup())]) { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.customer, [one.id]), [.source, .purchased], language)
      let sent = try known.finalLetter
      #expect(sent.kind == "traced")
      #expect(sent.answer.contains(language == .ja ? "会員登録" : "registered"))
      #expect(sent.answer.contains(language == .ja ? "2006年1月4日" : "4January2006"))
      sent.expectAll(of: ["トニータウン"])
      sent.expectNone(of: one.secrets + ["花の本舗"])
    }
  }

  @Test("data from a third party: its record under article 30", arguments: Language.allCases)
  func provision(_ language: Language) throws {
    let one = Person(1)
    try with([
      .customer(one.customer()), .provision(.provision("P1", basis: "consent")),
      .subject(one.subject(of: "P1")),
    ]) { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.customer, [one.id]), [.source, .purchased], language)
      let sent = try known.finalLetter
      #expect(sent.kind == "received" && known.state == "answered")
      #expect(sent.answer.contains("株式会社名簿屋"))
      #expect(sent.answer.contains(language == .ja ? "2005年6月1日" : "1June2005"))
      sent.expectAll(of: ["株式会社名簿屋", "東京都港区1-1", "名簿 太郎"])
      if language == .ja {
        sent.expectAll(of: ["本人（顧客として）", "本人から直接", "契約書の提示"])
        // Received before there was such a record in the law.
        sent.expectNone(of: ["第33条第5項"])
        #expect(!sent.flat.contains("購入した名簿から取得したものではありません"))
      } else {
        #expect(!sent.text.contains("did not come from a purchased list"))
      }
      sent.expectNone(of: one.secrets)
    }
  }

  @Test("data received since the law wants a record of it") func provisionUnderTheLaw() throws {
    let one = Person(1)
    try with([
      .customer(one.customer(["registered_at": "2018-06-01T12:00:00+09:00"])),
      .provision(.provision("P1", basis: "consent", ["received_on": "2018-06-01"])),
      .subject(one.subject(of: "P1")),
    ]) { database throws in
      let sent = try database.clerk.answered(InquiryPerson(.customer, [one.id]), [.source], .ja)
        .finalLetter
      #expect(sent.kind == "received")
      sent.expectAll(of: ["本人（顧客として）", "契約書の提示", "第33条第5項"])
    }
  }

  @Test("bought data: said as it is", arguments: Language.allCases)
  func purchased(_ language: Language) throws {
    let one = Person(1)
    try with([
      .customer(one.customer()), .provision(.provision("P1", basis: "purchase")),
      .subject(one.subject(of: "P1")),
    ]) { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.customer, [one.id]), [.purchased], language)
      let sent = try known.finalLetter
      #expect(sent.kind == "purchased")
      #expect(sent.answer.contains(language == .ja ? "から購入したもの" : "bought"))
      sent.expectAll(of: ["株式会社名簿屋"])
    }
  }

  @Test("a merchant's customer is told so and routed there", arguments: Language.allCases)
  func entrusted(_ language: Language) throws {
    let one = Person(1)
    let rows: [CaseBook.Row] = [.customer(one.customer()), .order(one.order())]
    try with(rows, tenancy: "entrusted") { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.customer, [one.id]), [.source, .erase], language)
      let sent = try known.finalLetter
      #expect(sent.kind == "entrusted")
      sent.expectAll(of: ["有限会社花の本舗", "花の本舗"])
      let words =
        language == .ja
        ? ["出店者から委託を受けて", "開示や消去をするかどうかは、出店者が決めます", "出店者「有限会社花の本舗」にお伝えください"]
        : ["on the merchant's behalf", "Ask the merchant “有限会社花の本舗”"]
      sent.expectAll(of: words)
      #expect(sent.answers.count == 2)
      #expect(sent.answers.last?.contains(language == .ja ? "出店者にお取り次ぎし" : "merchant") == true)
      #expect(!sent.flat.contains("第30条"))
    }
    try with(rows) { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.customer, [one.id]), [.source, .erase], language)
      #expect(try known.finalLetter.kind == "traced", "the same order at a direct tenancy")
    }
  }

  @Test("not in the data at all: is told so", arguments: Language.allCases)
  func nobody(_ language: Language) throws {
    let one = Person(1)
    try with([.customer(one.customer()), .order(one.order())]) { database throws in
      let known = try database.clerk.answered(
        InquiryPerson(.none), [.source, .leaked, .purchased], language, name: "佐藤 次郎")
      let sent = try known.finalLetter
      #expect(sent.kind == "unheld" && sent.run == 1 && sent.redactions.isEmpty)
      #expect(
        sent.answer
          == (language == .ja ? "お客様の情報は、当社の記録にありません。" : "Ourrecordsholdnopersonaldataofyours."))
      sent.expectAll(of: ["佐藤 次郎"])
      sent.expectNone(of: one.secrets + [one.name, "花の本舗"])
      #expect(sent.flat.contains(language == .ja ? "第33条第3項" : "article33(3)"))
      #expect(sent.answers.count == 3)
    }
  }

  @Test("somebody else than the data: nothing of the record", arguments: Language.allCases)
  func notYou(_ language: Language) throws {
    let one = Person(1)
    try with([.customer(one.customer()), .order(one.order())]) { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(
        .opening(
          Self.everything, language, given: [.name: "佐藤 次郎", .email: one.email])
      ).caseNo
      #expect(failure { try clerk.settle(caseNo, InquiryPerson(.notYou)) }.message.contains("find"))
      #expect(try clerk.find(caseNo).decision == .several)
      try clerk.settle(caseNo, InquiryPerson(.notYou))
      // What is on file is the other's: she would be the one who is called.
      #expect(
        failure { try clerk.check(caseNo, by: .callback, []) }.message.contains("registered_mail"))
      try clerk.check(caseNo, by: .document, [])
      let sent = try clerk.answer(caseNo).finalLetter
      #expect(sent.kind == "notyou" && sent.run == 1)
      sent.expectAll(of: ["佐藤 次郎"])
      sent.expectNone(
        of: one.secrets
          + [one.name, one.id, "花の本舗", "トニータウン", "2006", "1-1"].filter {
            // The desk's own address holds digits.
            $0 != "1-1"
          })
      #expect(!sent.answer.contains("流出") && !sent.answer.contains("leak"))
    }
  }

  @Test("that a person is not the one whom the search decided on has to be explained")
  func notYouButFound() throws {
    let one = Person(1)
    try with([.customer(one.customer()), .order(one.order())]) { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(
        .opening(given: [.name: one.name, .email: one.email])
      ).caseNo
      #expect(try clerk.find(caseNo).decision == .one)
      let refused = failure { try clerk.settle(caseNo, InquiryPerson(.notYou)) }
      #expect(refused.exit == .usage && refused.message.contains("--note"))
      try clerk.settle(caseNo, InquiryPerson(.notYou), note: "同姓同名の別人。保険証で確認")
    }
  }

  private func settle(_ clerk: Clerk, _ caseNo: String, _ person: Person) throws {
    try clerk.step {
      try $0.settle(
        person: InquiryPerson(.customer, [person.id]), note: nil, of: caseNo, in: &$1)
    }
  }

  private func isRefused(_ clerk: Clerk, _ caseNo: String, _ person: Person) throws -> Bool {
    do { try settle(clerk, caseNo, person) } catch { return true }
    return false
  }

  /// One slip in an id would send a stranger's purchases to whoever wrote.
  @Test("a record that what was given, or the search, speaks against has to be explained")
  func anotherRecord() throws {
    let (one, two) = (Person(1), Person(2))
    let given: [SearchField: String] = [.name: one.name, .email: one.email, .phone: one.phone]
    let rows: [CaseBook.Row] = [
      .customer(one.customer()), .order(one.order()), .customer(two.customer()),
      .order(two.order()),
    ]
    try with(rows) { database throws in
      let clerk = database.clerk
      func refusal(
        _ given: [SearchField: String], _ person: Person, searched: Bool = false
      ) throws -> String? {
        let caseNo = try clerk.open(.opening(given: given)).caseNo
        if searched { _ = try clerk.find(caseNo) }
        let isRefused = try isRefused(clerk, caseNo, person)
        guard isRefused else { return nil }
        let refused = failure { try self.settle(clerk, caseNo, person) }
        #expect(refused.exit == .usage && refused.message.contains("--note"))
        #expect(!refused.message.contains(person.name) && !refused.message.contains(one.name))
        #expect(try clerk.load(caseNo).personKind == nil)
        try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]), note: "旧姓。保険証で確認")
        return refused.message
      }
      #expect(try refusal(given, one) == nil)
      #expect(try refusal(given, one, searched: true) == nil)
      #expect(try refusal(given, two)?.contains("the name") == true)
      #expect(try refusal(given, two, searched: true)?.contains("the last search") == true)
      // Without a name: all of it is held otherwise; one of it is not.
      #expect(
        try refusal([.email: one.email, .phone: one.phone], two)?.contains("all that") == true)
      #expect(try refusal([.email: one.email, .phone: two.phone], two) == nil)
      // A name in Latin letters, as a foreigner's bank has it, is not held otherwise in kanji; alone it is nothing either.
      #expect(try refusal([.name: "SUZUKI Ichiro", .phone: two.phone], two) == nil)
      #expect(
        try refusal([.name: "SUZUKI Ichiro", .phone: one.phone], two)?.contains("all that") == true)
      // Of what is not held nothing can be otherwise.
      #expect(try refusal([.orderID: "9-9"], two) == nil)
      #expect(try refusal([:], two) == nil)
    }
  }

  @Test("what the case gave otherwise did not agree; a name and its reading are one item")
  func itemsThatDiffer() throws {
    let one = Person(1)
    try with([.customer(one.customer()), .order(one.order())]) { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(
        .opening(given: [.name: one.name, .address: one.address, .email: "else@example.net"])
      ).caseNo
      try clerk.settle(caseNo, InquiryPerson(.customer, [one.id]))
      let names = failure { try clerk.check(caseNo, [.name, .nameKana]) }
      let places = failure { try clerk.check(caseNo, [.address, .postalCode]) }
      #expect(names.message.contains("one item") && places.message.contains("one item"))
      let refused = failure {
        try clerk.check(caseNo, .settled, by: .items, [.name, .email], note: nil)
      }
      #expect(refused.exit == .usage && refused.message.contains("the email that case"))
      try clerk.check(caseNo, .settled, by: .items, [.name, .address], note: nil)
      try clerk.check(caseNo, .settled, by: .items, [.name, .email])
    }
  }

  @Test("nothing is held of somebody whose namesake is: that has to be explained")
  func namesake() throws {
    let one = Person(1)
    try with([.customer(one.customer()), .order(one.order())]) { database throws in
      let clerk = database.clerk
      let moved = try clerk.open(
        .opening(given: [.name: one.name, .phone: "090-0000-0000"])
      ).caseNo
      let found = try clerk.find(moved)
      #expect(found.decision == .none && found.candidates.isEmpty && found.namesakes == 1)
      #expect(!found.json.contains("namesakes"))
      for language in Language.allCases {
        let text = SearchText(language: language).render(found, inquiry: moved)
        let flat = text.filter { !$0.isWhitespace }
        #expect(flat.contains(language == .ja ? "1件あります" : "But1ofthisname"))
        #expect(!text.contains(one.id))
      }
      let refused = failure { try clerk.settle(moved, InquiryPerson(.none)) }
      #expect(refused.exit == .usage && refused.message.contains("1 of the name"))
      #expect(!refused.message.contains(one.name))
      try clerk.settle(moved, InquiryPerson(.none), note: "以前の住所でも見つからない")
      let other = try clerk.open(
        .opening(given: [.name: "無関係 太郎", .phone: "090-0000-0000"])
      ).caseNo
      #expect(try clerk.find(other).namesakes == 0)
      try clerk.settle(other, InquiryPerson(.none))
    }
  }

  @Test("nothing is held of somebody who writes from an address that is: that has to be explained")
  func fromHeld() throws {
    let one = Person(1)
    try with([.customer(one.customer()), .order(one.order())]) { database throws in
      let clerk = database.clerk
      func none(from address: String, note: String? = nil) throws {
        let caseNo = try clerk.open(
          .opening(
            given: [.name: "新姓 花代", .phone: "090-0000-0000"], channel: .email, replyTo: address)
        ).caseNo
        _ = try clerk.find(caseNo)
        try clerk.settle(caseNo, InquiryPerson(.none), note: note)
      }
      let refused = failure { try none(from: one.email.uppercased()) }
      #expect(refused.exit == .usage && refused.message.contains("came from is in the data"))
      #expect(!refused.message.contains(one.email))
      try none(from: one.email, note: "家族のメール。本人は別と電話で確認")
      try none(from: "new@example.net")
    }
  }
}
