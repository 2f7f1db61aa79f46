import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// People are found in whatever spelling, in all the places where the data name them.
@Suite struct FindTests {
  private static let gift: Fields = [
    "ship_name": "渡邉 さくら", "ship_name_kana": "ワタナベ サクラ", "ship_phone": "06-1234-5678",
    "ship_postal_code": "530-0001", "ship_address": "大阪府大阪市北区梅田一丁目2番3号",
  ]

  private static let guest: Fields = [
    "order_id": "G-77", "mall_id": "tony", "merchant_id": "hana", "ordered_at": "2006-07-01 10:00",
    "name": "齋藤 美咲", "name_kana": "サイトウ ミサキ", "email": "misaki@example.jp", "phone": "045-222-3333",
    "postal_code": "231-0017", "address": "神奈川県横浜市中区港町1-1", "settlement_id": "GP77",
  ]

  private func withMall(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database in
      var mall = Mall.market()
      mall.add("customers", (1...4).map { Person($0).customer() })
      mall.add(
        "orders",
        [
          Person(1).order("1"),
          Person(1).order("2", ["address": "北海道札幌市中央区北一条西2-3", "phone": "011-777-8888"]),
          Person(2).order("1", Self.gift), Person(3).order("1"), Self.guest,
        ])
      try database.load(mall)
      try body(database)
    }
  }

  private func find(
    _ values: [SearchField: String], in database: TestDatabase, inquiry: String? = nil
  ) throws -> SearchResult {
    var session = try database.session()
    try SearchIndex.prepare(&session, log: { _ in })
    return try FindJob(actor: "clerk", inquiry: inquiry)
      .run([FindQuery(id: "q", values)], in: &session)[0]
  }

  @Test("a customer by two fields in another spelling") func customer() throws {
    try withMall { database in
      let person = Person(1).customer()
      let result = try find(
        [.name: "　\(person["name"] ?? "")　", .email: (person["email"] ?? "").uppercased()],
        in: database)
      #expect(result.decision == .one)
      #expect(result.candidates.map(\.id) == ["C001"])
      #expect(result.candidates[0].agrees[.email] == .key)
      #expect(result.candidates[0].disagrees.isEmpty)
    }
  }

  /// One phone number leads to more rows than are taken: those of the name come first, records and orders alike.
  @Test("who shares a number with hundreds of orders and records") func crowd() throws {
    try withDatabase { database in
      let one = Person(1)
      let phone = one.customer()["phone"] ?? ""
      let shared = { (number: Int) in
        Person(number).customer(["phone": phone, "address": "東京都港区芝1-1-1 第一寮"])
      }
      var mall = Mall.market()
      mall.add("customers", [one.customer()] + (2...140).map(shared))
      mall.add("orders", (1...140).map { one.order("\($0)") })
      try database.load(mall)
      var late = Mall()
      late.add("customers", [Person(141).customer(["name": "寮生 花子", "phone": phone])])
      late.add("orders", [Self.guest.merging(["phone": phone]) { $1 }])
      try database.load(late)
      let spouse = try find(
        [.name: Self.guest["name"] ?? "", .phone: phone], in: database)
      #expect(spouse.decision == .one, "\(spouse.decision)")
      #expect(spouse.candidates.first?.id == "tony/hana/G-77")
      let lodger = try find([.name: "寮生花子", .phone: phone], in: database)
      #expect(lodger.decision == .one && lodger.candidates.first?.id == "C141")
    }
  }

  @Test("a name in kana alone is a reading, and the other way round") func kana() throws {
    try withDatabase { database in
      var mall = Mall.market()
      let first = Person(1).customer(["name_kana": "タカハシ ケンイチ"])
      mall.add(
        "customers",
        [
          first, Person(2).customer(["name": "ヤマダ ハナコ", "name_kana": ""]),
          Person(3).customer(["name": "山田 太郎", "name_kana": ""]),
        ])
      try database.load(mall)
      let reading = first["name_kana"] ?? ""
      let half = reading.applyingTransform(.fullwidthToHalfwidth, reverse: false) ?? ""
      for name in [
        reading, half, reading.applyingTransform(.hiraganaToKatakana, reverse: true) ?? "",
      ] {
        let found = try find([.name: name, .email: first["email"] ?? ""], in: database)
        #expect(found.decision == .one && found.candidates.map(\.id) == ["C001"], "\(name)")
        #expect(found.candidates[0].agrees[.name] == .key)
        #expect(try find([.name: name], in: database).candidates.map(\.id) == ["C001"], "\(name)")
      }
      let other = try find([.name: "ベツジン タロウ", .email: first["email"] ?? ""], in: database)
      #expect(other.decision == .several && other.candidates[0].disagrees == [.name])
      for values in [[.name: "やまだはなこ"], [.nameKana: "ﾔﾏﾀﾞ ﾊﾅｺ"]] as [[SearchField: String]] {
        let phone = Person(2).customer()["phone"] ?? ""
        let found = try find(values.merging([.phone: phone]) { $1 }, in: database)
        #expect(found.decision == .one && found.candidates.map(\.id) == ["C002"], "\(values)")
      }
      // Kanji without a reading say neither.
      let phone = Person(3).customer()["phone"] ?? ""
      let silent = try find([.name: "やまだたろう", .phone: phone], in: database)
      #expect(silent.decision == .several && silent.candidates[0].disagrees.isEmpty)
      #expect(silent.candidates[0].agrees[.name] == nil)
      let third = Person(3).customer()
      let both = try find(
        [.name: "ベツジン ハナ", .phone: phone, .email: third["email"] ?? ""], in: database)
      #expect(both.decision == .several && both.candidates.map(\.id) == ["C003"])
    }
  }

  @Test("a customer by what only an old order says") func oldAddress() throws {
    try withMall { database in
      let result = try find(
        [.name: Person(1).customer()["name"] ?? "", .address: "札幌市中央区北１条西２丁目３"], in: database)
      #expect(result.decision == .one && result.candidates.map(\.id) == ["C001"])
    }
  }

  @Test("a guest by address and name variants") func guestOrder() throws {
    try withMall { database in
      let result = try find(
        [.name: "斎藤美咲", .address: "横浜市中区港町一丁目１番地"], in: database)
      #expect(result.decision == .one)
      #expect(result.candidates.map(\.kind) == [.guestOrder])
      #expect(result.candidates.map(\.id) == ["tony/hana/G-77"])
      #expect(result.candidates[0].agrees == [.name: .key, .address: .key])
    }
  }

  @Test("the recipient of somebody's gift, and never the one who sent it") func recipient() throws {
    try withMall { database in
      let result = try find([.name: "渡辺さくら", .phone: "+81 6 1234 5678"], in: database)
      #expect(result.decision == .one)
      #expect(result.candidates.map(\.kind) == [.recipient])
      #expect(result.candidates.map(\.id) == ["tony/hana/2-1"])
      let sender = Person(2).customer()
      let other = try find([.name: sender["name"] ?? "", .phone: "06-1234-5678"], in: database)
      #expect(other.decision == .several)
      #expect(other.candidates.allSatisfy { $0.kind == .recipient && $0.disagrees == [.name] })
    }
  }

  @Test("nobody is found by what was corrected") func corrected() throws {
    try withMall { database in
      var first = Mall()
      first.add("customers", [Person(4).customer(["name_kana": "フルイ ヨミ"])])
      try database.load(first)
      #expect(try find([.nameKana: "ふるいよみ"], in: database).candidates.map(\.id) == ["C004"])
      var correction = Mall()
      let guest = Self.guest.merging(["name_kana": "アタラシイ"]) { $1 }
      correction.add("customers", [Person(4).customer(["name_kana": "ベツノ ヨミ"])])
      correction.add("orders", [guest])
      try database.load(correction)
      #expect(try find([.nameKana: "ふるいよみ"], in: database).decision == .none)
      #expect(try find([.nameKana: "ベツノ ヨミ"], in: database).candidates.map(\.id) == ["C004"])
      #expect(try find([.nameKana: "さいとうみさき"], in: database).decision == .none)
      #expect(
        try database.value(
          """
          SELECT count(*) FROM search_key k
           WHERE NOT EXISTS (SELECT FROM customer_record r WHERE (r.batch_id, r.line) = (k.batch_id, k.line))
             AND NOT EXISTS (SELECT FROM collection_record r WHERE (r.batch_id, r.line) = (k.batch_id, k.line))
          """) == "0")
    }
  }

  @Test("by order number, reading, postal code, and by nothing") func others() throws {
    try withMall { database in
      #expect(try find([.orderID: "G-77", .nameKana: "さいとうみさき"], in: database).decision == .one)
      #expect(try find([.orderID: " Ｇ－７７ ", .nameKana: "さいとうみさき"], in: database).decision == .one)
      let reading = try find([.nameKana: "ｻｲﾄｳ ﾐｻｷ"], in: database)
      #expect(reading.decision == .several && reading.candidates.map(\.id) == ["tony/hana/G-77"])
      let postal = try find([.postalCode: "〒530-0001"], in: database)
      #expect(postal.decision == .several && postal.candidates.map(\.kind) == [.recipient])
      let name = try find([.name: "渡辺さくら"], in: database)
      #expect(name.decision == .several && name.candidates.count == 1)
      let nobody = try find([.name: "存在しない人", .phone: "03-0000-0000"], in: database)
      #expect(nobody.decision == .none && nobody.candidates.isEmpty)
    }
  }

  @Test("what came after the first search is found by the next") func later() throws {
    try withMall { database in
      #expect(try find([.nameKana: "ヤマシタ ハナコ"], in: database).decision == .none)
      var more = Mall()
      more.add(
        "customers",
        [Person(9).customer(["name_kana": "ヤマシタ ハナコ", "email": "hanako@example.jp"])])
      try database.load(more)
      let found = try find([.nameKana: "やましたはなこ"], in: database)
      #expect(found.candidates.map(\.id) == ["C009"])
      #expect(
        try find([.nameKana: "やましたはなこ", .email: "Hanako@example.jp"], in: database).decision == .one
      )
    }
  }

  @Test("who asked for whom and what was shown is kept, and cannot be taken back") func recorded()
    throws
  {
    try withMall { database in
      _ = try find([.name: "渡辺さくら", .phone: "06-1234-5678"], in: database, inquiry: "I-1")
      let rows = try database.rows(
        """
        SELECT actor, inquiry, query_id, asked ->> 'name', decision, shown #>> '{0,id}', shown::text LIKE '%5678%'
          FROM search
        """)
      #expect(rows == [["clerk", "I-1", "q", "渡辺さくら", "one", "tony/hana/2-1", "f"]])
      for statement: Query in [
        "DELETE FROM search", "UPDATE search SET actor = 'x'", "TRUNCATE search",
      ] {
        #expect(throws: PostgresError.self) { try database.rows(statement) }
      }
    }
  }

  @Test("what is typed is text: SQL, quotes, controls") func hostile() throws {
    try withMall { database in
      for text in [
        "'; DROP TABLE customer; --", "\\", "\"", "\u{202E}abc\u{7}", "{,NULL}", "%", "𠮷",
      ] {
        var values: [SearchField: String] = [:]
        for field in SearchField.allCases { values[field] = text }
        let decision = try find(values, in: database).decision
        #expect(decision == .none, "\(text)")
      }
      #expect(try database.value("SELECT count(*) FROM customer") == "4")
    }
  }

  @Test("a batch answers every query, in order") func batch() throws {
    try withMall { database in
      let path = "\(database.folder)/queries.csv"
      var text = "query_id,phone,name\n"
      for index in 0..<1203 {
        text += index % 3 == 0 ? "q\(index),0612345678,渡辺 さくら\n" : "q\(index),0612345678,\n"
      }
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      var session = try database.session()
      try SearchIndex.prepare(&session, log: { _ in })
      let batch = try FindBatch(path: path)
      #expect(batch.count == 1203)
      var results: [SearchResult] = []
      try batch.forEach(FindJob.chunk) {
        results += try FindJob(actor: "clerk").run($0, in: &session)
      }
      #expect(results.map(\.queryID) == (0..<1203).map { "q\($0)" })
      #expect(
        results.enumerated().allSatisfy { $1.decision == ($0 % 3 == 0 ? .one : .several) })
    }
  }

  @Test(
    "a batch that cannot be read to its end is not begun",
    arguments: [
      ("name\nx\n", "has no column query_id"), ("query_id,nam\n1,x\n", "column 2"),
      ("query_id,name\n1,x\n2\n", "line 3"), ("query_id,name\n,x\n", "line 2"),
      ("query_id,name,name\n1,x,y\n", "twice"),
      ("query_id,name,phone\n1,x,\n2, ,\u{3000}\n", "line 3 of"),
      ("query_id,name\n1,\(String(repeating: "x", count: 5000))\n", "more than 4096"),
      ("query_id,name\n1,\"x\n", "line 2"),
    ])
  func refused(_ text: String, _ part: String) throws {
    let path = NSTemporaryDirectory() + UUID().uuidString + ".csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let error = failure { _ = try FindBatch(path: path) }
    #expect(error.message.contains(part), "\(error.message)")
  }
}
