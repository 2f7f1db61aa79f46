import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// The auditor's bundle: whole, the same each time, without a person in it, and checked by others.
@Suite struct BundleTests {
  /// Something for every kind of subject that a finding has.
  static func faults() -> Mall {
    var mall = Mall.market()
    let people = (1...16).map { Person($0) }
    var customers = people.map { $0.customer() }
    customers[1]["registered_at"] = ""
    customers[2]["phone"] = "03-9999-0003"
    mall.add("customers", customers, path: "customers.csv")
    let pay: Fields = ["settlement_id": "PAY-77", "tracking_no": ""]
    let bare: Fields = ["settlement_id": "", "tracking_no": ""]
    mall.add(
      "orders",
      [
        people[0].order(), people[1].order(), people[2].order(),
        people[3].order("1", ["merchant_id": "shady77"]),
        people[4].order("1", ["mall_id": "ghost77"]),
        people[5].order("1", ["ordered_at": "2001-01-01 00:00:00"]), people[6].order("1", pay),
        people[7].order("1", pay), people[8].order("1", bare),
        people[9].order("1", ["merchant_id": "cocomin"]),
        people[10].order("a/b", bare),
        Person(77).order("1", ["merchant_id": "shady77"]),
        Person(78).order("1", ["customer_id": "", "mall_id": "ghost77"]),
        people[15].order("1", ["status": freshCardNumber()]),
      ], path: "orders.csv")
    mall.add(
      "signups",
      [
        people[11].signup("1", ["occurred_at": "1999-01-01 00:00:00"]),
        people[12].signup("x/y", ["merchant_id": "shady77"]),
      ], path: "signups.csv", origin: "unknown")
    mall.add(
      "provisions",
      [
        .provision("P-77", basis: "consent", ["items": ""]),
        .provision("P-78", basis: "opt_out", ["received_on": "2020-02-29"]),
        .provision("P-79", basis: "succession"),
      ], path: "p.csv")
    mall.add("provision-subjects", [people[13].subject(of: "P-77")], path: "ps.csv")
    mall.add("orders", [people[14].order()], path: "bought.csv", origin: "purchased")
    return mall
  }

  private func write(
    _ database: TestDatabase, to path: String, language: Language = .ja, isPacked: Bool = false
  ) throws -> BundleWriter.Outcome {
    var settings = try OperatorSettings()
    settings.company = "トニーホールディングス株式会社"
    var writer = BundleWriter(settings: settings, language: language)
    writer.isPacked = isPacked
    let ledger = try TestLedger(of: database)
    var session = try database.session()
    return try writer.write(to: path, parts: ledger, in: &session)
  }

  static func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isDirectory)
      if !isDirectory.boolValue { files[name] = data }
    }
    return files
  }

  /// Expects that nobody of that mall can be recognised in any file, nor one of the further words.
  static func expectNobody(in files: [String: Data], nor words: [String] = []) {
    let secrets =
      (1...16).map { Person($0) }.flatMap { person in
        [person.name, person.email, person.phone, person.address, person.postalCode]
      } + [
        "PAY-77", "P-77", "P-78", "P-79", "名簿屋", "名簿 太郎", "shady77", "ghost77", "03-9999-0003",
      ] + words
    for (name, data) in files where !name.hasSuffix(".sql") {
      let text = String(decoding: data, as: UTF8.self)
      for secret in secrets { #expect(!text.contains(secret), "\(name) holds \(secret)") }
      #expect(
        text.firstMatch(of: /(^|[^A-Za-z0-9+\/=])C0\d\d([^A-Za-z0-9+\/=]|$)/) == nil, "\(name)")
      #expect(
        text.firstMatch(of: /[^A-Za-z0-9+\/=][STU]?\d+-(1|a\/b|x\/y)[,"<\n]/) == nil, "\(name)")
    }
  }

  @Test("every finding is there, and nobody can be recognised in any file") func noPerson() throws {
    try withDatabase { database in
      try database.load(Self.faults())
      let judged = try database.audit()
      let folder = "\(database.folder)/bundle"
      let outcome = try write(database, to: folder)
      let files = try Self.files(folder)
      let text = { String(decoding: files[$0] ?? Data(), as: UTF8.self) }
      let rows = text("findings.csv").split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
      }
      var counts: [String: Int] = [:]
      for row in rows { counts[row[0], default: 0] += 1 }
      #expect(counts == judged.run.findings)
      #expect(counts.count >= 12, "\(counts.keys.sorted())")
      for row in rows {
        let isPlace = row[3].wholeMatch(of: /(record:\d+|batch:\d+(\/\d+)?)/) != nil
        #expect(isPlace, "\(row)")
        #expect(!row[4].isEmpty && row[4] != "withheld", "\(row)")
      }
      Self.expectNobody(in: files)
      #expect(!outcome.report.isStatementMade && outcome.report.unexplained > 0)
      #expect(outcome.report.purchasedBatches.count == 1)
      let terms = outcome.report.provisions.map {
        "\($0.missing) \($0.records) \($0.keepUntil.map { "\($0)" } ?? "-")"
      }
      #expect(terms == [#"["items"] 1 -"#, "[] 0 2023-02-28", "[] 0 -"], "none before the law")
      #expect(outcome.report.checkpoints.map(\.witnesses) == [[], ["auditor.example/w1"]])
      #expect(
        outcome.report.arrivals.largest.reduce(0) { $0 + $1.records } == outcome.report.unexplained)
      #expect(text("report.html").contains("購入したと申告された名簿が使われています。"))
    }
  }

  @Test("the subject of a finding is the row that it is about") func subjects() throws {
    try withDatabase { database in
      try database.load(Self.faults())
      _ = try database.audit()
      let folder = "\(database.folder)/bundle"
      _ = try write(database, to: folder)
      let findings = try String(contentsOfFile: "\(folder)/findings.csv", encoding: .utf8)
      let orders = try database.value("SELECT batch_id FROM batch WHERE file_name = 'orders.csv'")
      let signups = try database.value("SELECT batch_id FROM batch WHERE file_name = 'signups.csv'")
      let place = { (id: String) in
        try database.value(
          "SELECT leaf_no FROM record_salt JOIN customer USING (customer_key) WHERE customer_id = \(id)"
        )
      }
      for line in [
        "unknown-merchant,error,order,batch:\(orders)/5,the merchant that it names is not registered",
        "unknown-mall,error,order,batch:\(orders)/14,the mall that it names is not registered",
        "outside-tenancy,error,order,batch:\(orders)/7,no tenancy on that day",
        "uncorroborated-order,warning,order,batch:\(orders)/12,no settlement and no shipment",
        "evidence-reused,error,settlement,batch:\(orders)/8,stands behind orders of several customers",
        "order-without-customer,warning,order,batch:\(orders)/13,its customer is not among the customers",
        "card-number-refused,error,line,batch:\(orders)/15,a full card number was met and not stored",
        "outside-mall-period,error,event,batch:\(signups)/2,the mall bore no name on that day",
        "unknown-merchant,error,event,batch:\(signups)/3,the merchant that it names is not registered",
        "registration-date-missing,warning,customer,record:\(try place("C002")),registered_at is empty",
        "field-not-collected,error,field,record:\(try place("C003")),phone",
      ] {
        #expect(findings.contains("\n\(line)\n"), "\(line) is not in\n\(findings)")
      }
    }
  }

  @Test("again the same bytes, in place of the older; nothing else is replaced") func same() throws
  {
    try withDatabase { database in
      try database.load(Self.faults())
      _ = try database.audit()
      let folder = "\(database.folder)/bundle"
      _ = try write(database, to: folder, isPacked: true)
      let first = try Self.files(folder)
      let archive = FileManager.default.contents(atPath: "\(folder).zip")
      _ = try write(database, to: folder + "/", isPacked: true)
      #expect(try Self.files(folder) == first)
      #expect(FileManager.default.contents(atPath: "\(folder).zip") == archive)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: database.folder).filter {
          $0.hasSuffix(".partial") || $0.hasSuffix(".older")
        }.isEmpty)
      let other = "\(database.folder)/other"
      try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(other)/letter.txt"))
      let refusal = failure { _ = try write(database, to: other) }
      #expect(refusal.message.contains("is not overwritten"))
      #expect(FileManager.default.contents(atPath: "\(other)/letter.txt") == Data("mine".utf8))
    }
  }

  @Test("the report of a run is not made from other facts than the run's") func later() throws {
    try withDatabase { database in
      var session = try database.session()
      #expect(
        failure {
          _ = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
        }.message.contains("no audit yet"))
      try database.load(Self.faults())
      _ = try database.audit()
      _ = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
      try Listings.grantException(
        customer: "C012", approver: "a", reason: "r", evidence: "e", in: &session)
      _ = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
      _ = try database.audit()
      let report = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
      #expect(report.exceptions.count == 1)
      var more = Mall()
      more.add("customers", [Person(90).customer()], path: "more.csv")
      try database.load(more)
      let refusal = failure {
        _ = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
      }
      #expect(refusal.message.contains("was imported after audit run"))
      _ = try database.audit()
      try session.connection.execute(
        "UPDATE audit_run SET rules_sha256 = sha256('') WHERE run_id = (SELECT max(run_id) FROM audit_run)"
      )
      #expect(
        failure {
          _ = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
        }.message.contains("other rules"))
    }
  }

  @Test("nor from fewer findings than the run's, where a traced customer was erased")
  func erased() throws {
    try withDatabase { database in
      var mall = Mall.market()
      let she = Person(1)
      mall.add("customers", [she.customer(), Person(2).customer()], path: "c.csv")
      mall.add(
        "orders",
        [
          she.order(),
          she.order(
            "2", ["settlement_id": "", "tracking_no": "", "ordered_at": she.time(86_400)]),
          Person(2).order(),
        ], path: "o.csv")
      try database.load(mall)
      let judged = try database.audit()
      #expect(judged.run.findings["uncorroborated-order"] == 1 && judged.run.unexplained == 0)
      var session = try database.session()
      _ = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
      var job = EraseJob()
      job.reason = "retention"
      _ = try job.run(customer: she.id, in: &session)
      let refusal = failure {
        _ = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
      }
      #expect(refusal.message.contains("findings changed since audit run"), "\(refusal.message)")
      _ = try database.audit()
      _ = try ProvenanceJob().report(of: OperatorSettings(), in: &session.connection)
    }
  }

  @Test(
    "an auditor checks it with openssl and Python alone",
    .enabled(if: Shell.has("python3", "openssl")))
  func others() throws {
    try withDatabase { database in
      try database.load(Self.faults())
      _ = try database.audit()
      let folder = "\(database.folder)/bundle"
      let outcome = try write(database, to: folder, language: .en, isPacked: true)
      let readme = try String(contentsOfFile: "\(folder)/README.txt", encoding: .utf8)
      let blocks = readme.components(separatedBy: "python3 - <<'END'\n").dropFirst().compactMap {
        $0.components(separatedBy: "\nEND\n").first
      }
      try #require(blocks.count == 4)
      func check() throws -> [Shell.Outcome] {
        try blocks.map { try Shell.run("python3", "-c", $0, in: folder) }
      }
      for (index, result) in try check().enumerated() {
        #expect(result.code == 0 && result.output.contains("OK: "), "block \(index + 1): \(result)")
      }
      // A line that nobody asked for.
      let manifest = try String(contentsOfFile: "\(folder)/manifest", encoding: .utf8)
      let line = try #require(manifest.split(separator: "\n").last)
      for more in [line.replacing("mall", with: "hall"), line] {
        try (manifest + more + "\n").write(
          toFile: "\(folder)/manifest", atomically: true, encoding: .utf8)
        let signed = try check()[1]
        #expect(signed.code != 0 && !signed.output.contains("OK: "), "\(signed)")
      }
      try manifest.write(toFile: "\(folder)/manifest", atomically: true, encoding: .utf8)
      // A checkpoint that the auditor kept.
      let kept = try Shell.run("python3", "-c", blocks[1], "checkpoint", in: folder)
      #expect(kept.code == 0 && kept.output.contains("checkpoint: of "), "\(kept)")
      let other = try Shell.run("python3", "-c", blocks[1], "manifest", in: folder)
      #expect(other.code != 0 && other.errors.contains("manifest: not signed by the log"))
      let listed = try Shell.run("python3", "-m", "zipfile", "-t", "\(folder).zip", in: folder)
      #expect(listed.code == 0, "\(listed)")
      let unpacked = "\(database.folder)/unpacked"
      _ = try Shell.run("python3", "-m", "zipfile", "-e", "\(folder).zip", unpacked, in: folder)
      #expect(try Self.files(unpacked) == Self.files(folder))
      #expect(outcome.files == (try Self.files(folder).count))
      // Each change is seen by the block that should see it.
      for (name, old, new, block) in [
        ("batches.csv", "purchased", "collected", 0), ("manifest", "run ", "run 1", 1),
        ("checkpoint", "mall.example/provenance\n", "mall.example/Provenance\n", 1),
        ("ledger.jsonl", "\"purchased\": 1", "\"purchased\": 0", 1),
        ("keys", "log ", "old ", 1), ("findings.csv", "untraced-record", "x", 2),
        ("census.csv", ",traced,", ",received,", 2), ("rules/purchased-batch.sql", "> 0", "> 1", 2),
        ("unexplained.csv", ",1\n", ",0\n", 2),
        ("report.json", "\"made\":false", "\"made\":true", 2),
        ("batches.csv", "purchased", "collected", 2),
        ("batches.csv", ",customers.csv", ",x.csv", 2),
        ("checkpoints.jsonl", "\"size\" : 1", "\"size\" : 2", 1),
      ] {
        let path = "\(folder)/\(name)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old), "\(name)")
        let place = try #require(text.range(of: old))
        try text.replacingCharacters(in: place, with: new)
          .write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try check()[block].code != 0, "\(name): \(old) → \(new)")
        #expect(try check()[0].code != 0 || name == "manifest", "\(name)")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
      }
      #expect(try check().allSatisfy { $0.code == 0 })
    }
  }

  @Test("nothing is said of lists while a file has no declared origin, until it is declared")
  func undeclared() throws {
    try withDatabase(isBlank: true) { database in
      func mall(_ origin: String) -> Mall {
        var mall = Mall.market()
        mall.add("customers", [Person(1).customer()], path: "c.csv", origin: origin)
        mall.add("orders", [Person(1).order()], path: "o.csv")
        return mall
      }
      for (origin, isSaid) in [("unknown", false), ("collected", true)] {
        try database.load(mall(origin))
        let audited = try database.tool("audit")
        #expect(audited.code == 0)
        #expect(audited.output.contains("without a declared origin") != isSaid, "\(audited.output)")
        let census = try database.tool("report", "--format", "json").output
        #expect(census.contains("\"statement_holds\":\(isSaid)"), "\(census)")
        let text = try database.tool("report", "--language", "en").output
        #expect(text.contains("No purchased lists were used.") == isSaid, "\(text)")
        #expect(text.contains("Nobody has said where 1 of the batches come from") != isSaid)
        let folder = "\(database.folder)/\(origin)"
        #expect(try database.tool("report", "--output", folder, "--language", "en").code == 0)
        let report = try String(contentsOfFile: "\(folder)/report.json", encoding: .utf8)
        #expect(report.contains("\"made\": \(isSaid)") || report.contains("\"made\":\(isSaid)"))
        let verified = try Tool(xdg: database.server.xdg).run("verify", folder)
        #expect(verified.code == 0, "\(verified)")
        guard Shell.has("python3", "openssl") else { continue }
        let readme = try String(contentsOfFile: "\(folder)/README.txt", encoding: .utf8)
        let counts = try #require(
          readme.components(separatedBy: "python3 - <<'END'\n").dropFirst(3).first)
        let block = try #require(counts.components(separatedBy: "\nEND\n").first)
        #expect(try Shell.run("python3", "-c", block, in: folder).code == 0)
        for made in ["\"made\":", "\"made\": "] {
          try report.replacing(made + "false", with: made + "true")
            .write(toFile: "\(folder)/report.json", atomically: true, encoding: .utf8)
          let told = try Shell.run("python3", "-c", block, in: folder)
          #expect((told.code == 0) == (isSaid || !report.contains(made + "false")), "\(told)")
        }
      }
    }
  }

  @Test("nothing is said of no records") func empty() throws {
    try withDatabase { database in
      try database.load(Mall.market())
      _ = try database.tool("audit")
      let report = try database.tool("report", "--language", "en").output
      #expect(report.contains("There is no customer record, so nothing is proven."), "\(report)")
      #expect(!report.contains("No purchased lists were used."))
    }
  }

  @Test("report.json is what its schema says", .enabled(if: Shell.hasModule("jsonschema")))
  func schema() throws {
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      jsonschema.Draft202012Validator(schema).validate(json.load(open(sys.argv[2])))
      """
    // A database each: an audit refuses to go on after checkpoints that are not by its own key.
    for mall in [Mall.market(), Self.faults()] {
      try withDatabase { database in
        let folder = "\(database.folder)/bundle"
        try database.load(mall)
        _ = try database.audit()
        _ = try write(database, to: folder)
        let result = try Shell.run(
          "python3", "-c", program, "\(folder)/report.schema.json", "\(folder)/report.json",
          in: folder)
        #expect(result.code == 0, "\(result.errors)")
      }
    }
  }
}
