import Postgres
import Rendering
import Testing
import Yurai

/// An exception lets a record stand, by name and reason; it explains nothing.
@Suite struct ExceptionTests {
  @Test("it covers one record, and the verdict stays") func granted() throws {
    var mall = Mall.market()
    mall.add("customers", [1, 2, 3].map { Person($0).customer() })
    mall.add("orders", [Person(3).order()])
    try withDatabase { database in
      try database.load(mall)
      #expect(try database.audit().run.unexplained == 2)
      var session = try database.session()
      try Listings.grantException(
        customer: "C001", approver: "佐藤", reason: "紙の申込書", evidence: "棚 7", in: &session)
      let judgement = try database.audit()
      #expect(judgement.run.unexplained == 1 && judgement.run.exceptions == 1)
      #expect(judgement["C001"] == "untraced")
      #expect(judgement.findings(of: "untraced-record") == ["C001", "C002"])
      var open: [String] = []
      try Listings.verdicts(unexplainedOnly: true, in: &session) { id, _ in open.append(id) }
      #expect(open == ["C002"])
      let census = try Listings.census(in: &session)
      #expect(census.exceptions.map(\.customer) == ["C001"])
      #expect(census.exceptions.map(\.approver) == ["佐藤"])
    }
  }

  @Test("the same one is recorded once while it stands; another one, or for what it became, anew")
  func same() throws {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer()], path: "c1.csv")
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      var session = try database.session()
      func grant(_ evidence: String, _ session: inout Session) throws -> Listings.ExceptionOutcome {
        try Listings.grantException(
          customer: "C001", approver: "佐藤", reason: "紙", evidence: evidence, in: &session)
      }
      let recorded = Listings.ExceptionOutcome.recorded(verdict: "untraced")
      #expect(try grant("棚 7", &session) == recorded)
      #expect(try grant("棚 7", &session) == .stands)
      #expect(try grant("棚 8", &session) == recorded)
      #expect(try grant("棚 8", &session) == .stands)
      let leaves: Query = "SELECT count(*) FROM ledger_leaf WHERE kind = 'exception'"
      #expect(try database.value(leaves) == "2")
      // It stood for the record as it was.
      var corrected = Mall()
      corrected.add("customers", [Person(1).customer(["name": "全然 別人"])], path: "c2.csv")
      try database.load(corrected)
      _ = try database.audit()
      #expect(try grant("棚 8", &session) == recorded)
      #expect(try database.value(leaves) == "3")
    }
  }

  @Test("refused: an explained record, nobody, and without an approver, a reason or evidence")
  func refused() throws {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer(), Person(2).customer()])
    mall.add("orders", [Person(1).order()])
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      var session = try database.session()
      for (id, words) in [
        ("C001", ["a", "b", "c"]), ("C999", ["a", "b", "c"]), ("C002", ["", "b", "c"]),
        ("C002", ["a", "", "c"]), ("C002", ["a", "b", ""]), ("", ["a", "b", "c"]),
      ] {
        #expect(throws: (any Error).self, "\(id) \(words)") {
          try Listings.grantException(
            customer: id, approver: words[0], reason: words[1], evidence: words[2], in: &session)
        }
      }
      #expect(try database.value("SELECT count(*) FROM exception") == "0")
    }
  }

  @Test("it does not cover what the record becomes, nor another verdict") func lapsed() throws {
    var mall = Mall.market()
    mall.add("customers", [1, 2, 3].map { Person($0).customer() }, path: "c1.csv")
    // The first is somebody else by now, the second stays, the third stays too, in a file that says that it was bought.
    var corrected = Mall()
    corrected.add(
      "customers", [Person(1).customer(["name": "全然 別人"]), Person(2).customer()], path: "c2.csv")
    var bought = Mall()
    bought.add("customers", [Person(3).customer()], path: "c3.csv", origin: "purchased")
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      var session = try database.session()
      func grant(_ id: String) throws {
        try Listings.grantException(
          customer: id, approver: "佐藤", reason: "紙の申込書", evidence: "棚 7", in: &session)
      }
      for id in ["C001", "C002", "C003"] { try grant(id) }
      #expect(try database.audit().run.unexplained == 0)
      try database.load(corrected)
      let first = try database.audit()
      #expect(first.run.unexplained == 1 && first.run.exceptions == 2)
      #expect(first["C001"] == "untraced")
      try database.load(bought)
      let second = try database.audit()
      #expect(second.run.unexplained == 2 && second.run.exceptions == 1)
      #expect(second["C003"] == "purchased")
      var open: [String] = []
      try Listings.verdicts(unexplainedOnly: true, in: &session) { id, _ in open.append(id) }
      #expect(open == ["C001", "C003"])
      #expect(try Listings.census(in: &session).exceptions.map(\.customer) == ["C002"])
      let outcome = try AuditJob().run(in: &session)
      #expect(outcome.lapsed == 2)
      #expect(try AuditText.text(outcome).contains("2 exception(s) cover nothing any more"))
      // Decided anew, it covers the record as it is.
      try grant("C001")
      let third = try database.audit()
      #expect(third.run.unexplained == 1 && third.run.exceptions == 2)
    }
  }

  @Test("one for a record that is explained by now covers nothing") func obsolete() throws {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer()])
    var later = Mall()
    later.add("orders", [Person(1).order()])
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      var session = try database.session()
      try Listings.grantException(
        customer: "C001", approver: "a", reason: "b", evidence: "c", in: &session)
      try database.load(later)
      let run = try database.audit().run
      #expect(run.unexplained == 0 && run.exceptions == 0)
    }
  }
}
