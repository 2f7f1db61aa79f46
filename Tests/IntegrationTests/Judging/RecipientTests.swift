import Testing

/// What belongs to the recipient counts for the customer only when the recipient is the customer.
@Suite struct RecipientTests {
  /// An order that carries name and e-mail; phone and address are the recipient's.
  private func order(_ shipName: @escaping (Person) -> String) -> (Person) -> [CaseBook.Row] {
    {
      [
        .customer($0.customer()),
        .order(
          $0.order(
            "1",
            [
              "phone": "", "address": "", "ship_name": shipName($0), "ship_phone": $0.phone,
              "ship_address": $0.address,
            ])),
      ]
    }
  }

  @Test("whose it is") func whose() throws {
    var book = CaseBook()
    book.add("no recipient named", "traced", [], order { _ in "" })
    book.add("only blanks", "traced", [], order { _ in " \u{3000}" })
    book.add("the customer", "traced", [], order { $0.name })
    book.add(
      "the customer, written otherwise", "traced", [],
      order {
        $0.name.replacing("\u{3000}", with: "") + " 様"
      })
    book.add(
      "somebody else", "partial",
      ["field-not-collected {id} phone", "field-not-collected {id} address"],
      order { _ in Person(99).name })
    try book.check()
  }

  @Test("a recipient's e-mail address is never asked for, and a name counts by itself")
  func names() throws {
    var book = CaseBook()
    book.add("ordered under another name, sent to oneself", "traced") {
      [
        .customer($0.customer()),
        .order($0.order("1", ["name": "別人", "ship_name": $0.name])),
      ]
    }
    book.add(
      "a gift: the orderer's fields count, the recipient's do not", "traced"
    ) {
      [
        .customer($0.customer()),
        .order(
          $0.order(
            "1",
            [
              "ship_name": Person(98).name, "ship_phone": Person(98).phone,
              "ship_address": Person(98).address,
            ])),
      ]
    }
    book.add(
      "the recipient's address has got into the record", "partial",
      ["field-not-collected {id} address"]
    ) {
      [
        .customer($0.customer(["address": Person(97).address])),
        .order(
          $0.order("1", ["ship_name": Person(97).name, "ship_address": Person(97).address])),
      ]
    }
    book.add(
      "a record without a name cannot be the recipient", "partial",
      ["field-not-collected {id} phone"]
    ) {
      [
        .customer($0.customer(["name": ""])),
        .order($0.order("1", ["phone": "", "ship_name": $0.name, "ship_phone": $0.phone])),
      ]
    }
    try book.check()
  }

  @Test("a recipient who is a customer too gets nothing from another's order") func recipient()
    throws
  {
    var book = CaseBook()
    let friend = Person(2)
    book.add("who ordered", "traced") {
      [
        .customer($0.customer()),
        .order(
          $0.order(
            "1",
            ["ship_name": friend.name, "ship_phone": friend.phone, "ship_address": friend.address])),
      ]
    }
    book.add("to whom it was sent", "untraced", ["untraced-record {id}"]) {
      [.customer($0.customer())]
    }
    try book.check()
  }
}
