import Foundation
import PrivateServer
import Testing
import Yurai

/// `trace --format prov-json` on small malls, and the whole with published tools where they are installed.
@Suite struct ProvTests {
  private typealias Section = [String: [String: Any]]

  private func document(
    of customer: String?, in database: TestDatabase
  ) throws -> (text: String, sections: [String: Section]) {
    var text = ""
    var session = try database.session()
    try ProvJob().run(customer: customer, in: &session) { text += $0 }
    var sections = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    sections["prefix"] = nil
    return (text, try #require(sections as? [String: Section]))
  }

  /// The founding story: a shop that has left, in a mall that was renamed; a record that nobody can explain.
  private func story() -> Mall {
    var mall = Mall.market()
    mall.add(
      "customers",
      [Person(1).customer(["registered_at": "2006-05-03 00:05"]), Person(2).customer()],
      path: "customers.csv")
    mall.add(
      "orders",
      [
        Person(1).order(
          "1", ["merchant_id": "cocomin", "ordered_at": "2006-05-03 00:05", "affiliate_id": "A1"])
      ], path: "orders-2006.csv")
    return mall
  }

  @Test("the founding story") func founding() throws {
    try withDatabase { database in
      try database.load(story())
      _ = try database.audit()
      let (text, all) = try document(of: nil, in: database)
      let (_, one) = try document(of: "C001", in: database)
      let record = try #require(one["wasGeneratedBy"]?["_:collected-b6-l2"]?["prov:entity"])
      let name = try #require(record as? String)
      #expect(all["entity"]?[name]?["yurai:verdict"] as? String == "traced")
      let source = one["wasDerivedFrom"]?["_:source-b6-l2"]
      #expect(source?["prov:usedEntity"] as? String == "id:order-b6-l2")
      #expect(source?["prov:activity"] as? String == "id:collection-b6-l2")
      let tenancy = one["used"]?["_:under-b6-l2"]?["prov:entity"] as? String
      let plan = try #require(tenancy.flatMap { one["entity"]?[$0] })
      #expect(plan["prov:label"] as? String == "ちゃっかりダイエットココミン")
      let end = one["wasInvalidatedBy"]?.values.first
      #expect(end?["prov:entity"] as? String == tenancy)
      #expect(end?["prov:time"] as? String == "2008-01-01T00:00:00+09:00")
      #expect(
        one["agent"]?["id:mall-tony"]?["prov:label"] as? [String] == ["トニータウン", "トニーモール"])
      #expect(one["agent"]?["id:affiliate-A1"]?["prov:label"] == nil, "it may be a person")
      #expect(one["actedOnBehalfOf"]?["_:behalf-b6-l2"] != nil)

      let untraced = all["entity"]?.filter { $0.value["yurai:verdict"] as? String == "untraced" }
      let alone = try #require(untraced?.keys.first)
      #expect(untraced?.count == 1)
      #expect(
        all["wasGeneratedBy"]?.values.contains { $0["prov:entity"] as? String == alone } == false)
      #expect(
        all["hadMember"]?.values.contains { $0["prov:entity"] as? String == alone } == true,
        "the file it lies in is known")
      for person in [Person(1), Person(2)] {
        for value in [person.id, person.name, person.email, person.phone, person.address] {
          #expect(!text.contains(value), "\(value)")
        }
      }
      for value in ["1-1", "S1-1", "T1-1", "日記のすすめ", "株式会社ココミン"] {
        #expect(!text.contains("\"\(value)\"") && !text.contains("-\(value)\""), "\(value)")
      }
      #expect(try document(of: nil, in: database).text == text)
    }
  }

  @Test("a record that two orders explain has two versions, in time's order") func versions() throws
  {
    try withDatabase { database in
      var mall = Mall.market()
      let person = Person(1)
      mall.add("customers", [person.customer()])
      mall.add(
        "orders",
        [
          person.order("2", ["ordered_at": "2007-01-01 10:00", "email": "", "phone": ""]),
          person.order("1", ["address": "", "postal_code": "", "ordered_at": person.orderedAt]),
        ])
      try database.load(mall)
      _ = try database.audit()
      let (_, sections) = try document(of: person.id, in: database)
      let made = sections["wasGeneratedBy"]
      let earlier = made?["_:collected-b6-l3"]?["prov:entity"] as? String
      let later = made?["_:collected-b6-l2"]?["prov:entity"] as? String
      #expect(earlier == later.map { $0 + ".1" })
      #expect(
        sections["wasDerivedFrom"]?["_:revised-b6-l2"]?["prov:usedEntity"] as? String == earlier)
      #expect(
        sections["activity"]?["id:collection-b6-l2"]?["yurai:fields"] as? [String] == ["address"])
    }
  }

  @Test("an id that is not registered is not shown, and used no tenancy") func unregistered() throws
  {
    try withDatabase { database in
      var mall = Mall.market()
      let person = Person(1)
      mall.add("customers", [person.customer()])
      mall.add("orders", [person.order("1", ["merchant_id": "佐藤花子の店"])])
      try database.load(mall)
      _ = try database.audit()
      let (text, sections) = try document(of: person.id, in: database)
      #expect(!text.contains("佐藤花子") && !text.contains("%E4%BD%90"))
      #expect(sections["used"]?.count == 1 && sections["wasInvalidatedBy"] == nil)
      let agents = sections["agent"].map { Array($0.keys) } ?? []
      #expect(agents.contains { $0.hasPrefix("id:unregistered-merchant-") })
    }
  }

  @Test("what a third party provided: no name of the provider, and no time where there is no date")
  func provided() throws {
    try withDatabase { database in
      var mall = Mall.market()
      let person = Person(1)
      mall.add("customers", [person.customer()])
      mall.add("provisions", [.provision("P1", basis: "consent", ["received_on": ""])])
      mall.add("provision-subjects", [person.subject(of: "P1")])
      try database.load(mall)
      _ = try database.audit()
      let (text, sections) = try document(of: person.id, in: database)
      #expect(!text.contains("名簿"))
      #expect(sections["agent"]?["id:provider-b6-l2"]?["yurai:basis"] as? String == "consent")
      let made = sections["wasGeneratedBy"]?["_:collected-b7-l2"]
      #expect(made != nil && made?["prov:time"] == nil)
      #expect(
        sections["wasAssociatedWith"]?["_:collector-b7-l2"]?["prov:agent"] as? String
          == "id:provider-b6-l2")
    }
  }

  @Test("usage, unknown customers, no audit") func refusals() throws {
    try withDatabase { database in
      try database.load(story())
      #expect(
        failure { _ = try document(of: "C001", in: database) }.message.contains("no audit yet"))
      _ = try database.audit()
      #expect(
        failure { _ = try document(of: "C404", in: database) }.message.contains("no customer"))
      let unknown = try database.tool("trace", "C404", "--format", "prov-json")
      #expect(unknown.code == 1 && unknown.output.isEmpty)
      for wrong in [["trace", "--all"], ["trace", "C001", "--all", "--format", "prov-json"]] {
        let outcome = try database.startTool(wrong).wait()
        #expect(outcome.code == 64 && outcome.output.isEmpty, "\(wrong)")
      }
      var more = Mall()
      more.add("affiliates", [["affiliate_id": "A9", "programme": "x"]])
      try database.load(more)
      let late = try database.tool("trace", "C001", "--format", "prov-json")
      #expect(late.code == 0 && late.errors.contains("since the last audit"), "\(late.errors)")
    }
  }

  @Test("published tools agree: Tests/Proof/prov_check.py") func published() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Proof/prov_check.py").path
    let candidates = [ProcessInfo.processInfo.environment["YURAI_PYTHON"], "/usr/bin/python3"]
    let python = candidates.compactMap(\.self).first {
      (try? Self.run([$0, script, "--have-packages"], [:]))?.code == 0
    }
    guard let python else {
      print(
        "skipped: prov_check.py needs python3 (or $YURAI_PYTHON) with prov, jsonschema and openlineage-python"
      )
      return
    }
    try withDatabase { database in
      let endpoint = database.server.endpoint
      let outcome = try Self.run(
        [python, script, Tool.path, "--customers", "200"],
        [
          "PGHOST": endpoint.socketDirectory, "PGPORT": "\(endpoint.port)",
          "PGUSER": endpoint.user, "PGDATABASE": database.name,
          "YURAI_SECRET_FILE": database.secretPath,
        ])
      #expect(outcome.code == 0, "\(outcome.output)")
      #expect(outcome.output.contains(" passed, 0 failed"))
    }
  }

  private static func run(
    _ words: [String], _ environment: [String: String]
  ) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
