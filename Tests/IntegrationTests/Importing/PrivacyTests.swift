import Foundation
import Postgres
import Testing
import Yurai

/// A full card number is stored nowhere, and what a person wrote reaches no log and no error message.
@Suite struct PrivacyTests {
  /// A row of each profile with `value` in `column`.
  private static func mall(_ profile: String, _ column: String, _ value: String) -> Mall {
    let person = Person(1)
    let good = Person(2)
    let rows: [Fields] =
      switch profile {
      case "customers": [good.customer(), person.customer([column: value])]
      case "orders": [good.order(), person.order("1", [column: value])]
      case "signups": [good.signup(), person.signup("1", [column: value])]
      case "provision-subjects": [good.subject(of: "P"), person.subject(of: "P", [column: value])]
      case "provisions":
        [.provision("P", basis: "consent"), .provision("Q", basis: "consent", [column: value])]
      case "tenancies":
        [
          Mall.tenancies[0],
          Mall.tenancy("umi", "cocomin", "店", "2004-01-01").merging([column: value]) { $1 },
        ]
      case "affiliates":
        [["affiliate_id": "A"], ["affiliate_id": "B"]].map { $0.merging(["programme": "x"]) { $1 } }
          .enumerated().map { $0 == 0 ? $1 : $1.merging([column: value]) { $1 } }
      default:
        [
          ["\(profile.dropLast())_id": "a", "name": "x"],
          ["\(profile.dropLast())_id": "b", "name": "y"],
        ]
        .enumerated().map { $0 == 0 ? $1 : $1.merging([column: value]) { $1 } }
      }
    var mall = Mall()
    mall.add(profile, rows, path: "f.csv")
    return mall
  }

  /// Every column in which a person or a program may have put one.
  static let columns: [(String, [String])] = [
    (
      "customers",
      [
        "customer_id", "registered_at", "mall_id", "name", "name_kana", "email", "phone",
        "postal_code", "address",
      ]
    ),
    (
      "orders",
      [
        "order_id", "mall_id", "merchant_id", "customer_id", "ordered_at", "status", "name",
        "name_kana",
        "email", "phone", "postal_code", "address", "ship_name", "ship_name_kana", "ship_phone",
        "ship_postal_code", "ship_address", "settlement_id", "settled_at", "tracking_no",
        "shipped_at",
        "affiliate_id", "other_recipients",
      ]
    ),
    ("signups", ["signup_id", "kind", "evidence_ref", "name", "email", "phone", "address"]),
    (
      "provisions",
      ["provision_id", "basis", "received_on", "provider_name", "consent_ref", "items"]
    ),
    ("provision-subjects", ["provision_id", "customer_id", "name", "phone", "address"]),
    ("tenancies", ["storefront", "storefront_url", "legal_role", "opened_on", "contract_ref"]),
    ("affiliates", ["affiliate_id", "programme", "partner", "site_url"]),
    ("malls", ["mall_id", "name", "operator", "url", "valid_from"]),
    ("merchants", ["merchant_id", "name", "legal_name", "address"]),
  ]

  @Test("a card number in any column of any file is stored nowhere on the disk", arguments: columns)
  func card(_ profile: String, _ columns: [String]) throws {
    try withDatabase { database in
      var forms: [String] = []
      for column in columns {
        let card = freshCardNumber()
        let groups = stride(from: 0, to: 16, by: 4).map { card.dropFirst($0).prefix(4) }
        let written =
          [
            card, groups.joined(separator: "-"), groups.joined(separator: " "),
            card.fullWidth,
          ].randomElement() ?? card
        forms += [card, written]
        let summary = try database.load(Self.mall(profile, column, written))
        #expect(summary.total(\.setAside) == 1, "\(profile) \(column)")
        let text = "\(summary.json)\(summary.text)"
        #expect(!text.contains(card))
      }
      _ = try database.audit()
      #expect(try database.rejects().count == columns.count)
      for form in Set(forms) {
        #expect(try database.filesHolding(form).isEmpty, "in a column of \(profile)")
      }
    }
  }

  @Test("also when the row is at fault for another reason, or the whole file is")
  func cardInBadFiles() throws {
    let card = freshCardNumber()
    let header = "customer_id,registered_at,name\n"
    let bodies = [
      "C1,2006-01-01,\(card),too many\n", "C1,\(card),x\n", "\(card)\n",
      "C1,2006-01-01,\"\(card)\n",
      "C1,2006-01-01,山\u{FFFD}\(card)\n",
    ]
    try withDatabase { database in
      for body in bodies {
        var mall = Mall()
        mall.add(raw: header + "C0,2006-01-01,x\n" + body, as: "canonical/customers", path: "f.csv")
        do { try database.load(mall) } catch let error as YuraiError {
          #expect(!error.message.contains(card))
        }
      }
      var headless = Mall()
      headless.add(raw: "customer_id,\(card)\nC1,x\n", as: "canonical/customers", path: "f.csv")
      #expect(!failure { try database.load(headless) }.message.contains(card))
      #expect(try database.filesHolding(card).isEmpty)
    }
  }

  @Test("the value of a row set aside is in no table and no log") func setAside() throws {
    let marker = "目印\(Int.random(in: 100_000...999_999))太郎"
    try withDatabase { database in
      var mall = Mall()
      mall.add(
        "customers",
        [
          Person(1).customer(["name": marker, "registered_at": "いつか"]),
          Person(2).customer(["address": marker, "customer_id": ""]),
          Person(3).customer(["registered_at": marker]), Person(4).customer(),
        ])
      let summary = try database.load(mall)
      #expect(summary.total(\.setAside) == 3)
      _ = try database.audit()
      #expect(try database.filesHolding(marker).isEmpty)
      #expect(!summary.text.contains(marker) && !summary.json.contains(marker))
    }
  }

  @Test("what goes in stands in the record tables only") func whereItStands() throws {
    let marker = "目印\(Int.random(in: 100_000...999_999))花子"
    try withDatabase { database in
      var mall = Mall.market()
      let one = Person(1)
      mall.add("customers", [one.customer(["name": marker, "address": marker])])
      mall.add("orders", [one.order("1", ["name": marker, "ship_name": marker])])
      mall.add("signups", [one.signup("1", ["name": marker])])
      try database.load(mall)
      _ = try database.audit()
      let tables = Set(try database.rowsHolding(marker).map { $0.prefix { $0 != ":" } })
      #expect(tables == ["customer_record", "collection_record"])
      #expect(try !database.serverLog().contains(marker))
    }
  }

  @Test("a mapping whose query trips over a value tells it to nobody") func mappingError() throws {
    let marker = "目印\(Int.random(in: 100_000...999_999))次郎"
    let mapping = """
      version: 1
      into: canonical/customers
      columns: {number: 番号, name: 氏名}
      query: SELECT line, ARRAY[line] AS lines, number AS customer_id, (name::integer)::text AS name FROM source
      """
    try withDatabase { database in
      var mall = Mall()
      mall.add(raw: "番号,氏名\n1,\(marker)\n", as: "m.yaml", path: "f.csv")
      let manifest = try mall.write(to: "\(database.folder)/m")
      try Data(mapping.utf8).write(to: URL(fileURLWithPath: "\(database.folder)/m/m.yaml"))
      let error = failure { try database.load(manifest: manifest) }
      #expect(
        error.message.contains("m.yaml") && error.message.contains("f.csv"), "\(error.message)")
      #expect(!error.message.contains(marker))
      #expect(try !database.serverLog().contains(marker))
      #expect(try database.rowsHolding(marker).isEmpty)
    }
  }

  @Test("the server's log says nothing of any statement that failed") func failedStatement() throws
  {
    let marker = "目印\(Int.random(in: 100_000...999_999))三郎"
    try withDatabase { database in
      for query: Query in [
        "SELECT \(marker)::integer", "SELECT 1 / (length(\(marker)) * 0)",
        "INSERT INTO yurai.exception VALUES (1, \(marker), '', 'x')",
      ] {
        #expect(throws: PostgresError.self) { try database.rows(query) }
      }
      do { _ = try database.rows("SELECT \(marker)::integer") } catch let error as PostgresError {
        #expect(!"\(error)".contains(marker))
      }
      #expect(try !database.serverLog().contains(marker))
    }
  }
}

extension String {
  /// ０…９ for 0…9.
  fileprivate var fullWidth: String {
    String(
      String.UnicodeScalarView(unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
  }
}
