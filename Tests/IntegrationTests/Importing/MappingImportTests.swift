import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// Files of other systems by a mapping of the user's own, with every line accounted for.
@Suite struct MappingImportTests {
  /// Orders with a line for each item, dates in American order, and buyers in a second file.
  static let mapping = """
    version: 1
    about: A shop's own export
    into: canonical/orders
    dates: mdy
    columns: {number: 注文番号, at: 日時, buyer: 会員, item: 商品, paid: 決済}
    files:
      buyers:
        columns: {id: 会員番号, family: 姓, given: 名, mail: メール}
        on: {id: buyer}
    query: |
      SELECT min(source.line) AS line, array_agg(source.line) AS lines, number AS order_id,
             min(at) AS ordered_at, min(buyer) AS customer_id, min(paid) AS settlement_id,
             min(concat_ws(' ', family, given)) AS name, min(mail) AS email
        FROM source JOIN buyers ON buyers.id = source.buyer
       GROUP BY number
    """

  static let orders = """
    注文番号,日時,会員,商品,決済
    A1,5/3/2006 0:05,7,茶,P1
    A1,5/3/2006 0:05,7,菓子,P1
    A2,5/13/2006 10:00,8,茶,P2
    A3,13/5/2006 10:00,7,茶,P3
    A4,5/3/2006 0:05,99,茶,P4
    A5,5/3/2006 0:05,7,茶
    A6,5/3/2006 0:05,7,茶,4111111111111111
    A7,5/3/2006 0:05,7,4111 1111 1111 1111,P7
    """

  static let buyers = """
    会員番号,姓,名,メール
    7,佐藤,一郎,i@example.jp
    8,鈴木,花子,h@example.jp
    9,田中,誠,m@example.jp
    """

  /// The market and the two files, each with its manifest key.
  private func run(
    _ mapping: String = mapping, orders: String = orders, buyers: String? = buyers,
    keys: Fields = ["mall": "tony", "merchant": "hana"],
    _ body: (TestDatabase, String) throws -> Void
  ) throws {
    try withDatabase { database in
      var mall = Mall()
      var keys = keys
      if buyers != nil { keys["with"] = "{buyers: b.csv}" }
      mall.add(raw: orders, as: "shop.yaml", path: "o.csv", keys)
      let manifest = try mall.write(to: "\(database.folder)/m")
      for (name, text) in [("shop.yaml", mapping), ("b.csv", buyers ?? "")] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(database.folder)/m/\(name)"))
      }
      try body(database, manifest)
    }
  }

  @Test("every line of both files is accounted for") func accounted() throws {
    try run { database, manifest in
      let files = try database.load(manifest: manifest).files
      #expect(files.map(\.lines) == [8, 3])
      #expect(files.map(\.accepted) == [3, 2] && files.map(\.setAside) == [5, 1])
      #expect(files.map(\.rows) == [3, 2] && files.map(\.cardNumbers) == [2, 0])
      let rejects = Set(try database.rejects())
      #expect(
        rejects == [
          "o.csv:5 ordered_at bad-time", "o.csv:6 - unused", "o.csv:7 - ragged",
          "o.csv:8 - card-number",
          "o.csv:9 - card-number", "b.csv:4 - unused",
        ])
      let rows = try database.rows(
        """
        SELECT e.source_id, e.line, to_char(e.occurred_at, 'YYYY-MM-DD HH24:MI'), r.name, r.settlement_id
          FROM collection_event e JOIN collection_record r USING (batch_id, line) ORDER BY 1
        """)
      #expect(
        rows == [
          ["A1", "2", "2006-05-02 15:05", "佐藤 一郎", "P1"],
          ["A2", "4", "2006-05-13 01:00", "鈴木 花子", "P2"],
        ])
    }
  }

  @Test("again: nothing happens; with another joined file: a correction") func again() throws {
    try run { database, manifest in
      try database.load(manifest: manifest)
      let before = try database.content()
      let second = try database.load(manifest: manifest)
      #expect(second.files.allSatisfy { $0.status == .unchanged } && second.files.count == 2)
      #expect(try database.content() == before)
      let buyers = Self.buyers.replacing("佐藤", with: "左藤")
      try Data(buyers.utf8).write(to: URL(fileURLWithPath: "\(database.folder)/m/b.csv"))
      let third = try database.load(manifest: manifest)
      #expect(third.files.first?.replaced == 2, "the two lines of the order that the buyer placed")
      #expect(third.files.first?.unchanged == 1)
      #expect(try database.rowsHolding("佐藤").isEmpty)
    }
  }

  @Test("the trail names the line of the source") func trail() throws {
    try run { database, manifest in
      try database.load(Mall.market())
      try database.load(manifest: manifest)
      var mall = Mall()
      mall.add(
        "customers",
        [
          [
            "customer_id": "8", "name": "鈴木　花子", "email": "H@example.jp",
            "registered_at": "2006-05-13",
          ]
        ])
      try database.load(mall)
      #expect(try database.audit()["8"] == "traced")
      let event = try #require(try database.trail(of: "8").trail.trail.first)
      #expect(event.source.file == "o.csv" && event.source.line == 4)
      #expect(event.storefront == "花の本舗")
    }
  }

  @Test(
    "what a query gets wrong is said, and nothing is loaded",
    arguments: [
      ("number AS order_id", "number AS order_number", "order_number"),
      ("min(source.line) AS line,", "", "`line`"),
      ("array_agg(source.line) AS lines,", "", "`line`"),
      ("min(at) AS ordered_at,", "", "ordered_at"),
      ("FROM source", "FROM sauce", "shop.yaml"), ("GROUP BY number", "GROUP BY", "shop.yaml"),
      ("min(at) AS", "(1 / 0)::text AS", "shop.yaml"),
      ("FROM source", "FROM (DELETE FROM yurai.batch RETURNING 1) d, source", "shop.yaml"),
      ("min(at) AS", "pg_sleep(0)::text || nextval('yurai.batch_batch_id_seq') AS", "shop.yaml"),
      ("日時", "注文日時", "注文日時"),
      // A name made of a value: the server's message is the value.
      ("min(mail) AS", "min(family)::regclass::text AS", "42P01"),
      ("min(mail) AS", "to_tsvector(min(family)::regconfig, '')::text AS", "42704"),
      ("min(mail) AS", "set_config(min(family), '', true) AS", "42704"),
    ])
  func wrongQuery(_ from: String, _ to: String, _ hint: String) throws {
    try run(Self.mapping.replacing(from, with: to)) { database, manifest in
      let before = try database.content()
      let text = failure { try database.load(manifest: manifest) }.message
      #expect(text.contains(hint), "\(text)")
      #expect(!text.contains("佐藤"))
      #expect(try database.content() == before)
    }
  }

  @Test("a connection that is lost under a query is no fault of the query")
  func lostUnderQuery() throws {
    let mapping = Self.mapping.replacing(
      "min(at) AS", with: "pg_terminate_backend(pg_backend_pid())::text || min(at) AS")
    try run(mapping) { database, manifest in
      let error = failure { try database.load(manifest: manifest) }
      #expect(error.exit == .unreachable, "\(error.message)")
      #expect(error.message.contains("Run the same command again"))
    }
  }

  @Test("the manifest must name every joined file, and no other")
  func joinedFiles() throws {
    try run(buyers: nil) { database, manifest in
      #expect(failure { try database.load(manifest: manifest) }.message.contains("buyers"))
    }
    try run(keys: ["mall": "tony", "merchant": "hana"]) { database, manifest in
      let folder = "\(database.folder)/m"
      let text = try String(contentsOfFile: manifest, encoding: .utf8)
      let more = text.replacing("{buyers: b.csv}", with: "{buyers: b.csv, others: b.csv}")
      try Data(more.utf8).write(to: URL(fileURLWithPath: "\(folder)/manifest.yaml"))
      #expect(failure { try database.load(manifest: manifest) }.message.contains("buyers"))
      let gone = text.replacing("{buyers: b.csv}", with: "{buyers: gone.csv}")
      try Data(gone.utf8).write(to: URL(fileURLWithPath: "\(folder)/manifest.yaml"))
      #expect(failure { try database.load(manifest: manifest) }.message.contains("gone.csv"))
    }
  }

  @Test("without mall or merchant, where the mapping gives none") func noConstants() throws {
    try run(keys: [:]) { database, manifest in
      let text = failure { try database.load(manifest: manifest) }.message
      #expect(text.contains("mall_id") && text.contains("merchant_id"))
    }
  }

  @Test("header only, and a control total that does not fit") func totals() throws {
    try run(orders: "注文番号,日時,会員,商品,決済\n") { database, manifest in
      #expect(failure { try database.load(manifest: manifest) }.message.contains("no rows"))
    }
    try run(keys: ["mall": "tony", "merchant": "hana", "records": "9"]) { database, manifest in
      let before = try database.content()
      #expect(failure { try database.load(manifest: manifest) }.message.contains("control total"))
      #expect(try database.content() == before)
    }
  }

  @Test("a check keeps nothing of either file") func check() throws {
    try run { database, manifest in
      let before = try database.content()
      #expect(try database.load(manifest: manifest, isCheck: true).files.map(\.accepted) == [3, 2])
      #expect(try database.content() == before)
    }
  }

  @Test(
    "days of a reference file are read in the declared order too",
    arguments: [("mdy", "12/31/2007"), ("dmy", "31/12/2007"), ("dmy", "31.12.2007")])
  func referenceDays(_ order: String, _ day: String) throws {
    let mapping = """
      version: 1
      into: canonical/tenancies
      dates: \(order)
      columns: {shop: 店, from: 開始, to: 終了}
      query: |
        SELECT line, ARRAY[line] AS lines, shop AS storefront, 'direct' AS legal_role,
               "from" AS opened_on, "to" AS closed_on FROM source
      """
    let first = order == "mdy" ? "2/1/2005" : "1/2/2005"
    try run(mapping, orders: "店,開始,終了\n花,\(first),\(day)\n", buyers: nil) { database, manifest in
      #expect(try database.load(manifest: manifest).total(\.accepted) == 1)
      let days = try database.rows("SELECT opened_on, closed_on FROM tenancy")
      #expect(days == [["2005-02-01", "2007-12-31"]])
    }
  }

  /// Shopify writes what concerns the whole order into its first line only (trap 15), and an apostrophe in front of numbers
  /// (trap 10).
  static let shopify = """
    version: 1
    about: Shopify, orders; one line for each item, and all but Name and the item blank after the first
    into: canonical/orders
    columns:
      name: Name
      email: Email
      paid: Paid at
      made: Created at
      buyer: Billing Name
      phone: Billing Phone
      address: Billing Address1
      reference: { header: Payment Reference, optional: true }
    query: |
      SELECT min(line) AS line, array_agg(line) AS lines, name AS order_id, min(made) AS ordered_at,
             min(email) AS email, min(buyer) AS name, min(phone) AS phone, min(address) AS address,
             min(paid) AS settled_at, min(reference) AS settlement_id
        FROM source GROUP BY name
    """

  @Test("lines whose order stands in the first one only, and leading apostrophes") func blankAfter()
    throws
  {
    let export = """
      Name,Email,Paid at,Created at,Lineitem name,Billing Name,Billing Phone,Billing Address1,Payment Reference
      #1001,h@example.jp,2019-05-03 00:06:00 +0900,2019-05-03 00:05:10 +0900,茶,高橋 花子,'0355501234,'abc 1-2,'
      #1001,,,,菓子,,,,
      #1001,,,,花,,,,
      #1002,i@example.jp,,2019-05-04 10:00:00 +0900,茶,佐藤 一郎,'+81 90-1234-5678,'１－２,c123.1
      #1002,,,,茶,,,,
      """
    try run(Self.shopify, orders: export, buyers: nil) { database, manifest in
      let file = try #require(try database.load(manifest: manifest).files.first)
      #expect(file.lines == 5 && file.accepted == 5 && file.rows == 2)
      let rows = try database.rows(
        """
        SELECT e.source_id, e.line, to_char(e.occurred_at AT TIME ZONE 'Asia/Tokyo', 'MM-DD HH24:MI:SS'), r.email, r.name,
               r.phone, r.address, to_char(r.settled_at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI'), r.settlement_id
          FROM collection_event e JOIN collection_record r USING (batch_id, line) ORDER BY 1
        """)
      #expect(
        rows == [
          [
            "#1001", "2", "05-03 00:05:10", "h@example.jp", "高橋 花子", "0355501234", "'abc 1-2",
            "00:06", "'",
          ],
          [
            "#1002", "5", "05-04 10:00:00", "i@example.jp", "佐藤 一郎", "+81 90-1234-5678", "１－２",
            "NULL", "c123.1",
          ],
        ])
    }
  }

  @Test("what a query says it repaired is said; its type is checked") func repaired() throws {
    let mapping = Self.mapping.replacing(
      "min(at) AS", with: "min(buyer) = '7' AS repaired, min(at) AS")
    try run(mapping) { database, manifest in
      let said = Said()
      try database.load(manifest: manifest, log: { said.add($0) })
      #expect(said.lines.contains { $0.hasPrefix("o.csv: in 2 row(s) zeros") }, "\(said.lines)")
    }
    try run(mapping.replacing("min(buyer) = '7'", with: "min(buyer)")) { database, manifest in
      #expect(failure { try database.load(manifest: manifest) }.message.contains("boolean"))
    }
  }
}
