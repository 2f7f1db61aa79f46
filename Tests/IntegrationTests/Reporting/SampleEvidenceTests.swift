import Foundation
import Ledger
import Postgres
import Sampling
import Testing
import Yurai

/// What an auditor is shown of the records drawn, and of those that cannot be shown any more, with the tool.
@Suite struct SampleEvidenceTests {
  private static let nonce = "471108154711081547110815"

  /// Seventeen customers with an order each: no share of them is a round number of percent.
  private func mall() -> Mall {
    var mall = Mall.market()
    let people = (1...17).map { Person($0) }
    mall.add("customers", people.map { $0.customer() }, path: "c.csv")
    mall.add(
      "orders", people.map { $0.order("1", ["settled_at": "\($0.time(60))"]) }, path: "o.csv")
    return mall
  }

  /// Commits to a nonce; the places that will be drawn, in their order.
  @discardableResult
  private func commit(_ database: TestDatabase, _ nonce: String = Self.nonce) throws -> [Int64] {
    let committed = try database.tool(
      "sample", "commit", SampleSeed.commitment(nonce: nonce), "--confidence", "90",
      "--tolerable", "20%")
    #expect(committed.code == 0, "\(committed.errors)")
    let note = try SignedNote(parsing: Array(committed.output.utf8))
    var sampler = RivestSampler(
      seed: SampleSeed.seed(checkpointText: note.text, nonce: nonce), population: 17)
    return sampler.next(7).map(\.index)
  }

  private func customer(at place: Int64, _ database: TestDatabase) throws -> String {
    try database.value(
      """
      SELECT customer_id FROM record_salt JOIN customer USING (customer_key)
       WHERE leaf_no = \(place)
      """)
  }

  private struct Sample: Decodable {
    struct Draw: Decodable {
      let index: Int64
      let exception: String?
    }
    struct Result: Decodable {
      let drawn: Int
      let exceptions: Int
      let erased: Int
      let bound: Double
      let bound_live: Double
    }
    let draws: [Draw]
    let result: Result
  }

  private func draw(
    _ database: TestDatabase, _ nonce: String = Self.nonce
  ) throws -> (Tool.Outcome, Sample) {
    let drawn = try database.tool("sample", "draw", "--nonce", nonce, "--format", "json")
    return (drawn, try JSONDecoder().decode(Sample.self, from: Data(drawn.output.utf8)))
  }

  private func object(_ line: some StringProtocol) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  /// Both verifiers accept, or both refuse; what `yurai verify` says.
  private func verify(
    _ database: TestDatabase, _ bundle: String, _ options: [String], holds: Bool = true
  ) throws -> String {
    let outcome = try Tool(xdg: database.server.xdg).run(
      ["verify", bundle, "--language", "en"] + options)
    #expect(outcome.code == (holds ? 0 : 2), "\(outcome.output)\(outcome.errors)")
    if let other = try Shell.verifyBundle([bundle] + options, in: database.folder) {
      #expect(other.code == (holds ? 0 : 2), "\(other)")
    }
    return outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A share as percent with four decimals at the most, never a smaller one.
  private func percent(_ share: Double) -> String {
    var scaled = Int(share * 1e6)
    if Double(scaled) / 1e6 < share - 1e-12 { scaled += 1 }
    let digits = String(scaled % 10_000 + 10_000).dropFirst()
    let text = "\(scaled / 10_000).\(digits)"
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed()) + "%"
  }

  @Test("the annex has the numbers to ask for, and stands beside the proofs") func numbers() throws
  {
    try Liar.with(mall()) { liar throws in
      let database = liar.database
      let places = try commit(database)
      let (drawn, sample) = try draw(database)
      #expect(drawn.code == 0 && sample.draws.map(\.index) == places, "\(drawn.errors)")
      let folder = "\(database.folder)/annex"
      let exported = try database.tool("sample", "export", folder)
      #expect(exported.code == 0 && exported.output.contains("7 records of run 1"))
      let annex = try String(contentsOfFile: "\(folder)/annex.jsonl", encoding: .utf8)
      #expect(annex.split(separator: "\n").count == 7)
      for line in annex.split(separator: "\n") {
        let entry = try object(line)
        let trail = try #require(entry["trail"] as? [String: Any])
        let id = try #require(trail["customer"] as? String)
        let number = try #require(Int(id.dropFirst()))
        let evidence = try #require(entry["evidence"] as? [String: [String: String]])
        let settled = Person(number).time(60).replacing(" ", with: "T") + "+09:00"
        #expect(
          evidence == [
            "order:tony/hana/\(number)-1": [
              "settlement_id": "S\(number)-1", "settled_at": settled,
              "tracking_no": "T\(number)-1",
            ]
          ])
      }
      #expect(
        try String(contentsOfFile: "\(folder)/sample.json", encoding: .utf8) == drawn.output)
      let bundle = "\(database.folder)/bundle"
      #expect(try database.tool("report", "--output", bundle, "--quiet").code == 0)
      #expect(
        FileManager.default.contentsEqual(
          atPath: "\(folder)/sample.json", andPath: "\(bundle)/sample.json"))
      let said = try verify(database, bundle, ["--annex", "\(folder)/annex.jsonl"])
      #expect(
        said.contains(
          "7 records. Of 7 the earliest placed event is of a file in the ledger, and of the leaf's mall, "
            + "merchant and day"), "\(said)")
    }
  }

  @Test("a record that is erased between commitment and draw counts, and is not in the annex")
  func unopened() throws {
    try Liar.with(mall()) { liar throws in
      let database = liar.database
      let places = try commit(database)
      let gone = try customer(at: places[0], database)
      #expect(try database.tool("erase", gone, "--retention", "--quiet").code == 0)
      let (drawn, sample) = try draw(database)
      #expect(drawn.code == 2, "\(drawn.errors)")
      #expect(sample.draws.map(\.index) == places)
      #expect(sample.draws.map(\.exception) == ["unopened"] + Array(repeating: nil, count: 6))
      let result = sample.result
      #expect(result.drawn == 7 && result.exceptions == 1 && result.erased == 0)
      #expect(result.bound > 0.2 && result.bound == result.bound_live)
      let folder = "\(database.folder)/annex"
      let exported = try database.tool("sample", "export", folder)
      #expect(exported.code == 0 && exported.output.contains("6 records"), "\(exported.errors)")
      let annex = try String(contentsOfFile: "\(folder)/annex.jsonl", encoding: .utf8)
      let shown = try annex.split(separator: "\n").map { line in
        try #require(object(line)["index"] as? Int)
      }
      #expect(shown == places.dropFirst().sorted().map(Int.init))
      let bundle = "\(database.folder)/bundle"
      let written = try database.tool("report", "--output", bundle, "--quiet")
      #expect([0, 2].contains(written.code), "\(written.errors)")
      let said = try verify(database, bundle, ["--annex", "\(folder)/annex.jsonl"])
      #expect(said.contains("1 exceptions, 0 of them erased; at most \(percent(result.bound))"))
    }
  }

  @Test("records that are erased or corrected after the draw close no others, and count")
  func closed() throws {
    try Liar.with(mall()) { liar throws in
      let database = liar.database
      let places = try commit(database)
      let (drawn, sample) = try draw(database)
      #expect(drawn.code == 0 && sample.result.exceptions == 0, "\(drawn.errors)")
      let terms = try SampleTerms(confidence: 0.9, tolerable: 0.2)
      let bounds = (0...2).map { terms.share(population: 17, drawn: 7, found: $0) }
      let (folder, bundle) = ("\(database.folder)/annex", "\(database.folder)/bundle")
      func export(code: Int32 = 0) throws -> (Tool.Outcome, [String]) {
        let exported = try database.tool("sample", "export", folder)
        #expect(exported.code == code, "\(exported)")
        let annex = try String(contentsOfFile: "\(folder)/annex.jsonl", encoding: .utf8)
        return (exported, annex.split(separator: "\n").map(String.init))
      }
      func lines(closing: Int, _ exported: String) {
        #expect(exported.contains(" \(7 - closing) records of run 1"), "\(exported)")
        #expect(
          exported.contains(
            """
            7 records drawn, \(closing) exception(s), of them 0 erased.
            With 90% confidence at most \(percent(bounds[closing])) of all records are exceptions;
            """), "\(exported)")
        #expect(exported.contains("could be opened when they were drawn") == (closing > 0))
      }
      lines(closing: 0, try export().0.output)
      let erased = try database.tool(
        "erase", customer(at: places[3], database), "--retention", "--quiet")
      #expect(erased.code == 0, "\(erased.errors)")
      let leaf = try database.value("SELECT max(leaf_index) FROM ledger_leaf")
      let (exported, annex) = try export()
      lines(closing: 1, exported.output)
      #expect(annex.count == 7)
      #expect(annex.contains(#"{"index": \#(places[3]), "closed": "erased", "leaf": \#(leaf)}"#))
      #expect(try annex.compactMap { try object($0)["index"] as? Int64 } == places.sorted())
      // The same draw: sample.json is as it was, and what it says is not.
      let again = try draw(database)
      #expect(again.0.code == 2 && again.0.output == drawn.output)
      let words = try database.tool("sample", "draw", "--nonce", Self.nonce)
      #expect(words.code == 2 && words.output.contains("\(percent(bounds[1])) of all"))
      #expect([0, 2].contains(try database.tool("report", "--output", bundle, "--quiet").code))
      let said = try verify(database, bundle, ["--annex", "\(folder)/annex.jsonl"])
      #expect(
        said.contains(
          "1 that the ledger erased since the audit (leaves \(leaf)), which count as exceptions: 1 exceptions, 0 of them "
            + "erased; at most \(percent(bounds[1])) at 90%"), "\(said)")
      // A correction takes a new import, and no bundle of this run is written after it.
      let second = try customer(at: places[5], database)
      let person = try #require(Int(second.dropFirst()).map { Person($0) })
      var corrected = Mall()
      corrected.add("customers", [person.customer(["name": "訂正 花子"])], path: "c2.csv")
      try database.load(corrected)
      let (more, both) = try export()
      lines(closing: 2, more.output)
      #expect(both.contains { $0.contains(#""index": \#(places[5]), "closed": "corrected""#) })
      let unseen = try verify(database, bundle, ["--annex", "\(folder)/annex.jsonl"])
      #expect(
        unseen.contains("1 records are said to be closed by leaves that this bundle does not"))
      #expect(unseen.contains("2 exceptions, 0 of them erased; at most \(percent(bounds[2]))"))
      // What no leaf tells of is no erasure.
      try liar.lie(["DELETE FROM record_salt WHERE leaf_no = \(places[0])"])
      let (lost, rest) = try export(code: 2)
      #expect(rest.count == 6 && lost.errors.contains("no leaf says that they were erased"))
      #expect(lost.output.contains("7 records drawn, 3 exception(s)"), "\(lost.output)")
      let refused = try verify(
        database, bundle, ["--annex", "\(folder)/annex.jsonl"], holds: false)
      #expect(refused.contains("Record \(places[0]) is not in the annex"), "\(refused)")
    }
  }

  @Test("a file that corrects what no leaf tells, between commitment and draw, refuses nothing")
  func correctedOrders() throws {
    try Liar.with(mall()) { liar throws in
      let database = liar.database
      try commit(database)
      let (bundle, folder) = ("\(database.folder)/bundle", "\(database.folder)/annex")
      #expect(try database.tool("report", "--output", bundle, "--quiet").code == 0)
      // Every night the state of some orders is another, and the file has what else there is of them again.
      var night = Mall()
      night.add(
        "orders",
        (1...17).map { number in
          let person = Person(number)
          return person.order("1", ["settled_at": "\(person.time(60))", "status": "発送済"])
        }, path: "night.csv")
      try database.load(night)
      let leaf = try database.value(
        "SELECT leaf_index FROM ledger_leaf WHERE kind = 'supersession'")
      _ = try database.audit()
      let (drawn, sample) = try draw(database)
      #expect(drawn.code == 0 && sample.result.exceptions == 0, "\(drawn.errors)")
      let exported = try database.tool("sample", "export", folder)
      #expect(exported.code == 0 && exported.errors.isEmpty, "\(exported)")
      #expect(exported.output.contains("7 records drawn, 0 exception(s)"), "\(exported.output)")
      #expect(exported.output.contains("\n7 record(s) are shown by an order that was corrected"))
      let annex = try String(contentsOfFile: "\(folder)/annex.jsonl", encoding: .utf8)
      let named = try annex.split(separator: "\n").map { try object($0)["since"] as? Int }
      #expect(named == Array(repeating: Int(leaf), count: 7))
      let options = ["--sample", "\(folder)/sample.json", "--annex", "\(folder)/annex.jsonl"]
      let said = try verify(database, bundle, options)
      #expect(
        said.contains("7 records are said to be shown by other events since leaves"), "\(said)")
      #expect(said.contains("(\(leaf))") && !said.contains("count as exceptions"), "\(said)")
      #expect(said.contains("; of 7 it is of a file that corrected rows after the audit"))
    }
  }

  @Test("an order that was moved since, and one that came before it, are exceptions")
  func changedOrders() throws {
    var before = mall()
    func early(_ number: Int) -> String { "2004-03-\(number + 10)" }
    before.add(
      "orders",
      (1...17).map {
        Person($0).order(
          "0", ["merchant_id": "cocomin", "ordered_at": "\(early($0)) 12:00:00"])
      }, path: "early.csv")
    try Liar.with(before) { liar throws in
      let database = liar.database
      let places = try commit(database)
      let (bundle, folder) = ("\(database.folder)/bundle", "\(database.folder)/annex")
      _ = try database.tool("report", "--output", bundle, "--quiet")
      let (drawn, sample) = try draw(database)
      #expect(drawn.code == 0 && sample.result.exceptions == 0, "\(drawn.errors)")
      let terms = try SampleTerms(confidence: 0.9, tolerable: 0.2)
      let options = ["--sample", "\(folder)/sample.json", "--annex", "\(folder)/annex.jsonl"]
      func person(_ draw: Int) throws -> Person {
        Person(try #require(Int(try customer(at: places[draw], database).dropFirst())))
      }
      /// Both sides count the same.
      func check(_ exceptions: Int64, since kind: String, at place: Int64) throws {
        let bound = percent(terms.share(population: 17, drawn: 7, found: exceptions))
        let exported = try database.tool("sample", "export", folder)
        #expect(exported.code == 0 && exported.errors.isEmpty, "\(exported)")
        #expect(
          exported.output.contains(
            """
            7 records drawn, \(exceptions) exception(s), of them 0 erased.
            With 90% confidence at most \(bound) of all records are exceptions;
            """), "\(exported.output)")
        #expect(exported.output.contains("\n\(exceptions) of the exceptions are not shown where"))
        let leaf = try database.value(
          "SELECT max(leaf_index) FROM ledger_leaf WHERE kind = \(kind)")
        let annex = try String(contentsOfFile: "\(folder)/annex.jsonl", encoding: .utf8)
        let lines = try annex.split(separator: "\n").map { try object($0) }
        let line = try #require(lines.first { $0["index"] as? Int64 == place })
        #expect((line["since"] as? Int).map(String.init) == leaf, "\(line)")
        #expect(lines.count { $0["since"] != nil } == exceptions)
        let said = try verify(database, bundle, options)
        #expect(said.contains("\(exceptions) have their earliest placed event no more"), "\(said)")
        #expect(
          said.contains("\(exceptions) exceptions, 0 of them erased; at most \(bound) at"),
          "\(said)")
      }
      let moved = try person(0)
      var correction = Mall()
      correction.add(
        "orders",
        [moved.order("1", ["settled_at": "\(moved.time(60))", "ordered_at": moved.time(-86_400)])],
        path: "moved.csv")
      try database.load(correction)
      try check(1, since: "supersession", at: places[0])
      let day = early(try person(1).number)
      var opened = Mall()
      opened.add(
        "tenancies", [Mall.tenancy("tony", "cocomin", "ココミン", day, day)], path: "t.csv")
      try database.load(opened)
      try check(2, since: "import", at: places[1])
    }
  }

  @Test("a nonce that can be guessed from its hash draws nothing") func guessable() throws {
    try Liar.with(mall()) { liar throws in
      for nonce in [String(Self.nonce.dropLast()), String(repeating: "01", count: 30)] {
        try commit(liar.database, nonce)
        let refused = try liar.database.tool("sample", "draw", "--nonce", nonce)
        #expect(refused.code == 64 && refused.output.isEmpty, "\(refused)")
        #expect(refused.errors.contains("can be found from its hash by trying"), "\(refused)")
      }
      #expect(try liar.database.value("SELECT count(*) FROM sample") == "0")
    }
  }

  @Test("a commitment without a draw is told of, and is answered after its bundle was written")
  func unanswered() throws {
    try Liar.with(mall()) { liar throws in
      let database = liar.database
      try commit(database)
      let (bundle, later) = ("\(database.folder)/bundle", "\(database.folder)/later")
      let first = try database.tool("report", "--output", bundle)
      #expect(first.code == 0 && first.errors.contains("commits to a sample of run 1, and nothing"))
      #expect(first.errors.contains("`yurai verify --sample` checks with that bundle"))
      let said = try verify(database, bundle, [])
      #expect(said.contains("of 1 are not here: of run 1, by leaf"), "\(said)")
      // The next night comes before the nonce.
      let audited = try database.tool("audit")
      #expect(audited.errors.contains("no bundle of a later run shows it"), "\(audited.errors)")
      let second = try database.tool("report", "--output", later)
      #expect(second.errors.contains("`yurai sample export --run 1`"), "\(second.errors)")
      #expect(try verify(database, later, []).contains("of 1 are not here: of run 1, by leaf"))
      let (drawn, sample) = try draw(database)
      #expect(drawn.code == 0 && sample.draws.count == 7)
      let folder = "\(database.folder)/annex"
      #expect(try database.tool("sample", "export", folder, "--run", "2").code == 1)
      #expect(try database.tool("sample", "export", folder, "--run", "1").code == 0)
      let options = ["--sample", "\(folder)/sample.json", "--annex", "\(folder)/annex.jsonl"]
      let shown = try verify(database, bundle, options)
      #expect(
        shown.contains("Each commitment to a sample in the ledger was answered by a sample. comm"))
      #expect(shown.contains("7 records. Of 7 the earliest placed event"), "\(shown)")
      _ = try verify(database, later, options, holds: false)
      // Drawn, it is told of no more, but by bundles that do not show it.
      let third = try database.tool("report", "--output", later)
      #expect(!third.errors.contains("commits to"), "\(third.errors)")
      #expect(try verify(database, later, []).contains("of 1 are not here: of run 1, by leaf"))
    }
  }

  @Test(
    "in words a draw says its two bounds, rounded up, and never a bare OK",
    arguments: [false, true])
  func words(hasErased: Bool) throws {
    try Liar.with(mall()) { liar throws in
      let database = liar.database
      if hasErased {
        for number in 1...8 {
          let erased = try database.tool("erase", Person(number).id, "--retention", "--quiet")
          #expect(erased.code == 0, "\(erased.errors)")
        }
        _ = try database.audit()
      }
      // Nobody can choose what is drawn; once in some hundred times no erased place is, or nothing else.
      var (nonce, found) = (Self.nonce, (Tool.Outcome, Sample)?.none)
      repeat {
        nonce += "0"
        try commit(database, nonce)
        found = try draw(database, nonce)
      } while hasErased && found?.1.result.bound == found?.1.result.bound_live
      let (drawn, sample) = try #require(found)
      let result = sample.result
      #expect(drawn.code == (result.exceptions > 0 ? 2 : 0) && (result.erased > 0) == hasErased)
      let text = try database.tool("sample", "draw", "--nonce", nonce)
      #expect(text.code == drawn.code)
      let run = hasErased ? 2 : 1
      #expect(
        text.output == """
          Sample of run \(run): 7 records drawn, \(result.exceptions) exception(s), of them \(result.erased) erased.
          With 90% confidence at most \(percent(result.bound)) of all records are exceptions;
          at most \(percent(result.bound_live)) of those that are not erased.

          """)
      // Sevenths of a hundredth and the like: a share that is cut would be smaller than the bound.
      #expect(percent(result.bound).count > 6 && !text.output.contains("OK"))
    }
  }

  private func open(_ database: TestDatabase, _ customer: String, code: Int32 = 0) throws -> String
  {
    let path = "\(database.folder)/\(customer).json"
    let outcome = try database.tool("sample", "open", customer, "--output", path)
    #expect(outcome.code == code, "\(outcome.errors)")
    if code == 2 {
      #expect(outcome.errors.contains("take it for an exception"), "\(outcome.errors)")
    }
    return path
  }

  /// A provision of a day and one without, a sign-up without a merchant, and malls whose clocks differ.
  @Test("whatever kind of event came first bears its leaf out") func kinds() throws {
    var japan = Liar.mall()
    japan.add(
      "provisions", [.provision("P2", basis: "consent", ["received_on": ""])], path: "p2.csv")
    japan.add("customers", (6...8).map { Person($0).customer() }, path: "c6.csv")
    japan.add("provision-subjects", [Person(6).subject(of: "P2")], path: "s2.csv")
    japan.add("orders", [Person(6).order()], path: "o6.csv")
    japan.add("signups", [Person(7).signup()], path: "u.csv")
    japan.add("orders", [Person(7).order("1", ["ordered_at": Person(7).time(60)])], path: "o7.csv")
    try Liar.with(japan) { liar throws in
      let database = liar.database
      var brazil = Mall()
      brazil.timezone = "America/Sao_Paulo"
      brazil.add(
        "malls",
        [
          [
            "mall_id": "rio", "name": "Rio Mall", "operator": "株式会社トニー", "valid_from": "2016-01-01",
          ],
          [
            "mall_id": "sol", "name": "Sol Mall", "operator": "株式会社トニー", "valid_to": "2018-12-31",
          ],
        ])
      brazil.add(
        "tenancies",
        [
          Mall.tenancy("rio", "hana", "Flores", "2016-01-01"),
          Mall.tenancy("sol", "hana", "Flores", "2016-01-01"),
        ])
      brazil.add(
        "customers",
        [Person(11).customer(["registered_at": "2017-12-31 23:40"]), Person(12).customer()],
        path: "c11.csv")
      brazil.add(
        "orders", [Person(11).order("1", ["mall_id": "rio", "ordered_at": "2017-12-31 23:30"])],
        path: "o11.csv")
      // Its days are Japan's since it has another name.
      brazil.add(
        "customers",
        [
          Person(14).customer(["registered_at": "2017-12-31 23:40"]),
          Person(15).customer(["registered_at": "2019-01-05 13:40"]),
        ], path: "c14.csv")
      brazil.add(
        "orders",
        [
          Person(14).order("1", ["mall_id": "sol", "ordered_at": "2017-12-31 23:30"]),
          Person(15).order("1", ["mall_id": "sol", "ordered_at": "2019-01-05 13:30"]),
        ], path: "o14.csv")
      brazil.add(
        "provisions", [.provision("P3", basis: "succession", ["received_on": "2005-06-01"])],
        path: "p3.csv")
      brazil.add("provision-subjects", [Person(12).subject(of: "P3")], path: "s3.csv")
      try database.load(brazil)
      var moved = Mall()
      moved.add(
        "malls",
        [
          [
            "mall_id": "sol", "name": "ソルモール", "operator": "株式会社トニー", "valid_from": "2019-01-01",
          ]
        ], path: "sol.csv")
      try database.load(moved)
      // Midnight there is the day before in Japan.
      var east = Mall()
      east.timezone = "Pacific/Auckland"
      east.add("customers", [Person(13).customer()], path: "c13.csv")
      east.add("provisions", [.provision("P4", basis: "succession")], path: "p4.csv")
      east.add("provision-subjects", [Person(13).subject(of: "P4")], path: "s4.csv")
      try database.load(east)
      _ = try database.audit()
      let bundle = "\(database.folder)/bundle"
      _ = try database.tool("report", "--output", bundle, "--quiet")
      let verdicts = [
        1: "traced", 2: "traced", 3: "received", 4: "untraced", 5: "purchased", 6: "traced",
        7: "traced", 8: "untraced", 11: "traced", 12: "received", 13: "received", 14: "traced",
        15: "traced",
      ]
      for (number, verdict) in verdicts {
        let record = try open(database, Person(number).id)
        let said = try verify(database, bundle, ["--record", record])
        #expect(said.contains(", \(verdict), line "), "\(number): \(said)")
        #expect(
          said.contains("its earliest placed event is of a file in the ledger")
            == ["traced", "received"].contains(verdict), "\(number): \(said)")
      }
    }
  }

  /// Of what came in after the run nothing was committed to, and what it changed is not what was.
  @Test("orders that came in after the audit, and what was corrected since") func since() throws {
    var mall = Liar.mall()
    let early = ["merchant_id": "cocomin", "ordered_at": "2004-06-01 12:00"]
    mall.add("customers", [Person(6).customer()], path: "c6.csv")
    mall.add("orders", [Person(6).order(), Person(6).order("2", early)], path: "o6.csv")
    try Liar.with(mall) { liar throws in
      let database = liar.database
      let bundle = "\(database.folder)/bundle"
      _ = try database.tool("report", "--output", bundle, "--quiet")
      var more = Mall()
      more.add(
        "orders", [Person(1).order("3", ["ordered_at": "2005-03-01 12:00"])], path: "early.csv")
      try database.load(more)
      let early = try open(database, "C001")
      #expect(try String(contentsOfFile: early, encoding: .utf8).contains("2005-03-01T12:00"))
      _ = try verify(database, bundle, ["--record", early])
      var corrected = Mall()
      corrected.add(
        "orders", [Person(2).order("1", ["ordered_at": "2006-02-20 12:00"])], path: "later.csv")
      try database.load(corrected)
      let late = try open(database, "C002", code: 2)
      let moved = try verify(database, bundle, ["--record", late])
      #expect(moved.contains("take it for an exception"), "\(moved)")
      var state = Mall()
      state.add("orders", [Person(6).order("1", ["status": "発送済"])], path: "state.csv")
      // The shop was there before, as it turns out, and so was the order.
      _ = try verify(database, bundle, ["--record", open(database, "C006")])
      try database.load(state)
      let stated = try verify(database, bundle, ["--record", open(database, "C006")])
      #expect(stated.contains("See in the ledger of a later bundle that it is a supersession"))
      #expect(stated.contains("a file that corrected rows after the audit"), "\(stated)")
      var opened = Mall()
      opened.add(
        "tenancies", [Mall.tenancy("tony", "cocomin", "ココミン", "2004-01-01", "2004-12-31")],
        path: "t.csv")
      try database.load(opened)
      let before = try open(database, "C006", code: 2)
      let other = try verify(database, bundle, ["--record", before])
      #expect(other.contains("take it for an exception"), "\(other)")
    }
  }
}
