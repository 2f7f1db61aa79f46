import Postgres
import Testing
import Yurai

/// `--check` says what would happen, and leaves nothing.
@Suite struct CheckTests {
  @Test("the summary is that of the import that follows") func same() throws {
    var mall = IdempotenceTests.everything()
    mall.add(
      "customers", [Person(1).customer(["registered_at": "いつか"]), Person(7).customer()],
      path: "more.csv")
    try withDatabase { database in
      let before = try database.content()
      let check = try database.load(mall, isCheck: true)
      #expect(check.isCheck && check.json.contains("\"check\":true"))
      #expect(try database.content() == before)
      let real = try database.load(mall)
      #expect(check.files.map(\.accepted) == real.files.map(\.accepted))
      #expect(check.files.map(\.setAside) == real.files.map(\.setAside))
    }
  }

  @Test("on a filled database, with corrections and duplicates") func filled() throws {
    var later = Mall()
    later.add(
      "customers",
      [
        Person(1).customer(["phone": "1"]), Person(2).customer(), Person(9).customer(),
        Person(9).customer(["phone": "1"]),
      ])
    try withDatabase { database in
      try database.load(IdempotenceTests.everything())
      _ = try database.audit()
      let before = try database.content()
      let check = try database.load(later, isCheck: true)
      #expect(
        check.files.map { [$0.replaced, $0.unchanged, $0.accepted, $0.setAside] } == [[1, 1, 1, 1]])
      #expect(try database.content() == before)
      let indexes = try database.value(
        "SELECT count(*) FROM pg_indexes WHERE schemaname = 'yurai' AND tablename IN ('customer', 'collection_event')"
      )
      #expect(indexes == "8")
    }
  }

  @Test("it refuses what an import refuses") func refuses() throws {
    var mall = Mall()
    mall.add(raw: "customer_id\nC1\n", as: "canonical/customers", ["records": "2"])
    try withDatabase { database in
      #expect(failure { try database.load(mall, isCheck: true) }.message.contains("control total"))
    }
  }
}
