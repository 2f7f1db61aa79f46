import Foundation
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

  /// Around two midnights of New Year: in Japan an order and a record just after it, when it was still 2017 in UTC; in
  /// Brazil just before it, when it was 2018 in UTC and in Japan.
  private func withNewYear(_ body: (TestDatabase, String) throws -> Void) throws {
    try withDatabase { database in
      var japan = Mall.market()
      let after: Fields = ["registered_at": "2018-01-01 00:20"]
      japan.add("customers", [one.customer(after), Person(3).customer(after)], path: "japan.csv")
      japan.add("orders", [one.order("1", ["ordered_at": "2018-01-01 00:10"])])
      try database.load(japan)
      var brazil = Mall()
      brazil.timezone = "America/Sao_Paulo"
      brazil.add(
        "malls",
        [["mall_id": "rio", "name": "Rio Mall", "operator": "株式会社トニー", "valid_from": "2016-01-01"]])
      brazil.add("tenancies", [Mall.tenancy("rio", "hana", "Flores", "2016-01-01")])
      let before: Fields = ["registered_at": "2017-12-31 23:40"]
      brazil.add("customers", [two.customer(before), Person(4).customer(before)], path: "rio.csv")
      brazil.add(
        "orders", [two.order("1", ["mall_id": "rio", "ordered_at": "2017-12-31 23:30"])])
      try database.load(brazil)
      // A record of the mall in Brazil that came in a file of the company's, which counts its times as Japan's.
      var late = Mall()
      late.add(
        "customers",
        [Person(5).customer(["mall_id": "rio", "registered_at": "2017-12-31T23:50:00-02:00"])],
        path: "late.csv")
      try database.load(late)
      _ = try database.audit()
      var session = try database.session()
      let folder = "\(database.folder)/bundle"
      let writer = BundleWriter(settings: try OperatorSettings(), language: .en)
      _ = try writer.write(
        to: folder, parts: try TestLedger(of: database), in: &session)
      try body(database, folder)
    }
  }

  @Test("the auditor's page and tables: each mall's own day and year") func bundle() throws {
    try withNewYear { database, folder in
      func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      }
      func batch(_ file: String) throws -> String {
        try database.value("SELECT batch_id FROM batch WHERE file_name = \(file)")
      }
      let (japan, rio, late) = (try batch("japan.csv"), try batch("rio.csv"), try batch("late.csv"))
      #expect(
        try text("unexplained.csv")
          == "batch,registered_on,records\n\(japan),2018-01-01,1\n\(rio),2017-12-31,1\n\(late),2017-12-31,1\n"
      )
      #expect(
        try text("census.csv").split(separator: "\n").sorted() == [
          ",,,untraced,3", "mall,merchant,collected_year,verdict,records",
          "rio,hana,2017,traced,1", "tony,hana,2018,traced,1",
        ])
      let json = try text("report.json")
      #expect(
        json.contains(
          #"{"batch":\#(japan),"registered_on":"2018-01-01","records":1},{"batch":\#(rio),"registered_on":"2017-12-31""#
        ))
      #expect(json.contains(#"{"mall":"rio","year":2017,"#))
      #expect(json.contains(#"{"mall":"tony","year":2018,"#))
      let page = try text("report.html")
      for part in [
        #"<tr><th scope="row">Rio Mall</th><td class="n">2017</td>"#,
        #"<span lang="ja">トニーモール</span></th><td class="n">2018</td>"#,
        #"<td class="f">japan.csv</td><td>collected</td><td>2018-01-01</td>"#,
        #"<td class="f">rio.csv</td><td>collected</td><td>2017-12-31</td>"#,
        #"<td class="f">late.csv</td><td>collected</td><td>2017-12-31</td>"#,
        "The largest group is batch:\(japan), 1 January 2018: 1 record.",
        #"class="small">2017-12-31</text>"#, #"class="small">2018-01-01</text>"#,
      ] { #expect(page.contains(part), "\(part)") }
      #expect(
        TraceText(language: .en).render(try database.trail(of: "C005"))
          .contains("Registered: 2017-12-31 23:50"))
      #expect(try database.value("SELECT count(*) FROM run_census WHERE collected_year > 0") == "2")
    }
  }

  @Test("a shop has left when the last day of its mall's calendar is over") func departed() throws {
    try withDatabase { database in
      // 25 hours lie between the two clocks: where the one has this day, the other has a later one.
      let today: Query = "SELECT (now() AT TIME ZONE 'Pacific/Pago_Pago')::date::text"
      let day = try database.value(today)
      for (number, zone) in ["Pacific/Pago_Pago", "Pacific/Kiritimati"].enumerated() {
        let (id, shop) = ("mall\(number)", "shop\(number)")
        var mall = Mall()
        mall.timezone = zone
        mall.add(
          "malls", [["mall_id": id, "name": id, "operator": "株式会社トニー", "valid_from": "2016-01-01"]])
        mall.add("merchants", [["merchant_id": shop, "name": shop, "valid_from": "2016-01-01"]])
        mall.add("tenancies", [Mall.tenancy(id, shop, shop, "2016-01-01", day)])
        let person = Person(number + 1)
        mall.add("customers", [person.customer(["registered_at": "2017-05-01 12:00"])])
        let place: Fields = ["mall_id": id, "merchant_id": shop, "ordered_at": "2017-05-01 11:00"]
        mall.add("orders", [person.order("1", place)])
        try database.load(mall)
      }
      _ = try database.audit()
      guard try database.value(today) == day else { return }  // Midnight came in between.
      var session = try database.session()
      let folder = "\(database.folder)/bundle"
      _ = try BundleWriter(settings: try OperatorSettings(), language: .en)
        .write(to: folder, parts: try TestLedger(of: database), in: &session)
      let json = try String(contentsOfFile: "\(folder)/report.json", encoding: .utf8)
      #expect(
        json.contains(#""merchant":"shop0","name":"shop0","departed":false,"closed_on":null"#))
      #expect(
        json.contains(#""merchant":"shop1","name":"shop1","departed":true,"closed_on":"\#(day)""#))
    }
  }

  @Test("PROV writes every time with its offset, and the instant is the mall's") func provenance()
    throws
  {
    try withNewYear { database, _ in
      var session = try database.session()
      var document = ""
      try ProvJob().run(customer: nil, in: &session) { document += $0 }
      let found = document.matches(of: /"prov:(?:time|startTime|endTime)":"([^"]*)"/).map {
        String($0.output.1)
      }
      #expect(found.count > 20)
      for time in found {
        #expect(
          time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+09:00/) != nil, "\(time)"
        )
      }
      // Nothing else looks like a time: days are days of the mall.
      #expect(document.matches(of: /"\d{4}-\d\d-\d\dT/).count == found.count)
      let moments = Set(found.compactMap { Moment($0)?.microseconds })
      // 23:30 of New Year's Eve at UTC-2, ten past midnight at UTC+9; the first midnights of two tenancies.
      for (text, instant) in [
        ("2018-01-01T10:30:00+09:00", "2017-12-31T23:30:00-02:00"),
        ("2018-01-01T00:10:00+09:00", "2017-12-31T15:10:00Z"),
        ("2016-01-01T11:00:00+09:00", "2016-01-01T00:00:00-02:00"),
        ("2004-01-01T00:00:00+09:00", "2003-12-31T15:00:00Z"),
      ] {
        #expect(found.contains(text), "\(text)")
        #expect(moments.contains(try #require(Moment(instant)).microseconds), "\(instant)")
      }
      #expect(document.contains(#""yurai:openedOn":"2016-01-01""#))
    }
  }

  @Test("a merchant's name is the one of the mall's day, whatever zone the file's times are in")
  func merchant() throws {
    try withDatabase { database in
      try database.load(Mall.market())
      var renamed = Mall()
      renamed.add(
        "merchants",
        [
          [
            "merchant_id": "hana", "name": "花の本舗", "valid_from": "2000-01-01",
            "valid_to": "2006-03-31",
          ],
          ["merchant_id": "hana", "name": "新しい花の本舗", "valid_from": "2006-04-01"],
        ])
      try database.load(renamed)
      var orders = Mall()
      orders.timezone = "UTC"
      orders.add("customers", [one.customer(["registered_at": "2006-03-31 14:00"])])
      orders.add(
        "orders",
        [
          one.order("1", ["ordered_at": "2006-03-31 14:55"]),
          one.order("2", ["ordered_at": "2006-03-31 15:05"]),
        ])
      try database.load(orders)
      let names = try database.trail(of: one.id).trail.trail.map { $0.merchant?.name ?? "-" }
      #expect(names == ["花の本舗", "新しい花の本舗"])
    }
  }
}
