import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// Whoever runs the database can change every row of it. What he changes is found by the next audit.
@Suite struct LyingOperatorTests {
  /// One way to lie: its statements, and a part of what is found.
  struct Lie: Sendable, CustomTestStringConvertible {
    let title: String
    let statements: [String]
    let found: String

    init(_ title: String, found: String, _ statements: String...) {
      self.title = title
      self.statements = statements
      self.found = found
    }

    var testDescription: String { title }
  }

  private static let batchOf = "(SELECT batch_id FROM batch WHERE file_name = 'o.csv')"

  static let rows: [Lie] = [
    Lie(
      "an address is changed", found: "C001: is not what its import committed to",
      """
      UPDATE customer_record r SET address = '東京都虚偽区1' FROM customer c
       WHERE c.customer_id = 'C001' AND (r.batch_id, r.line) = (c.batch_id, c.line)
      """),
    Lie(
      "a match key is changed", found: "C004: was written again since its import",
      "UPDATE customer SET name_key = NULL WHERE customer_id = 'C004'"),
    Lie(
      "the day of registration is changed", found: "C004: is not what its import committed to",
      "UPDATE customer SET registered_at = registered_at + interval '1 year' "
        + "WHERE customer_id = 'C004'"),
    Lie(
      "an order's text is changed", found: "tony/hana/1-2: was written again since its import",
      """
      UPDATE collection_record r SET address = '東京都虚偽区1' FROM collection_event e
       WHERE e.source_id = '1-2' AND (r.batch_id, r.line) = (e.batch_id, e.line)
      """),
    Lie(
      "an order is given to somebody else", found: "tony/hana/1-2: was written again",
      "UPDATE collection_event SET customer_key = (SELECT customer_key FROM customer "
        + "WHERE customer_id = 'C004') WHERE source_id = '1-2'"),
    Lie(
      "an order is invented under an old batch", found: "tony/hana/4-1: was written again",
      """
      INSERT INTO collection_event
      SELECT (jsonb_populate_record(e, jsonb_build_object('line', 99, 'source_id', '4-1',
              'settlement_key', 77, 'tracking_key', 78,
              'customer_key', c.customer_key, 'name_key', c.name_key, 'email_key', c.email_key,
              'phone_key', c.phone_key, 'address_key', c.address_key))).*
        FROM collection_event e, customer c WHERE e.source_id = '2-1' AND c.customer_id = 'C004'
      """,
      """
      INSERT INTO collection_record
      SELECT (jsonb_populate_record(r, '{"line": 99}')).*
        FROM collection_record r JOIN collection_event e USING (batch_id, line)
       WHERE e.source_id = '2-1'
      """),
    Lie(
      "an order is invented under a batch that he invents too", found: "in no leaf of the ledger",
      """
      INSERT INTO batch OVERRIDING SYSTEM VALUE
      SELECT (jsonb_populate_record(b, '{"batch_id": 900, "file_name": "late.csv"}')).*
        FROM batch b WHERE file_name = 'o.csv'
      """,
      """
      INSERT INTO collection_event
      SELECT (jsonb_populate_record(e, jsonb_build_object('batch_id', 900, 'source_id', '4-1',
              'settlement_key', 77, 'tracking_key', 78,
              'customer_key', c.customer_key))).*
        FROM collection_event e, customer c WHERE e.source_id = '2-1' AND c.customer_id = 'C004'
      """,
      """
      INSERT INTO collection_record
      SELECT (jsonb_populate_record(r, '{"batch_id": 900}')).*
        FROM collection_record r JOIN collection_event e USING (batch_id, line)
       WHERE e.source_id = '2-1'
      """),
    Lie(
      "a customer comes in past the imports", found: "C777: no import committed to it",
      """
      INSERT INTO customer
      SELECT (jsonb_populate_record(c, '{"line": 99, "customer_id": "C777", "customer_key": 777}')).*
        FROM customer c WHERE customer_id = 'C004'
      """,
      """
      INSERT INTO customer_record
      SELECT (jsonb_populate_record(r, '{"line": 99}')).*
        FROM customer_record r JOIN customer c USING (batch_id, line) WHERE customer_id = 'C004'
      """),
    Lie(
      "a customer is deleted", found: "customer: 3 rows where 4 should be",
      "DELETE FROM customer_record r USING customer c WHERE c.customer_id = 'C004' "
        + "AND (r.batch_id, r.line) = (c.batch_id, c.line)",
      "DELETE FROM customer WHERE customer_id = 'C004'"),
    Lie(
      "a customer is deleted with the commitment", found: "customer: 3 rows where 4 should be",
      "DELETE FROM record_salt WHERE customer_key = "
        + "(SELECT customer_key FROM customer WHERE customer_id = 'C004')",
      "DELETE FROM customer_record r USING customer c WHERE c.customer_id = 'C004' "
        + "AND (r.batch_id, r.line) = (c.batch_id, c.line)",
      "DELETE FROM customer WHERE customer_id = 'C004'"),
    Lie(
      "an order is deleted", found: "collection_event: 2 rows where 3 should be",
      "DELETE FROM collection_record r USING collection_event e WHERE e.source_id = '1-2' "
        + "AND (r.batch_id, r.line) = (e.batch_id, e.line)",
      "DELETE FROM collection_event WHERE source_id = '1-2'"),
    Lie(
      "an order is deleted and said to be corrected", found: "its corrections are not",
      """
      INSERT INTO supersession (batch_id, line, by_batch_id, by_line, subject)
      SELECT e.batch_id, e.line, (SELECT batch_id FROM batch WHERE file_name = 'bought.csv'), 2, 'order'
        FROM collection_event e WHERE e.source_id = '1-2'
      """,
      "DELETE FROM collection_record r USING collection_event e WHERE e.source_id = '1-2' "
        + "AND (r.batch_id, r.line) = (e.batch_id, e.line)",
      "DELETE FROM collection_event WHERE source_id = '1-2'"),
    Lie(
      "a customer is deleted and said to be erased", found: "the erasure is not what its leaf",
      """
      INSERT INTO erasure (leaf_no, reason, backups_until, events)
      SELECT leaf_no, 'retention', current_date, 0 FROM record_salt s JOIN customer c USING (customer_key)
       WHERE customer_id = 'C004'
      """,
      """
      INSERT INTO erased_rows SELECT leaf_no, c.batch_id, 1, 0
        FROM record_salt s JOIN customer c USING (customer_key) WHERE customer_id = 'C004'
      """,
      "DELETE FROM record_salt s USING customer c WHERE customer_id = 'C004' "
        + "AND s.customer_key = c.customer_key",
      "DELETE FROM customer_record r USING customer c WHERE c.customer_id = 'C004' "
        + "AND (r.batch_id, r.line) = (c.batch_id, c.line)",
      "DELETE FROM customer WHERE customer_id = 'C004'"),
    Lie(
      "a bought list becomes a collected one", found: "is not what its leaf in the ledger says",
      "UPDATE batch SET origin = 'collected' WHERE file_name = 'bought.csv'"),
    Lie(
      "the supplier of a file is changed", found: "is not what its leaf in the ledger says",
      "UPDATE batch SET supplied_by = 'our own shop' WHERE file_name = 'bought.csv'"),
    Lie(
      "the rows of a batch are counted otherwise", found: "is not what its leaf in the ledger says",
      "UPDATE batch_rows SET events = 2 WHERE batch_id = \(batchOf)"),
    Lie(
      "the transaction of a batch is another", found: "is not what its leaf in the ledger says",
      "UPDATE collection_event SET attested = attested WHERE batch_id = \(batchOf)",
      "UPDATE collection_record SET name = name WHERE batch_id = \(batchOf)",
      "UPDATE batch_rows SET transaction = pg_current_xact_id()::xid WHERE batch_id = \(batchOf)"),
    Lie(
      "a batch loses its rows", found: "is not what its leaf in the ledger says",
      "DELETE FROM batch_rows WHERE batch_id = \(batchOf)"),
    Lie(
      "a record and its commitment are changed together",
      found: "C001: was committed to again since its import",
      """
      UPDATE customer_record r SET address = '東京都虚偽区1' FROM customer c
       WHERE c.customer_id = 'C001' AND (r.batch_id, r.line) = (c.batch_id, c.line)
      """,
      """
      UPDATE record_salt s
         SET commitment = sha256(s.salt || customer_canonical(c.customer_id, c.registered_at,
               c.batch_id, c.line, r.mall_id, r.name, r.name_kana, r.email, r.phone, r.postal_code,
               r.address))
        FROM customer c JOIN customer_record r USING (batch_id, line)
       WHERE s.customer_key = c.customer_key AND c.customer_id = 'C001'
      """),
    Lie(
      "an adoption that no leaf tells of", found: "the adoption is in no leaf",
      """
      UPDATE customer_record r SET address = '東京都虚偽区1' FROM customer c
       WHERE c.customer_id = 'C001' AND (r.batch_id, r.line) = (c.batch_id, c.line)
      """,
      "INSERT INTO adoption (transaction, customers, events, leaf_index) "
        + "VALUES (pg_current_xact_id()::xid, 1, 0, 3)"),
    Lie(
      "a row is changed under an adoption that no leaf tells of",
      found: "C001: is not what its import committed to",
      """
      UPDATE customer_record r SET address = '東京都虚偽区1' FROM customer c
       WHERE c.customer_id = 'C001' AND (r.batch_id, r.line) = (c.batch_id, c.line)
      """,
      "INSERT INTO adoption (transaction, customers, events, leaf_index) "
        + "VALUES (pg_current_xact_id()::xid, 1, 0, 3)"),
    Lie(
      "a shop is said to have traded for longer",
      found: "tenancy: 1 rows were written by no import",
      "UPDATE tenancy SET closed_on = '2020-12-31' WHERE merchant_id = 'cocomin'"),
    Lie(
      "a list that was bought becomes a succession", found: "provision: 1 rows were written by no",
      "UPDATE provision SET provider_name = '株式会社正直' WHERE provision_id = 'P1'"),
    Lie(
      "orders are moved to another shop by its number",
      found: "outlet: outlet: 1 rows were written by no import",
      "UPDATE outlet SET merchant_id = 'hana2' WHERE merchant_id = 'hana'"),
    Lie(
      "an exception that nobody granted", found: "C004: the exception is in no leaf",
      "INSERT INTO exception (customer_key, approver, reason, evidence) "
        + "SELECT customer_key, 'a', 'b', 'c' FROM customer WHERE customer_id = 'C004'"),
  ]

  @Test("changed rows are found", arguments: rows) func row(_ lie: Lie) throws {
    try Liar.with { liar throws in
      try liar.lie(lie.statements)
      let changes = try liar.changes()
      #expect(changes.contains { $0.contains(lie.found) }, "\(changes)")
    }
  }

  static let columns: [Lie] = [
    Lie(
      "a column of events is put back with a default that says more",
      found: "collection_event: columns were taken away and put back",
      "ALTER TABLE collection_event DROP COLUMN attested",
      "ALTER TABLE collection_event ADD COLUMN attested boolean NOT NULL DEFAULT true"),
    Lie(
      "the last column is put back", found: "affiliate: columns were taken away",
      "ALTER TABLE affiliate DROP COLUMN line",
      "ALTER TABLE affiliate ADD COLUMN line integer NOT NULL DEFAULT 1"),
    Lie(
      "a shop never closes, by a default", found: "tenancy: columns were taken away and put back",
      "ALTER TABLE tenancy ADD COLUMN still date DEFAULT '2099-12-31'",
      "ALTER TABLE tenancy RENAME COLUMN closed_on TO was",
      "ALTER TABLE tenancy RENAME COLUMN still TO closed_on"),
  ]

  /// No row is written by it, so that each keeps its transaction.
  @Test("columns that were put back are found", arguments: columns) func column(_ lie: Lie) throws {
    try Liar.with { liar throws in
      for statement in lie.statements {
        _ = try liar.database.rows(Query(text: statement))
      }
      let changes = try liar.changes()
      #expect(changes.count == 1 && changes[0].contains(lie.found), "\(changes)")
    }
  }

  @Test("a column that somebody adds behind ours is no lie, nor that he takes it away again")
  func columnOfTheirOwn() throws {
    try Liar.with { liar throws in
      for statement in [
        "ALTER TABLE customer ADD COLUMN own text DEFAULT 'x'",
        "ALTER TABLE tenancy ADD COLUMN own text", "ALTER TABLE tenancy DROP COLUMN own",
      ] {
        _ = try liar.database.rows(Query(text: statement))
      }
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("an exception is moved to another record, or copied") func exceptionOfAnother() throws {
    for statement in [
      "UPDATE exception SET customer_key = c.customer_key FROM customer c WHERE customer_id = 'C004'",
      """
      INSERT INTO exception
      SELECT (jsonb_populate_record(x, jsonb_build_object('customer_key', c.customer_key,
               'batch_id', c.batch_id, 'line', c.line))).*
        FROM exception x, customer c WHERE c.customer_id = 'C004'
      """,
    ] {
      try Liar.with { liar throws in
        var session = try liar.database.session()
        try Listings.grantException(
          customer: "C005", approver: "a", reason: "b", evidence: "c", in: &session)
        #expect(try liar.changes().isEmpty)
        try liar.lie([statement])
        let changes = try liar.changes()
        #expect(changes == ["C004: the exception is in no leaf of the ledger"], "\(changes)")
      }
    }
  }

  static let letters: [Lie] = [
    Lie(
      "a letter's text is changed", found: "the letter is not what its leaf in the ledger",
      """
      UPDATE letter SET body_text = body_text || '購入していません。',
             sha256 = sha256(convert_to(body_text || '購入していません。', 'UTF8'))
       WHERE stage = 'answer'
      """),
    Lie(
      "a letter's text is changed, and its hash forgotten",
      found: "the letter is not what its leaf in the ledger",
      "UPDATE letter SET sha256 = sha256('') WHERE stage = 'answer'"),
    Lie(
      "a letter becomes one of another kind", found: "the letter is not what its leaf in the",
      "UPDATE letter SET kind = 'none' WHERE stage = 'answer'"),
    Lie(
      "a letter is deleted", found: "the letter of a leaf in the ledger is gone",
      "DELETE FROM letter WHERE stage = 'answer'"),
    Lie(
      "a letter and the salt of its leaf are deleted",
      found: "the letter of a leaf in the ledger is gone", "DELETE FROM ledger_salt",
      "DELETE FROM letter WHERE stage = 'answer'"),
    Lie(
      "a letter is emptied as if somebody had been erased",
      found: "what opens the leaf of the letter is gone without an erasure",
      "UPDATE letter SET body_text = '', body_html = '', sha256 = sha256('') "
        + "WHERE stage = 'answer'",
      "DELETE FROM ledger_salt"),
    Lie(
      "a letter's text is changed, and the salt of its leaf deleted",
      found: "what opens the leaf of the letter is gone without an erasure",
      "UPDATE letter SET body_text = '別', sha256 = sha256(convert_to('別', 'UTF8')) "
        + "WHERE stage = 'answer'",
      "DELETE FROM ledger_salt"),
  ]

  /// One answered letter, and its subject in findings.
  private func answered(_ liar: Liar) throws -> String {
    _ = try liar.database.clerk.answered(InquiryPerson(.customer, ["C001"]))
    #expect(try liar.changes().isEmpty)
    return try liar.database.value(
      "SELECT case_no || '/' || letter_id FROM letter WHERE stage = 'answer'")
  }

  @Test("a letter that was sent is another one now", arguments: letters)
  func letter(_ lie: Lie) throws {
    try Liar.with { liar throws in
      let subject = try answered(liar)
      try liar.lie(lie.statements)
      let changes = try liar.changes()
      // The number of the letter, and nothing of what it says.
      #expect(changes.count == 1 && changes[0].hasPrefix("\(subject): \(lie.found)"), "\(changes)")
      let folder = "\(liar.database.folder)/bundle"
      #expect(try liar.database.tool("report", "--output", folder, "--quiet").code == 0)
      let findings = try String(contentsOfFile: "\(folder)/findings.csv", encoding: .utf8)
      #expect(
        findings.contains("row-changed,error,letter,letter:\(subject),\(lie.found)"), "\(findings)")
    }
  }

  @Test("a letter is written past the desk, and dated back") func letterUntold() throws {
    try Liar.with { liar throws in
      let subject = try answered(liar)
      try liar.lie([
        """
        INSERT INTO letter OVERRIDING SYSTEM VALUE
        SELECT (jsonb_populate_record(l, '{"letter_id": 900, "stage": "interim",
                                           "made_at": "2020-01-01T00:00:00Z"}')).*
          FROM letter l WHERE stage = 'answer'
        """
      ])
      let caseNo = subject.prefix { $0 != "/" }
      #expect(try liar.changes() == ["\(caseNo)/900: the letter is in no leaf of the ledger"])
    }
  }

  @Test("an erasure of somebody else excuses no letter") func letterOfAnother() throws {
    try Liar.with { liar throws in
      let subject = try answered(liar)
      var session = try liar.database.session()
      var job = EraseJob()
      job.reason = "retention"
      _ = try job.run(customer: "C002", in: &session)
      #expect(try liar.changes().isEmpty)
      try liar.lie([
        "UPDATE letter SET body_text = '', sha256 = sha256('') WHERE stage = 'answer'"
      ])
      let changes = try liar.changes()
      #expect(changes == ["\(subject): the letter is not what its leaf in the ledger committed to"])
    }
  }

  static let ledgers: [Lie] = [
    Lie(
      "the newest leaf is deleted", found: "leaf or a hash was changed or removed",
      "DELETE FROM ledger_leaf WHERE leaf_index = (SELECT max(leaf_index) FROM ledger_leaf)"),
    Lie(
      "a leaf in the middle is deleted", found: "leaf 2 of the ledger is missing",
      "DELETE FROM ledger_leaf WHERE leaf_index = 2"),
    Lie(
      "a leaf's text is altered", found: "leaf or a hash was changed or removed",
      "UPDATE ledger_leaf SET leaf = replace(leaf, 'purchased', 'collected') "
        + "WHERE kind = 'import' AND leaf LIKE '%purchased%'"),
    Lie(
      "a hash is altered", found: "leaf or a hash was changed or removed",
      "UPDATE ledger_hash SET hash = sha256('') WHERE hash_index = 0"),
    Lie(
      "the signed root is another", found: "is not signed by the ledger's key",
      "UPDATE checkpoint SET note = replace(note, 'mall.example/test', 'mall.example/tesu')"),
    Lie(
      "the census of a run is changed", found: "audit run 1 is not what its leaf says",
      "UPDATE audit_run SET verdicts = jsonb_set(verdicts, '{traced}', '5')"),
    Lie(
      "the unexplained of a run are fewer", found: "audit run 1 is not what its leaf says",
      "UPDATE audit_run SET unexplained = 0"),
    Lie(
      "a run is gone", found: "audit run 1 is not what its leaf says",
      "DELETE FROM run_census", "DELETE FROM audit_run"),
    Lie(
      "a run loses its leaf", found: "audit run 1 is not what its leaf says",
      "UPDATE audit_run SET leaf_index = NULL, verdicts = '{}'"),
    Lie(
      "the root of a tile is another", found: "records' tree of run 1 is not the one",
      "UPDATE record_tile SET root = sha256('')"),
    Lie(
      "the records' tree is gone", found: "records' tree of run 1 is not the one",
      "DELETE FROM record_tile"),
    Lie(
      "the census by place is changed", found: "census by place of run 1",
      "UPDATE run_census SET records = records + 1 WHERE verdict = 'traced'"),
  ]

  @Test("a changed ledger is found, and nothing is audited", arguments: ledgers)
  func ledger(_ lie: Lie) throws {
    try Liar.with { liar throws in
      try liar.lie(lie.statements)
      let refusal = try liar.refusal()
      #expect(refusal.contains(lie.found), "\(refusal)")
      #expect(try liar.database.value("SELECT coalesce(max(run_id), 0) FROM audit_run") < "2")
    }
  }

  @Test("a leaf is altered, and all hashes are made anew") func rehashed() throws {
    try Liar.with { liar throws in
      try liar.lie([
        "UPDATE ledger_leaf SET leaf = replace(leaf, 'purchased', 'collected') "
          + "WHERE kind = 'import' AND leaf LIKE '%purchased%'",
        "UPDATE batch SET origin = 'collected' WHERE file_name = 'bought.csv'",
      ])
      try liar.rehash()
      let first = try liar.refusal()
      #expect(first.contains("are not those that were signed: the ledger was rewritten"))
      // The signed checkpoints go too: the last one is in the folder.
      try liar.lie(["DELETE FROM checkpoint"])
      let second = try liar.refusal()
      #expect(second.contains("are not those of the last checkpoint signed, kept in"))
      var session = try liar.database.session()
      let error = failure { _ = try LedgerExchange.checkpoint(in: &session) }
      #expect(error.exit == .unexplained && error.description.contains("it was rewritten"))
    }
  }

  @Test("the end of the ledger is cut off, with all that was signed of it") func cut() throws {
    try Liar.with { liar throws in
      try liar.lie([
        "DELETE FROM ledger_leaf WHERE kind = 'audit'",
        "DELETE FROM checkpoint", "DELETE FROM run_census", "DELETE FROM record_tile",
        "DELETE FROM audit_run",
      ])
      try liar.rehash()
      let refusal = try liar.refusal()
      #expect(refusal.contains("its end was cut off"), "\(refusal)")
      let outcome = try liar.database.tool("checkpoint")
      #expect(outcome.code == 2 && outcome.output.isEmpty, "\(outcome.errors)")
      #expect(outcome.errors.contains("its end was cut off"))
      #expect(try liar.database.tool("audit").code == 2)
    }
  }

  @Test("the whole ledger is replaced by another one") func replaced() throws {
    try Liar.with { liar throws in
      try liar.lie([
        "DELETE FROM ledger_leaf", "DELETE FROM ledger_hash", "DELETE FROM checkpoint",
        "DELETE FROM run_census", "DELETE FROM record_tile", "DELETE FROM audit_run",
        "DELETE FROM batch_rows",
      ])
      var forger = liar.database
      forger.secretPath = "\(liar.database.folder)/forger/match.secret"
      try FileManager.default.createDirectory(
        atPath: "\(liar.database.folder)/forger", withIntermediateDirectories: false)
      try FileManager.default.copyItem(
        atPath: liar.database.secretPath, toPath: forger.secretPath)
      var session = try forger.session()
      _ = try LedgerSigner.keys(makes: true, origin: "mall.example/test", in: &session)
      for _ in 0..<12 { _ = try forger.audit() }
      let refusal = try liar.refusal()
      #expect(refusal.contains("is not signed by the ledger's key"), "\(refusal)")
    }
  }

  @Test("the file with the last checkpoint is gone") func unkept() throws {
    try Liar.with { liar throws in
      try FileManager.default.removeItem(atPath: "\(liar.folder)/checkpoint")
      #expect(try liar.refusal().contains("restore it from the backup"))
    }
  }
}
