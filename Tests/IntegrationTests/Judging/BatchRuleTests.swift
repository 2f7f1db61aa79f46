import Testing
import Rendering
import Yurai

/// What a file's declared origin does to the records in it.
@Suite struct BatchRuleTests {
  private let person = Person(1)

  private func judged(customers: String, orders: String) throws -> Judgement {
    var mall = Mall.market()
    mall.add("customers", [person.customer()], path: "c.csv", origin: customers)
    mall.add("orders", [person.order()], path: "o.csv", origin: orders)
    var judgement: Judgement?
    try withDatabase { database in
      try database.load(mall)
      judgement = try database.audit()
    }
    return try #require(judgement)
  }

  @Test("origins", arguments: ["collected", "provided", "succeeded", "unknown", "purchased"])
  func origins(_ origin: String) throws {
    for judgement in [
      try judged(customers: origin, orders: "collected"),
      try judged(customers: "collected", orders: origin),
    ] {
      #expect(judgement[person.id] == (origin == "purchased" ? "purchased" : "traced"))
      let batch = judgement.findings.first { $0.contains("batch") }
      switch origin {
      case "unknown": #expect(batch?.hasPrefix("undeclared-batch") == true)
      case "purchased": #expect(batch?.hasPrefix("purchased-batch") == true)
      default: #expect(judgement.findings.isEmpty)
      }
    }
  }

  @Test("an origin that is not given is unknown") func left() throws {
    var mall = Mall.market()
    mall.files[0].keys = [:]
    try withDatabase { database in
      try database.load(mall)
      let judgement = try database.audit()
      #expect(judgement.findings == ["undeclared-batch 1"])
      #expect(judgement.details["undeclared-batch 1"] == "malls-1.csv")
    }
  }

  @Test("a file that brought nothing has no origin to declare") func nothingNew() throws {
    var mall = Mall.market()
    mall.add("customers", [person.customer()], path: "c.csv")
    var again = Mall()
    again.add("customers", [person.customer()], path: "again.csv", origin: "unknown")
    try withDatabase { database in
      try database.load(mall)
      #expect(try database.load(again).total(\.unchanged) == 1)
      #expect(try database.audit().findings(of: "undeclared-batch").isEmpty)
    }
  }

  @Test(
    "a corrected origin is a correction; a bought row stays bought",
    arguments: [
      ("collected", "purchased", 1, "purchased"), ("purchased", "collected", 0, "purchased"),
      ("unknown", "collected", 1, "traced"),
    ]) func origin(_ first: String, _ second: String, _ replaced: Int64, _ verdict: String) throws
  {
    var mall = Mall.market()
    mall.add("customers", [person.customer()], path: "c.csv", origin: first)
    mall.add("orders", [person.order()])
    var again = Mall()
    again.add("customers", [person.customer()], path: "c.csv", origin: second)
    try withDatabase { database in
      try database.load(mall)
      let summary = try database.load(again)
      #expect(summary.total(\.replaced) == replaced)
      let judgement = try database.audit()
      #expect(judgement[person.id] == verdict)
    }
  }

  @Test("a correction of a bought row leaves it bought, however often") func corrected() throws {
    var mall = Mall.market()
    mall.add("customers", [person.customer(["phone": "03-1"])], path: "c.csv", origin: "purchased")
    mall.add("customers", [Person(2).customer(["phone": "03-2"])], path: "d.csv")
    mall.add("orders", [person.order(), Person(2).order()])
    try withDatabase { database in
      try database.load(mall)
      for phone in ["03-3", person.phone] {
        var again = Mall()
        again.add("customers", [person.customer(["phone": phone])], path: "e.csv")
        let summary = try database.load(again)
        #expect(summary.total(\.replaced) == 1)
        // Before any audit too.
        #expect(try database.trail(of: person.id).trail.verdict == .purchased)
        #expect(try database.trail(of: Person(2).id).trail.verdict == .partial)
      }
      var other = Mall()
      other.add("customers", [Person(2).customer()], path: "f.csv")
      try database.load(other)
      let judgement = try database.audit()
      #expect(judgement[person.id] == "purchased" && judgement[Person(2).id] == "traced")
      let trail = try database.trail(of: person.id)
      #expect(trail.trail.verdict == .purchased)
    }
  }

  @Test("a bought order stays bought when it is corrected, for the trail at once") func order()
    throws
  {
    var mall = Mall.market()
    mall.add("customers", [person.customer()], path: "c.csv")
    mall.add("orders", [person.order("1", ["name": "別の名"])], path: "o.csv", origin: "purchased")
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      var again = Mall()
      again.add("orders", [person.order("1")], path: "p.csv")
      #expect(try database.load(again).total(\.replaced) == 1)
      #expect(try database.trail(of: person.id).trail.verdict == .purchased)
      #expect(try database.audit()[person.id] == "purchased")
    }
  }

  @Test(
    "what came by a provision is bought when the provision's own file is",
    arguments: ["purchased", "collected"], ["consent", "succession"])
  func provision(_ origin: String, _ basis: String) throws {
    var mall = Mall.market()
    mall.add("customers", [person.customer()], path: "c.csv")
    mall.add("provisions", [.provision("P1", basis: basis)], path: "p.csv", origin: origin)
    mall.add("provision-subjects", [person.subject(of: "P1")], path: "s.csv")
    var again = Mall()
    again.add(
      "provisions", [.provision("P1", basis: basis, ["evidence_ref": "box 9"])], path: "q.csv")
    let expected = origin == "purchased" ? "purchased" : "received"
    try withDatabase { database in
      try database.load(mall)
      for _ in 0..<2 {
        #expect(try database.trail(of: person.id).trail.verdict.rawValue == expected)
        #expect(try database.audit()[person.id] == expected)
        // A correction leaves it bought.
        try database.load(again)
      }
    }
  }

  @Test("a card number is a finding of its line, and nothing of the row is kept") func card() throws
  {
    var mall = Mall.market()
    mall.add(
      "customers",
      [person.customer(), Person(2).customer(["name": "4111 1111 1111 1111"])], path: "c.csv")
    try withDatabase { database in
      let summary = try database.load(mall)
      #expect(summary.files.last?.cardNumbers == 1)
      let batch = try #require(summary.files.last?.batch)
      let judgement = try database.audit()
      #expect(judgement.findings(of: "card-number-refused") == ["\(batch):3"])
      #expect(judgement.details["card-number-refused \(batch):3"] == "c.csv, column name")
      #expect(judgement[Person(2).id] == nil)
    }
  }
}
