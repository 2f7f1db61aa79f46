import Rendering
import Testing
import Yurai

/// A settlement or a shipment of its own corroborates an order; one that is also somebody else's does not.
@Suite struct EvidenceTests {
  private static let bare = [
    "settlement_id": "", "settled_at": "", "tracking_no": "", "shipped_at": "",
  ]

  private func order(_ changes: Fields) -> (Person) -> [CaseBook.Row] {
    {
      [
        .customer($0.customer()), .order($0.order("1", Self.bare.merging(changes) { $1 })),
      ]
    }
  }

  @Test(
    "any one of the four is enough",
    arguments: [
      ["settlement_id": "X1"], ["settled_at": "2006-06-01"], ["tracking_no": "X1"],
      ["shipped_at": "2006-06-01 10:00"],
    ])
  func anyOne(_ changes: Fields) throws {
    var book = CaseBook()
    book.add("\(changes)", "traced", [], order(changes))
    book.add(
      "blanks are none", "uncorroborated", ["uncorroborated-order tony/hana/{n}-1"],
      order(
        ["settlement_id": " \u{3000}", "settled_at": " "]))
    try book.check()
  }

  @Test("one payment cannot prove two people's orders") func reusedSettlement() throws {
    var book = CaseBook()
    book.add("one", "uncorroborated", ["evidence-reused tony/PAY"], order(["settlement_id": "PAY"]))
    book.add(
      "the other, with blanks around", "uncorroborated", [], order(["settlement_id": " PAY "]))
    book.add(
      "a third, who has a parcel too", "traced", [],
      order(["settlement_id": "PAY", "tracking_no": "OWN"]))
    book.add(
      "a fourth, with the day of shipment", "traced", [],
      order(["settlement_id": "PAY", "shipped_at": "2006-06-01"]))
    book.add(
      "a fifth: the time belongs to the id", "uncorroborated", [],
      order(["settlement_id": "PAY", "settled_at": "2006-06-01"]))
    book.add(
      "a sixth, at another merchant of the mall", "uncorroborated", [],
      order(
        ["settlement_id": "PAY", "merchant_id": "cocomin"]))
    book.add("case and width do not count", "uncorroborated", [], order(["settlement_id": "ｐaＹ"]))
    try book.check()
  }

  @Test("one parcel cannot either") func reusedShipment() throws {
    var book = CaseBook()
    book.add(
      "one", "uncorroborated", ["evidence-reused tony/PARCEL"], order(["tracking_no": "PARCEL"]))
    book.add(
      "the other", "uncorroborated", [],
      order(["tracking_no": "PARCEL", "shipped_at": "2006-06-01"]))
    book.add(
      "a third, who paid", "traced", [], order(["tracking_no": "PARCEL", "settlement_id": "OWN"]))
    try book.check()
  }

  @Test("a parcel's number is the same however it is grouped") func groups() throws {
    var book = CaseBook()
    book.add(
      "with dashes", "uncorroborated", ["evidence-reused tony/1234-5678-9012"],
      order(["tracking_no": "1234-5678-9012"]))
    for written in ["123456789012", "１２３４５６７８９０１２", "1234 5678 9012", "1234ー5678—9012"] {
      book.add(written, "uncorroborated", [], order(["tracking_no": written]))
    }
    book.add("1-23", "traced", [], order(["tracking_no": "SHOP-1-23"]))
    book.add("12-3", "traced", [], order(["tracking_no": "SHOP-12-3"]))
    try book.check()
  }

  @Test("equal numbers that do not meet") func apart() throws {
    var book = CaseBook()
    book.add("in one mall", "traced", [], order(["settlement_id": "N1"]))
    book.add("in another mall", "traced", [], order(["settlement_id": "N1", "mall_id": "umi"]))
    book.add("a parcel with a payment's number", "traced", [], order(["tracking_no": "N1"]))
    book.add("one customer, two orders in one parcel", "traced") {
      [
        .customer($0.customer()),
        .order($0.order("1", ["settlement_id": "N2", "tracking_no": "N3"])),
        .order($0.order("2", ["settlement_id": "N2", "tracking_no": "N3"])),
      ]
    }
    book.add("shared with a guest, who is no customer", "traced") {
      [
        .customer($0.customer()),
        .order($0.order("1", ["settlement_id": "N4", "tracking_no": ""])),
        .order($0.order("2", ["settlement_id": "N4", "tracking_no": "", "customer_id": ""])),
      ]
    }
    try book.check()
  }

  @Test("an order of somebody whose record is gone counts as another customer's")
  func missingCustomer() throws {
    var book = CaseBook()
    book.add(
      "the number is used", "uncorroborated",
      ["evidence-reused tony/N5", "order-without-customer tony/hana/{n}-2"]
    ) {
      [
        .customer($0.customer()),
        .order($0.order("1", ["settlement_id": "N5", "tracking_no": ""])),
        .order($0.order("2", ["settlement_id": "N5", "tracking_no": "", "customer_id": "GONE"])),
      ]
    }
    try book.check()
  }

  @Test("mall and number are kept apart in the key") func keyBorder() throws {
    var book = CaseBook()
    book.market.add("malls", [["mall_id": "tonyA", "name": "別のモール"]])
    book.market.add("tenancies", [Mall.tenancy("tonyA", "hana", "花", "2000-01-01")])
    book.add("tony and A1", "traced", [], order(["settlement_id": "A1"]))
    book.add("tonyA and 1", "traced", [], order(["settlement_id": "1", "mall_id": "tonyA"]))
    try book.check()
  }

  @Test("a number that stands behind a customer's order says nothing of a guest's") func guests()
    throws
  {
    try withDatabase { database in
      var mall = Mall.market()
      mall.add("customers", [Person(1).customer()])
      let guest: Fields = ["customer_id": "", "settlement_id": "S1-1", "tracking_no": ""]
      mall.add(
        "orders",
        [
          Person(1).order(), Person(5).order("1", guest),
          Person(6).order("1", guest.merging(["settlement_id": "S6-1"]) { $1 }),
        ])
      try database.load(mall)
      var session = try database.session()
      for (id, isCorroborated) in [("tony/hana/5-1", false), ("tony/hana/6-1", true)] {
        let detail = try TraceJob().trail(of: InquiryPerson(.guestOrder, [id]), in: &session)
        #expect(detail.trail.trail.map(\.corroborated) == [isCorroborated], "\(id)")
      }
    }
  }
}
