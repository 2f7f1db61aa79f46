import Crypto
import Foundation
import Ledger
import Postgres
import Rendering
import Testing
import Yurai

/// An erased person is gone from every table, every proof stays valid, and she is noticed when a file brings her back.
@Suite struct EraseTests {
  private let she = Person(2)

  private var mall: Mall {
    var mall = Mall.market()
    mall.add("customers", [1, 2, 3, 4].map { Person($0).customer() }, path: "c.csv")
    mall.add(
      "orders",
      [
        Person(1).order(), she.order("jan"), she.order("feb", ["merchant_id": "unknown"]),
        Person(3).order("1", ["name": she.name, "phone": "03-5550-8888"]),
      ], path: "o.csv")
    mall.add("signups", [she.signup()], path: "s.csv")
    return mall
  }

  /// An inquiry of hers that was answered; closed or not.
  private func inquire(_ database: TestDatabase, closes: Bool, of person: Person) throws -> String {
    let clerk = database.clerk
    let asks = try AskDetector().read(Clerk.story).asks
    let caseNo = try clerk.open(
      .opening(
        asks, .ja, given: [.name: person.name, .phone: person.phone], channel: .letter)
    ).caseNo
    _ = try clerk.find(caseNo)
    try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]), note: "\(person.name)様")
    try clerk.check(caseNo, [.name, .phone])
    try clerk.answer(caseNo)
    if closes { try clerk.close(caseNo) }
    return caseNo
  }

  private func erase(
    _ database: TestDatabase, _ customer: String, caseNo: String? = nil
  ) throws -> EraseJob.Outcome {
    var session = try database.session()
    var job = EraseJob()
    job.caseNo = caseNo
    job.reason = caseNo == nil ? "retention" : "person"
    return try job.run(customer: customer, in: &session)
  }

  /// Tables and columns that still hold one of the texts, or the key, in whatever form.
  private func remains(_ database: TestDatabase, _ texts: [String], key: String) throws -> [String]
  {
    let columns = try database.rows(
      """
      SELECT table_name, column_name, data_type FROM information_schema.columns
        JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'yurai' AND table_type = 'BASE TABLE'
         AND data_type IN ('text', 'jsonb', 'json', 'ARRAY', 'bytea', 'bigint', 'character varying')
      """)
    #expect(columns.count > 100)
    return try columns.filter { column in
      let (table, name) = (column[0], column[1])
      let query: Query =
        switch column[2] {
        case "bigint":
          """
          SELECT EXISTS (SELECT FROM \(identifier: table)
            WHERE \(identifier: name)::text = \(key))
          """
        case "bytea":
          """
          SELECT EXISTS (SELECT FROM \(identifier: table), unnest(\(texts)::text[]) x
            WHERE position(convert_to(x, 'UTF8') IN \(identifier: name)) > 0)
          """
        default:
          """
          SELECT EXISTS (SELECT FROM \(identifier: table), unnest(\(texts)::text[]) x
            WHERE strpos(\(identifier: name)::text, x) > 0)
          """
        }
      return try database.value(query) == "t"
    }.map { "\($0[0]).\($0[1])" }.sorted()
  }

  @Test("nothing of her is left in any table, and every proof stays valid") func erased() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      let caseNo = try inquire(database, closes: true, of: she)
      var correction = Mall()
      correction.add("customers", [she.customer(["address": "東京都訂正区9"])], path: "c2.csv")
      try database.load(correction)
      #expect(try database.audit()[she.id] == "partial")
      var session = try database.session()
      try Listings.grantException(
        customer: she.id, approver: "佐藤", reason: "\(she.name)様の申込書", evidence: "棚", in: &session)
      _ = try database.audit()
      let key = try database.value(
        "SELECT customer_key FROM customer WHERE customer_id = \(she.id)")
      let place = try database.value(
        "SELECT leaf_no FROM record_salt WHERE customer_key = \(key)::bigint")
      let texts = [
        she.id, she.name, she.name.filter { $0 != "\u{3000}" }, she.phone, she.email, she.address,
        "訂正区",
        she.phone.filter { $0 != "-" }, "2-jan", "2-feb", "U2-1",
      ]
      // Hers is not the only phone number of the file, and the third person's order carries her name.
      let before = try remains(database, texts, key: key)
      for column in [
        "customer.customer_id", "customer.customer_key", "customer_record.name", "search.shown",
        "collection_record.name", "collection_event.source_id", "inquiry.given", "letter.body_text",
        "inquiry_event.person_ids", "exception.reason", "finding.subject_id",
        "customer_verdict.customer_key", "record_salt.customer_key",
      ] { #expect(before.contains(column), "\(column)") }
      let old = try SignedNote(
        parsing: Array(LedgerExchange.checkpoint(in: &session).utf8))
      let tree = try database.rows(
        "SELECT records_size FROM audit_run ORDER BY run_id DESC LIMIT 1")
      let leaves = try tiles(database)

      let outcome = try erase(database, she.id)
      #expect(outcome.events == 3 && "\(outcome.place)" == place)
      let left = try remains(database, texts, key: key)
      #expect(left == ["collection_record.name"])
      #expect(try database.rows("SELECT * FROM customer WHERE customer_id = \(she.id)").isEmpty)
      // The case stays as what was done when.
      #expect(
        try database.value("SELECT state FROM inquiry_state WHERE case_no = \(caseNo)") == "closed")

      let judged = try database.audit()
      #expect(judged.run.verdicts["erased"] == 1 && judged.run.customers == 4)
      #expect(judged.findings(of: "row-changed").isEmpty, "\(judged.details)")
      let later = try remains(database, texts, key: key)
      #expect(later == ["collection_record.name"])
      #expect(
        try database.rows("SELECT records_size FROM audit_run ORDER BY run_id DESC LIMIT 1") == tree
      )
      // Every other leaf is what it was; hers is empty.
      let after = try tiles(database)
      #expect(after.count == leaves.count)
      for (index, leaf) in after.enumerated() {
        #expect((leaf == leaves[index]) == ("\(index)" != place), "\(index)")
      }
      #expect(
        after[Int(place) ?? 0] == String(repeating: "0", count: 32) + "ff"
          + String(repeating: "0", count: 64))
      // The checkpoint of before is still the beginning of the ledger.
      let size = try Checkpoint(text: old.text).head.size
      let rows = try database.rows("SELECT leaf FROM ledger_leaf ORDER BY leaf_index")
      var frontier = Frontier()
      frontier.append(contentsOf: rows.prefix(Int(size)).map { .leaf(Array($0[0].utf8)) })
      #expect(try Checkpoint(text: old.text).head == frontier.head)
      #expect(rows.count > Int(size))
    }
  }

  @Test("the next audit says how many were erased, and so does its page") func told() throws {
    try withDatabase { database in
      var market = Mall.market()
      market.add("customers", (1...3).map { Person($0).customer() })
      market.add("orders", [Person(1).order()])
      try database.load(market)
      var session = try database.session()
      func audit() throws -> (text: String, page: String) {
        let outcome = try AuditJob().run(in: &session)
        let report = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
        #expect(!outcome.json.contains("\"erased\":null") && outcome.json.contains("\"since_run\""))
        let page = ReportPage(language: .en, style: "").render(report)
        return (try AuditText.text(outcome), page)
      }
      let first = try audit()
      #expect(!first.text.contains("erased 0,") && !first.page.contains("; erased: "))
      for number in [2, 3] { _ = try erase(database, Person(number).id) }
      let second = try audit()
      let words = "records new 0, gone 0, erased 2, verdicts changed 0,"
      #expect(second.text.contains(words), "\(second.text)")
      #expect(second.page.contains("with another verdict: 0; erased: 2."))
      let third = try audit()
      #expect(third.text.contains("records new 0, gone 0, verdicts changed 0,"), "\(third.text)")
      #expect(!third.page.contains("; erased: "))
    }
  }

  @Test("what was given away before she was erased still holds, and what comes after continues it")
  func bundles() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      func bundle(_ name: String) throws -> String {
        let folder = "\(database.folder)/\(name)"
        let outcome = try database.tool("report", "--output", folder, "--quiet")
        #expect([0, 2].contains(outcome.code), "\(outcome.errors)")
        return folder
      }
      var session = try database.session()
      let key = try LedgerSigner.keys(makes: false, in: &session)[0]
      func verify(_ words: String...) throws {
        let words = ["verify"] + words + ["--key", key, "--language", "en"]
        let outcome = try Tool(xdg: database.server.xdg).run(words)
        #expect(outcome.code == 0, "\(words): \(outcome.output)\(outcome.errors)")
      }
      // An answer to her and one to somebody else, an exception of hers and one of somebody else's.
      let cases = try [she, Person(1)].map { try inquire(database, closes: true, of: $0) }
      var correction = Mall()
      correction.add("customers", [she.customer(["address": "東京都訂正区9"])], path: "c2.csv")
      try database.load(correction)
      #expect(try database.audit()[she.id] == "partial")
      for person in [she, Person(4)] {
        try Listings.grantException(
          customer: person.id, approver: "佐藤", reason: "申込書", evidence: "棚", in: &session)
      }
      let place = try database.value(
        """
        SELECT leaf_no FROM record_salt JOIN customer USING (customer_key)
         WHERE customer_id = \(she.id)
        """)
      // Everybody is drawn, so that the annex holds her.
      var job = SampleJob()
      job.tolerable = 0.01
      let nonce = "471108154711081547110815"
      let hash = SHA256.hash(data: Data(nonce.utf8)).map {
        String(256 + Int($0), radix: 16).dropFirst()
      }.joined()
      _ = try database.audit()
      _ = try job.commit(hash, in: &session)
      _ = try job.draw(nonce: nonce, in: &session)
      let annex = "\(database.folder)/annex"
      #expect(try database.tool("sample", "export", annex).code == 0)
      let record = "\(database.folder)/record.json"
      #expect(try database.tool("sample", "open", she.id, "--output", record).code == 0)
      let old = try bundle("old")
      for file in ["\(annex)/annex.jsonl", record] {
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains(she.phone))
      }
      try verify(old, "--annex", "\(annex)/annex.jsonl", "--record", record)

      let erased = try database.tool("erase", she.id, "--retention", "--backup-days", "10")
      let until = DeskDay.today.adding(days: 10).description
      #expect(erased.code == 0 && erased.output.contains("can hold it until \(until),"))
      #expect(
        try database.rows("SELECT leaf_no, backups_until FROM erasure") == [[place, until]])
      #expect(
        try database.rows(
          """
          SELECT leaf::json ->> 'record', leaf::json ->> 'backups_until' FROM ledger_leaf
           WHERE kind = 'erasure'
          """) == [[place, until]])
      // Nothing opens any more what the ledger committed to of her; of others everything does.
      let salts = try database.rows(
        """
        SELECT kind, leaf::json ->> CASE kind WHEN 'answer' THEN 'case' ELSE 'record' END = ANY (\([cases[0], place])::text[]),
               bool_or(salt IS NOT NULL), count(*)
          FROM ledger_leaf LEFT JOIN ledger_salt USING (leaf_index)
         WHERE kind IN ('answer', 'exception') GROUP BY 1, 2 ORDER BY 1, 2
        """)
      #expect(
        salts == [
          ["answer", "f", "t", "1"], ["answer", "t", "f", "1"], ["exception", "f", "t", "1"],
          ["exception", "t", "f", "1"],
        ])

      #expect(try database.audit().findings(of: "row-changed").isEmpty)
      let new = try bundle("new")
      try verify(old, "--annex", "\(annex)/annex.jsonl", "--record", record)
      try verify(new, "--previous", old)
      // The other way round the ledger would have lost what it had.
      let back = try Tool(xdg: database.server.xdg).run("verify", old, "--previous", new)
      #expect(back.code == 2, "\(back.output)")
    }
  }

  /// The leaves of the last run, 49 bytes each as digits.
  private func tiles(_ database: TestDatabase) throws -> [String] {
    let hex = try database.value(
      "SELECT encode(leaves, 'hex') FROM record_tile ORDER BY run_id DESC LIMIT 1")
    return stride(from: 0, to: hex.count, by: 98).map {
      let start = hex.index(hex.startIndex, offsetBy: $0)
      return String(hex[start..<hex.index(start, offsetBy: 98)])
    }
  }

  @Test("a file that brings her back is a finding; a namesake is none") func reappears() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      _ = try erase(database, she.id)
      var back = Mall()
      back.add(
        "customers",
        [
          Person(11).customer(["name": she.name, "phone": she.phone]),
          Person(12).customer([
            "name": she.name.filter { $0 != "\u{3000}" }, "address": she.address,
          ]),
          Person(13).customer(["email": "TARO.2@EXAMPLE.JP"]),
          Person(14).customer(["name": she.name]),
          Person(15).customer(["phone": she.phone]),
          Person(16).customer(["address": she.address]),
        ], path: "back.csv")
      try database.load(back)
      #expect(
        try database.audit().findings(of: "erased-reappeared") == ["C011", "C012", "C013"])
      var herself = Mall()
      herself.add("customers", [she.customer(["name": "別の名"])], path: "self.csv")
      try database.load(herself)
      let judged = try database.audit()
      #expect(
        judged.findings(of: "erased-reappeared") == ["C002", "C011", "C012", "C013"])
      #expect(judged.findings(of: "row-changed").isEmpty)
      // She is at a new place: the old one stays empty.
      #expect(
        try database.value("SELECT count(*) FROM record_salt JOIN erasure USING (leaf_no)") == "0")
    }
  }

  @Test("the very file again brings nobody back, and says so") func sameFile() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      _ = try erase(database, she.id)
      let manifest = try mall.write(to: "\(database.folder)/again")
      let again = try database.tool("import", manifest)
      #expect(again.code == 0, "\(again)")
      #expect(again.errors.contains("c.csv: 1 row(s) of it were erased"), "\(again.errors)")
      #expect(
        try database.value("SELECT count(*) FROM customer WHERE customer_id = \(she.id)") == "0")
      #expect(try database.audit().findings(of: "erased-reappeared").isEmpty)
    }
  }

  @Test("a payment that was two people's proves neither when one of them is erased") func evidence()
    throws
  {
    for field in ["settlement_id", "tracking_no"] {
      var mall = Mall.market()
      let bare: Fields = ["settlement_id": "", "tracking_no": ""]
      let shared = bare.merging([field: "SHARED"]) { $1 }
      let people = (1...3).map { Person($0) }
      mall.add("customers", people.map { $0.customer() }, path: "c.csv")
      mall.add(
        "orders",
        [
          people[0].order("1", shared), people[1].order("1", shared),
          people[2].order("1", bare.merging([field: "OWN"]) { $1 }),
        ], path: "o.csv")
      try Liar.with(mall) { liar throws in
        let database = liar.database
        for erased in [nil, people[1]] as [Person?] {
          if let erased { _ = try erase(database, erased.id) }
          let judged = try database.audit()
          #expect(judged.verdicts[people[0].id] == "uncorroborated", "\(field)")
          #expect(judged.verdicts[people[2].id] == "traced", "\(field)")
          #expect(judged.findings(of: "evidence-reused") == ["tony/SHARED"], "\(field)")
          #expect(try database.tool("trace", people[0].id).output.contains("uncorroborated"))
        }
        // Nothing of it is left when the last order with the number goes.
        #expect(try database.value("SELECT count(*) FROM evidence_erased") == "1")
        _ = try erase(database, people[0].id)
        #expect(try database.value("SELECT count(*) FROM evidence_erased") == "0")
        #expect(try database.audit().findings(of: "evidence-reused").isEmpty)
        #expect(try liar.changes().isEmpty)
      }
    }
  }

  @Test("the first place is not given again") func places() throws {
    var alone = Mall.market()
    alone.add("customers", [she.customer()], path: "c.csv")
    try Liar.with(alone) { liar throws in
      _ = try erase(liar.database, she.id)
      var next = Mall()
      next.add("customers", [Person(1).customer()], path: "n.csv")
      try liar.database.load(next)
      #expect(try liar.database.value("SELECT leaf_no FROM record_salt") == "1")
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("an open case blocks it; a case of somebody else is refused") func blocked() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      let other = try inquire(database, closes: false, of: Person(1))
      let open = try inquire(database, closes: false, of: she)
      let content = try database.content()
      for (caseNo, message) in [
        (nil, "case \(open) is not closed"), (other, "case \(open) is not closed"),
        ("2001-0001", "case \(open) is not closed"),
      ] {
        let error = failure { _ = try erase(database, she.id, caseNo: caseNo) }
        #expect(error.description.contains(message), "\(error)")
      }
      #expect(failure { _ = try erase(database, "C999") }.description.contains("no customer"))
      #expect(try database.content() == content)
      try database.clerk.close(open)
      let error = failure { _ = try erase(database, she.id, caseNo: other) }
      #expect(error.description.contains("is not about this person"), "\(error)")
      #expect(try database.content(except: ["inquiry_event", "ledger_leaf"]).count > 100)
      _ = try erase(database, she.id)
    }
  }

  @Test("the case that asks for it need not be closed") func asking() throws {
    try Liar.with(mall) { liar throws in
      let open = try inquire(liar.database, closes: false, of: she)
      _ = try erase(liar.database, she.id, caseNo: open)
      #expect(try liar.database.value("SELECT case_no FROM erasure") == open)
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("killed in the middle, it leaves everything") func killed() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      let content = try database.content()
      // Somebody holds the table that it comes to late.
      var holder = try Connection(database.parameters)
      try holder.execute("SET search_path = yurai")
      try holder.execute("BEGIN")
      try holder.execute("LOCK TABLE finding IN ACCESS EXCLUSIVE MODE")
      let run = try database.startTool(["erase", she.id, "--retention"])
      let waiting: Query =
        """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
           AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()
        """
      for _ in 0..<2000 where try database.value(waiting) == "0" { usleep(5000) }
      #expect(try database.value(waiting) == "1" && run.isRunning)
      run.signal(SIGKILL)
      #expect(try run.wait().code == 128 + SIGKILL)
      try holder.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
      try holder.execute("ROLLBACK")
      #expect(try database.content() == content)
      #expect(try database.tool("erase", she.id, "--retention").code == 0)
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("a finding about a file that has her number stays") func findingOfFile() throws {
    try withDatabase { database in
      try database.load(Mall.market())
      let next = try database.value("SELECT max(batch_id) + 1 FROM batch")
      var bought = Mall()
      var row = Person(1).customer()
      row["customer_id"] = next
      bought.add("customers", [row], origin: "purchased")
      try database.load(bought)
      #expect(try database.audit().findings(of: "purchased-batch") == [next])
      _ = try erase(database, next)
      #expect(
        try database.value("SELECT count(*) FROM finding WHERE rule = 'purchased-batch'") == "1")
      #expect(try database.audit().findings(of: "purchased-batch") == [next])
    }
  }

  @Test("nobody is erased while an import runs, which may put her in again") func locked() throws {
    try withDatabase { database in
      try database.load(mall)
      var other = try Connection(database.parameters)
      try other.execute("SET search_path = yurai, public")
      #expect(
        try other.value("SELECT pg_try_advisory_lock(hashtext('yurai import'))", as: Bool.self))
      #expect(failure { _ = try erase(database, she.id) }.exit == .locked)
      #expect(try database.value("SELECT count(*) FROM customer") == "4")
    }
  }

  @Test("an order of hers that comes again without her record is noticed") func orderIsBack() throws
  {
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      _ = try erase(database, she.id)
      var again = Mall()
      again.add(
        "orders", [she.order("jan", ["status": "shipped"]), Person(3).order("9")], path: "o2.csv")
      try database.load(again)
      #expect(try database.audit().findings(of: "erased-reappeared") == ["tony/hana/2-jan"])
    }
  }
}
