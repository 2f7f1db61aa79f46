import Rendering
import Testing
import Yurai

/// Findings are remembered from run to run: new, still there, gone.
@Suite struct FindingHistoryTests {
  @Test("a night in which nothing happened, one that repairs, one that breaks") func nights() throws
  {
    let (one, two) = (Person(1), Person(2))
    var mall = Mall.market()
    mall.add("customers", [one.customer(), two.customer()])
    mall.add("orders", [two.order()], path: "o.csv")
    try withDatabase { database in
      try database.load(mall)
      let first = try database.audit().run
      #expect(first.changed["customers_new"] == 2 && first.changed["findings_new"] == 1)
      #expect(first.changed["since_run"] == .some(nil))

      let quiet = try database.audit()
      #expect(quiet.run.changed["since_run"] == first.run)
      for (key, count) in quiet.run.changed where !["since_run", "findings_still"].contains(key) {
        #expect(count == 0, "\(key)")
      }
      #expect(quiet.run.changed["findings_still"] == 1)

      var repair = Mall()
      repair.add("orders", [one.order()])
      try database.load(repair)
      let repaired = try database.audit()
      #expect(repaired.findings.isEmpty && repaired[one.id] == "traced")
      #expect(repaired.run.changed["findings_gone"] == 1)
      #expect(repaired.run.changed["became_explained"] == 1)
      #expect(repaired.run.changed["verdicts"] == 1)

      var broken = Mall()
      broken.add("customers", [two.customer(["phone": "06-0000-9999"])])
      try database.load(broken)
      let after = try database.audit()
      #expect(after.findings == ["field-not-collected C002 phone"])
      #expect(after.run.changed["became_unexplained"] == 1)
      var session = try database.session()
      let new = try Listings.findings(rule: nil, since: repaired.run.run, in: &session)
      #expect(new.map(\.subjectID) == ["C002"])
      #expect(try Listings.findings(rule: nil, since: after.run.run, in: &session).isEmpty)
    }
  }

  @Test("what the first audit finds twice is one finding, as ever after") func twice() throws {
    let (one, two) = (Person(1), Person(2))
    let form = ["signup_id": "S", "mall_id": "atlantis"]
    var mall = Mall.market()
    mall.add("customers", [one.customer(), two.customer()])
    mall.add("signups", [one.signup("1", form), two.signup("1", form)])
    try withDatabase { database in
      try database.load(mall)
      let first = try database.audit()
      #expect(
        first.findings.filter { $0.hasPrefix("unknown-mall") } == ["unknown-mall signup:atlantis/S"]
      )
      let again = try database.audit()
      #expect(again.findings == first.findings)
      #expect(again.run.changed["findings_still"] == first.findings.count)
      #expect(again.run.changed["findings_new"] == 0 && again.run.changed["findings_gone"] == 0)
    }
  }

  @Test("one that comes back is new") func back() throws {
    let one = Person(1)
    var mall = Mall.market()
    mall.add("customers", [one.customer()])
    var wrong = Mall()
    wrong.add("customers", [one.customer(["registered_at": ""])])
    var right = Mall()
    right.add("customers", [one.customer(["name_kana": "サトウ"])])
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      for (file, count, gone) in [(wrong, 1, 0), (right, 0, 1), (wrong, 1, 0)] {
        try database.load(file, isAgain: true)
        let changed = try database.audit().run.changed
        #expect(changed["findings_new"] == count && changed["findings_gone"] == gone)
      }
    }
  }

  @Test("listings of one rule, and of none") func listing() throws {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer(["registered_at": ""])])
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      var session = try database.session()
      let rows = try Listings.findings(rule: "untraced-record", since: nil, in: &session)
      #expect(rows.map(\.subjectID) == ["C001"])
      #expect(rows.first?.severity == "error" && rows.first?.subjectKind == "customer")
      #expect(
        failure { _ = try Listings.findings(rule: "none", since: nil, in: &session) }.exit == .usage
      )
    }
  }

  @Test("before the first audit there is no census, and a letter has nothing to rest on")
  func before() throws {
    try withDatabase { database in
      try database.load(Mall.market())
      var session = try database.session()
      #expect(failure { _ = try Listings.census(in: &session) }.message.contains("yurai audit"))
    }
  }
}
