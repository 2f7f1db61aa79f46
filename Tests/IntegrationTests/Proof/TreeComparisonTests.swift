import Foundation
import Ledger
import Postgres
import Testing
import Yurai

/// What the records' tree of one run has otherwise than the last one's, and tiles that were changed under their root.
@Suite struct TreeComparisonTests {
  private static let ofC004 =
    "(SELECT customer_key FROM customer WHERE customer_id = 'C004')"

  /// Gives a record a commitment that fits, as somebody who thinks of everything would.
  private static let recommitted = """
    UPDATE record_salt s
       SET commitment = sha256(s.salt || customer_canonical(c.customer_id, c.registered_at,
             c.batch_id, c.line, r.mall_id, r.name, r.name_kana, r.email, r.phone, r.postal_code,
             r.address))
      FROM customer c JOIN customer_record r USING (batch_id, line)
     WHERE s.customer_key = c.customer_key AND c.customer_id = 'C004'
    """

  static let lies: [LyingOperatorTests.Lie] = [
    .init(
      "a record and its commitment are changed together",
      found: "C004: has another commitment than in the last run, and no import corrected it",
      """
      UPDATE customer_record r SET address = '東京都虚偽区1' FROM customer c
       WHERE c.customer_id = 'C004' AND (r.batch_id, r.line) = (c.batch_id, c.line)
      """, recommitted),
    .init(
      "a record is said to be of a batch that the last run knew",
      found: "C004: is of another batch than in the last run, which is older",
      "UPDATE record_salt SET batch_id = (SELECT batch_id FROM batch WHERE file_name = 'bought.csv') "
        + "WHERE customer_key = \(ofC004)"),
    .init(
      "a record is said to be of a new batch that brought no customers",
      found: "C004: is of another batch than in the last run, which is older",
      "UPDATE record_salt SET batch_id = (SELECT batch_id FROM batch WHERE file_name = 'o9.csv') "
        + "WHERE customer_key = \(ofC004)"),
    .init(
      "a record moves to a new place", found: "C004: is new since the last run, and no import",
      "UPDATE record_salt SET leaf_no = 7 WHERE customer_key = \(ofC004)",
      "UPDATE record_count SET records = 8"),
    .init(
      "a commitment goes, and nobody was erased",
      found: ": the record at this place is gone without an erasure",
      "DELETE FROM record_salt WHERE customer_key = \(ofC004)"),
  ]

  @Test("a commitment that no import or erasure accounts for", arguments: lies)
  func changed(_ lie: LyingOperatorTests.Lie) throws {
    try Liar.with { liar throws in
      var more = Mall()
      more.add("orders", [Person(1).order("9")], path: "o9.csv")
      try liar.database.load(more)
      try liar.lie(lie.statements)
      let changes = try liar.changes()
      #expect(changes.contains { $0.contains(lie.found) }, "\(changes)")
    }
  }

  @Test("a place that was emptied is filled again") func filled() throws {
    try Liar.with { liar throws in
      var session = try liar.database.session()
      var job = EraseJob()
      job.reason = "retention"
      let place = try job.run(customer: "C003", in: &session).place
      #expect(try liar.changes().isEmpty)
      try liar.lie([
        "UPDATE record_salt SET leaf_no = \(place) WHERE customer_key = \(Self.ofC004)"
      ])
      let changes = try liar.changes()
      #expect(
        changes.contains("C004: is at a place that was empty in the last run"), "\(changes)")
    }
  }

  @Test("what is imported while an audit runs is not held against it the night after")
  func meanwhile() throws {
    try Liar.with { liar throws in
      var more = Mall()
      more.add(
        "customers", [Person(1).customer(["address": "東京都千代田区1-1"]), Person(9).customer()],
        path: "c9.csv")
      let (database, file) = (liar.database, more)
      var session = try database.session()
      var job = AuditJob()
      // After the run's snapshot, and before its leaf.
      job.progress = { stage in
        if stage == "10_place" { #expect(throws: Never.self) { try database.load(file) } }
      }
      #expect(try job.run(in: &session).untrue == 0)
      let order = try database.rows(
        "SELECT kind FROM ledger_leaf ORDER BY leaf_index DESC LIMIT 3")
      #expect(order.map { $0[0] } == ["audit", "supersession", "import"], "\(order)")
      #expect(try liar.changes().isEmpty)
    }
  }

  /// Leaves of a tile with the last byte of one of them changed.
  private static let tampered = """
    UPDATE record_tile SET leaves = set_byte(leaves, 48, get_byte(leaves, 48) # 1)
    """

  @Test("a tile that was changed under its root is found by --verify-rows") func tile() throws {
    try Liar.with { liar throws in
      try liar.lie([Self.tampered])
      #expect(try liar.changes().isEmpty)
      let check = try liar.database.tool("audit", "--check", "--verify-rows", "--format", "json")
      #expect(check.code == 2 && check.output.contains(#""row-changed":1"#), "\(check.output)")
      let outcome = try liar.database.tool("audit", "--verify-rows")
      #expect(outcome.code == 2, "\(outcome.errors)")
      let found = try liar.database.tool("findings", "--rule", "row-changed", "--format", "csv")
      #expect(
        found.output.contains(
          "row-changed,error,tile,0,the leaves stored of the last run are not those of their root"),
        "\(found.output)")
      let again = try liar.database.tool("audit", "--verify-rows")
      #expect(again.code == 2)
    }
  }

  @Test("a tile that was changed under its root is found when a run replaces it") func replaced()
    throws
  {
    try Liar.with { liar throws in
      try liar.lie([Self.tampered])
      var more = Mall()
      more.add("customers", [Person(9).customer()], path: "c9.csv")
      try liar.database.load(more)
      let changes = try liar.changes()
      #expect(changes.contains { $0.hasPrefix("0: the leaves stored of the last run") })
    }
  }

  @Test("an honest night: corrected, erased, new, and brought back") func honest() throws {
    try Liar.with { liar throws in
      var more = Mall()
      more.add(
        "customers",
        [Person(1).customer(["address": "東京都千代田区1-1"]), Person(9).customer()], path: "c9.csv")
      try liar.database.load(more)
      var session = try liar.database.session()
      var job = EraseJob()
      job.reason = "retention"
      _ = try job.run(customer: "C004", in: &session)
      // Came and went between two runs: its place was never filled.
      var brief = Mall()
      brief.add("customers", [Person(10).customer()], path: "c10.csv")
      try liar.database.load(brief)
      _ = try job.run(customer: "C010", in: &session)
      #expect(try liar.changes().isEmpty)
      var back = Mall()
      back.add("customers", [Person(4).customer(["name": "別の名"])], path: "back.csv")
      try liar.database.load(back)
      #expect(try liar.changes().isEmpty)
      let outcome = try liar.database.tool("audit", "--verify-rows")
      let found = try liar.database.tool("findings", "--rule", "row-changed", "--format", "csv")
      #expect(!found.output.contains("row-changed,"), "\(outcome.errors)\(found.output)")
    }
  }
}
