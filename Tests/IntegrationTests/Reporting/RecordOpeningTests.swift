import Crypto
import Foundation
import Postgres
import Testing
import Yurai

/// One record that no sample drew: written by `sample open`, checked by `verify --record`.
@Suite struct RecordOpeningTests {
  /// The bundle and a file of one record, in the folder of the database.
  private func prepare(_ database: TestDatabase, _ name: String = "bundle") throws -> String {
    let folder = "\(database.folder)/\(name)"
    let outcome = try database.tool("report", "--output", folder, "--quiet")
    #expect([0, 2].contains(outcome.code), "\(outcome.errors)")
    return folder
  }

  private func open(_ database: TestDatabase, _ customer: String = "C002") throws -> String {
    let path = "\(database.folder)/\(customer).json"
    let outcome = try database.tool(
      "sample", "open", customer, "--output", path, "--actor", "佐藤")
    #expect(outcome.code == 0, "\(outcome.errors)")
    return path
  }

  private func place(_ database: TestDatabase, _ customer: String) throws -> String {
    try database.value(
      """
      SELECT leaf_no FROM record_salt JOIN customer USING (customer_key)
       WHERE customer_id = \(customer)
      """)
  }

  private func claim(
    _ database: TestDatabase, _ bundle: String, _ record: String
  ) throws -> (code: Int32, text: String) {
    let outcome = try Tool(xdg: database.server.xdg).run(
      "verify", bundle, "--record", record, "--language", "en")
    return (outcome.code, outcome.output + outcome.errors)
  }

  @Test("it holds against the bundle of its run, and is recorded without a leaf") func holds()
    throws
  {
    try Liar.with { liar throws in
      let database = liar.database
      let bundle = try prepare(database)
      let leaves = try database.value("SELECT count(*) FROM ledger_leaf")
      let place = try place(database, "C002")
      let record = try open(database)
      let checked = try claim(database, bundle, record)
      #expect(checked.code == 0, "\(checked.text)")
      #expect(checked.text.contains("place \(place), traced, line 3 of batch"), "\(checked.text)")
      #expect(!checked.text.contains(Person(2).name))
      let text = try String(contentsOfFile: record, encoding: .utf8)
      #expect(text.contains(Person(2).address) && text.hasSuffix("]}\n"))
      let mode = try FileManager.default.attributesOfItem(atPath: record)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600)
      #expect(try database.value("SELECT count(*) FROM ledger_leaf") == leaves)
      #expect(
        try database.rows("SELECT leaf_no, run_id, actor FROM record_opening") == [
          [place, "1", "佐藤"]
        ])
      if let other = try Shell.verifyBundle([bundle, "--record", record], in: database.folder) {
        #expect(other.code == 0 && other.output.contains("ok    record"), "\(other)")
      }
    }
  }

  private struct Opened: Decodable {
    let salt: String
    let record: String
    let leaf: String
  }

  @Test("the leaf says where and when she was first collected, also on a tenancy's last day")
  func facts() throws {
    var mall = Mall.market()
    let (last, first) = ("2007-12-31 23:59:59", "2004-01-01 00:00:00")
    let people = (1...4).map { Person($0) }
    mall.add(
      "customers",
      [
        people[0].customer(), people[1].customer(["registered_at": last]),
        people[2].customer(["registered_at": first]), people[3].customer(),
      ], path: "c.csv")
    mall.add(
      "orders",
      [
        people[0].order("1"), people[0].order("2", ["ordered_at": "2006-12-24 10:00:00"]),
        people[1].order("1", ["merchant_id": "cocomin", "ordered_at": last]),
        people[2].order("1", ["ordered_at": first]),
      ], path: "o.csv")
    try Liar.with(mall) { liar throws in
      let database = liar.database
      let batch = try liar.batch("c.csv")
      for (person, facts) in zip(
        people,
        [
          #""tony", "hana", "2004-01-01", "2006-01-04", \#(batch), "traced""#,
          #""tony", "cocomin", "2005-01-01", "2007-12-31", \#(batch), "traced""#,
          #""tony", "hana", "2004-01-01", "2004-01-01", \#(batch), "traced""#,
          #"null, null, null, null, \#(batch), "untraced""#,
        ])
      {
        let path = try open(database, person.id)
        let opened = try JSONDecoder().decode(
          Opened.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        let salt = try #require(Data(base64Encoded: opened.salt))
        let commitment = Data(SHA256.hash(data: salt + Data(opened.record.utf8)))
        #expect(
          opened.leaf
            == #"["yurai.record/v1", \#(facts), "\#(commitment.base64EncodedString())"]"#)
      }
    }
  }

  @Test("a changed byte of any part fails") func changed() throws {
    try Liar.with { liar throws in
      let database = liar.database
      let bundle = try prepare(database)
      let record = try open(database)
      let text = try String(contentsOfFile: record, encoding: .utf8)
      let place = try place(database, "C002")
      func part(_ name: String) throws -> String {
        let start = try #require(text.range(of: "\"\(name)\": "))
        return String(text[start.lowerBound...].prefix(name.count + 12))
      }
      /// Another digit or letter in the place of the last one of a part.
      func flipped(_ text: String) -> String {
        let last = text.last ?? " "
        return text.dropLast() + (last == "1" ? "2" : last == "A" ? "B" : last.isNumber ? "1" : "A")
      }
      var changes: [(String, String)] = []
      for name in ["salt", "root", "proof", "sha256", "file"] {
        changes.append((try part(name), flipped(try part(name))))
      }
      changes += [
        (Person(2).phone, "03-5550-0003"), ("\"index\": \(place),", "\"index\": \(place)1,"),
        ("\"line\": 3", "\"line\": 2"), ("\"run\": 1", "\"run\": 2"),
        ("\"size\": 5", "\"size\": 6"),
        (#"\"traced\""#, #"\"received\""#), (#"\"hana\""#, #"\"cocomin\""#),
        ("2006", "2007"), (#"[\"yurai.record/v1\""#, #"[\"yurai.empty/v1\""#), ("]}\n", "]}"),
        ("]}\n", "]}\n" + text),
      ]
      for (old, new) in changes {
        // The last one, as the trail, which nothing was committed to of, comes first.
        let range = try #require(text.range(of: old, options: .backwards), "\(old)")
        let start = try #require(text.range(of: old, options: []))
        let isInTrail =
          ["salt", "sha256", "file", "index"].contains { old.contains("\"\($0)\"") }
          || old == "\"line\": 3" || old == Person(2).phone
        let changed = text.replacingCharacters(in: isInTrail ? start : range, with: new)
        #expect(changed != text)
        try changed.write(toFile: record, atomically: true, encoding: .utf8)
        let checked = try claim(database, bundle, record)
        #expect(checked.code == 2, "\(old) → \(new): \(checked.text)")
      }
      try text.write(toFile: record, atomically: true, encoding: .utf8)
      #expect(try claim(database, bundle, record).code == 0)
    }
  }

  @Test("a record of another run, and of another ledger") func others() throws {
    try Liar.with { liar throws in
      let database = liar.database
      let first = try prepare(database, "first")
      let early = try open(database, "C001")
      _ = try database.audit()
      let second = try prepare(database, "second")
      let late = try open(database)
      #expect(try claim(database, first, early).code == 0)
      #expect(try claim(database, second, late).code == 0)
      for (bundle, record) in [(first, late), (second, early)] {
        let checked = try claim(database, bundle, record)
        #expect(checked.code == 2 && checked.text.contains("The record is of audit run"))
      }
      try Liar.with { other throws in
        let bundle = try prepare(other.database)
        let checked = try claim(database, bundle, early)
        #expect(checked.code == 2 && checked.text.contains("another records' tree"))
      }
    }
  }

  @Test("what cannot be opened says why") func refused() throws {
    try Liar.with { liar throws in
      let database = liar.database
      func refusal(_ customer: String) throws -> String {
        let path = "\(database.folder)/refused.json"
        let outcome = try database.tool("sample", "open", customer, "--output", path)
        #expect(outcome.code != 0 && !FileManager.default.fileExists(atPath: path))
        #expect(!FileManager.default.fileExists(atPath: path + ".part"))
        return outcome.errors
      }
      #expect(try refusal("C999").contains("there is no customer with that id"))
      let emptied = try place(database, "C004")
      var session = try database.session()
      var job = EraseJob()
      job.reason = "retention"
      _ = try job.run(customer: "C004", in: &session)
      #expect(try refusal("C004").contains("was erased: place \(emptied) "))
      var more = Mall()
      more.add(
        "customers", [Person(1).customer(["address": "東京都千代田区1-1"]), Person(9).customer()],
        path: "c9.csv")
      try database.load(more)
      #expect(try refusal("C009").contains("came in after audit run 1"))
      #expect(try refusal("C001").contains("was imported again after audit run 1"))
      _ = try database.audit()
      _ = try open(database, "C001")
      _ = try open(database, "C009")
      try liar.lie([
        """
        UPDATE customer_record r SET address = '東京都虚偽区1' FROM customer c
         WHERE c.customer_id = 'C002' AND (r.batch_id, r.line) = (c.batch_id, c.line)
        """
      ])
      #expect(try refusal("C002").contains("is not what its import committed to"))
      let byte = try (Int(place(database, "C003")) ?? 0) * 49 + 48
      try liar.lie([
        "UPDATE record_tile SET leaves = set_byte(leaves, \(byte), get_byte(leaves, \(byte)) # 1)"
      ])
      #expect(try refusal("C003").contains("was changed under its root"))
      #expect(try database.value("SELECT count(*) FROM record_opening") == "2")
    }
  }
}
