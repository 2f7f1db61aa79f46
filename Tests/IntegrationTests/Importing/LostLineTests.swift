import Foundation
import Postgres
import Synchronization
import Testing
import Yurai

/// Where lines would be lost, or something known would be, somebody is told.
@Suite struct LostLineTests {
  private static let quoted = """
    order_id,mall_id,merchant_id,ordered_at,name,status
    1,tony,hana,2006-05-03 00:05,佐藤,"限定" 手ぬぐい
    2,tony,hana,2006-05-03 00:05,鈴木,茶
    3,tony,hana,2006-05-03 00:05,田中,"L"
    4,tony,hana,2006-05-03 00:05,渡辺,茶
    """

  @Test("a quote that was none takes no orders with it unseen") func strayQuote() throws {
    var mall = Mall.market()
    mall.add(raw: Self.quoted, as: "canonical/orders", path: "o.csv")
    try withDatabase { database in
      let file = try #require(try database.load(mall).files.last)
      #expect(file.lines == 2 && file.accepted == 1 && file.setAside == 1)
      #expect(try database.rejects() == ["o.csv:2 - stray-quote"])
      let detail = try database.value("SELECT detail FROM reject")
      #expect(detail.contains("2 line(s) later") && detail.contains("quote: none"))
      #expect(!detail.contains("佐藤") && !detail.contains("手ぬぐい"))
    }
  }

  @Test("so does a line that is ragged besides") func ragged() throws {
    var mall = Mall.market()
    mall.add(
      raw: """
        order_id,mall_id,merchant_id,ordered_at,other_recipients
        1,tony,hana,2006-05-03 00:05,[{"name":"素","phone":"03"}]
        2,tony,hana,2006-05-03 00:05,
        3,tony,hana,2006-05-03 00:05,"[{""name"":""正""}]"
        4,tony,hana,2006-05-03 00:05,
        """, as: "canonical/orders", path: "o.csv")
    try withDatabase { database in
      let file = try #require(try database.load(mall).files.last)
      #expect(try database.rejects().map { $0.hasSuffix("stray-quote") }.contains(true))
      #expect(file.accepted + file.setAside == file.lines)
    }
  }

  @Test("a joined file at fault is named, and one that was cut off stops the import")
  func joinedFaults() throws {
    try withMapping(MappingImportTests.mapping, MappingImportTests.orders) { database, manifest in
      let path = "\(database.folder)/m/b.csv"
      for (text, message) in [
        ("会員番号,姓,名,メール\n7,\"佐藤,一郎,i@example.jp\n", "b.csv: line 2"),
        ("会員番号,姓,名,メール\n7,佐藤,一郎,i@example.jp\n8,鈴", "b.csv ends inside a row (line 3)"),
      ] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let error = failure { try database.load(manifest: manifest) }
        #expect(error.message.contains(message), "\(error)")
        #expect(try database.value("SELECT count(*) FROM batch") == "0")
      }
    }
  }

  @Test("further recipients by whom nobody is found are told of") func oddRecipients() throws {
    try withDatabase { database in
      for (others, isTold) in [
        ("?", true), (#"{"name": "佐藤"}"#, true), (" [{}] ", false), ("", false), ("[]", false),
      ] {
        var mall = Mall()
        mall.add("orders", [Person(1).order("1", ["other_recipients": others])])
        let lines = Mutex<[String]>([])
        try database.load(mall, isCheck: true) { line in lines.withLock { $0.append(line) } }
        let told = lines.withLock { $0 }.filter { $0.contains("1 row(s) name further recipients") }
        #expect(told.count == (isTold ? 1 : 0), "\(others)")
        #expect(!told.contains { $0.contains("佐藤") })
      }
    }
  }

  @Test("a mapping says that its files do not quote") func unquoted() throws {
    let mapping = """
      version: 1
      into: canonical/orders
      delimiter: tab
      quote: none
      columns: {number: order-id, at: purchase-date, buyer: buyer-name, item: product-name}
      query: |
        SELECT line, ARRAY[line] AS lines, number AS order_id, at AS ordered_at, buyer AS name FROM source
        -- done
      """
    let report = """
      order-id\tpurchase-date\tbuyer-name\tproduct-name
      1\t2006-05-03T00:05:00+09:00\t佐藤\t"限定" 手ぬぐい
      2\t2006-05-03T00:05:00+09:00\t鈴木\t5" pipe
      3\t2006-05-03T00:05:00+09:00\t田中\t"L"
      """
    try withMapping(mapping, report) { database, manifest in
      let file = try #require(try database.load(manifest: manifest).files.last)
      #expect(file.lines == 3 && file.accepted == 3)
      let names = try database.rows("SELECT name FROM collection_record ORDER BY line")
      #expect(names == [["佐藤"], ["鈴木"], ["田中"]])
    }
  }

  @Test("a joined file of which no line can be read stops what it would take evidence from")
  func joinedDamage() throws {
    try withMapping(MappingImportTests.mapping, MappingImportTests.orders) { database, manifest in
      let path = "\(database.folder)/m/b.csv"
      try Data(MappingImportTests.buyers.utf8).write(to: URL(fileURLWithPath: path))
      try database.load(manifest: manifest)
      let before = try database.content(except: ["batch_rows"])
      for broken in ["会員番号,姓,名,メール\n7,佐藤\n8,鈴木\n", "会員番号,姓,名,メール\n7,\u{FFFD}x,佐藤,a,b\n"] {
        try Data(broken.utf8).write(to: URL(fileURLWithPath: path))
        let error = failure { try database.load(manifest: manifest) }
        #expect(error.message.contains("none of its") && error.message.contains("line 2, ragged"))
        #expect(!error.message.contains("佐藤"))
        #expect(try database.content(except: ["batch_rows"]) == before)
      }
    }
  }

  @Test("a joined line that is set aside leads to nothing, whatever the query joins by")
  func orphans() throws {
    let mapping = MappingImportTests.mapping
      .replacing("ON buyers.id = source.buyer", with: "ON lower(buyers.id) = lower(source.buyer)")
    let orders = "注文番号,日時,会員,商品,決済\nA1,5/3/2006 0:05,x7,茶,P1\nA2,5/3/2006 0:05,Y8,茶,P2\n"
    try withMapping(mapping, orders) { database, manifest in
      let buyers = "会員番号,姓,名,メール\nX7,佐藤,一郎,i@example.jp\nY8,鈴木,花子,h@example.jp\n"
      try Data(buyers.utf8).write(to: URL(fileURLWithPath: "\(database.folder)/m/b.csv"))
      try database.load(manifest: manifest)
      #expect(Set(try database.rejects()) == ["o.csv:2 - unused", "b.csv:2 - unused"])
      #expect(try database.rows("SELECT name FROM collection_record") == [["鈴木 花子"]])
    }
  }

  @Test(
    "what was set aside stays set aside when the same file comes again, and is no \"unchanged\"")
  func known() throws {
    var mall = Mall.market()
    mall.add(raw: Self.quoted, as: "canonical/orders", path: "o.csv")
    try withDatabase { database in
      try database.load(mall)
      let file = try #require(try database.load(mall).files.last)
      #expect(file.status == .unchanged)
      #expect(file.lines == 2 && file.unchanged == 1 && file.setAside == 1)
    }
  }

  @Test("a check says what would be set aside and why, and of no file that it was loaded")
  func check() throws {
    var mall = Mall.market()
    mall.add(
      raw: """
        order_id,mall_id,merchant_id,ordered_at,name
        1,tony,hana,03/05/2006,佐藤
        2,tony,hana,04/05/2006,鈴木
        ,tony,hana,2006-05-03 00:05,田中
        4,tony,hana,2006-05-03 00:05,渡辺
        """, as: "canonical/orders", path: "o.csv")
    try withDatabase { database in
      let summary = try database.load(mall, isCheck: true)
      let faults = summary.files.last?.faults.map {
        "\($0.reason) \($0.column ?? "-") \($0.rows) \($0.line)"
      }
      #expect(faults == ["bad-time ordered_at 2 2", "missing order_id 1 4"])
      #expect(summary.text.contains("          2  bad-time (ordered_at), from line 2 of o.csv\n"))
      #expect(summary.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
      #expect(try database.rejects().isEmpty)
      mall.add(raw: "x\n1\n", as: "canonical/orders", path: "p.csv")
      let lines = Mutex<[String]>([])
      _ = failure {
        try database.load(mall, isCheck: true) { line in lines.withLock { $0.append(line) } }
      }
      #expect(!lines.withLock { $0 }.contains { $0.contains("loaded and stay") })
    }
  }

  @Test(
    "what a query gives wrongly is said in words",
    arguments: [
      ("array_agg(source.line) AS lines", "min(source.line) AS lines", "`lines` of another type"),
      ("min(source.line) AS line", "min(source.line)::text AS line", "`line` of another type"),
      ("array_agg(source.line) AS lines", "NULL::integer[] AS lines", "not lines of that file"),
      ("array_agg(source.line) AS lines", "ARRAY[700] AS lines", "not lines of that file"),
      ("min(source.line) AS line", "700 + min(source.line) AS line", "not lines of that file"),
      ("min(mail) AS email", "min(mail) AS mail", "that has line, lines"),
      ("min(at) AS ordered_at,", "", "mall_id and merchant_id can stand in the manifest"),
    ])
  func queries(_ from: String, _ to: String, _ message: String) throws {
    let mapping = MappingImportTests.mapping.replacing(from, with: to)
    try withMapping(mapping, MappingImportTests.orders) { database, manifest in
      try Data(MappingImportTests.buyers.utf8)
        .write(to: URL(fileURLWithPath: "\(database.folder)/m/b.csv"))
      let error = failure { try database.load(manifest: manifest) }
      #expect(error.message.contains(message), "\(error)")
    }
  }

  @Test("a header that repeats is not chosen from silently") func repeated() throws {
    let mapping = """
      version: 1
      into: canonical/orders
      columns: {number: 注文番号, at: 日時, phone: 電話番号}
      query: SELECT line, ARRAY[line] AS lines, number AS order_id, at AS ordered_at, phone FROM source
      """
    let file = "注文番号,日時,電話番号,電話番号\n1,2006-05-03 00:05,03-1111-2222,03-3333-4444\n"
    try withMapping(mapping, file) { database, manifest in
      let error = failure { try database.load(manifest: manifest) }
      #expect(error.message.contains("the column 電話番号 2 times") && error.message.contains("`nth`"))
    }
    let second = mapping.replacing("phone: 電話番号", with: "phone: {header: 電話番号, nth: 2}")
    try withMapping(second, file) { database, manifest in
      try database.load(manifest: manifest)
      #expect(try database.value("SELECT phone FROM collection_record") == "03-3333-4444")
    }
  }

  @Test("a missing column is said in the mapping's own spelling, with how the file was read")
  func missing() throws {
    let mapping = """
      version: 1
      into: canonical/orders
      columns: {number: №, at: 日時}
      query: SELECT line, ARRAY[line] AS lines, number AS order_id, at AS ordered_at FROM source
      """
    try withMapping(mapping, "番号;日時\n1;2006-05-03\n") { database, manifest in
      let error = failure { try database.load(manifest: manifest) }
      #expect(error.message.contains("it has no column №"))
      #expect(error.message.contains("utf-8 with commas between 1 column(s)"))
      #expect(!error.message.contains("番号;"))
    }
  }

  @Test("a card number that was met is no finding any more when the file came again without it")
  func cardAgain() throws {
    func orders(_ name: String) -> String {
      "order_id,mall_id,merchant_id,ordered_at,name\n1,tony,hana,2006-05-03 00:05,\(name)\n"
    }
    var mall = Mall.market()
    mall.add(raw: orders("4111 1111 1111 1111"), as: "canonical/orders", path: "o.csv")
    var again = Mall()
    again.add(raw: orders("佐藤"), as: "canonical/orders", path: "o.csv")
    var other = Mall()
    other.add(raw: orders("鈴木"), as: "canonical/orders", path: "p.csv")
    try withDatabase { database in
      try database.load(mall)
      #expect(try database.audit().findings(of: "card-number-refused").count == 1)
      try database.load(other)
      #expect(try database.audit().findings(of: "card-number-refused").count == 1)
      try database.load(again)
      #expect(try database.audit().findings(of: "card-number-refused").isEmpty)
    }
  }

  @Test("what the manifest says of customers is content: a corrected mall is a correction")
  func constants() throws {
    func mall(_ id: String) -> Mall {
      var mall = Mall.market()
      mall.add("customers", [Person(1).customer(["mall_id": ""])], path: "c.csv", ["mall": id])
      return mall
    }
    try withDatabase { database in
      try database.load(mall("toni"))
      let file = try #require(try database.load(mall("tony")).files.last)
      #expect(file.replaced == 1)
      #expect(try database.value("SELECT mall_id FROM customer_record") == "tony")
    }
  }

  private func withMapping(
    _ mapping: String, _ text: String, _ body: (TestDatabase, String) throws -> Void
  ) throws {
    try withDatabase { database in
      var mall = Mall()
      var keys = ["mall": "tony", "merchant": "hana"]
      if mapping.contains("buyers") { keys["with"] = "{buyers: b.csv}" }
      mall.add(raw: text, as: "shop.yaml", path: "o.csv", keys)
      let manifest = try mall.write(to: "\(database.folder)/m")
      try Data(mapping.utf8).write(to: URL(fileURLWithPath: "\(database.folder)/m/shop.yaml"))
      try body(database, manifest)
    }
  }
}
