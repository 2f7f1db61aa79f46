import Postgres
import Testing
import Yurai

/// Importing again changes nothing, however the same rows come.
@Suite struct IdempotenceTests {
  /// A mall with rows of every profile.
  static func everything() -> Mall {
    var mall = Mall.market()
    let people = (1...6).map { Person($0) }
    mall.add("customers", people.map { $0.customer() }, path: "customers.csv")
    mall.add(
      "orders", people.flatMap { [$0.order("1"), $0.order("2", ["affiliate_id": "A1"])] },
      path: "orders.csv")
    mall.add("signups", people.map { $0.signup() }, path: "signups.csv")
    mall.add(
      "provisions", [.provision("P1", basis: "consent"), .provision("P2", basis: "succession")],
      path: "provisions.csv")
    mall.add(
      "provision-subjects", [people[0].subject(of: "P1"), people[1].subject(of: "P2")],
      path: "subjects.csv")
    return mall
  }

  @Test("the same manifest twice") func twice() throws {
    try withDatabase { database in
      let first = try database.load(Self.everything())
      #expect(first.files.allSatisfy { $0.status == .loaded && $0.accepted == $0.lines })
      _ = try database.audit()
      let before = try database.content()
      let second = try database.load(Self.everything())
      #expect(second.files.allSatisfy { $0.status == .unchanged })
      #expect(second.files.map(\.batch) == first.files.map(\.batch))
      #expect(second.total(\.unchanged) == first.total(\.lines))
      #expect(second.total(\.accepted) == 0 && second.total(\.replaced) == 0)
      #expect(try database.content() == before, "not one row of one table")
    }
  }

  @Test("the same rows in other files: order, quotes, line ends, byte order mark, a further column")
  func rewritten() throws {
    let mall = Self.everything()
    var other = mall
    for index in other.files.indices {
      var lines = String(decoding: other.files[index].bytes, as: UTF8.self).split(separator: "\n")
      let header = lines.removeFirst()
      let quiet = lines.reversed().map { $0.replacing("\"", with: "")[...] }
      let text = "\u{FEFF}" + ([header] + quiet).joined(separator: "\r\n") + "\r\n\r\n"
      other.files[index].bytes = Array(text.utf8)
      other.files[index].path = "again-\(index).csv"
    }
    // That the other files came is on record.
    let batchesAndLedger: Set = ["batch", "batch_rows", "ledger_leaf", "ledger_hash"]
    try withDatabase { database in
      let first = try database.load(mall)
      let before = try database.content(except: batchesAndLedger)
      let second = try database.load(other)
      #expect(second.files.allSatisfy { $0.status == .loaded && $0.unchanged == $0.lines })
      #expect(second.total(\.lines) == first.total(\.lines))
      #expect(try database.content(except: batchesAndLedger) == before)
    }
  }

  @Test("part of the rows, and new ones among them") func overlapping() throws {
    var first = Mall.market()
    first.add("customers", (1...4).map { Person($0).customer() })
    first.add("orders", (1...4).map { Person($0).order() })
    var second = Mall()
    second.add("customers", (3...6).map { Person($0).customer() })
    second.add("orders", (3...6).map { Person($0).order() })
    try withDatabase { database in
      try database.load(first)
      let summary = try database.load(second)
      #expect(summary.files.map(\.unchanged) == [2, 2])
      #expect(summary.files.map(\.accepted) == [2, 2])
      #expect(try database.value("SELECT count(*) FROM customer") == "6")
      #expect(try database.value("SELECT count(*) FROM collection_record") == "6")
      #expect(try database.audit().run.verdicts["traced"] == 6)
    }
  }

  @Test("the order of the files does not matter to the verdicts") func fileOrder() throws {
    let mall = Self.everything()
    var reversed = mall
    reversed.files.reverse()
    var judgements: [Judgement] = []
    for mall in [mall, reversed] {
      try withDatabase { database in
        try database.load(mall)
        judgements.append(try database.audit())
      }
    }
    #expect(judgements.first?.verdicts == judgements.last?.verdicts)
    #expect(judgements.first?.findings == judgements.last?.findings)
  }
}
