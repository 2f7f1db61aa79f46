import Crypto
import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// What was in the database before the ledger began is sealed as it is found, and named by the first leaf.
@Suite struct LegacyTests {
  private static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    SHA256.hash(data: Data(bytes)).map { String(256 + Int($0), radix: 16).dropFirst() }.joined()
  }

  private struct Leaf: Decodable {
    let kind: String
    let batches: Int
    let records: Int
    let runs: Int
    let sha256: String
  }

  /// A database as one was before the ledger: files, records and their salts, an audit run, a letter and an exception,
  /// and no leaf.
  private func withOld(_ body: (Liar, Mall) throws -> Void) throws {
    try withDatabase { database in
      let (liar, mall) = (Liar(database: database), Liar.mall())
      try database.load(mall)
      _ = try database.audit()
      _ = try database.clerk.answered(InquiryPerson(.customer, ["C001"]))
      var session = try database.session()
      try Listings.grantException(
        customer: "C004", approver: "a", reason: "r", evidence: "e", in: &session)
      try liar.lie([
        "DELETE FROM ledger_salt", "DELETE FROM ledger_leaf", "DELETE FROM ledger_hash",
        "DELETE FROM batch_rows", "DELETE FROM run_census", "DELETE FROM record_tile",
        "UPDATE audit_run SET leaf_index = NULL, records_size = NULL, records_root = NULL, "
          + "ledger_size = NULL",
      ])
      try body(liar, mall)
    }
  }

  @Test("the first leaf counts it, and hashes its files in their order") func leaf() throws {
    try withOld { liar, mall throws in
      let changes = try liar.changes()
      #expect(changes.isEmpty, "\(changes)")
      let text = try liar.database.value("SELECT leaf FROM ledger_leaf WHERE leaf_index = 0")
      let leaf = try JSONDecoder().decode(Leaf.self, from: Data(text.utf8))
      let batches = try liar.database.rows("SELECT batch_id, file_name FROM batch ORDER BY 1")
      let lines = try batches.map { row in
        let file = try #require(mall.files.first { $0.path == row[1] })
        return "\(row[0]) \(Self.sha256(file.bytes))\n"
      }
      #expect(leaf.kind == "legacy" && leaf.batches == mall.files.count && leaf.records == 5)
      #expect(leaf.runs == 1 && leaf.sha256 == Self.sha256(lines.joined().utf8))
      // And it is said once.
      #expect(try liar.changes().isEmpty)
    }
  }

  private static let differs =
    "legacy: the batches from before the ledger are not what its first leaf says"

  @Test("a file of before that is another one now is found") func changed() throws {
    try withOld { liar, _ throws in
      #expect(try liar.changes().isEmpty)
      try liar.lie(["UPDATE batch SET sha256 = sha256('') WHERE file_name = 'bought.csv'"])
      #expect(try liar.changes() == [Self.differs])
    }
  }

  @Test("a file that is said to be of before is found", arguments: [0, 900])
  func added(_ number: Int) throws {
    try withOld { liar, _ throws in
      #expect(try liar.changes().isEmpty)
      try liar.lie([
        """
        INSERT INTO batch OVERRIDING SYSTEM VALUE
        SELECT (jsonb_populate_record(b, '{"batch_id": \(number), "file_name": "old.csv"}')).*
          FROM batch b WHERE file_name = 'o.csv'
        """
      ])
      let last = try liar.database.value("SELECT max(batch_id) FROM batch")
      let untold = "\(last): the batch is in no leaf of the ledger"
      #expect(try liar.changes() == (number == 0 ? [untold, Self.differs] : [untold]))
    }
  }

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sql")

  /// A database whose schema ends with the migration before the ledger's.
  private func prepare(_ database: TestDatabase) throws {
    func text(_ path: String) throws -> String {
      try String(contentsOf: Self.sources.appending(path: path), encoding: .utf8)
    }
    var connection = try Connection(database.parameters)
    try connection.run(script: text("queries/migrations_prepare.sql"))
    try connection.run(script: text("queries/session.sql"))
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Self.sources.appending(path: "migrations").path
    ).sorted().prefix { $0 < "0005" }
    #expect(names.count == 4)
    for name in names {
      let migration = try text("migrations/\(name)")
      try connection.run(script: migration)
      let hash = Array(SHA256.hash(data: Data(migration.utf8)))
      try connection.execute(
        "INSERT INTO schema_migration (name, sha256) VALUES (\(String(name.dropLast(4))), \(hash))")
    }
  }

  @Test("a record of before is sealed by the migration, with what anybody can make of it")
  func sealed() throws {
    try withDatabase(isBlank: true) { database in
      try prepare(database)
      for statement in [
        """
        INSERT INTO batch (file_name, sha256, bytes, profile, encoding, timezone, origin, lines, accepted)
        VALUES ('old.csv', sha256('old'), 3, 'canonical/customers', 'utf-8', 'Asia/Tokyo', 'collected', 1, 1)
        """,
        """
        INSERT INTO customer (customer_key, registered_at, content_key, batch_id, line, customer_id)
        VALUES (77, '2006-05-03 00:05:00+09', 78, 1, 2, 'OLD "1"')
        """,
        """
        INSERT INTO customer_record (batch_id, line, name, phone, address)
        VALUES (1, 2, '髙橋　花子', '03-5550-0001', '東京都千代田区霞が関1-1-7')
        """,
      ] { _ = try database.rows(Query(text: statement)) }
      _ = try database.session()
      let row = try #require(
        try database.rows(
          """
          SELECT leaf_no, batch_id, line, encode(salt, 'base64'), encode(commitment, 'hex'),
                 (SELECT records FROM record_count) FROM record_salt WHERE customer_key = 77
          """
        ).first)
      let salt = try #require(Data(base64Encoded: row[3]))
      let record =
        #"["yurai.customer/v1", "OLD \"1\"", "2006-05-02T15:05:00Z", 1, 2, null, "#
        + #""髙橋　花子", null, null, "03-5550-0001", null, "東京都千代田区霞が関1-1-7"]"#
      #expect(salt.count == 32 && Set(salt).count > 8)
      #expect(row[0...2] == ["0", "1", "2"] && row[5] == "1")
      #expect(row[4] == Self.sha256(salt + Data(record.utf8)))
      let liar = Liar(database: database)
      #expect(try liar.changes().isEmpty)
      var session = try database.session()
      var job = AuditJob()
      job.verifiesRows = true
      #expect(try job.run(in: &session).untrue == 0)
      let text = try database.value("SELECT leaf FROM ledger_leaf WHERE leaf_index = 0")
      let leaf = try JSONDecoder().decode(Leaf.self, from: Data(text.utf8))
      #expect(leaf.batches == 1 && leaf.records == 1 && leaf.runs == 0)
      let line = "1 \(Self.sha256("old".utf8))\n"
      #expect(leaf.sha256 == Self.sha256(line.utf8))
    }
  }
}
