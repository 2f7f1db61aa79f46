import Testing

/// Orders that stand alone: guests, and customers who are not there.
@Suite struct OrderRuleTests {
  @Test("guests") func guests() throws {
    var book = CaseBook()
    book.add("a guest's order is nobody's, and no finding", nil) {
      [.order($0.order("1", ["customer_id": ""]))]
    }
    book.add("but its merchant must be known", nil, ["unknown-merchant tony/ghost/{n}-1"]) {
      [.order($0.order("1", ["customer_id": "", "merchant_id": "ghost"]))]
    }
    book.add("and something must stand behind it", nil, ["uncorroborated-order tony/hana/{n}-1"]) {
      [.order($0.order("1", ["customer_id": "", "settlement_id": "", "tracking_no": ""]))]
    }
    try book.check()
  }

  @Test("orders of customers who are not there") func missing() throws {
    var book = CaseBook()
    book.add("an order", nil, ["order-without-customer tony/hana/{n}-1"]) { [.order($0.order())] }
    book.add("a sign-up is no order", nil) { [.signup($0.signup())] }
    book.add("with its customer", "traced") { [.customer($0.customer()), .order($0.order())] }
    try book.check()
  }

  @Test("an unplaced order without evidence is reported for its place only") func onlyPlaced()
    throws
  {
    var book = CaseBook()
    book.add("", "contradicted", ["unknown-merchant tony/ghost/{n}-1"]) {
      [
        .customer($0.customer()),
        .order(
          $0.order("1", ["merchant_id": "ghost", "settlement_id": "", "tracking_no": ""])),
      ]
    }
    try book.check()
  }

  @Test("order numbers alone repeat: mall and merchant make them one") func numbersRepeat() throws {
    var book = CaseBook()
    book.add("number 1 at one merchant", "traced") {
      [.customer($0.customer()), .order($0.order("1", ["order_id": "1"]))]
    }
    book.add("number 1 at another merchant", "traced") {
      [
        .customer($0.customer()),
        .order($0.order("1", ["order_id": "1", "merchant_id": "cocomin"])),
      ]
    }
    book.add("number 1 in another mall", "traced") {
      [.customer($0.customer()), .order($0.order("1", ["order_id": "1", "mall_id": "umi"]))]
    }
    try book.check()
  }
}
