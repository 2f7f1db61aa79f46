import Postgres
import Testing

@testable import Yurai

/// What the search for people who are back costs.
@Suite struct ReappearancePlanTests {
  @Test("where nobody was erased no order is read, and where somebody was all of them are")
  func plan() throws {
    try withDatabase { database in
      var mall = Mall.market()
      mall.add("customers", [Person(1).customer(), Person(2).customer()], path: "c.csv")
      mall.add("orders", [Person(1).order(), Person(2).order()], path: "o.csv")
      try database.load(mall)
      _ = try database.audit()
      let rule = try #require(Rule.all().first { $0.id == "erased-reappeared" })
      let text = try #require(rule.script.statements.first).text
      func scans() throws -> [String] {
        try database.rows("EXPLAIN (ANALYZE, COSTS off, TIMING off) \(unescaped: text)")
          .map { $0[0] }.filter { $0.contains(" on collection_event") }
      }
      #expect(try scans().allSatisfy { $0.contains("(never executed)") } && !scans().isEmpty)
      _ = try database.rows(
        """
        INSERT INTO erasure (leaf_no, erased_at, reason, backups_until, events)
        VALUES (1, '2000-01-01', 'retention', '2000-02-01', 1)
        """)
      #expect(try scans().contains { !$0.contains("(never executed)") })
    }
  }
}
