import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// A corrected file replaces what it corrects, says so, and the old text is gone.
@Suite struct CorrectionTests {
  private let one = Person(1)
  private let two = Person(2)

  private func start() -> Mall {
    var mall = Mall.market()
    mall.add("customers", [one.customer(), two.customer(["address": "東京都誤字区1-1"])], path: "c1.csv")
    mall.add("orders", [one.order(), two.order("1", ["status": "誤った状態"])], path: "o1.csv")
    mall.add("signups", [two.signup("1", ["evidence_ref": "誤った控え"])], path: "s1.csv")
    return mall
  }

  private func corrected() -> Mall {
    var mall = Mall()
    mall.add("customers", [one.customer(), two.customer()], path: "c2.csv")
    mall.add("orders", [one.order(), two.order("1", ["status": "発送済み"])], path: "o2.csv")
    mall.add("signups", [two.signup()], path: "s2.csv")
    return mall
  }

  @Test("counts, supersession, and nothing of the old text") func replaced() throws {
    try withDatabase { database in
      let first = try database.load(start())
      #expect(try database.rowsHolding("誤").count == 3)
      #expect(try database.audit()[two.id] == "partial")
      let second = try database.load(corrected())
      #expect(second.files.map(\.replaced) == [1, 1, 1])
      #expect(second.files.map(\.unchanged) == [1, 1, 0])
      #expect(second.files.allSatisfy { $0.accepted == 0 && $0.setAside == 0 })
      #expect(try database.rowsHolding("誤").isEmpty)
      #expect(try database.audit()[two.id] == "traced")
      let (old, new) = (first.files.suffix(3).map(\.batch), second.files.map(\.batch))
      let ledger = try database.rows(
        "SELECT subject, batch_id, line, by_batch_id, by_line FROM supersession ORDER BY by_batch_id"
      )
      #expect(
        ledger == [
          ["customer", "\(old[0])", "3", "\(new[0])", "3"],
          ["order", "\(old[1])", "3", "\(new[1])", "3"],
          ["signup", "\(old[2])", "2", "\(new[2])", "2"],
        ])
      for (table, count) in [
        ("customer", 2), ("customer_record", 2), ("collection_event", 3), ("collection_record", 3),
      ] {
        #expect(try database.value("SELECT count(*) FROM \(identifier: table)") == "\(count)")
      }
    }
  }

  /// Trap 21: the old number 1-1 is given to somebody else after the format of numbers has changed.
  @Test("a number that was given out again is said, and replaces all the same") func takenNumber()
    throws
  {
    let guest: Fields = ["customer_id": ""]
    let taken: [(String, old: Fields, new: Fields, isTold: Bool)] = [
      ("1-1", one.order(), two.order("1", ["order_id": "1-1"]), true),
      (
        "1-2", one.order("2", guest), two.order("2", guest.merging(["order_id": "1-2"]) { $1 }),
        true
      ),
      ("1-3", one.order("3", guest), two.order("3", ["order_id": "1-3"]), true),
      // A correction: the customer's own other day, or another customer's on the same day.
      ("1-4", one.order("4"), one.order("4", ["ordered_at": two.orderedAt]), false),
      (
        "1-5", one.order("5"), two.order("5", ["order_id": "1-5", "ordered_at": one.time(60)]),
        false
      ),
      ("1-6", one.order("6", guest), one.order("6", guest.merging(["status": "x"]) { $1 }), false),
      (
        "1-7", one.order("7", guest),
        one.order("7", guest.merging(["ordered_at": two.orderedAt]) { $1 }), false
      ),
    ]
    for (number, old, new, isTold) in taken {
      try withDatabase { database in
        var first = Mall.market()
        first.add("orders", [old], path: "o1.csv")
        try database.load(first)
        var second = Mall()
        second.add("orders", [new], path: "o2.csv")
        let said = Said()
        #expect(try database.load(second, log: { said.add($0) }).total(\.replaced) == 1)
        let told = said.lines.filter { $0.hasPrefix("o2.csv: 1 order(s) took the place") }
        #expect(told.count == (isTold ? 1 : 0), "\(number): \(said.lines)")
        #expect(try database.value("SELECT name FROM collection_record") == new["name"])
      }
    }
  }

  @Test("the trail names the corrected file and line") func source() throws {
    try withDatabase { database in
      try database.load(start())
      try database.load(corrected())
      let sources = try database.trail(of: two.id).trail.trail.map(\.source)
      #expect(Set(sources.map { "\($0.file):\($0.line)" }) == ["o2.csv:3", "s2.csv:2"])
    }
  }

  @Test("with the keys of another database's ledger nothing is loaded") func keysOfAnother() throws
  {
    try withDatabase(isBlank: true) { database in
      var mall = Mall()
      mall.add("customers", [Person(1).customer()], path: "c.csv")
      let manifest = try mall.write(to: "\(database.folder)/m")
      #expect(try database.tool("import", manifest).code == 0)
      #expect(try database.tool("key", "make", "--origin", "example.jp/one").code == 0)
      #expect(try database.tool("import", manifest).code == 0)
      try withDatabase(isBlank: true) { other in
        var tool = Tool(xdg: other.server.xdg)
        tool.environment["YURAI_LEDGER_DIR"] = "\(database.folder)/ledger"
        let outcome = try tool.start(["import", manifest] + other.reach).wait()
        #expect(outcome.code == 2 && outcome.errors.contains("YURAI_LEDGER_DIR"), "\(outcome)")
        #expect(try other.value("SELECT count(*) FROM customer") == "0")
      }
    }
  }

  @Test("a control total counts for a file that is known too") func total() throws {
    try withDatabase { database in
      var mall = Mall()
      mall.add("customers", [Person(1).customer(), Person(2).customer()], path: "c.csv")
      let manifest = try mall.write(to: "\(database.folder)/m")
      #expect(try database.tool("import", manifest).code == 0)
      let text = try String(contentsOfFile: manifest, encoding: .utf8)
      for (total, code) in [(3, 1), (2, 0)] as [(Int, Int32)] {
        try text.replacing("path: c.csv", with: "path: c.csv\n    records: \(total)")
          .write(toFile: manifest, atomically: true, encoding: .utf8)
        for outcome in [
          try database.tool("import", manifest), try database.tool("import", manifest, "--check"),
        ] {
          #expect(outcome.code == code, "\(total): \(outcome)")
        }
      }
    }
  }

  @Test("back to the first file, when it is said: what was said first counts again")
  func backAgain() throws {
    try withDatabase { database in
      let first = try database.load(start())
      try database.load(corrected())
      let known = try database.load(start())
      #expect(known.files.allSatisfy { $0.status == .unchanged })
      #expect(try database.audit()[two.id] == "traced")
      let third = try database.load(start(), isAgain: true)
      #expect(third.files.suffix(3).map(\.replaced) == [1, 1, 1])
      #expect(third.files.prefix(4).allSatisfy { $0.status == .unchanged })
      #expect(third.files.suffix(3).map(\.batch) != first.files.suffix(3).map(\.batch))
      #expect(try database.audit()[two.id] == "partial")
      #expect(try database.rowsHolding("誤").count == 3)
      // It is in force now, so that there is nothing to take into force.
      let fourth = try database.load(start(), isAgain: true)
      #expect(fourth.files.allSatisfy { $0.status == .unchanged && $0.correction == nil })
      #expect(fourth.files.map(\.batch) == third.files.map(\.batch))
    }
  }

  @Test("an order that turns out to be somebody else's") func otherCustomer() throws {
    try withDatabase { database in
      try database.load(start())
      var mall = Mall()
      mall.add("orders", [one.order("1", ["customer_id": two.id])])
      #expect(try database.load(mall).total(\.replaced) == 1)
      let judgement = try database.audit()
      #expect(judgement[one.id] == "untraced")
      #expect(
        try database.value("SELECT count(*) FROM collection_event WHERE kind = 'order'") == "2")
    }
  }

  @Test("reference files: a tenancy that ended, a name that was wrong") func reference() throws {
    var later = Mall()
    later.add("tenancies", [Mall.tenancy("tony", "hana", "花の本舗", "2004-01-01", "2005-12-31")])
    later.add("malls", [["mall_id": "umi", "name": "うみモール２", "valid_from": "2003-04-01"]])
    try withDatabase { database in
      try database.load(start())
      #expect(try database.audit()[one.id] == "traced")
      let summary = try database.load(later)
      #expect(summary.files.map(\.replaced) == [1, 1])
      #expect(try database.value("SELECT count(*) FROM tenancy") == "3")
      #expect(try database.value("SELECT name FROM mall_name WHERE mall_id = 'umi'") == "うみモール２")
      #expect(try database.audit()[one.id] == "contradicted")
      let subjects = try database.rows("SELECT subject FROM supersession ORDER BY 1").map { $0[0] }
      #expect(subjects == ["mall_name", "tenancy"])
    }
  }

  @Test("the same bytes under another time zone are a correction") func zone() throws {
    func mall(_ zone: String) -> Mall {
      var mall = Mall()
      mall.timezone = zone
      mall.add(
        "orders", [one.order("1", ["merchant_id": "cocomin", "ordered_at": "2007-12-31 20:00"])])
      mall.add("customers", [one.customer(["registered_at": "2008-01-02 00:00"])])
      return mall
    }
    try withDatabase { database in
      try database.load(Mall.market())
      try database.load(mall("UTC"))
      #expect(
        try database.audit()[one.id] == "contradicted", "20:00 in London is the next day in Japan")
      #expect(try database.load(mall("Asia/Tokyo")).files.map(\.replaced) == [1, 1])
      #expect(try database.audit()[one.id] == "traced")
    }
  }

  @Test("what replaced a record is replaced again") func chain() throws {
    try withDatabase { database in
      try database.load(Mall.market())
      for round in 1...4 {
        var mall = Mall()
        mall.add("customers", [one.customer(["name_kana": "ヨミ\(round)"])])
        let summary = try database.load(mall)
        #expect(summary.total(round == 1 ? \.accepted : \.replaced) == 1)
      }
      #expect(try database.value("SELECT count(*) FROM supersession") == "3")
      #expect(try database.value("SELECT name_kana FROM customer_record") == "ヨミ4")
      #expect(try database.rowsHolding("ヨミ").count == 1)
    }
  }
}
