import Foundation
import Postgres
import Testing
import Yurai

/// A bad row is set aside with file, line, column and reason, without its value, and the rest goes in.
@Suite struct RejectTests {
  @Test("orders: every reason, at its line") func orders() throws {
    let text = """
      order_id,mall_id,merchant_id,customer_id,ordered_at,name,settlement_id,settled_at
      1,tony,hana,C1,2006-05-03 00:05,佐藤,S1,2006-05-04
      ,tony,hana,C1,2006-05-03 00:05,佐藤,S1,
      2,,hana,C1,2006-05-03 00:05,佐藤,S1,
      3,tony,\u{3000},C1,2006-05-03 00:05,佐藤,S1,
      4,tony,hana,C1,,佐藤,S1,
      5,tony,hana,C1,平成18年,佐藤,S1,
      6,tony,hana,C1,2006-05-03 00:05,佐藤,S1,2006-02-30
      7,tony,hana,C1,2006-05-03 00:05,佐藤
      8,tony,hana,C1,2006-05-03 00:05,佐藤,S1,,
      2.74555E+20,tony,hana,C1,2006-05-03 00:05,佐藤,S1,
      9,tony,hana,1.2E+11,2006-05-03 00:05,佐藤,S1,

      10,tony,hana,C1,2006-05-03 00:05,4111-1111-1111-1111,S1,
      11,tony,hana,C1,2006-05-03 00:05,"佐
      藤",S1,
      12,tony,hana,C1,2006-05-03 00:05,佐藤,4111111111111111,
      13,tony,hana,C1,2006/5/3,佐藤,S1,
      14,tony,hana,C1,9999-12-31T23:59:59Z,佐藤,S1,
      15,tony,hana,C1,2100-01-01T00:00:00Z,佐藤,S1,
      16,tony,hana,C1,2099-12-31 23:59:59,佐藤,S1,
      17,tony,hana,C1,1899-12-31 23:59:59,佐藤,S1,
      18,tony,hana,C1,1900-01-01 00:00,佐藤,S1,
      19,tony,hana,C1,2100-01-01 00:00,佐藤,S1,
      20,to/ny,hana,C1,2006-01-01 00:00,佐藤,S1,
      21,tony,ha/na,C1,2006-01-01 00:00,佐藤,S1,
      """
    var mall = Mall.market()
    mall.add(raw: text, as: "canonical/orders", path: "o.csv")
    try withDatabase { database in
      let file = try #require(try database.load(mall).files.last)
      #expect(
        try database.rejects() == [
          "o.csv:3 order_id missing", "o.csv:4 mall_id missing", "o.csv:5 merchant_id missing",
          "o.csv:6 ordered_at missing", "o.csv:7 ordered_at bad-time",
          "o.csv:8 settled_at bad-time",
          "o.csv:9 - ragged", "o.csv:10 - ragged", "o.csv:11 order_id spreadsheet-number",
          "o.csv:12 customer_id spreadsheet-number", "o.csv:14 name card-number",
          "o.csv:17 settlement_id card-number", "o.csv:19 ordered_at bad-time",
          "o.csv:20 ordered_at bad-time", "o.csv:22 ordered_at bad-time",
          "o.csv:24 ordered_at bad-time", "o.csv:25 mall_id slash", "o.csv:26 merchant_id slash",
        ])
      #expect(
        file.lines == 23 && file.accepted == 5 && file.setAside == 18 && file.cardNumbers == 2)
      #expect(file.accepted + file.unchanged + file.replaced + file.setAside == file.lines)
    }
  }

  @Test(
    "two lines of three are set aside, as many as go beside the rows and more: each is told, and the others are in"
  )
  func many() throws {
    let lines = 30_000
    var text = "order_id,mall_id,merchant_id,customer_id,ordered_at,name\n"
    for number in 1...lines {
      text += "\(number),tony,hana,C1,\(number % 3 == 0 ? "2006-05-03 00:05" : "平成18年"),佐藤\n"
    }
    var mall = Mall.market()
    mall.add(raw: text, as: "canonical/orders", path: "o.csv")
    try withDatabase { database in
      let file = try #require(try database.load(mall).files.last)
      #expect(file.lines == 30_000 && file.accepted == 10_000 && file.setAside == 20_000)
      let kept: Query = """
        SELECT count(*), min(line), max(line), count(DISTINCT line), count(*) FILTER (WHERE line % 3 = 1)
          FROM yurai.reject WHERE batch_id = (SELECT max(batch_id) FROM yurai.batch)
        """
      // The header is line 1: every third line from the fourth on went in.
      #expect(try database.rows(kept) == [["20000", "2", "30000", "20000", "0"]])
      #expect(
        try database.rows("SELECT count(*), count(DISTINCT line) FROM yurai.collection_event")
          == [["10000", "10000"]])
      #expect(
        try database.rows("SELECT count(*), count(DISTINCT line) FROM yurai.collection_record")
          == [["10000", "10000"]])
    }
  }

  @Test(
    "a file of which not one line can be read is another file: it stops, and names the first fault")
  func nothing() throws {
    let cases: [(String, String, String)] = [
      ("customer_id,name\nC1,佐藤,花子\nC2,佐藤,太郎\n", "canonical/customers", "line 2, ragged"),
      ("mall_id,name\ntony\n", "canonical/malls", "line 2, ragged"),
    ]
    try withDatabase { database in
      for isCheck in [true, false] {
        for (text, profile, reason) in cases {
          var mall = Mall()
          mall.add(raw: text, as: profile, path: "x.csv")
          let message = failure { try database.load(mall, isCheck: isCheck) }.message
          #expect(
            message.hasPrefix("x.csv is not what its profile says") && message.contains(reason),
            "\(message)")
        }
        // CP932 that is declared to be UTF-8.
        var mall = Mall()
        mall.add("customers", [Person(1).customer()], path: "c.csv", ["encoding": "utf-8"])
        mall.files[0].bytes = Array("customer_id,name\nC1,".utf8) + [0x93, 0x63, 0x92, 0x86, 0x0A]
        let message = failure { try database.load(mall, isCheck: isCheck) }.message
        #expect(
          message.contains("in utf-8 (the first: line 2, damaged-text: name: undecodable byte"),
          "\(message)")
      }
      let batches = try database.value("SELECT count(*) FROM batch")
      #expect(batches == "0")
      // What is wrong in another way is set aside, and the run goes on.
      for (text, profile) in [
        ("customer_id,name\nC1,4111111111111111\n", "canonical/customers"),
        ("customer_id,registered_at\nC1,いつか\nC2,いつか\n", "canonical/customers"),
        ("mall_id,name\n,a\n", "canonical/malls"),
      ] {
        var mall = Mall()
        mall.add(raw: text, as: profile)
        #expect(try database.load(mall).total(\.setAside) > 0)
      }
    }
  }

  @Test(
    "files that were put one behind the other: the header is no row, nor is a line behind a mark",
    arguments: [
      ("\u{FEFF}customer_id,name\n", true), ("\u{FEFF}\"customer_id\",name\n", true),
      ("customer_id,name\n", true), ("\u{FEFF}name,customer_id\n", false),
      ("\u{FEFF}C9,誰\n", false),
      ("\u{FEFF}C9,誰,何\n", false),
    ])
  func secondFile(_ line: String, isHeader: Bool) throws {
    let text = "\u{FEFF}customer_id,name\nC1,佐藤\n" + line + "C2,\u{FEFF}鈴木\ncustomer_ix,name\n"
    let mapping = """
      version: 1
      into: canonical/customers
      columns: { id: customer_id, name: name }
      query: SELECT line, ARRAY[line] AS lines, id AS customer_id, name FROM source
      """
    try withDatabase { database in
      for (batch, profile) in [(1, "canonical/customers"), (2, "mine.yaml")] {
        var mall = Mall()
        mall.add(raw: text, as: profile, path: "c.csv")
        let manifest = try mall.write(to: "\(database.folder)/\(batch)")
        try Data(mapping.utf8).write(
          to: URL(fileURLWithPath: "\(database.folder)/\(batch)/mine.yaml"))
        let file = try #require(try database.load(manifest: manifest).files.first)
        #expect(file.lines == 4 && file.setAside == 1 && file.faults.map(\.line) == [3], "\(file)")
        let details = try database.rows(
          "SELECT reason, detail FROM reject ORDER BY batch_id DESC LIMIT 1")
        let detail = try #require(details.first?.last)
        #expect(details.first?.first == "second-file" && detail.contains("two files"))
        #expect(detail.hasPrefix("the header again") == isHeader, "\(detail)")
      }
      let ids = try database.rows("SELECT customer_id FROM customer ORDER BY 1")
      #expect(ids == [["C1"], ["C2"], ["customer_ix"]])
    }
  }

  @Test("an id with a character that nobody sees is set aside, text and numbers of parcels are not")
  func invisible() throws {
    var rows = ["\u{200B}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{FEFF}"].map {
      "1\($0),tony,hana,C1,2006-05-03 00:05,佐藤,T1"
    }
    rows += [
      "2,to\u{200B}ny,hana,C1,2006-05-03 00:05,佐藤,T1",
      "3,tony,hana\u{FEFF},C1,2006-05-03 00:05,佐藤,T1",
      "4,tony,hana,\u{200D}C1,2006-05-03 00:05,佐藤,T1",
      "5,tony,hana,C1,2006-05-03 00:05,佐\u{200B}藤,T1",
      "6,tony,hana,C1,2006-05-03 00:05,佐藤,T\u{200B}1",
      "7\u{2010},tony,hana,C1\u{3000}２,2006-05-03 00:05,佐藤,T1",
    ]
    var mall = Mall.market()
    mall.add(
      raw: "order_id,mall_id,merchant_id,customer_id,ordered_at,name,tracking_no\n"
        + rows.joined(separator: "\n") + "\n", as: "canonical/orders", path: "o.csv")
    try withDatabase { database in
      let file = try #require(try database.load(mall).files.last)
      #expect(file.accepted == 3 && file.setAside == 9)
      #expect(
        try database.rejects() == (2...7).map { "o.csv:\($0) order_id invisible" } + [
          "o.csv:8 mall_id invisible", "o.csv:9 merchant_id invisible",
          "o.csv:10 customer_id invisible",
        ])
    }
  }

  @Test("reference files: words, days, and periods that end before they begin") func reference()
    throws
  {
    var mall = Mall()
    mall.add(
      raw: """
        mall_id,merchant_id,storefront,legal_role,opened_on,closed_on
        tony,hana,花,direct,2004-01-01,2004-01-01
        tony,hana,花,Direct,2004-01-01,
        tony,hana,花,,2004-01-01,
        tony,hana,花,direct,2004-01-01 00:00,
        tony,hana,花,direct,2005-01-01,2004-12-31
        tony,hana,花,direct,2006-13-01,
        """, as: "canonical/tenancies", path: "t.csv")
    mall.add(
      raw: "provision_id,basis\nP1,consent\nP2,bought\n", as: "canonical/provisions", path: "p.csv")
    mall.add(
      raw: """
        mall_id,name,valid_from,valid_to
        a,名,2001-01-01,2000-12-31
        a,名,2001-01-01,2001-01-01
        """, as: "canonical/malls", path: "m.csv")
    mall.add(
      raw: """
        signup_id,kind,mall_id,customer_id,occurred_at
        U1,order,tony,C1,2006-01-01
        U2,signup,tony,C1,2006-01-01
        """, as: "canonical/signups", path: "s.csv")
    try withDatabase { database in
      let files = try database.load(mall).files
      #expect(
        try database.rejects() == [
          "t.csv:3 legal_role bad-word", "t.csv:4 legal_role missing", "t.csv:5 opened_on bad-day",
          "t.csv:6 closed_on bad-day", "t.csv:7 opened_on bad-day", "p.csv:3 basis bad-word",
          "m.csv:2 valid_to bad-day", "s.csv:2 kind bad-word",
        ])
      #expect(files.map(\.accepted) == [1, 1, 1, 1])
      #expect(files.map(\.setAside) == [5, 1, 1, 1])
    }
  }

  @Test("days in every form that the reader takes mean the same to the database")
  func dayForms() throws {
    var mall = Mall()
    let forms = ["2004-05-03", "2004/5/3", "2004.5.3", "20040503", " 2004/05/03 "]
    mall.add(
      "tenancies",
      forms.enumerated().map { place, form in Mall.tenancy("tony", "m\(place)", "店", form, form) })
    try withDatabase { database in
      #expect(try database.load(mall).total(\.accepted) == Int64(forms.count))
      let days = try database.rows("SELECT DISTINCT opened_on, closed_on FROM tenancy")
      #expect(days == [["2004-05-03", "2004-05-03"]])
    }
  }

  @Test(
    "a row with an endless identifier does not stop the file", arguments: ["customers", "orders"])
  func longIdentifier(_ profile: String) throws {
    // Random, so that nothing shortens it below what an index page takes.
    let long = (0..<6000).map { _ in String(Int.random(in: 0...35), radix: 36) }.joined()
    let (one, two) = (Person(1), Person(2))
    var mall = Mall.market()
    if profile == "customers" {
      mall.add("customers", [one.customer(), two.customer(["customer_id": long])], path: "f.csv")
    } else {
      mall.add("orders", [one.order(), two.order("1", ["order_id": long])], path: "f.csv")
    }
    try withDatabase { database in
      let file = try #require(try database.load(mall).files.last)
      #expect(file.accepted >= 1 && file.accepted + file.setAside == 2)
    }
  }

  @Test("set aside again, not twice, when the corrected file comes") func corrected() throws {
    var bad = Mall()
    bad.add(
      "customers", [Person(1).customer(), Person(2).customer(["registered_at": "いつか"])],
      path: "a.csv")
    var good = Mall()
    good.add("customers", [Person(1).customer(), Person(2).customer()], path: "b.csv")
    try withDatabase { database in
      try database.load(bad)
      let summary = try database.load(good)
      #expect(summary.total(\.unchanged) == 1 && summary.total(\.accepted) == 1)
      #expect(try database.rejects() == ["a.csv:3 registered_at bad-time"])
    }
  }
}
