import Rendering
import Testing
import Yurai

/// The census of the last audit.
@Suite struct ReportTests {
  @Test("by mall, by merchant, with its batches") func census() throws {
    var mall = Mall.market()
    let people = (1...4).map { Person($0) }
    mall.add("customers", people.map { $0.customer() }, path: "c.csv")
    mall.add(
      "orders",
      [
        people[0].order("1"), people[0].order("2", ["mall_id": "umi"]), people[1].order("1"),
        people[2].order("1", ["phone": ""]),
      ], path: "o.csv", origin: "provided")
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      var session = try database.session()
      let census = try Listings.census(in: &session)
      #expect(census.customers == 4)
      #expect(
        census.verdicts[.traced] == 2 && census.verdicts[.partial] == 1
          && census.verdicts[.untraced] == 1)
      let tony = try #require(census.byMall.first { $0.id == "tony" })
      #expect(tony.name == "トニーモール" && tony.verdicts[.traced] == 2 && tony.verdicts[.partial] == 1)
      let umi = try #require(census.byMall.first { $0.id == "umi" })
      #expect(umi.verdicts[.traced] == 1 && umi.verdicts[.partial] == 0)
      #expect(census.byMerchant.map(\.id) == ["hana"])
      #expect(census.batches.map(\.file).suffix(2) == ["c.csv", "o.csv"])
      let orders = try #require(census.batches.last)
      #expect(orders.origin == "provided" && orders.lines == 4 && orders.accepted == 4)
      #expect(census.findings.map(\.rule.rule) == ["field-not-collected", "untraced-record"])
      for language in Language.allCases {
        let text = CensusText(language: language).render(census)
        #expect(text.contains("4") && !text.isEmpty)
      }
    }
  }
}
