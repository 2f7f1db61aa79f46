import Crypto
import Foundation
import Testing

/// Lineage events of whole runs. What they look like, prov_check.py checks.
@Suite struct LineageTests {
  private func events(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private func kinds(_ path: String) throws -> [String] {
    try events(path).compactMap { $0["eventType"] as? String }
  }

  private func mall() -> Mall {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer()])
    mall.add("orders", [Person(1).order()])
    return mall
  }

  @Test("an import and an audit; the same import again wrote nothing") func done() throws {
    try withDatabase { database in
      let path = "\(database.folder)/events.jsonl"
      let manifest = try mall().write(to: "\(database.folder)/m")
      for _ in 1...2 {
        #expect(try database.tool("import", manifest, "--lineage", path).code == 0)
      }
      #expect(try database.tool("audit", "--lineage", path).code == 0)
      let all = try events(path)
      let wanted = ["START", "COMPLETE", "START", "COMPLETE", "START", "COMPLETE"]
      try #require(try kinds(path) == wanted)
      let tables = all.map { event in
        (event["outputs"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
      }
      let prefix = "\(database.name).yurai."
      #expect(
        tables[1]
          == [
            "affiliate", "collection_event", "customer", "mall_name", "merchant_name", "tenancy",
          ].map { prefix + $0 })
      #expect(tables[3] == [], "unchanged files write nothing")
      #expect(tables[5] == ["customer_verdict", "finding"].map { prefix + $0 })
      let files = (all[3]["inputs"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
      #expect(files?.count == 6 && files?.allSatisfy { !$0.contains("/") } == true)
    }
  }

  @Test("with a key, the checkpoint that the job ended with") func checkpoint() throws {
    try withDatabase(isBlank: true) { database in
      let path = "\(database.folder)/events.jsonl"
      let manifest = try mall().write(to: "\(database.folder)/m")
      #expect(try database.tool("key", "make", "--origin", "mall.example/log").code == 0)
      #expect(try database.tool("import", manifest, "--lineage", path).code == 0)
      let note = try database.tool("checkpoint").output
      let lines = note.split(separator: "\n")
      let event = try #require(try events(path).last)
      let facets = (event["run"] as? [String: Any])?["facets"] as? [String: Any]
      let facet = try #require(facets?["yurai_checkpoint"] as? [String: Any])
      #expect(facet["size"] as? Int == Int(lines[1]))
      #expect(facet["rootHash"] as? String == String(lines[2]))
      #expect(facet["noteSha256"] as? String == sha256(note))
      #expect(try database.tool("audit", "--lineage", path).code == 0)
      let after = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").last
      let head = try database.tool("checkpoint").output.split(separator: "\n")[2]
      #expect(after?.contains(#""rootHash":"\#(head)""#) == true)
    }
  }

  private func sha256(_ text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test("ABORT when it is interrupted, FAIL when another one runs") func ends() throws {
    try withDatabase { database in
      let path = "\(database.folder)/events.jsonl"
      let other = "\(database.folder)/other.jsonl"
      let manifest = try mall().write(to: "\(database.folder)/m")
      _ = try LockTests.blocked(
        ["import", manifest, "--lineage", path], at: "tenancy", in: database
      ) { running throws in
        #expect(try database.tool("import", manifest, "--lineage", other).code == 75)
        running.signal(SIGINT)
        #expect(try running.wait().code == 130)
      }
      #expect(try kinds(path) == ["START", "ABORT"])
      #expect(try kinds(other) == ["START", "FAIL"])
    }
  }

  @Test("a message of FAIL has no value of a person") func privacy() throws {
    try withDatabase { database in
      let path = "\(database.folder)/events.jsonl"
      var bad = Mall()
      bad.add("customers", [Person(1).customer()], path: "c.csv", ["records": "7"])
      let manifest = try bad.write(to: "\(database.folder)/m")
      #expect(try database.tool("import", manifest, "--lineage", path).code == 1)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains("control total"))
      for value in [Person(1).name, Person(1).email, Person(1).phone, Person(1).id] {
        #expect(!text.contains(value))
      }
    }
  }
}
