import Testing

/// A letter must give every storefront, mall and merchant as they were called on the day.
@Suite struct NamingRuleTests {
  private func unnamed(malls: [Fields]? = nil, merchants: [Fields]? = nil, tenancy: Fields) throws
    -> [String: String]
  {
    var mall = Mall()
    mall.add("malls", malls ?? [["mall_id": "tony", "name": "トニー"]])
    mall.add("merchants", merchants ?? [["merchant_id": "hana", "name": "花"]])
    mall.add("tenancies", [tenancy])
    var details: [String: String] = [:]
    try withDatabase { database in
      try database.load(mall)
      details = try database.audit().details
    }
    return details
  }

  private static let key = "storefront-unnamed tony/hana@2005-01-01"

  @Test("names for every day") func named() throws {
    let tenancy = Mall.tenancy("tony", "hana", "花", "2005-01-01", "2006-12-31")
    #expect(try unnamed(tenancy: tenancy).isEmpty)
    let exact = [
      ["mall_id": "tony", "name": "一", "valid_from": "2005-01-01", "valid_to": "2005-12-31"],
      ["mall_id": "tony", "name": "二", "valid_from": "2006-01-01", "valid_to": "2006-12-31"],
    ]
    #expect(try unnamed(malls: exact, tenancy: tenancy).isEmpty)
  }

  @Test("a day without a name of the mall") func mall() throws {
    let tenancy = Mall.tenancy("tony", "hana", "花", "2005-01-01", "2006-12-31")
    for days in [("2005-01-02", ""), ("2000-01-01", "2006-12-30")] {
      let malls = [["mall_id": "tony", "name": "一", "valid_from": days.0, "valid_to": days.1]]
      #expect(try unnamed(malls: malls, tenancy: tenancy)[Self.key]?.contains("mall") == true)
    }
    let gap = [
      ["mall_id": "tony", "name": "一", "valid_to": "2005-12-30"],
      ["mall_id": "tony", "name": "二", "valid_from": "2006-01-01"],
    ]
    #expect(try unnamed(malls: gap, tenancy: tenancy)[Self.key] != nil)
  }

  @Test("a day without a name of the merchant") func merchant() throws {
    let open = Mall.tenancy("tony", "hana", "花", "2005-01-01")
    let ended = [["merchant_id": "hana", "name": "花", "valid_to": "2030-12-31"]]
    let detail = try unnamed(merchants: ended, tenancy: open)[Self.key]
    #expect(detail == "the merchant has no name on some day")
    #expect(
      try unnamed(
        merchants: [["merchant_id": "hana", "name": "花", "valid_from": "2005-01-01"]], tenancy: open
      ).isEmpty)
  }

  @Test("a tenancy without a storefront name does not go in") func storefront() throws {
    var mall = Mall.market()
    mall.add("tenancies", [Mall.tenancy("umi", "cocomin", "\u{3000}", "2005-01-01")], path: "t.csv")
    try withDatabase { database in
      try database.load(mall)
      #expect(try database.rejects() == ["t.csv:2 storefront missing"])
    }
  }
}
