import Testing

/// An event is placed when a registered merchant was open in a registered mall at its time.
@Suite struct PlacementTests {
  /// A customer whose only order is at `merchant` in `mall` at `time`.
  private func order(_ time: String, _ mall: String = "tony", _ merchant: String = "cocomin") -> (
    Person
  )
    -> [CaseBook.Row]
  {
    {
      [
        .customer($0.customer(["registered_at": time])),
        .order($0.order("1", ["ordered_at": time, "mall_id": mall, "merchant_id": merchant])),
      ]
    }
  }

  @Test("the first and the last second of a tenancy") func edges() throws {
    var book = CaseBook()
    let outside = ["outside-tenancy tony/cocomin/{n}-1"]
    book.add("the last day's last second", "traced", [], order("2007-12-31 23:59:59"))
    book.add("and its last microsecond", "traced", [], order("2007-12-31 23:59:59.999999"))
    book.add("the next midnight", "contradicted", outside, order("2008-01-01 00:00:00"))
    book.add("the first day's first second", "traced", [], order("2005-01-01 00:00:00"))
    book.add("the second before", "contradicted", outside, order("2004-12-31 23:59:59"))
    book.add("last second, in London's writing", "traced", [], order("2007-12-31T14:59:59Z"))
    book.add(
      "next midnight, in London's writing", "contradicted", outside, order("2007-12-31T15:00:00Z"))
    book.add("an open tenancy has no end", "traced", [], order("2019-05-01", "tony", "hana"))
    try book.check()
  }

  @Test("days are the mall's, wherever the orders were written") func zones() throws {
    var book = CaseBook()
    book.market = Mall()
    book.market.add("malls", Mall.malls, ["timezone": "America/New_York"])
    book.market.add("merchants", Mall.merchants)
    book.market.add("tenancies", Mall.tenancies, ["timezone": "America/New_York"])
    book.add("the last second in New York", "traced", [], order("2008-01-01T04:59:59Z"))
    book.add(
      "the next midnight in New York", "contradicted", ["outside-tenancy tony/cocomin/{n}-1"],
      order("2008-01-01T05:00:00Z"))
    book.add("the first second in New York", "traced", [], order("2005-01-01 14:00:00"))
    book.add(
      "the second before", "contradicted", ["outside-tenancy tony/cocomin/{n}-1"],
      order("2005-01-01 13:59:59"))
    try book.check()
  }

  @Test("names that nobody registered") func unknown() throws {
    var book = CaseBook()
    let noon = "2006-06-01 12:00"
    book.add(
      "mall", "contradicted", ["unknown-mall atlantis/hana/{n}-1"], order(noon, "atlantis", "hana"))
    book.add(
      "merchant", "contradicted", ["unknown-merchant tony/ghost/{n}-1"],
      order(noon, "tony", "ghost"))
    book.add(
      "both", "contradicted",
      ["unknown-mall atlantis/ghost/{n}-1", "unknown-merchant atlantis/ghost/{n}-1"],
      order(noon, "atlantis", "ghost"))
    book.add(
      "both known, never together", "contradicted", ["outside-tenancy umi/cocomin/{n}-1"],
      order(noon, "umi", "cocomin"))
    book.add("known, together", "traced", [], order(noon, "umi", "hana"))
    book.add(
      "case counts in names of malls", "contradicted", ["unknown-mall TONY/hana/{n}-1"],
      order(noon, "TONY", "hana"))
    try book.check()
  }

  @Test("a tenancy of a merchant or a mall that is not registered places nothing")
  func unregistered() throws {
    var book = CaseBook()
    book.market.add(
      "tenancies",
      [
        Mall.tenancy("tony", "ghost", "幽霊", "2000-01-01"),
        Mall.tenancy("atlantis", "hana", "海", "2000-01-01"),
      ])
    let noon = "2006-06-01 12:00"
    book.add(
      "merchant", "contradicted", ["unknown-merchant tony/ghost/{n}-1"],
      order(noon, "tony", "ghost"))
    book.add(
      "mall", "contradicted", ["unknown-mall atlantis/hana/{n}-1"], order(noon, "atlantis", "hana"))
    // Nobody can say in a letter what these were called.
    try book.check(alsoExpected: [
      "storefront-unnamed tony/ghost@2000-01-01", "storefront-unnamed atlantis/hana@2000-01-01",
    ])
  }

  @Test("a merchant that left and came back") func gap() throws {
    var book = CaseBook()
    book.market = Self.market([
      Mall.tenancy("tony", "cocomin", "ココミン", "2005-01-01", "2005-06-30"),
      Mall.tenancy("tony", "cocomin", "新ココミン", "2005-08-01", "2006-12-31"),
    ])
    let outside = ["outside-tenancy tony/cocomin/{n}-1"]
    book.add("before it left", "traced", [], order("2005-06-30 23:59:59"))
    book.add("gone", "contradicted", outside, order("2005-07-01 00:00:00"))
    book.add("still gone", "contradicted", outside, order("2005-07-31 23:59:59"))
    book.add("back", "traced", [], order("2005-08-01 00:00:00"))
    try book.check()
  }

  @Test("a merchant that left and came back twice: the period in the middle counts like the others")
  func twoGaps() throws {
    var book = CaseBook()
    book.market = Self.market([
      Mall.tenancy("tony", "cocomin", "ココミン", "2005-01-01", "2005-02-28"),
      Mall.tenancy("tony", "cocomin", "新ココミン", "2005-04-01", "2005-05-31"),
      Mall.tenancy("tony", "cocomin", "新々ココミン", "2005-07-01", "2005-08-31"),
    ])
    let outside = ["outside-tenancy tony/cocomin/{n}-1"]
    book.add("before all", "contradicted", outside, order("2004-12-31 23:59:59"))
    book.add("the last second of the first", "traced", [], order("2005-02-28 23:59:59"))
    book.add("the first gap begins", "contradicted", outside, order("2005-03-01 00:00:00"))
    book.add("the first gap ends", "contradicted", outside, order("2005-03-31 23:59:59"))
    book.add("the middle begins", "traced", [], order("2005-04-01 00:00:00"))
    book.add("the middle ends", "traced", [], order("2005-05-31 23:59:59"))
    book.add("the second gap begins", "contradicted", outside, order("2005-06-01 00:00:00"))
    book.add("the second gap ends", "contradicted", outside, order("2005-06-30 23:59:59"))
    book.add("the last begins", "traced", [], order("2005-07-01 00:00:00"))
    book.add("the last ends", "traced", [], order("2005-08-31 23:59:59"))
    book.add("after all", "contradicted", outside, order("2005-09-01 00:00:00"))
    try book.check()
  }

  @Test("tenancies that touch or overlap leave no gap") func overlap() throws {
    var book = CaseBook()
    book.market = Self.market([
      Mall.tenancy("tony", "cocomin", "一", "2005-01-01", "2005-06-30"),
      Mall.tenancy("tony", "cocomin", "二", "2005-07-01", "2005-12-31"),
      Mall.tenancy("tony", "cocomin", "三", "2005-12-01", "2006-12-31"),
      Mall.tenancy("tony", "cocomin", "四", "2006-03-01", "2006-04-30"),
    ])
    book.add("the last day of the first", "traced", [], order("2005-06-30 23:59:59"))
    book.add("the first day of the second", "traced", [], order("2005-07-01 00:00:00"))
    book.add("in two at once", "traced", [], order("2005-12-15 00:00:00"))
    book.add("after the one within the other", "traced", [], order("2006-05-01 00:00:00"))
    book.add(
      "after all", "contradicted", ["outside-tenancy tony/cocomin/{n}-1"],
      order("2007-01-01 00:00:00"))
    try book.check()
  }

  @Test("a tenancy of one day") func oneDay() throws {
    var book = CaseBook()
    book.market = Self.market([Mall.tenancy("tony", "cocomin", "一日", "2005-05-05", "2005-05-05")])
    let outside = ["outside-tenancy tony/cocomin/{n}-1"]
    book.add("the day before", "contradicted", outside, order("2005-05-04 23:59:59"))
    book.add("its morning", "traced", [], order("2005-05-05 00:00:00"))
    book.add("its evening", "traced", [], order("2005-05-05 23:59:59"))
    book.add("the day after", "contradicted", outside, order("2005-05-06 00:00:00"))
    try book.check()
  }

  /// The usual malls and merchants with other tenancies.
  static func market(_ tenancies: [Fields]) -> Mall {
    var mall = Mall()
    mall.add("malls", Mall.malls)
    mall.add("merchants", Mall.merchants)
    mall.add("tenancies", tenancies)
    return mall
  }
}
