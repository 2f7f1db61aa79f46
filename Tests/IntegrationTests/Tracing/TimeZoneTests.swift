import Postgres
import Rendering
import Testing
import Yurai

/// Days are the mall's: of two malls in one database each shows what its own clocks said.
@Suite struct TimeZoneTests {
  private let one = Person(1)
  private let two = Person(2)

  /// A mall in Japan and one in Brazil; São Paulo had summer time from 2017-10-15 to 2018-02-17.
  private func withMalls(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database in
      var japan = Mall.market()
      japan.add("customers", [one.customer(["registered_at": "2017-10-31 00:20"])])
      japan.add("orders", [one.order("1", ["ordered_at": "2017-10-31 00:10"])])
      try database.load(japan)
      var brazil = Mall()
      brazil.timezone = "America/Sao_Paulo"
      brazil.add(
        "malls",
        [
          [
            "mall_id": "rio", "name": "Rio Mall", "operator": "株式会社トニー", "valid_from": "2016-01-01",
          ]
        ])
      brazil.add("tenancies", [Mall.tenancy("rio", "hana", "Flores", "2016-01-01")])
      brazil.add("customers", [two.customer(["registered_at": "2017-12-31 23:40"])])
      brazil.add(
        "orders",
        [
          two.order(
            "1", ["mall_id": "rio", "ordered_at": "2017-12-31 23:30", "settled_at": "2018-01-01"]),
          two.order("2", ["mall_id": "rio", "ordered_at": "2018-07-01 23:30"]),
        ])
      try database.load(brazil)
      _ = try database.audit()
      try body(database)
    }
  }

  @Test("a trail, as JSON and as text") func trail() throws {
    try withMalls { database in
      let japan = try database.trail(of: one.id)
      #expect(japan.trail.json.contains(#""occurred_at":"2017-10-31T00:10:00+09:00""#))
      #expect(TraceText(language: .en).render(japan).contains("Registered: 2017-10-31 00:20"))
      let brazil = try database.trail(of: two.id)
      #expect(brazil.trail.verdict == .traced)
      let times = brazil.trail.trail.compactMap { $0.occurredAt?.description }
      #expect(
        times == ["2017-12-31T23:30:00-02:00", "2018-07-01T23:30:00-03:00"], "summer, winter")
      #expect(brazil.trail.json.contains(#""occurred_at":"2017-12-31T23:30:00-02:00""#))
      let text = TraceText(language: .en).render(brazil)
      for part in [
        "Registered: 2017-12-31 23:40", "2017-12-31 23:30  name", "2018-07-01 23:30  name",
        "2018-01-01 00:00",
      ] { #expect(text.contains(part), "\(part) in \(text)") }
      #expect(!text.contains("2018-01-01 10:30") && !text.contains("2018-07-02"))
    }
  }

  @Test("the letter's day, and the year of the census") func letterAndCensus() throws {
    try withMalls { database in
      let japan = try database.clerk.answered(InquiryPerson(.customer, [one.id]), [.source], .en)
      let brazil = try database.clerk.answered(InquiryPerson(.customer, [two.id]), [.source], .en)
      #expect(try japan.finalLetter.flat.contains("31October2017"))
      let letter = try brazil.finalLetter.flat
      #expect(letter.contains("31December2017") && !letter.contains("1January2018"))
      let years = try database.rows(
        "SELECT DISTINCT mall_id, collected_year FROM run_census WHERE collected_year > 0 ORDER BY 1"
      )
      #expect(years == [["rio", "2017"], ["tony", "2017"]])
    }
  }
}
