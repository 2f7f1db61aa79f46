import Foundation
import Postgres
import Testing
import Yurai

/// Every column that the built-in profiles make of a shop's own export: CP932, two lines an order, two destinations.
@Suite struct BuiltInMappingTests {
  /// The columns of `collection_record` that an export can fill, after those of the event.
  private static let columns = [
    "customer_id", "status", "name", "name_kana", "email", "phone", "postal_code", "address",
    "ship_name", "ship_name_kana", "ship_phone", "ship_postal_code", "ship_address",
    "settlement_id", "settled_at", "tracking_no", "shipped_at", "affiliate_id", "evidence_ref",
    "other_recipients",
  ]

  private func mall(_ profile: String, _ file: ExportFile, _ keys: Fields) throws -> Mall {
    var mall = Mall()
    mall.files.append(
      .init(
        path: "export.csv", profile: profile, bytes: try file.bytes(),
        keys: keys.merging(["mall": "tony", "origin": "collected"]) { $1 }))
    return mall
  }

  /// Every order in the database, with the columns that are filled.
  private func orders(in database: TestDatabase) throws -> [Fields] {
    let names = ["order_id", "line", "mall_id", "merchant_id", "ordered_at"] + Self.columns
    let times: Set = ["settled_at", "shipped_at"]
    let fields = Self.columns.map {
      times.contains($0)
        ? "to_char(r.\($0) AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI:SS')" : "r.\($0)"
    }
    let rows = try database.rows(
      Query(
        text: """
          SELECT e.source_id, e.line, o.mall_id, o.merchant_id,
                 to_char(e.occurred_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI:SS'), \(fields.joined(separator: ", "))
            FROM collection_event e
            JOIN collection_record r USING (batch_id, line)
            JOIN outlet o USING (outlet_no) ORDER BY e.line
          """))
    return rows.map { row in
      Fields(uniqueKeysWithValues: zip(names, row)).filter { $0.value != "NULL" }
    }
  }

  // MARK: - EC-CUBE

  private static let eccube: Fields = [
    "注文ID": "1001", "注文番号": "A-1001", "会員ID": "77", "お名前(姓)": "髙橋", "お名前(名)": "花子",
    "お名前(セイ)": "タカハシ", "お名前(メイ)": "ハナコ", "会社名": "株式会社無関係", "郵便番号": "1560043",
    "都道府県(ID)": "13", "都道府県(名称)": "東京都", "住所1": "世田谷区松原2-28-27", "住所2": "栄荘1203",
    "メールアドレス": "h.t@example.jp", "TEL": "0355501234", "対応状況(ID)": "5", "対応状況(名称)": "発送済み",
    "支払方法(名称)": "銀行振込", "受注日": "2018-05-03 00:05:10", "入金日": "2018-05-04 10:00:00",
    "明細区分(ID)": "1", "明細区分(名称)": "商品",
  ]

  private static let ownParcel: Fields = [
    "出荷ID": "21", "配送先_お名前(姓)": "高橋", "配送先_お名前(名)": "花子", "配送先_お名前(セイ)": "タカハシ",
    "配送先_お名前(メイ)": "ハナコ", "配送先_郵便番号": "1000001", "配送先_都道府県(名称)": "東京都",
    "配送先_住所1": "千代田区千代田1-1", "配送先_住所2": "会社", "配送先_TEL": "0300000001", "発送日": "2018-05-06 09:00:00",
    "出荷伝票番号": "T-21",
  ]

  private static let gift: Fields = [
    "出荷ID": "20", "配送先_お名前(姓)": "佐藤", "配送先_お名前(名)": "一郎", "配送先_お名前(セイ)": "サトウ",
    "配送先_お名前(メイ)": "イチロウ", "配送先_郵便番号": "5300001", "配送先_都道府県(名称)": "大阪府",
    "配送先_住所1": "大阪市北区梅田3-1-1", "配送先_TEL": "0666660000", "発送日": "2018-05-05 12:00:00",
    "出荷伝票番号": "T-20",
  ]

  private static let eccubeOrder: Fields = [
    "order_id": "A-1001", "line": "2", "mall_id": "tony", "merchant_id": "hana",
    "ordered_at": "2018-05-03 00:05:10", "customer_id": "77", "status": "発送済み", "name": "髙橋 花子",
    "name_kana": "タカハシ ハナコ", "email": "h.t@example.jp", "phone": "0355501234",
    "postal_code": "1560043", "address": "東京都世田谷区松原2-28-27 栄荘1203", "ship_name": "高橋 花子",
    "ship_name_kana": "タカハシ ハナコ", "ship_phone": "0300000001", "ship_postal_code": "1000001",
    "ship_address": "東京都千代田区千代田1-1 会社", "settled_at": "2018-05-04 10:00:00", "tracking_no": "T-21",
    "shipped_at": "2018-05-06 09:00:00",
    "other_recipients":
      #"[{"name": "佐藤 一郎", "phone": "0666660000", "address": "大阪府大阪市北区梅田3-1-1", "name_kana": "サトウ イチロウ", "#
      + #""shipped_at": "2018-05-05 12:00:00", "postal_code": "5300001", "tracking_no": "T-20"}]"#,
  ]

  /// Two parcels and a line of postage; then a guest's checkout that was begun (8) and one that was being paid (7).
  private static let unfinished: [Fields] = [
    [
      "注文ID": "1002", "お名前(姓)": "鈴木", "お名前(名)": "次郎", "メールアドレス": "j@example.jp", "都道府県(名称)": "北海道",
      "住所1": "札幌市中央区北1条西2", "対応状況(ID)": "8", "対応状況(名称)": "購入処理中",
    ],
    [
      "注文ID": "1003", "お名前(姓)": "田中", "お名前(名)": "三郎", "メールアドレス": "s@example.jp", "都道府県(名称)": "沖縄県",
      "住所1": "那覇市1-1", "対応状況(ID)": "7", "対応状況(名称)": "決済処理中",
    ],
  ]

  private static let eccubeRows =
    [eccube.merging(gift) { $1 }, eccube.merging(ownParcel) { $1 }]
    + [eccube.merging(["明細区分(ID)": "2", "明細区分(名称)": "送料"]) { $1 }] + unfinished

  @Test("eccube4/orders; a checkout without 受注日 is set aside") func eccubeOrders() throws {
    try withDatabase { database in
      let file = ExportFile(header: ExportFile.eccubeOrders, rows: Self.eccubeRows)
      let summary = try database.load(mall("eccube4/orders", file, ["merchant": "hana"]))
      let loaded = try #require(summary.files.first)
      #expect(loaded.encoding == "cp932" && loaded.rows == 3)
      #expect(loaded.lines == 5 && loaded.accepted == 3 && loaded.setAside == 2)
      #expect(try orders(in: database) == [Self.eccubeOrder])
      #expect(
        try database.rejects() == [
          "export.csv:5 ordered_at missing", "export.csv:6 ordered_at missing",
        ])
    }
  }

  @Test("eccube4/orders with 登録日: an unfinished checkout is collected data")
  func eccubeUnfinished() throws {
    try withDatabase { database in
      let rows = Self.eccubeRows.map { $0.merging(["登録日": "2018-05-02 23:59:59"]) { $1 } }
      let file = ExportFile(header: ExportFile.eccubeOrders + ["登録日"], rows: rows)
      let summary = try database.load(mall("eccube4/orders", file, ["merchant": "hana"]))
      #expect(summary.total(\.accepted) == 5 && summary.total(\.setAside) == 0)
      let common = [
        "mall_id": "tony", "merchant_id": "hana", "ordered_at": "2018-05-02 23:59:59",
      ]
      let expected: [Fields] = [
        Self.eccubeOrder,
        [
          "order_id": "1002", "line": "5", "status": "購入処理中", "name": "鈴木 次郎",
          "email": "j@example.jp", "address": "北海道札幌市中央区北1条西2",
        ].merging(common) { $1 },
        [
          "order_id": "1003", "line": "6", "status": "決済処理中", "name": "田中 三郎",
          "email": "s@example.jp", "address": "沖縄県那覇市1-1",
        ].merging(common) { $1 },
      ]
      #expect(try orders(in: database) == expected)
    }
  }

  @Test("eccube4/customers; a member who has left has no e-mail address") func customers() throws {
    let one: Fields = [
      "会員ID": "77", "お名前(姓)": "髙橋", "お名前(名)": "花子", "お名前(セイ)": "タカハシ", "お名前(メイ)": "ハナコ",
      "会社名": "株式会社無関係", "郵便番号": "1560043", "都道府県(ID)": "13", "都道府県(名称)": "東京都",
      "住所1": "世田谷区松原2-28-27", "住所2": "栄荘1203", "メールアドレス": "h.t@example.jp", "TEL": "0355501234",
      "会員ステータス(名称)": "本会員", "登録日": "2018-05-03 00:05:10", "更新日": "2019-01-01 00:00:00",
    ]
    let gone = one.merging([
      "会員ID": "78", "メールアドレス": "xK3b9@dummy.dummy", "お名前(メイ)": "", "住所2": "", "会員ステータス(名称)": "退会",
    ]) { $1 }
    try withDatabase { database in
      let file = ExportFile(
        header: ExportFile.eccubeCustomers,
        rows: [one, gone, one.merging(["会員ID": "79", "メールアドレス": "dummy.dummy@example.jp"]) { $1 }])
      let summary = try database.load(mall("eccube4/customers", file, [:]))
      #expect(summary.files.first?.encoding == "cp932" && summary.total(\.accepted) == 3)
      let rows = try database.rows(
        """
        SELECT c.customer_id, c.line, to_char(c.registered_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI:SS'),
               r.mall_id, r.name, r.name_kana, r.email, r.phone, r.postal_code, r.address
          FROM customer c JOIN customer_record r USING (batch_id, line) ORDER BY 1
        """)
      let tail = ["0355501234", "1560043", "東京都世田谷区松原2-28-27 栄荘1203"]
      let head = ["2018-05-03 00:05:10", "tony", "髙橋 花子"]
      #expect(
        rows == [
          ["77", "2"] + head + ["タカハシ ハナコ", "h.t@example.jp"] + tail,
          ["78", "3"] + head + ["タカハシ", "NULL"] + tail.dropLast() + ["東京都世田谷区松原2-28-27"],
          ["79", "4"] + head + ["タカハシ ハナコ", "dummy.dummy@example.jp"] + tail,
        ])
    }
  }

  // MARK: - Rakuten

  /// The columns of one generation: what the test calls them, and what the header does.
  private static func rakuten(_ row: Fields, isNew: Bool) -> Fields {
    var result: Fields = [:]
    for (key, value) in row {
      guard let names = rakutenNames[key] else {
        result[key] = value
        continue
      }
      result[isNew ? names.new : names.old] = value
    }
    return result
  }

  private static let rakutenNames: [String: (old: String, new: String)] = [
    "no": ("受注番号", "注文番号"), "status": ("受注ステータス", "ステータス"), "shipped": ("配送日", "発送完了報告日時"),
    "family": ("注文者名字", "注文者姓"), "given": ("注文者名前", "注文者名"), "kana1": ("注文者名字フリガナ", "注文者姓カナ"),
    "kana2": ("注文者名前フリガナ", "注文者名カナ"), "mail": ("メールアドレス", "注文者メールアドレス"),
    "postal1": ("注文者郵便番号１", "注文者郵便番号1"), "postal2": ("注文者郵便番号２", "注文者郵便番号2"),
    "pref": ("注文者住所：都道府県", "注文者住所都道府県"), "city": ("注文者住所：都市区", "注文者住所郡市区"),
    "rest": ("注文者住所：町以降", "注文者住所それ以降の住所"), "tel1": ("注文者電話番号１", "注文者電話番号1"),
    "tel2": ("注文者電話番号２", "注文者電話番号2"), "tel3": ("注文者電話番号３", "注文者電話番号3"),
    "to_family": ("送付先名字", "送付先姓"), "to_given": ("送付先名前", "送付先名"),
    "to_kana1": ("送付先名字フリガナ", "送付先姓カナ"), "to_kana2": ("送付先名前フリガナ", "送付先名カナ"),
    "to_postal1": ("送付先郵便番号１", "送付先郵便番号1"), "to_postal2": ("送付先郵便番号２", "送付先郵便番号2"),
    "to_pref": ("送付先住所：都道府県", "送付先住所都道府県"), "to_city": ("送付先住所：都市区", "送付先住所郡市区"),
    "to_rest": ("送付先住所：町以降", "送付先住所それ以降の住所"), "to_tel1": ("送付先電話番号１", "送付先電話番号1"),
    "to_tel2": ("送付先電話番号２", "送付先電話番号2"), "to_tel3": ("送付先電話番号３", "送付先電話番号3"),
  ]

  /// What a spreadsheet left of 090-0123-0045 and 060-0001, and of 03-5550-1234 and 156-0043, which lost less.
  private static let rakutenOrder: Fields = [
    "no": "274555-20060503-0000000012", "注文日": "2006/5/3", "注文時間": "0:05:10", "family": "髙橋",
    "given": "花子", "kana1": "タカハシ", "kana2": "ハナコ", "mail": "abc@pc.fw.rakuten.example",
    "postal1": "60",
    "postal2": "1", "pref": "北海道", "city": "札幌市中央区", "rest": "北1条西2", "tel1": "90", "tel2": "123",
    "tel3": "45",
  ]

  private static let rakutenGift: Fields = [
    "to_family": "佐藤", "to_given": "一郎", "to_kana1": "サトウ", "to_kana2": "イチロウ", "to_postal1": "530",
    "to_postal2": "0001", "to_pref": "大阪府", "to_city": "大阪市北区", "to_rest": "梅田3-1-1",
    "to_tel1": "0120",
    "to_tel2": "123", "to_tel3": "456",
  ]

  private static let rakutenOwn: Fields = [
    "to_family": "高橋", "to_given": "花子", "to_kana1": "タカハシ", "to_kana2": "ハナコ", "to_postal1": "156",
    "to_postal2": "43", "to_pref": "東京都", "to_city": "世田谷区", "to_rest": "松原2-28-27", "to_tel1": "3",
    "to_tel2": "5550", "to_tel3": "1234",
  ]

  /// The old generation has a day of payment, a number of the parcel and card columns; the new one has a 送付先ID.
  @Test(
    "rakuten/orders, both generations, with the merchant of the manifest or of the number",
    arguments: [true, false], [nil, "cocomin"])
  func rakutenOrders(_ isNew: Bool, _ merchant: String?) throws {
    let kept: Fields = [
      "no": "274555-20060504-0000000013", "注文日": "2006/5/4", "注文時間": "23:59:59", "family": "鈴木",
      "given": "次郎", "postal1": "156-0", "postal2": "43", "pref": "東京都", "city": "港区",
      "rest": "芝1-1",
      "tel1": "120", "tel2": "12", "tel3": "345",
    ]
    let times: Fields =
      isNew
      ? ["status": "500", "注文日時": "2006/05/03 00:05:10", "shipped": "2006/05/06 09:00:00"]
      : [
        "status": "処理済", "注文日時": "2006-05-03 00:05:10", "shipped": "2006/05/06",
        "入金日": "2006/05/04", "クレジットカード番号": "4111111111111111", "クレジットカード名義人": "HANAKO",
      ]
    let parcels: [Fields] =
      isNew
      ? [["送付先ID": "9"], ["送付先ID": "10"]] : [["お荷物伝票番号": "T-2"], ["お荷物伝票番号": "T-1"]]
    let order = Self.rakutenOrder.merging(times) { $1 }
    let rows = [
      order.merging(Self.rakutenGift) { $1 }.merging(parcels[0]) { $1 },
      order.merging(Self.rakutenOwn) { $1 }.merging(parcels[1]) { $1 }, kept,
    ].map { Self.rakuten($0, isNew: isNew) }
    var expected: Fields = [
      "order_id": "274555-20060503-0000000012", "line": "2", "mall_id": "tony",
      "merchant_id": merchant ?? "274555", "ordered_at": "2006-05-03 00:05:10",
      "status": isNew ? "500" : "処理済", "name": "髙橋 花子", "name_kana": "タカハシ ハナコ",
      "email": "abc@pc.fw.rakuten.example", "phone": "090-0123-0045", "postal_code": "060-0001",
      "address": "北海道札幌市中央区北1条西2", "ship_name": "高橋 花子", "ship_name_kana": "タカハシ ハナコ",
      "ship_phone": "03-5550-1234", "ship_postal_code": "156-0043",
      "ship_address": "東京都世田谷区松原2-28-27",
      "shipped_at": isNew ? "2006-05-06 09:00:00" : "2006-05-06 00:00:00",
    ]
    let evidence =
      isNew
      ? #""shipped_at": "2006/05/06 09:00:00", "postal_code": "530-0001"}]"#
      : #""shipped_at": "2006/05/06", "postal_code": "530-0001", "tracking_no": "T-2"}]"#
    expected["other_recipients"] =
      #"[{"name": "佐藤 一郎", "phone": "0120-123-456", "address": "大阪府大阪市北区梅田3-1-1", "name_kana": "サトウ イチロウ", "#
      + evidence
    if !isNew {
      expected["settled_at"] = "2006-05-04 00:00:00"
      expected["tracking_no"] = "T-1"
    }
    let alone: Fields = [
      "order_id": "274555-20060504-0000000013", "line": "4", "mall_id": "tony",
      "merchant_id": merchant ?? "274555", "ordered_at": "2006-05-04 23:59:59", "name": "鈴木 次郎",
      "phone": "120-12-345", "postal_code": "156-0-43", "address": "東京都港区芝1-1",
    ]
    try withDatabase { database in
      let file = ExportFile(
        header: isNew ? ExportFile.rakutenNew : ExportFile.rakutenOld, rows: rows)
      let said = Said()
      let keys = merchant.map { ["merchant": $0] } ?? [:]
      let summary = try database.load(mall("rakuten/orders", file, keys), log: { said.add($0) })
      #expect(summary.files.first?.encoding == "cp932")
      #expect(summary.total(\.accepted) == 3)
      #expect(try database.rejects().isEmpty)
      #expect(try orders(in: database) == [expected, alone])
      #expect(said.lines.contains { $0.contains("in 1 row(s) zeros") }, "\(said.lines)")
    }
  }

  @Test("what has its zeros, or cannot be told, is left alone, and nothing is said of repairs")
  func untouched() throws {
    let order = Self.rakutenOrder
    let numbers: [(Fields, phone: String, code: String)] = [
      (
        ["tel1": "090", "tel2": "0123", "tel3": "0045", "postal1": "060", "postal2": "0001"],
        "090-0123-0045", "060-0001"
      ),
      (
        ["tel1": "120", "tel2": "123", "tel3": "45", "postal1": "", "postal2": ""], "120-123-45", ""
      ),
      (
        ["tel1": "800", "tel2": "123", "tel3": "45", "postal1": "", "postal2": ""], "800-123-45", ""
      ),
      (
        ["tel1": "9012345678", "tel2": "", "tel3": "", "postal1": "0600001", "postal2": ""],
        "9012345678", "0600001"
      ),
      (
        ["tel1": "+81", "tel2": "90", "tel3": "1", "postal1": "SW1A", "postal2": "1AA"],
        "+81-90-1", "SW1A-1AA"
      ),
    ]
    try withDatabase { database in
      let rows = numbers.enumerated().map { index, number in
        Self.rakuten(
          order.merging(number.0) { $1 }.merging(["no": "274555-20060503-00\(index)"]) { $1 },
          isNew: true)
      }
      let said = Said()
      let file = ExportFile(header: ExportFile.rakutenNew, rows: rows)
      try database.load(mall("rakuten/orders", file, [:]), log: { said.add($0) })
      let stored = try orders(in: database)
      #expect(stored.map { $0["phone"] } == numbers.map(\.phone))
      #expect(stored.map { $0["postal_code"] ?? "" } == numbers.map(\.code))
      #expect(!said.lines.contains { $0.contains("zeros") }, "\(said.lines)")
    }
  }

  // MARK: - Next Engine

  private static let nextEngine: Fields = [
    "店舗伝票番号": "N-1", "受注日": "2014/05/03 00:05:10", "受注郵便番号": "1560043", "受注住所１": "東京都世田谷区松原2-28-27",
    "受注住所２": "栄荘1203", "受注名": "髙橋　花子", "受注名カナ": "タカハシ　ハナコ", "受注電話番号": "0355501234",
    "受注メールアドレス": "h.t@example.jp", "出荷済フラグ": "1", "顧客コード": "C-9", "商品名": "茶", "メッセージ": "のしなし",
  ]

  @Test("nextengine/orders; a customer 0 is none") func nextEngineOrders() throws {
    let gift: Fields = [
      "発送先名": "佐藤 一郎", "発送先カナ": "サトウ イチロウ", "発送電話番号": "0666660000", "発送郵便番号": "5300001",
      "発送先住所１": "大阪府大阪市北区梅田3-1-1",
    ]
    let own: Fields = [
      "発送先名": "高橋花子", "発送先カナ": "タカハシハナコ", "発送電話番号": "0300000001", "発送郵便番号": "1000001",
      "発送先住所１": "東京都千代田区千代田1-1", "発送先住所２": "会社",
    ]
    let guests = [("N-2", "0", "0"), ("N-3", "NULL", "保留"), ("N-4", "10", "")].map {
      Self.nextEngine.merging(["店舗伝票番号": $0.0, "顧客コード": $0.1, "出荷済フラグ": $0.2]) { $1 }
    }
    let first: Fields = [
      "order_id": "N-1", "line": "2", "mall_id": "tony", "merchant_id": "hana",
      "ordered_at": "2014-05-03 00:05:10", "customer_id": "C-9", "status": "shipped",
      "name": "髙橋　花子", "name_kana": "タカハシ　ハナコ", "email": "h.t@example.jp", "phone": "0355501234",
      "postal_code": "1560043", "address": "東京都世田谷区松原2-28-27 栄荘1203",
    ]
    let shipping: Fields = [
      "ship_name": "高橋花子", "ship_name_kana": "タカハシハナコ", "ship_phone": "0300000001",
      "ship_postal_code": "1000001", "ship_address": "東京都千代田区千代田1-1 会社",
      "other_recipients":
        #"[{"name": "佐藤 一郎", "phone": "0666660000", "address": "大阪府大阪市北区梅田3-1-1", "#
        + #""name_kana": "サトウ イチロウ", "postal_code": "5300001"}]"#,
    ]
    var expected = [first.merging(shipping) { $1 }]
    for (id, line, customer, status) in [
      ("N-2", "4", nil, "open"), ("N-3", "5", nil, "保留"), ("N-4", "6", "10", nil),
    ] as [(String, String, String?, String?)] {
      var order = first
      (order["order_id"], order["line"]) = (id, line)
      (order["customer_id"], order["status"]) = (customer, status)
      expected.append(order)
    }
    try withDatabase { database in
      let file = ExportFile(
        header: ExportFile.nextEngine,
        rows: [Self.nextEngine.merging(gift) { $1 }, Self.nextEngine.merging(own) { $1 }] + guests)
      let summary = try database.load(mall("nextengine/orders", file, ["merchant": "hana"]))
      #expect(summary.files.first?.encoding == "cp932" && summary.total(\.accepted) == 5)
      #expect(try orders(in: database) == expected)
      #expect(
        try database.value("SELECT count(*) FROM collection_event WHERE customer_key IS NULL")
          == "2")
    }
  }

  // MARK: - Trails

  @Test("one order of each is traced to its file and line by the tool") func traced() throws {
    try withDatabase { database in
      try database.load(Mall.market())
      for (profile, header, row, id, path) in [
        ("eccube4/orders", ExportFile.eccubeOrders, Self.eccube, "A-1001", "eccube.csv"),
        (
          "rakuten/orders", ExportFile.rakutenNew, Self.rakuten(Self.rakutenOrder, isNew: true),
          "274555-20060503-0000000012", "rakuten.csv"
        ),
        ("nextengine/orders", ExportFile.nextEngine, Self.nextEngine, "N-1", "nextengine.csv"),
      ] {
        // Another order stands above it.
        var other = row
        for number in ["注文ID", "注文番号", "店舗伝票番号"] where header.contains(number) {
          other[number] = "9-20060503-\(path)"
        }
        var mall = try self.mall(
          profile,
          ExportFile(header: header, rows: [other, row]),
          ["merchant": "hana"])
        mall.files[0].path = path
        #expect(try database.load(mall).total(\.accepted) == 2)
        for name in ["order:tony/hana/\(id)", "tony/hana/\(id)"] {
          let text = try database.tool("trace", name, "--language", "en")
          #expect(text.code == 0 && text.output.contains("\(path):3 ("), "\(text)")
          #expect(text.output.contains("storefront 花の本舗"), "\(text)")
          let json = try database.tool("trace", name, "--format", "json")
          #expect(json.output.contains("\"source\":{\"file\":\"\(path)\",\"line\":3,"), "\(json)")
        }
      }
    }
  }
}
