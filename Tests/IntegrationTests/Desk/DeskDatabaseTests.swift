import Postgres
import Rendering
import Testing
import Yurai

/// What the tool refuses the database refuses too, whoever asks it, the owner included.
@Suite struct DeskDatabaseTests {
  private let person = Person(1)

  /// A case with something in every table.
  private func withCase(_ body: (TestDatabase, String) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [person.customer()])
      mall.add("orders", [person.order("1", ["ship_name": "渡邉", "ship_phone": "06-1"])])
      try database.load(mall)
      _ = try database.audit()
      _ = try database.rows(
        """
        INSERT INTO incident (incident_id, revision, title_ja, title_en, occurred_from, occurred_to, known_on, others, actor)
        VALUES ('I', 1, 'x', 'x', '2011-01-01', '2011-01-02', '2011-01-03', 'undetermined', 'x')
        """)
      _ = try database.rows(
        "INSERT INTO exposure VALUES ('I', 1, 'customer', 'C001', 'possible', '{}')")
      let known = try database.clerk.open(
        .opening(given: [.name: person.name, .phone: person.phone]))
      _ = try database.clerk.find(known.caseNo)
      try body(database, known.caseNo)
    }
  }

  private func refusal(_ database: TestDatabase, _ query: Query) -> String {
    do {
      _ = try database.rows(query)
      return "nothing"
    } catch {
      guard let error = error as? PostgresError, error.sqlState == .restrictViolation else {
        return "another: \(error)"
      }
      return error.message ?? ""
    }
  }

  private func letter(
    _ caseNo: String, _ stage: String, _ kind: String, run: String = "1"
  ) -> Query {
    """
    INSERT INTO letter (case_no, stage, kind, language, subject, body_text, body_html, sha256, send_by, run_id, letter_date, actor)
    VALUES (\(caseNo), \(stage), \(kind), 'ja', 's', 't', 'h', sha256('t'), 'post', \(unescaped: run), '2026-01-01', 'x')
    """
  }

  private func event(
    _ caseNo: String, _ kind: String, _ rest: String = "NULL, NULL, NULL, NULL, NULL"
  )
    -> Query
  {
    """
    INSERT INTO inquiry_event (case_no, kind, actor, person_kind, person_ids, method, checked, result)
    VALUES (\(caseNo), \(kind), 'x', \(unescaped: rest))
    """
  }

  private func settled(_ caseNo: String, _ database: TestDatabase) throws {
    try database.clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
    try database.clerk.check(caseNo)
  }

  @Test(
    "nothing that was recorded is changed or removed",
    arguments: [
      "inquiry", "inquiry_due", "inquiry_event", "letter", "redaction", "incident", "exposure",
      "search",
    ])
  func kept(_ table: String) throws {
    try withCase { database, caseNo throws in
      try settled(caseNo, database)
      try database.clerk.answer(caseNo)
      let rows = try database.value("SELECT count(*) FROM \(identifier: table)")
      #expect(rows != "0", "there is something to lose")
      let before = try database.content()
      let column =
        try database.rows(
          """
          SELECT column_name FROM information_schema.columns
           WHERE table_schema = 'yurai' AND table_name = \(table) AND is_identity = 'NO' LIMIT 1
          """)[0][0]
      let statements: [Query] = [
        "UPDATE \(identifier: table) SET \(identifier: column) = \(identifier: column)",
        "UPDATE \(identifier: table) SET \(identifier: column) = \(identifier: column) WHERE false",
        "DELETE FROM \(identifier: table)", "DELETE FROM \(identifier: table) WHERE false",
        "TRUNCATE \(identifier: table) CASCADE",
      ]
      // Of this table, and not of one that refers to it and would go along.
      let words = table == "search" ? "the record of searches" : "the table \(table)"
      for statement in statements {
        #expect(refusal(database, statement) == "\(words) is only added to", "\(statement)")
      }
      #expect(try database.content() == before)
    }
  }

  @Test("an answer before it is settled who asks") func answerTooEarly() throws {
    try withCase { database, caseNo throws in
      let clerk = database.clerk
      let wanted = "before it is settled"
      #expect(refusal(database, letter(caseNo, "answer", "traced")).contains(wanted))
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]))
      #expect(refusal(database, letter(caseNo, "answer", "traced")).contains(wanted))
      #expect(refusal(database, letter(caseNo, "interim", "untraced")).contains(wanted))
      try clerk.check(caseNo, .open)
      #expect(refusal(database, letter(caseNo, "answer", "traced")).contains(wanted))
      try clerk.check(caseNo, .failed)
      #expect(refusal(database, letter(caseNo, "answer", "traced")).contains(wanted))
      try clerk.check(caseNo)
      #expect(refusal(database, letter(caseNo, "answer", "traced")) == "nothing")
    }
  }

  @Test("an answer before it is settled who it is") func personTooEarly() throws {
    try withCase { database, caseNo throws in
      let clerk = database.clerk
      let settled: Query = """
        INSERT INTO inquiry_event (case_no, kind, actor, method, checked, result)
        VALUES (\(caseNo), 'identity', 'sql', 'in_person', '{}', 'settled')
        """
      let wanted = "before it is settled"
      #expect(refusal(database, settled).contains("who the person is"))
      #expect(refusal(database, letter(caseNo, "answer", "traced")).contains(wanted))
      try clerk.settle(caseNo, InquiryPerson(.undecided))
      #expect(refusal(database, settled).contains("who the person is"))
      #expect(refusal(database, letter(caseNo, "answer", "traced")).contains(wanted))
      try clerk.settle(caseNo, InquiryPerson(.customer, ["C001"]))
      #expect(refusal(database, letter(caseNo, "answer", "traced")).contains(wanted))
      #expect(refusal(database, settled) == "nothing")
      #expect(refusal(database, letter(caseNo, "answer", "traced")) == "nothing")
    }
  }

  @Test("an answer about somebody else than the one who was checked") func otherPerson() throws {
    try withCase { database, caseNo throws in
      try settled(caseNo, database)
      #expect(
        refusal(
          database, event(caseNo, "person", "'recipient', '{tony/hana/1-1}', NULL, NULL, NULL"))
          == "nothing")
      #expect(
        refusal(database, letter(caseNo, "answer", "recipient")).contains("before it is settled"))
    }
  }

  @Test("a letter about the data under the name of an acknowledgement or a notice")
  func underAnotherName() throws {
    try withCase { database, caseNo throws in
      #expect(refusal(database, letter(caseNo, "extension", "traced")).contains("stage"))
      #expect(
        refusal(database, letter(caseNo, "answer", "extension", run: "NULL")).contains("stage"))
      try settled(caseNo, database)
      for (stage, kind) in [("answer", "acknowledgement"), ("interim", "extension")] {
        #expect(refusal(database, letter(caseNo, stage, kind, run: "NULL")).contains("stage"))
      }
      #expect(refusal(database, letter(caseNo, "extension", "extension", run: "NULL")) == "nothing")
    }
  }

  @Test("a second answer, and an interim letter after it") func second() throws {
    try withCase { database, caseNo throws in
      try settled(caseNo, database)
      try database.clerk.answer(caseNo)
      #expect(refusal(database, letter(caseNo, "answer", "traced")).contains("answered"))
      #expect(refusal(database, letter(caseNo, "interim", "partial")).contains("answered"))
      #expect(
        refusal(database, event(caseNo, "identity", "NULL, NULL, 'login', '{}', 'settled'"))
          .contains("answered"))
      #expect(
        refusal(database, event(caseNo, "person", "'none', '{}', NULL, NULL, NULL")).contains(
          "answered"))
      #expect(refusal(database, event(caseNo, "note")) == "nothing")
    }
  }

  @Test("a second acknowledgement") func acknowledgedOnce() throws {
    try withCase { database, caseNo throws in
      #expect(throws: PostgresError.self) {
        try database.rows(letter(caseNo, "acknowledgement", "acknowledgement", run: "NULL"))
      }
      #expect(try database.clerk.load(caseNo).letters.count == 1)
    }
  }

  @Test("a close before the answer, and anything after the close") func closing() throws {
    try withCase { database, caseNo throws in
      #expect(refusal(database, event(caseNo, "closed")).contains("not answered"))
      try settled(caseNo, database)
      #expect(refusal(database, event(caseNo, "closed")).contains("not answered"))
      try database.clerk.answer(caseNo)
      #expect(refusal(database, event(caseNo, "closed")) == "nothing")
      for kind in ["note", "closed", "escalated", "extended", "held"] {
        #expect(refusal(database, event(caseNo, kind)).contains("closed"), "\(kind)")
      }
      for (stage, kind, run) in [
        ("answer", "traced", "1"), ("interim", "partial", "1"), ("extension", "extension", "NULL"),
      ] {
        #expect(refusal(database, letter(caseNo, stage, kind, run: run)).contains("closed"))
      }
    }
  }

  @Test("a letter about the data names the run that it rests on; the others name none")
  func restsOnRun() throws {
    try withCase { database, caseNo throws in
      try settled(caseNo, database)
      for kind in ["traced", "unheld", "recipient", "notyou", "untraced"] {
        #expect(
          refusal(database, letter(caseNo, "answer", kind, run: "NULL")).contains("audit run"),
          "\(kind)")
      }
      #expect(refusal(database, letter(caseNo, "extension", "extension")).contains("audit run"))
      #expect(throws: PostgresError.self, "no such run") {
        try database.rows(letter(caseNo, "answer", "traced", run: "99"))
      }
      #expect(refusal(database, letter(caseNo, "answer", "traced")) == "nothing")
    }
  }

  @Test("that somebody was not confirmed, only of somebody who was not") func unconfirmed() throws {
    try withCase { database, caseNo throws in
      let wanted = "not found wanting"
      #expect(
        refusal(database, letter(caseNo, "answer", "unconfirmed", run: "NULL")).contains(wanted))
      try settled(caseNo, database)
      #expect(
        refusal(database, letter(caseNo, "answer", "unconfirmed", run: "NULL")).contains(wanted))
      try database.clerk.check(caseNo, .failed)
      #expect(refusal(database, letter(caseNo, "answer", "unconfirmed", run: "NULL")) == "nothing")
    }
  }
}
