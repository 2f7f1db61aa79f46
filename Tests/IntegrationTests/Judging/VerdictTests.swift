import Testing

/// Every verdict of the design: what leads to it, and what just does not.
@Suite struct VerdictTests {
  @Test("traced: every field proven by the person's own act") func traced() throws {
    var book = CaseBook()
    book.add("one order, paid and shipped", "traced") {
      [.customer($0.customer()), .order($0.order())]
    }
    book.add("a sign-up with its evidence", "traced") {
      [.customer($0.customer()), .signup($0.signup())]
    }
    book.add("an enquiry", "traced") {
      [.customer($0.customer()), .signup($0.signup("1", ["kind": "enquiry"]))]
    }
    book.add("a campaign", "traced") {
      [.customer($0.customer()), .signup($0.signup("1", ["kind": "campaign"]))]
    }
    book.add("fields collected by two orders", "traced") {
      [
        .customer($0.customer()), .order($0.order("1", ["phone": "", "address": ""])),
        .order($0.order("2", ["name": "", "email": ""])),
      ]
    }
    book.add("a record that holds an e-mail address only", "traced") {
      [
        .customer($0.customer(["name": "", "phone": "", "postal_code": "", "address": ""])),
        .order($0.order()),
      ]
    }
    book.add(
      "unplaced and uncorroborated orders beside a proven one do no harm", "traced",
      ["unknown-merchant tony/ghost/{n}-2", "uncorroborated-order tony/hana/{n}-3"]
    ) {
      [
        .customer($0.customer()), .order($0.order()),
        .order($0.order("2", ["merchant_id": "ghost"])),
        .order($0.order("3", ["settlement_id": "", "tracking_no": ""])),
      ]
    }
    book.add("a cancelled order is collected data too", "traced") {
      [.customer($0.customer()), .order($0.order("1", ["status": "キャンセル"]))]
    }
    book.add("values in another writing", "traced") {
      [
        .customer($0.customer()),
        .order(
          $0.order(
            "1",
            [
              "name": $0.name.replacing("\u{3000}", with: " ") + "様",
              "email": $0.email.uppercased(),
              "phone": $0.phone.replacing("-", with: ""),
            ])),
      ]
    }
    try book.check()
  }

  @Test("uncorroborated: placed, and nothing outside of the order behind it")
  func uncorroborated() throws {
    var book = CaseBook()
    let bare = ["settlement_id": "", "tracking_no": ""]
    book.add(
      "no settlement and no shipment", "uncorroborated", ["uncorroborated-order tony/hana/{n}-1"]
    ) {
      [.customer($0.customer()), .order($0.order("1", bare))]
    }
    book.add(
      "one field in an uncorroborated order only", "uncorroborated",
      ["uncorroborated-order tony/hana/{n}-2"]
    ) {
      [
        .customer($0.customer()), .order($0.order("1", ["phone": ""])), .order($0.order("2", bare)),
      ]
    }
    book.add("a sign-up without its evidence", "uncorroborated") {
      [.customer($0.customer()), .signup($0.signup("1", ["evidence_ref": ""]))]
    }
    book.add(
      "an unfinished checkout", "uncorroborated", ["uncorroborated-order tony/hana/{n}-1"]
    ) {
      [.customer($0.customer()), .order($0.order("1", bare.merging(["status": "購入処理中"]) { $1 }))]
    }
    book.add(
      "two of the same, neither better", "uncorroborated",
      [
        "uncorroborated-order tony/hana/{n}-1", "uncorroborated-order tony/hana/{n}-2",
      ]
    ) {
      [.customer($0.customer()), .order($0.order("1", bare)), .order($0.order("2", bare))]
    }
    try book.check()
  }

  @Test("partial: some field none or claimed, another placed or proven") func partial() throws {
    var book = CaseBook()
    for field in ["name", "email", "phone", "address"] {
      let other = Person(90)
      let value = [
        "name": other.name, "email": other.email, "phone": other.phone, "address": other.address,
      ][field, default: ""]
      book.add("\(field) from nowhere", "partial", ["field-not-collected {id} \(field)"]) {
        [.customer($0.customer([field: value])), .order($0.order())]
      }
    }
    book.add("a field that is only claimed", "partial", ["unknown-merchant tony/ghost/{n}-2"]) {
      [
        .customer($0.customer()), .order($0.order("1", ["phone": ""])),
        .order($0.order("2", ["merchant_id": "ghost"])),
      ]
    }
    book.add(
      "partial goes before uncorroborated", "partial",
      ["field-not-collected {id} email", "uncorroborated-order tony/hana/{n}-1"]
    ) {
      [
        .customer($0.customer()),
        .order($0.order("1", ["email": "", "settlement_id": "", "tracking_no": ""])),
      ]
    }
    book.add("kana and postal code are not judged", "traced") {
      [
        .customer($0.customer(["name_kana": "ベツノヨミ", "postal_code": "999-9999"])),
        .order($0.order()),
      ]
    }
    try book.check()
  }

  @Test("contradicted: no field reaches placed, or the record is older than what was collected")
  func contradicted() throws {
    var book = CaseBook()
    book.add(
      "its only order is at no known merchant", "contradicted",
      ["unknown-merchant tony/ghost/{n}-1"]
    ) {
      [.customer($0.customer()), .order($0.order("1", ["merchant_id": "ghost"]))]
    }
    book.add(
      "registered long before the order", "contradicted", ["record-predates-collection {id}"]
    ) {
      [.customer($0.customer(["registered_at": "2001-01-01"])), .order($0.order())]
    }
    book.add(
      "its events carry nothing that it holds", "contradicted",
      ["name", "email", "phone", "address"].map { "field-not-collected {id} \($0)" }
    ) {
      [
        .customer($0.customer()),
        .order(
          $0.order("1", ["name": "別人", "email": "a@b.example", "phone": "06-1", "address": "大阪"])),
      ]
    }
    book.add("a record that holds no field at all", "contradicted") {
      [
        .customer(["customer_id": $0.id, "registered_at": $0.orderedAt]), .order($0.order()),
      ]
    }
    try book.check()
  }

  @Test("untraced: no event at all") func untraced() throws {
    var book = CaseBook()
    book.add("nobody knows it", "untraced", ["untraced-record {id}"]) { [.customer($0.customer())] }
    book.add(
      "a guest's order with the same data is not its own", "untraced", ["untraced-record {id}"]
    ) {
      [.customer($0.customer()), .order($0.order("1", ["customer_id": ""]))]
    }
    book.add("nothing held, nothing collected", "untraced", ["untraced-record {id}"]) {
      [.customer(["customer_id": $0.id, "registered_at": $0.orderedAt])]
    }
    book.add(
      "an identifier that differs in case is another", "untraced",
      [
        "untraced-record {id}", "order-without-customer tony/hana/{n}-1",
      ]
    ) {
      [.customer($0.customer()), .order($0.order("1", ["customer_id": $0.id.lowercased()]))]
    }
    book.add("blanks around an identifier are none of it", "traced") {
      [.customer($0.customer()), .order($0.order("1", ["customer_id": " \($0.id)\u{3000}"]))]
    }
    try book.check()
  }

  @Test("the census counts every verdict, and those that nothing explains") func census() throws {
    var book = CaseBook()
    book.add("", "traced") { [.customer($0.customer()), .order($0.order())] }
    book.add("", "traced") { [.customer($0.customer()), .order($0.order())] }
    book.add("", "untraced", ["untraced-record {id}"]) { [.customer($0.customer())] }
    let mall = book.mall
    try withDatabase { database in
      try database.load(mall)
      let run = try database.audit().run
      #expect(run.version == 1 && run.run == 1 && run.mode == "full" && run.customers == 3)
      #expect(
        run.verdicts == [
          "traced": 2, "received": 0, "erased": 0, "uncorroborated": 0, "partial": 0,
          "contradicted": 0, "untraced": 1, "purchased": 0,
        ])
      #expect(run.unexplained == 1)
      #expect(run.findings == ["untraced-record": 1])
    }
  }

  @Test("a mall without customers is no error") func empty() throws {
    try withDatabase { database in
      try database.load(Mall.market())
      let run = try database.audit().run
      #expect(run.customers == 0 && run.unexplained == 0)
      #expect(run.verdicts.values.allSatisfy { $0 == 0 } && run.verdicts.count == 8)
    }
  }
}
