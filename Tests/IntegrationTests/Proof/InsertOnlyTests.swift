import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// What the ledger rests on is only added to, by its owner too, unless he switches triggers off.
@Suite struct InsertOnlyTests {
  static let tables = [
    "ledger_leaf", "ledger_hash", "checkpoint", "cosignature", "checkpoint_timestamp",
    "record_tile", "run_census", "erasure", "erased_rows", "adoption", "batch_rows", "sample",
    "record_opening",
  ]

  /// Why the owner may not do this; nil when he may.
  private func refusal(_ query: Query, in database: TestDatabase) throws -> String? {
    do { _ = try database.rows(query) } catch let error as PostgresError {
      guard error.sqlState == .restrictViolation else { throw error }
      return error.message
    }
    return nil
  }

  @Test("nothing is changed or removed", arguments: tables) func kept(_ table: String) throws {
    try withDatabase { database in
      let column = try database.value(
        """
        SELECT attname FROM pg_attribute
         WHERE attrelid = \(table)::regclass AND attnum > 0 AND attidentity = '' LIMIT 1
        """)
      for query in [
        "UPDATE \(identifier: table) SET \(identifier: column) = \(identifier: column)",
        "DELETE FROM \(identifier: table)", "TRUNCATE \(identifier: table) CASCADE",
      ] as [Query] {
        // That it is this table which refuses, and none that refers to it.
        #expect(
          try refusal(query, in: database) == "the table \(table) is only added to", "\(query)")
      }
    }
  }

  private func erase(_ database: TestDatabase, _ person: Person) throws {
    var session = try database.session()
    var job = EraseJob()
    job.reason = "retention"
    _ = try job.run(customer: person.id, in: &session)
  }

  @Test("that somebody came back is remembered as long as her record is there")
  func reappearance() throws {
    let she = Person(2)
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer(), she.customer()], path: "c.csv")
    try Liar.with(mall) { liar throws in
      let database = liar.database
      try erase(database, she)
      var back = Mall()
      back.add("customers", [she.customer(["name": "別の名"])], path: "back.csv")
      try database.load(back)
      #expect(try database.audit().findings(of: "erased-reappeared") == [she.id])
      let wanted = "the table reappearance is only added to"
      for (query, text) in [
        ("DELETE FROM reappearance", wanted + " while the record is there"),
        ("UPDATE reappearance SET leaf_no = leaf_no", wanted), ("TRUNCATE reappearance", wanted),
      ] { #expect(try refusal(Query(text: query), in: database) == text, "\(query)") }
      #expect(try database.audit().findings(of: "erased-reappeared") == [she.id])
      // She is erased again, and it goes with her.
      try erase(database, she)
      #expect(try database.value("SELECT count(*) FROM reappearance") == "0")
      #expect(try database.audit().findings(of: "erased-reappeared").isEmpty)
    }
  }

  @Test("that a payment was two people's is remembered as long as an order has it")
  func evidence() throws {
    let people = [Person(1), Person(2)]
    var mall = Mall.market()
    mall.add("customers", people.map { $0.customer() }, path: "c.csv")
    mall.add(
      "orders",
      people.map { $0.order("1", ["settlement_id": "SHARED", "tracking_no": ""]) }, path: "o.csv")
    try Liar.with(mall) { liar throws in
      let database = liar.database
      try erase(database, people[1])
      let wanted = "the table evidence_erased is only added to"
      for (query, text) in [
        ("DELETE FROM evidence_erased", wanted + " while an order has the number"),
        ("UPDATE evidence_erased SET evidence = evidence", wanted),
        ("TRUNCATE evidence_erased", wanted),
      ] { #expect(try refusal(Query(text: query), in: database) == text, "\(query)") }
      #expect(try database.audit()[people[0].id] == "uncorroborated")
      // What a superuser can do, and the threat model says so: the payment proves again.
      try liar.lie(["DELETE FROM evidence_erased"])
      #expect(try database.audit()[people[0].id] == "traced")
      #expect(try liar.changes().isEmpty)
    }
  }
}
