import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// The group roles: each may do its work, and reads and changes nothing else.
@Suite struct DeskRolesTests {
  private let person = Person(1)

  private func mall() -> Mall {
    var mall = Mall.market()
    mall.add("customers", [person.customer(), Person(2).customer()])
    mall.add("orders", [person.order()])
    return mall
  }

  /// A database with a mall and an inquiry, the roles granted, and a login of one group.
  private func withLogin(
    _ group: String, isLoaded: Bool = true, _ body: (TestDatabase, Login, String) throws -> Void
  ) throws {
    try withDatabase { database throws in
      if isLoaded {
        try database.load(mall())
        _ = try database.audit()
        try prepare(database)
      }
      let known = try database.clerk.open(
        .opening(given: [.name: person.name, .phone: person.phone]))
      if isLoaded {
        _ = try database.clerk.find(known.caseNo)
        _ = try database.clerk.answered(InquiryPerson(.customer, [person.id]))
      }
      try database.grantRoles()
      try database.grantRoles()
      let login = Login(database: database, name: "\(database.name)_\(group)")
      try login.create(in: group)
      let result = Result { try body(database, login, known.caseNo) }
      login.drop()
      try result.get()
    }
  }

  @Test("the desk opens, finds, settles, answers, and closes") func desk() throws {
    try withLogin("yurai_desk") { database, login, _ throws in
      let caseNo = try login.step { desk, session in
        try desk.open(
          .opening(given: [.name: person.name, .phone: person.phone]), in: &session
        ).caseNo
      }
      var session = try login.session()
      try SearchIndex.prepare(&session, log: { _ in })
      let query = try login.step { try $0.load(caseNo, in: &$1).query }
      let found = try FindJob(actor: "d", inquiry: caseNo).run([query], in: &session)[0]
      #expect(found.decision == .one)
      try login.step { desk, session in
        try desk.settle(
          person: InquiryPerson(.customer, found.candidates.map(\.id)), note: nil, of: caseNo,
          in: &session)
        try desk.check(
          identity: .settled, by: .items, items: [.name, .phone], note: nil, of: caseNo,
          in: &session)
        let sent = try desk.answer(caseNo, in: &session).finalLetter
        #expect(sent.kind == "traced")
        try desk.close(caseNo, note: nil, in: &session)
        _ = try InquiryListing.rows(.all, in: &session)
      }
      #expect(
        try database.value("SELECT actor FROM inquiry WHERE case_no = \(caseNo)") == login.name)
    }
  }

  @Test("the desk answers a recipient, and extends") func deskRecipient() throws {
    try withLogin("yurai_desk", isLoaded: false) { database, login, _ throws in
      var mall = Mall.market()
      mall.add("customers", [person.customer()])
      mall.add("orders", [person.order("1", ["ship_name": "渡邉", "ship_phone": "06-1"])])
      try database.load(mall)
      _ = try database.audit()
      // A letter says all that is held, so what came in has to be searchable; the owner makes it so.
      let search = failure { try prepare(login) }
      #expect(search.message.contains("may not prepare it"), "\(search.message)")
      var owner = try database.session()
      try SearchIndex.prepare(&owner, log: { _ in })
      try login.step { desk, session in
        let caseNo = try desk.open(.opening(law: .gdpr), in: &session).caseNo
        _ = try desk.extend(caseNo, reason: "r", in: &session)
        try desk.settle(
          person: InquiryPerson(.recipient, ["tony/hana/1-1"]), note: nil, of: caseNo, in: &session)
        try desk.check(
          identity: .settled, by: .inPerson, items: [], note: nil, of: caseNo, in: &session)
        let sent = try desk.answer(caseNo, in: &session).finalLetter
        #expect(sent.kind == "recipient" && sent.redactions.count == 1)
      }
    }
  }

  @Test("a row policy runs nothing for whoever reads: reading is refused")
  func rowPolicy() throws {
    try withLogin("yurai_desk") { database, login, _ throws in
      for query in [
        """
        CREATE FUNCTION yurai.spy() RETURNS boolean LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'it ran'; END $$
        """,
        "CREATE POLICY spy ON yurai.customer USING (yurai.spy())",
        "ALTER TABLE yurai.customer ENABLE ROW LEVEL SECURITY",
      ] as [Query] { _ = try database.rows(query) }
      let refused = #expect(throws: PostgresError.self) {
        var session = try login.session()
        _ = try FindJob(actor: "d", inquiry: nil)
          .run([FindQuery([.name: person.name, .phone: person.phone])], in: &session)
      }
      #expect(refused?.sqlState == .insufficientPrivilege)
      #expect(refused?.description.contains("it ran") == false)
    }
  }

  @Test("the desk changes nothing, reads no reject, and neither loads nor audits")
  func deskRefused()
    throws
  {
    try withLogin("yurai_desk") { database, login, caseNo throws in
      for table in try tables(database) {
        let column = try column(of: table, database)
        #expect(
          try
            !(login.may(
              "UPDATE \(identifier: table) SET \(identifier: column) = \(identifier: column)")),
          "\(table)")
        #expect(try !(login.may("DELETE FROM \(identifier: table)")), "\(table)")
        #expect(try !(login.may("TRUNCATE \(identifier: table) CASCADE")), "\(table)")
      }
      #expect(try !(login.may("SELECT * FROM reject")))
      #expect(try !(login.may("INSERT INTO exception SELECT * FROM exception")))
      #expect(try !(login.may("INSERT INTO incident SELECT * FROM incident")))
      #expect(try !(login.may("ALTER TABLE letter DISABLE TRIGGER ALL")))
      #expect(try !(login.may("DROP TABLE letter")))
      #expect(try !(login.may("CREATE TABLE yurai.mine (x int)")))
      #expect(try login.may("SELECT * FROM letter"))
      #expect(try login.may("SELECT * FROM customer_record"))
      let before = try database.content()
      #expect(throws: (any Error).self) { try audit(login) }
      #expect(throws: (any Error).self) { try login.importing(mall()) }
      _ = failure { try grant(login) }
      #expect(try database.content() == before)
      #expect(try login.step { try $0.load(caseNo, in: &$1).letters.count } == 1)
    }
  }

  @Test("the desk reads these tables and columns, adds to these tables, and to no others")
  func deskColumns() throws {
    try withLogin("yurai_desk") { database, login, _ throws in
      let readable = try database.rows(
        """
        SELECT c.relname, r.columns
          FROM pg_class c
         CROSS JOIN LATERAL (
               SELECT CASE WHEN has_table_privilege('yurai_desk', c.oid, 'SELECT') THEN 'all'
                           ELSE string_agg(a.attname, ' ' ORDER BY a.attname) END AS columns
                 FROM pg_attribute a
                WHERE a.attrelid = c.oid AND NOT a.attisdropped
                  AND has_column_privilege('yurai_desk', c.oid, a.attnum, 'SELECT')) r
         WHERE c.relnamespace = 'yurai'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND r.columns IS NOT NULL
         ORDER BY 1
        """)
      let whole = [
        "affiliate", "audit_run", "batch", "collection_event",
        "collection_evidence", "collection_record", "customer", "customer_record",
        "customer_verdict", "erased_mark", "erasure", "evidence_erased", "evidence_use",
        "exposure", "finding", "further_recipient", "incident", "inquiry", "inquiry_due",
        "inquiry_event", "inquiry_state", "installation", "ledger_hash", "ledger_leaf", "letter",
        "mall_name", "merchant_name", "outlet", "provision", "redaction", "schema_migration",
        "search", "search_batch", "search_key", "supersession", "tenancy",
      ]
      let some = [["batch_rows", "batch_id"], ["record_salt", "batch_id xmin"]]
      #expect(
        readable == (whole.map { [$0, "all"] } + some).sorted { $0[0] < $1[0] },
        "a table more: does the desk have to read it?")
      let added = try database.rows(
        """
        SELECT c.relname FROM pg_class c
         WHERE c.relnamespace = 'yurai'::regnamespace
           AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege('yurai_desk', c.oid, 'USAGE, UPDATE')
                    ELSE c.relkind IN ('r', 'p', 'v') AND has_any_column_privilege('yurai_desk', c.oid, 'INSERT') END
         ORDER BY 1
        """)
      #expect(
        added.map { $0[0] } == [
          "inquiry", "inquiry_due", "inquiry_event", "inquiry_number", "ledger_hash",
          "ledger_leaf", "ledger_salt", "letter", "redaction", "search",
        ])
      // Nothing comes to it from everybody's rights either.
      for query in [
        "SELECT salt FROM record_salt", "SELECT customer_key FROM record_salt",
        "SELECT salt FROM ledger_salt", "SELECT * FROM exception", "SELECT * FROM checkpoint",
      ] as [Query] { #expect(try !login.may(query), "\(query)") }
    }
  }

  @Test("the desk's answer may be the ledger's first leaf, after the one of what was there before")
  func deskFirst() throws {
    try withLogin("yurai_desk") { database, login, _ throws in
      // As an update leaves it of a version that had no ledger.
      try Liar(database: database).lie([
        "DELETE FROM ledger_salt", "DELETE FROM ledger_hash", "DELETE FROM ledger_leaf",
        "DELETE FROM batch_rows", "UPDATE audit_run SET leaf_index = NULL",
      ])
      try login.step { desk, session in
        let caseNo = try desk.open(.opening(), in: &session).caseNo
        try desk.settle(
          person: InquiryPerson(.customer, [person.id]), note: nil, of: caseNo, in: &session)
        try desk.check(
          identity: .settled, by: .inPerson, items: [], note: nil, of: caseNo, in: &session)
        _ = try desk.answer(caseNo, in: &session)
      }
      #expect(
        try database.rows(
          """
          SELECT kind, leaf::json ->> 'batches' = (SELECT count(*)::text FROM batch), leaf::json ->> 'records'
            FROM ledger_leaf ORDER BY leaf_index
          """) == [["legacy", "t", "2"], ["answer", "NULL", "NULL"]])
    }
  }

  @Test("the auditor reads what was judged and done, and nothing that a person wrote")
  func auditor()
    throws
  {
    try withLogin("yurai_auditor") { database, login, caseNo throws in
      var session = try login.session()
      var verdicts: [String: String] = [:]
      try Listings.verdicts(unexplainedOnly: false, in: &session) { verdicts[$0] = $1 }
      #expect(verdicts == ["C001": "traced", "C002": "untraced"])
      let findings = try Listings.findings(rule: nil, since: nil, in: &session)
      #expect(findings.count == 1)
      let rejects = try Listings.rejects(batch: nil, in: &session)
      #expect(rejects.isEmpty)
      _ = try Listings.census(in: &session)
      var provenance = ""
      try ProvJob().run(customer: nil, in: &session) { provenance += $0 }
      #expect(provenance.contains("untraced"))
      let listed = try InquiryListing.rows(.all, in: &session)
      #expect(listed.count == 2)
      let allowed: [Query] = [
        "SELECT case_no, state, due_on FROM inquiry_state", "SELECT * FROM inquiry_event",
        "SELECT * FROM inquiry_due",
        "SELECT * FROM redaction", "SELECT case_no, asks, actor FROM inquiry",
        "SELECT case_no, kind, sha256, run_id FROM letter", "SELECT actor, decision FROM search",
        "SELECT * FROM incident", "SELECT * FROM exposure",
      ]
      for query in allowed { #expect(try login.may(query), "\(query)") }
      let refused: [Query] = [
        "SELECT * FROM customer_record", "SELECT * FROM collection_record",
        "SELECT * FROM search_key",
        "SELECT message FROM inquiry", "SELECT given FROM inquiry", "SELECT reply_to FROM inquiry",
        "SELECT * FROM inquiry", "SELECT body_text FROM letter", "SELECT body_html FROM letter",
        "SELECT subject FROM letter", "SELECT send_to FROM letter", "SELECT asked FROM search",
        "SELECT shown FROM search", "SELECT nextval('inquiry_number')",
        "INSERT INTO inquiry_event (case_no, kind, actor) VALUES (\(caseNo), 'note', 'x')",
      ]
      for query in refused { #expect(try !(login.may(query)), "\(query)") }
      for table in try tables(database) {
        let column = try column(of: table, database)
        #expect(
          try
            !(login.may(
              "UPDATE \(identifier: table) SET \(identifier: column) = \(identifier: column)")),
          "\(table)")
        #expect(try !(login.may("DELETE FROM \(identifier: table)")), "\(table)")
      }
      #expect(throws: (any Error).self) { try login.step { _ = try $0.open(.opening(), in: &$1) } }
      #expect(throws: (any Error).self) { try login.step { _ = try $0.load(caseNo, in: &$1) } }
    }
  }

  @Test("of what a person wrote the auditor reads these columns and no others")
  func auditorColumns() throws {
    try withLogin("yurai_auditor", isLoaded: false) { database, _, _ throws in
      let columns = try database.rows(
        """
        SELECT a.attrelid::regclass::text, string_agg(a.attname, ' ' ORDER BY a.attnum)
          FROM pg_attribute a
         WHERE a.attnum > 0 AND NOT a.attisdropped
           AND (obj_description(a.attrelid, 'pg_class') LIKE 'PERSONAL DATA%'
                OR a.attrelid = 'inquiry_state'::regclass)
           AND has_column_privilege('yurai_auditor', a.attrelid, a.attname, 'SELECT')
         GROUP BY 1 ORDER BY 1
        """)
      #expect(
        columns == [
          ["customer_record", "batch_id line mall_id"],
          ["inquiry", "case_no received_at channel language law asks opened_at actor role"],
          [
            "inquiry_state",
            "case_no received_at channel language law asks person_kind identity identity_method "
              + "acknowledged_at answered_at answer_kind interim_at escalated_at closed_at state "
              + "waiting_for due_on act_by",
          ],
          [
            "letter",
            "letter_id case_no stage kind language sha256 send_by run_id letter_date made_at actor role",
          ],
          ["search", "search_id asked_at actor role inquiry query_id decision"],
        ])
      let personal = try database.rows(
        """
        SELECT c.relname FROM pg_class c
         WHERE c.relkind = 'r' AND obj_description(c.oid, 'pg_class') LIKE 'PERSONAL DATA%' ORDER BY 1
        """)
      #expect(
        personal.map { $0[0] }
          == ["collection_record", "customer_record", "inquiry", "letter", "search"],
        "a table more: does the auditor have to read it?")
    }
  }

  @Test("the batch loads and audits, also what others loaded, and reads no inquiry") func batch()
    throws
  {
    try withLogin("yurai_batch") { database, login, caseNo throws in
      var more = Mall()
      more.add("customers", [Person(3).customer(), Person(4).customer()])
      more.add("orders", [Person(2).order(), Person(3).order()])
      try login.importing(more)
      var session = try login.session()
      let outcome = try AuditJob().run(in: &session)
      #expect(outcome.unexplained == 1)
      var verdicts: [String: String] = [:]
      try Listings.verdicts(unexplainedOnly: false, in: &session) { verdicts[$0] = $1 }
      #expect(
        verdicts == ["C001": "traced", "C002": "traced", "C003": "traced", "C004": "untraced"])
      try SearchIndex.prepare(&session, log: { _ in })
      let refused: [Query] = [
        "SELECT * FROM inquiry", "SELECT message FROM inquiry", "SELECT case_no FROM inquiry",
        "SELECT * FROM inquiry_event", "SELECT * FROM inquiry_due", "SELECT * FROM inquiry_state",
        "SELECT * FROM letter", "SELECT case_no FROM letter", "SELECT * FROM redaction",
        "SELECT * FROM search", "SELECT asked FROM search", "SELECT nextval('inquiry_number')",
        "SELECT * FROM incident",
        "INSERT INTO inquiry_event (case_no, kind, actor) VALUES (\(caseNo), 'note', 'x')",
        "DELETE FROM letter", "TRUNCATE inquiry CASCADE", "ALTER TABLE letter DISABLE TRIGGER ALL",
        "DROP TABLE search",
      ]
      for query in refused { #expect(try !(login.may(query)), "\(query)") }
      #expect(throws: (any Error).self) { try login.step { _ = try $0.open(.opening(), in: &$1) } }
      // A second member goes on where the first stopped, and so does the owner.
      let other = Login(database: database, name: "\(login.name)_2")
      try other.create(in: "yurai_batch")
      #expect(throws: Never.self) { try audit(other) }
      other.drop()
      #expect(throws: Never.self) { try database.audit() }
    }
  }

  @Test("the batch finds a letter that was changed, and reads none of them") func batchLetters()
    throws
  {
    try withLogin("yurai_batch") { database, login, _ throws in
      try audit(login)
      let sent = try database.rows(
        "SELECT case_no || '/' || letter_id FROM letter WHERE stage = 'answer'")
      _ = try database.rows("ALTER TABLE letter DISABLE TRIGGER letter_is_kept")
      _ = try database.rows("UPDATE letter SET body_text = '別' WHERE stage = 'answer'")
      try audit(login)
      var session = try login.session()
      let found = try Listings.findings(rule: "row-changed", since: nil, in: &session)
      #expect(found.map(\.subjectID) == sent.map { $0[0] } && found.count == 1)
      #expect(try !login.may("SELECT body_text FROM letter"))
      #expect(
        try database.rows("SELECT * FROM letters_unlike_leaves()").map(\.count) == [3],
        "numbers and what is wrong")
    }
  }

  @Test(
    "only the batch compares letters with the ledger",
    arguments: [("yurai_batch", true), ("yurai_desk", false), ("yurai_auditor", false)])
  func comparesLetters(_ group: String, _ isAllowed: Bool) throws {
    try withLogin(group) { _, login, _ throws in
      #expect(try login.may("SELECT * FROM letters_unlike_leaves()") == isAllowed)
      // Nor does it run what somebody puts before the server's own functions.
      if isAllowed {
        #expect(
          try login.may(
            """
            CREATE FUNCTION yurai.convert_to(text, text) RETURNS bytea LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION ''called as %'', current_user; END'
            """))
        #expect(try login.may("SELECT * FROM letters_unlike_leaves()"))
      }
    }
  }

  @Test("the batch fills an empty database") func batchFirst() throws {
    try withLogin("yurai_batch", isLoaded: false) { database, login, _ throws in
      try login.importing(mall())
      var session = try login.session()
      let outcome = try AuditJob().run(in: &session)
      #expect(outcome.unexplained == 1)
      #expect(throws: Never.self) {
        try database.clerk.answered(InquiryPerson(.customer, ["C001"]))
      }
    }
  }

  @Test("who is in no group reads nothing") func nobody() throws {
    try withLogin("yurai_desk") { database, login, _ throws in
      _ = try database.rows("REVOKE yurai_desk FROM \(identifier: login.name)")
      for table in try tables(database) {
        #expect(try !(login.may("SELECT * FROM yurai.\(identifier: table)")), "\(table)")
      }
      #expect(try !(login.may("SELECT * FROM yurai.inquiry_state")))
    }
  }

  private func prepare(_ database: TestDatabase) throws {
    var session = try database.session()
    try SearchIndex.prepare(&session, log: { _ in })
  }

  private func audit(_ login: Login) throws {
    var session = try login.session()
    _ = try AuditJob().run(in: &session)
  }

  private func grant(_ login: Login) throws {
    var session = try login.session()
    try Roles.grant(in: &session)
  }

  private func prepare(_ login: Login) throws {
    var session = try login.session()
    try SearchIndex.prepare(&session, log: { _ in })
  }

  private func tables(_ database: TestDatabase) throws -> [String] {
    try database.rows(
      """
      SELECT table_name FROM information_schema.tables
       WHERE table_schema = 'yurai' AND table_type = 'BASE TABLE' ORDER BY 1
      """
    ).compactMap(\.first)
  }

  private func column(of table: String, _ database: TestDatabase) throws -> String {
    try database.value(
      """
      SELECT column_name FROM information_schema.columns
       WHERE table_schema = 'yurai' AND table_name = \(table) AND is_identity = 'NO' LIMIT 1
      """)
  }
}
