import Foundation
import Postgres
import Testing
import Yurai

/// A file that was loaded before changes nothing, also when it was corrected since; `--again` is the way back.
@Suite struct AgainTests {
  private let one = Person(1)
  private let two = Person(2)

  /// A manifest that lists a file and, below it, its correction.
  private func both() -> Mall {
    var mall = Mall.market()
    mall.add("orders", [one.order(), two.order()], path: "o.csv")
    mall.add(
      "customers", [one.customer(["address": "東京都誤字区1-1"]), two.customer()], path: "oct.csv")
    mall.add("customers", [one.customer()], path: "nov.csv")
    return mall
  }

  /// What must not grow from night to night.
  private func sizes(_ database: TestDatabase) throws -> [String] {
    try ["batch", "supersession", "ledger_leaf", "customer", "collection_event"].map {
      try database.value("SELECT count(*) FROM \(identifier: $0)")
    }
  }

  private func erase(_ database: TestDatabase, _ customer: String) throws {
    var session = try database.session()
    var job = EraseJob()
    job.reason = "retention"
    _ = try job.run(customer: customer, in: &session)
  }

  @Test("a file and its correction in one manifest, night after night") func everyNight() throws {
    try withDatabase { database in
      #expect(try database.load(both()).files.last?.replaced == 1)
      let before = try sizes(database)
      let content = try database.content()
      for isCheck in [true, false, true, false] {
        let said = Said()
        let summary = try database.load(both(), isCheck: isCheck, log: { said.add($0) })
        #expect(summary.files.allSatisfy { $0.status == .unchanged })
        let corrections = summary.files.compactMap(\.correction)
        let batch = try #require(corrections.first?.batch)
        #expect(corrections.map(\.file) == ["nov.csv"] && corrections.map(\.rows) == [1])
        #expect(corrections.map(\.batch) == [summary.files.last?.batch])
        #expect(
          summary.json.contains("\"corrected_by\":{\"batch\":\(batch),\"file\":"))
        #expect(
          said.lines == [
            "oct.csv: 1 row(s) of it were corrected since it was loaded, last by nov.csv (batch \(batch)), and stay "
              + "corrected; `yurai import --again` takes the file into force again"
          ])
      }
      #expect(try sizes(database) == before)
      #expect(try database.content() == content)
      #expect(try database.audit()[one.id] == "traced")
    }
  }

  @Test("nobody who was erased between comes back, not with --again either") func erasedBetween()
    throws
  {
    try withDatabase { database in
      try database.load(both())
      try erase(database, two.id)
      let before = try sizes(database)
      #expect(try database.load(both()).files.allSatisfy { $0.status == .unchanged })
      #expect(try sizes(database) == before)
      // Again and again: the second time the file's own last batch is younger than the erasure.
      for _ in 1...2 {
        let check = try database.load(both(), isCheck: true, isAgain: true)
        let again = try database.load(both(), isAgain: true)
        let october = try #require(again.files.first { $0.path == "oct.csv" })
        #expect(october.replaced == 1 && october.accepted == 0 && october.setAside == 1)
        #expect(october.faults.map(\.reason) == ["erased"] && october.faults.map(\.line) == [3])
        #expect(check.files.first { $0.path == "oct.csv" }?.setAside == 1)
      }
      #expect(try database.rowsHolding(two.name).isEmpty)
      let judgement = try database.audit()
      #expect(judgement.findings.allSatisfy { !$0.hasPrefix("erased-reappeared") })
      #expect(judgement[one.id] == "traced" && judgement.run.verdicts["erased"] == 1)
    }
  }

  @Test("her orders stay erased too, and the last customer, and what comes under another origin")
  func erasedOrders() throws {
    var first = Mall.market()
    first.add(
      "orders",
      [one.order("1", ["status": "誤"]), two.order(), two.order("2", ["customer_id": ""])],
      path: "o.csv")
    first.add("customers", [two.customer()], path: "c.csv")
    first.add("signups", [two.signup()], path: "s.csv")
    var second = Mall()
    second.add("orders", [one.order()], path: "o2.csv")
    var renamed = first
    for index in renamed.files.indices { renamed.files[index].keys["supplied_by"] = "X" }
    try withDatabase { database in
      try database.load(first)
      try database.load(second)
      var session = try database.session()
      var job = EraseJob()
      job.reason = "retention"
      job.orders = ["tony/hana/\(two.number)-2"]
      _ = try job.run(customer: two.id, in: &session)
      let again = try database.load(first, isAgain: true)
      let orders = try #require(again.files.first { $0.path == "o.csv" })
      #expect(orders.replaced == 1 && orders.setAside == 2 && orders.accepted == 0)
      let other = try database.load(renamed)
      #expect(other.files.suffix(3).map(\.status) == [.loaded, .loaded, .loaded])
      #expect(other.files.suffix(3).map(\.setAside) == [2, 1, 1])
      #expect(try database.rowsHolding(two.name).isEmpty)
      #expect(try database.value("SELECT count(*) FROM customer") == "0")
    }
  }

  @Test("somebody who was erased before these bytes came is taken in, and found") func later()
    throws
  {
    var other = Mall()
    other.add("customers", [two.customer(["name_kana": "ベツ"])], path: "new.csv")
    try withDatabase { database in
      try database.load(both())
      try erase(database, two.id)
      #expect(try database.load(other).total(\.accepted) == 1)
      let judgement = try database.audit()
      #expect(judgement.findings.contains { $0.hasPrefix("erased-reappeared \(two.id)") })
    }
  }

  @Test("--again of the tool, and what it says") func tool() throws {
    try withDatabase(isBlank: true) { database in
      let folder = "\(database.folder)/m"
      let manifest = try both().write(to: folder)
      #expect(try database.tool("import", manifest).code == 0)
      let known = try database.tool("import", manifest)
      #expect(known.code == 0 && known.errors.contains("stay corrected"), "\(known)")
      #expect(try database.value("SELECT count(*) FROM supersession") == "1")
      #expect(try database.tool("import", manifest, "--again").code == 0)
      #expect(try database.value("SELECT count(*) FROM supersession") == "3")
    }
  }
}
