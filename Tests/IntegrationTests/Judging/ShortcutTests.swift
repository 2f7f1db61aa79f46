import Foundation
import Postgres
import Testing
import Yurai

/// What spares the audit work must not change what it finds.
@Suite struct ShortcutTests {
  private func withMall(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database in
      try database.loadGenerated(customers: 900)
      try body(database)
    }
  }

  @Test("looked at closely, every record gets the verdict that it got without") func closely()
    throws
  {
    try withMall { database in
      _ = try database.audit()
      let differences = try database.value(
        """
        WITH close AS (
          SELECT * FROM audit_judge(-9223372036854775808, 9223372036854775807, '24 hours', true)
        ), usual AS (
          SELECT * FROM audit_verdict WHERE has_event
        )
        SELECT concat_ws(' ', (SELECT count(*) FROM close) - (SELECT count(*) FROM usual),
                         (SELECT count(*) FROM (SELECT * FROM close EXCEPT SELECT * FROM usual) d),
                         (SELECT count(*) FROM usual WHERE verdict <> 'traced') > 0,
                         (SELECT count(*) FROM audit_doubt) BETWEEN 1 AND 100)
        """)
      #expect(differences == "0 0 t t")
    }
  }

  @Test("the number kept of a record's earliest placed event is its second and its outlet")
  func first()
    throws
  {
    try withMall { database in
      _ = try database.audit()
      let differences = try database.value(
        """
        WITH placed AS (
          SELECT DISTINCT ON (customer_key) customer_key, outlet_no, floor(extract(epoch FROM occurred_at))::bigint AS second
            FROM collection_event e
           WHERE customer_key IS NOT NULL AND kind < 'provision' AND NOT EXISTS (
                   SELECT FROM audit_event x WHERE (x.batch_id, x.line) = (e.batch_id, e.line) AND NOT x.placed)
           ORDER BY customer_key, second, outlet_no
        )
        SELECT concat_ws(' ', count(*) > 800,
                         count(*) FILTER (WHERE (first_event >> 31, first_event & 2147483647) IS DISTINCT FROM (second, outlet_no)))
          FROM placed JOIN audit_verdict USING (customer_key)
         WHERE customer_key NOT IN (SELECT customer_key FROM collection_event
                                     WHERE kind >= 'provision' AND customer_key IS NOT NULL)
        """)
      #expect(differences == "t 0")
    }
  }

  @Test("numbers that are all marked as repeated are found reused all the same") func marked()
    throws
  {
    try withMall { database in
      let before = try database.audit()
      #expect((before.run.findings["evidence-reused"] ?? 0) > 0)
      _ = try database.rows(
        "UPDATE collection_event SET settlement_repeats = true, tracking_repeats = true")
      let after = try database.audit()
      var found = after.run.findings
      // The marks were set behind the import's back, and that is found as well.
      #expect((found.removeValue(forKey: "row-changed") ?? 0) > 0)
      #expect(found == before.run.findings)
      #expect(after.run.verdicts == before.run.verdicts)
    }
  }

  @Test("the database refuses a second event that claims a number for itself") func refused() throws
  {
    try withMall { database in
      let count = try database.value(
        "SELECT count(*) FROM collection_event WHERE settlement_key IS NOT NULL AND NOT settlement_repeats"
      )
      #expect(Int(count) ?? 0 > 100)
      let error = failureText {
        _ = try database.rows(
          """
          UPDATE collection_event SET settlement_key = (
            SELECT settlement_key FROM collection_event
             WHERE settlement_key IS NOT NULL AND NOT settlement_repeats LIMIT 1)
           WHERE settlement_key IS NOT NULL AND NOT settlement_repeats
          """)
      }
      #expect(error.contains("23505"), "\(error)")
    }
  }

  private func failureText(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test("a number is found reused across files, and again when a correction takes it back")
  func acrossFiles() throws {
    try withDatabase { database in
      var mall = Mall.market()
      mall.add("customers", (1...3).map { Person($0).customer() })
      mall.add("orders", [Person(1).order("1", ["settlement_id": "PAY"])])
      try database.load(mall)
      #expect(try database.audit().run.findings["evidence-reused"] == nil)

      var second = Mall()
      second.add(
        "orders",
        [
          Person(2).order("1", ["settlement_id": "PAY"]),
          Person(3).order("1", ["settlement_id": "OTHER"]),
        ])
      try database.load(second)
      #expect(try database.audit().run.findings["evidence-reused"] == 1)

      // The order that held the number first gives it up; then another takes it.
      var third = Mall()
      third.add("orders", [Person(1).order("1", ["settlement_id": "NEW"])])
      try database.load(third)
      #expect(try database.audit().run.findings["evidence-reused"] == nil)
      var fourth = Mall()
      fourth.add("orders", [Person(3).order("1", ["settlement_id": "PAY"])])
      try database.load(fourth)
      #expect(try database.audit().run.findings["evidence-reused"] == 1)
    }
  }

  @Test("the last moment of a year is of that year") func fractions() throws {
    try withDatabase { database in
      var mall = Mall.market()
      mall.add("customers", [Person(1).customer(["registered_at": "2007-01-02"])])
      mall.add("orders", [Person(1).order("1", ["ordered_at": "2006-12-31T23:59:59.600+09:00"])])
      try database.load(mall)
      _ = try database.audit()
      #expect(try database.value("SELECT first_event >> 31 FROM audit_verdict") == "1167577199")
    }
  }
}
