import Testing
import Yurai

/// Many unexplained records at once are what a loaded list looks like.
@Suite struct BulkRegistrationTests {
  private func judge(_ mall: Mall) throws -> Set<String> {
    var found: Set<String> = []
    try withDatabase { database in
      try database.load(mall)
      found = try database.audit().findings(of: "bulk-registration")
    }
    return found
  }

  /// `count` untraced records, in one minute or each in its own, and `traced` others.
  private func mall(_ count: Int, at minute: String?, traced: Int = 0) -> Mall {
    var mall = Mall.market()
    var customers: [Fields] = []
    for number in 0..<count {
      let second = number % 60 < 10 ? "0\(number % 60)" : "\(number % 60)"
      let own = Person.text(1_100_000_000 + number * 3600)
      let time = minute.map { "\($0):\(second)" } ?? own
      customers.append([
        "customer_id": "X\(number)", "email": "x\(number)@example.jp", "registered_at": time,
      ])
    }
    let people = (0..<traced).map { Person($0) }
    let bought = people.map { person in
      [
        "customer_id": "T\(person.number)", "email": person.email,
        "registered_at": minute ?? person.orderedAt,
      ]
    }
    mall.add("customers", customers + bought)
    if traced > 0 {
      mall.add(
        "orders",
        people.map { person in
          person.order(
            "1",
            ["customer_id": "T\(person.number)", "ordered_at": minute ?? person.orderedAt])
        })
    }
    return mall
  }

  @Test("ten in one minute", arguments: [9, 10])
  func minute(_ count: Int) throws {
    let found = try judge(mall(count, at: "2006-05-03 00:05"))
    #expect(found == (count < 10 ? [] : ["2006-05-02T15:05Z"]))
  }

  @Test("explained records of that minute do not count") func explained() throws {
    #expect(try judge(mall(9, at: "2006-05-03 00:05", traced: 5)).isEmpty)
  }

  @Test("a minute ends with its second 59") func minuteEdge() throws {
    var mall = Mall.market()
    mall.add(
      "customers",
      (0..<10).map { number in
        [
          "customer_id": "X\(number)",
          "registered_at": number < 5 ? "2006-05-03 00:05:59" : "2006-05-03 00:06:00",
        ]
      })
    #expect(try judge(mall).isEmpty)
  }

  @Test(
    "a hundred of one file, when they are a tenth of it",
    arguments: [(99, 0), (100, 0), (100, 900), (100, 901)])
  func file(_ count: Int, traced: Int) throws {
    let found = try judge(mall(count, at: nil, traced: traced))
    #expect(found.isEmpty == (count < 100 || traced > 900))
  }

  @Test("records that an exception covers are not counted") func exceptions() throws {
    try withDatabase { database in
      try database.load(mall(10, at: "2006-05-03 00:05"))
      #expect(try database.audit().findings(of: "bulk-registration").count == 1)
      var session = try database.session()
      try Listings.grantException(
        customer: "X3", approver: "佐藤", reason: "紙の申込書", evidence: "棚 7", in: &session)
      #expect(try database.audit().findings(of: "bulk-registration").isEmpty)
    }
  }
}
