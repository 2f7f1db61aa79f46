import Foundation
import Rendering
import Testing
import Yurai

/// The trail names everything as it was called on the day, with the file and the line that say so.
@Suite struct TraceTests {
  private let one = Person(1)

  private func trail(_ market: Mall = .market(), _ rows: (inout Mall) -> Void) throws -> TrailDetail
  {
    var mall = market
    rows(&mall)
    var detail: TrailDetail?
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      detail = try database.trail(of: one.id)
    }
    return try #require(detail)
  }

  @Test("a storefront that has left, in a mall that was renamed since") func story() throws {
    let detail = try trail { mall in
      mall.add("customers", [one.customer(["registered_at": "2006-05-03 00:05"])])
      mall.add(
        "orders",
        [
          Person(2).order(),
          one.order(
            "1", ["merchant_id": "cocomin", "ordered_at": "2006-05-03 00:05", "affiliate_id": "A1"]),
        ], path: "orders-2006.csv")
    }
    let trail = detail.trail
    #expect(trail.version == 1 && trail.customer == one.id && trail.verdict == .traced)
    #expect(trail.fields.map(\.field) == [.name, .email, .phone, .address])
    #expect(
      trail.fields.allSatisfy { $0.status == .proven && $0.collectedBy == "order:tony/cocomin/1-1" }
    )
    let event = try #require(trail.trail.first)
    #expect(event.event == "order:tony/cocomin/1-1" && event.kind == .order)
    #expect(event.occurredAt == MallTime("2006-05-03T00:05:00+09:00"))
    #expect(event.storefront == "ちゃっかりダイエットココミン")
    #expect(event.mall?.name == "トニータウン", "as it was called then")
    #expect(event.merchant?.name == "ココミン" && event.legalRole == .direct)
    #expect(event.tenancy?.ended == true && event.tenancy?.closedOn == Day("2007-12-31"))
    #expect(event.affiliate?.programme == "アクセスリンク")
    #expect(event.placed && event.corroborated && event.evidence == ["settlement", "shipment"])
    #expect(event.carries == [.name, .email, .phone, .address])
    #expect(event.source.file == "orders-2006.csv" && event.source.line == 3)
    #expect(event.source.sha256.count == 64)
    let beside = try #require(detail.events[event.event])
    #expect(beside.mallNameNow == "トニーモール" && beside.operatorName == "株式会社トニー")
    #expect(beside.merchantLegalName == "株式会社ココミン")
  }

  @Test(
    "the day before and the day of a renaming",
    arguments: [("2008-03-31 23:59:59", "トニータウン"), ("2008-04-01 00:00:00", "トニーモール")])
  func renamed(_ time: String, _ name: String) throws {
    let detail = try trail { mall in
      mall.add("customers", [one.customer(["registered_at": time])])
      mall.add("orders", [one.order("1", ["ordered_at": time])])
    }
    #expect(detail.trail.trail.first?.mall?.name == name)
  }

  @Test("names of merchants and storefronts by period") func periods() throws {
    var market = Mall()
    market.add("malls", Mall.malls)
    market.add(
      "merchants",
      [
        ["merchant_id": "hana", "name": "旧名", "valid_to": "2005-12-31"],
        ["merchant_id": "hana", "name": "新名", "valid_from": "2006-01-01"],
      ])
    market.add(
      "tenancies",
      [
        Mall.tenancy("tony", "hana", "旧店", "2004-01-01", "2005-12-31"),
        Mall.tenancy("tony", "hana", "新店", "2006-01-01"),
      ])
    let detail = try trail(market) { mall in
      mall.add("customers", [one.customer(["registered_at": "2005-12-31"])])
      mall.add(
        "orders",
        [
          one.order("1", ["ordered_at": "2005-12-31 23:59:59"]),
          one.order("2", ["ordered_at": "2006-01-01 00:00:00"]),
        ])
    }
    #expect(detail.trail.trail.map(\.storefront) == ["旧店", "新店"])
    #expect(detail.trail.trail.compactMap(\.merchant?.name) == ["旧名", "新名"])
    #expect(detail.trail.trail.map(\.tenancy?.ended) == [true, false])
  }

  @Test("two tenancies at once: one storefront, the same every time") func overlapping() throws {
    let market = PlacementTests.market([
      Mall.tenancy("tony", "hana", "大きい店", "2004-01-01"),
      Mall.tenancy("tony", "hana", "小さい店", "2006-01-01", "2006-12-31"),
    ])
    let detail = try trail(market) { mall in
      mall.add("customers", [one.customer()])
      mall.add("orders", [one.order()])
    }
    #expect(detail.trail.trail.count == 1, "one event, however many tenancies cover it")
    #expect(detail.trail.trail.first?.storefront == "小さい店")
  }

  @Test("what no event carries, and what is only claimed") func gaps() throws {
    let detail = try trail { mall in
      mall.add("customers", [one.customer(["phone": "06-9999-9999", "address": ""])])
      mall.add("orders", [one.order("1", ["merchant_id": "ghost"])])
    }
    let statuses = detail.trail.fields.map { "\($0.field) \($0.status) \($0.collectedBy ?? "-")" }
    #expect(
      statuses == [
        "name claimed order:tony/ghost/1-1", "email claimed order:tony/ghost/1-1", "phone none -",
      ])
    let event = try #require(detail.trail.trail.first)
    // The settlement is there, and does not place anything.
    #expect(!event.placed && event.corroborated && event.storefront == nil && event.tenancy == nil)
    #expect(event.merchant?.id == "ghost" && event.merchant?.name == nil)
    #expect(Set(detail.trail.findings) == ["unknown-merchant", "field-not-collected"])
  }

  @Test("the JSON is as documented") func json() throws {
    let detail = try trail { mall in
      mall.add("customers", [one.customer()])
      mall.add("signups", [one.signup()])
    }
    let text = detail.trail.json
    for part in [
      "{\"version\":1,\"customer\":\"C001\",\"verdict\":\"traced\",\"fields\":[{\"field\":\"name\",\"status\":\"proven\"",
      "\"event\":\"signup:tony/U1-1\"", "\"storefront\":null", "\"merchant\":null",
      "\"affiliate\":null",
      "\"evidence\":[\"evidence_ref\"]", "\"source\":{\"file\":", "\"findings\":[]",
    ] { #expect(text.contains(part), "\(part) in \(text)") }
  }

  @Test("evidence that is somebody else's too is not shown as evidence") func reused() throws {
    let detail = try trail { mall in
      mall.add("customers", [one.customer(), Person(2).customer()])
      mall.add(
        "orders",
        [one.order("1", ["settlement_id": "X"]), Person(2).order("1", ["settlement_id": "X"])])
    }
    #expect(detail.trail.trail.first?.evidence == ["shipment"])
  }

  @Test("a customer who is not there") func unknown() throws {
    try withDatabase { database in
      #expect(failure { _ = try database.trail(of: "C404") }.message.contains("no customer"))
      #expect(failure { _ = try database.trail(of: " ") }.exit == .usage)
    }
  }

  @Test("before any audit, an incomplete provision proves nothing either") func beforeAudit() throws
  {
    var mall = Mall.market()
    mall.add("customers", [one.customer()])
    mall.add("provisions", [.provision("P1", basis: "consent", ["consent_ref": ""])])
    mall.add("provision-subjects", [one.subject(of: "P1")])
    try withDatabase { database in
      try database.load(mall)
      #expect(try database.trail(of: one.id).trail.verdict == .contradicted)
    }
  }

  // MARK: - Orders

  @Test("a guest's order, named as findings and trails print it") func guestOrder() throws {
    let guest = Person(5)
    var mall = Mall.market()
    mall.add(
      "orders",
      [
        guest.order("1", ["customer_id": ""]),
        Person(6).order("1", ["customer_id": "", "settlement_id": "", "tracking_no": ""]),
      ], path: "orders.csv")
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      for name in ["tony/hana/5-1", "order:tony/hana/5-1"] {
        let text = try database.tool("trace", name, "--language", "en")
        #expect(text.code == 0, "\(text.errors)")
        #expect(
          text.output.hasPrefix(
            """
            Verdict: traced
            Every field is proven through the person's own act.
            Order: tony/hana/5-1
            Customer record: none (a guest order)

            Field
            """), "\(text.output)")
        #expect(text.output.contains("source orders.csv:2 "))
        #expect(!text.output.contains("Registered"))
        for value in [guest.name, guest.email, guest.phone, guest.address] {
          #expect(!text.output.contains(value))
        }
        let json = try database.tool("trace", name, "--format", "json").output
        #expect(
          json.hasPrefix(
            "{\"version\":1,\"customer\":null,\"order\":\"tony/hana/5-1\",\"verdict\":\"traced\",\"fields\":[{"
          ))
        #expect(!json.contains(guest.email))
      }
      let shown = try database.tool("trace", "tony/hana/5-1", "--show-values", "--language", "ja")
      #expect(shown.output.contains(guest.phone) && shown.output.contains("会員登録なしの注文"), "\(shown)")
      let bare = try database.tool("trace", "tony/hana/6-1", "--format", "json").output
      #expect(bare.contains("\"findings\":[\"uncorroborated-order\"]"), "\(bare)")
    }
  }

  @Test("a member's order names the member; its trail is its own") func memberOrder() throws {
    var mall = Mall.market()
    mall.add("customers", [one.customer()])
    mall.add("orders", [one.order(), one.order("2", ["merchant_id": "ghost"])])
    try withDatabase { database in
      try database.load(mall)
      var session = try database.session()
      let first = try TraceJob().trail(named: "tony/hana/1-1", in: &session).trail
      #expect(first.customer == one.id && first.order == "tony/hana/1-1")
      #expect(first.verdict == .traced && first.trail.map(\.event) == ["order:tony/hana/1-1"])
      let second = try TraceJob().trail(named: "order:tony/ghost/1-2", in: &session).trail
      #expect(second.verdict == .contradicted && second.customer == one.id)
      let text = try database.tool("trace", "tony/hana/1-1", "--language", "en").output
      #expect(text.contains("Order: tony/hana/1-1\nCustomer record: C001\n"), "\(text)")
    }
  }

  @Test("a customer whose id looks like an order goes first, but behind `order:`")
  func looksLikeOrder() throws {
    var mall = Mall.market()
    mall.add("customers", ["tony/hana/1-1", "order:x"].map { one.customer(["customer_id": $0]) })
    mall.add("orders", [one.order("1", ["customer_id": ""])])
    try withDatabase { database in
      try database.load(mall)
      var session = try database.session()
      func order(_ name: String) throws -> String? {
        try TraceJob().trail(named: name, in: &session).trail.order
      }
      #expect(try order("tony/hana/1-1") == nil)
      #expect(try order("order:tony/hana/1-1") == "tony/hana/1-1")
      #expect(try order("order:x") == nil, "a customer all the same")
    }
  }

  @Test(
    "an order that is not there",
    arguments: ["tony/hana/404", "order:tony/hana/404", "order:", "tony/404"])
  func noOrder(_ name: String) throws {
    try withDatabase { database in
      try database.load(Mall.market())
      let outcome = try database.tool("trace", name)
      #expect(outcome.code == 1 && outcome.output.isEmpty, "\(outcome)")
      #expect(outcome.errors.contains("mall/merchant/order_id"))
    }
  }
}
