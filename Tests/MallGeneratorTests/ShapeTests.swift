import Foundation
import MallGenerator
import Testing

/// The files look like those of the systems that they pretend to come from.
@Suite struct ShapeTests {
  private let mall: WrittenMall

  init() throws {
    mall = try WrittenMall(customers: 800, seed: 11)
  }

  @Test(arguments: [
    ("malls.csv", "mall_id,name,name_kana,url,operator,valid_from,valid_to"),
    ("merchants.csv", "merchant_id,name,name_kana,legal_name,address,valid_from,valid_to"),
    (
      "tenancies.csv",
      "mall_id,merchant_id,storefront,storefront_url,legal_role,opened_on,closed_on,contract_ref"
    ),
    ("affiliates.csv", "affiliate_id,programme,partner,site_url"),
    (
      "customers.csv",
      "customer_id,registered_at,mall_id,name,name_kana,email,phone,postal_code,address"
    ),
    (
      "orders.csv",
      "order_id,mall_id,merchant_id,customer_id,ordered_at,status,name,name_kana,email,phone,"
        + "postal_code,address,ship_name,ship_name_kana,ship_phone,ship_postal_code,ship_address,"
        + "settlement_id,settled_at,tracking_no,shipped_at,affiliate_id"
    ),
    (
      "signups.csv",
      "signup_id,kind,mall_id,merchant_id,customer_id,occurred_at,evidence_ref,name,name_kana,email,"
        + "phone,postal_code,address"
    ),
    (
      "provisions.csv",
      "provision_id,basis,received_on,provider_name,provider_address,provider_representative,"
        + "acquisition_source,acquisition_mode,confirmation_method,consent_ref,ppc_filing_no,items,"
        + "evidence_ref"
    ),
    (
      "provision-subjects.csv",
      "provision_id,customer_id,name,name_kana,email,phone,postal_code,address"
    ),
  ])
  func canonicalFile(path: String, header: String) throws {
    let text = try mall.text(path)
    #expect(text.hasPrefix(header + "\r\n"))
    let table = CSV.parse(text)
    #expect(table.allSatisfy { $0.count == table[0].count })
    #expect(table.count > 1)
  }

  @Test(arguments: [
    ("orders-rakuten-2018.csv", "rakuten_old.txt", "\r\n"),
    ("orders-rakuten.csv", "rakuten_pay_2018.txt", "\r\n"),
    ("orders-eccube.csv", "eccube_order.txt", "\n"),
    ("orders-nextengine.csv", "nextengine41.txt", "\r\n"),
  ])
  func export(path: String, fixture: String, lineEnd: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: fixture, withExtension: nil, subdirectory: "Fixtures"))
    let header = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")[0]
    let text = try mall.text(path, cp932: true)
    let table = CSV.parse(text)
    #expect(table[0].joined(separator: ",") == header)
    #expect(table.allSatisfy { $0.count == table[0].count })
    #expect(table.count > 2)
    let carriageReturns = text.utf8.count { $0 == 0x0D }
    #expect((carriageReturns > 0) == (lineEnd == "\r\n"))
    // Every cell quoted, or only those that need it.
    #expect(text.hasPrefix("\"") == path.hasPrefix("orders-rakuten"))
  }

  @Test func eccubeHasARowForEachItem() throws {
    let table = CSV.parse(try mall.text("orders-eccube.csv", cp932: true))
    #expect(table[0].indices.filter { table[0][$0] == "送料" } == [23, 65])
    let kind = try #require(table[0].firstIndex(of: "明細区分(ID)"))
    let shipment = try #require(table[0].firstIndex(of: "出荷ID"))
    let orders = Dictionary(grouping: table.dropFirst()) { $0[0] }
    #expect(orders.values.allSatisfy { rows in rows.count { $0[kind] == "2" } == 1 })
    #expect(orders.values.allSatisfy { rows in rows.contains { $0[kind] == "1" } })
    // A charge belongs to no parcel, everything else to one.
    #expect(table.dropFirst().allSatisfy { ($0[kind] == "3") == $0[shipment].isEmpty })
    #expect(table.contains { $0[kind] == "3" })
  }

  @Test func rakutenOrderNumbersAreNoCardNumbers() throws {
    var seen = 0
    for path in ["orders-rakuten.csv", "orders-rakuten-2018.csv"] {
      for row in CSV.parse(try mall.text(path, cp932: true)).dropFirst() {
        let groups = try #require(row[0].wholeMatch(of: /(\d{4})-(\d{8})-(\d{10})/))
        #expect(!passesLuhn(String(groups.2 + groups.3)))
        seen += 1
      }
    }
    #expect(seen > 4)
  }

  @Test func nothingLooksLikeACardNumber() throws {
    for file in mall.summary.files where file.path.hasSuffix(".csv") {
      let text = try mall.text(file.path, cp932: file.path.hasPrefix("orders-"))
      let flat = text.precomposedStringWithCompatibilityMapping
      for match in flat.matches(of: /\d(?:[ -]?\d){12,}/) {
        let digits = match.0.filter(\.isNumber)
        #expect(digits.count > 19 || !passesLuhn(digits), "\(file.path)")
      }
    }
  }

  @Test func manifestDescribesEveryFile() throws {
    let entries = Manifest(try mall.text("manifest.yaml")).entries
    let paths = entries.compactMap { $0["path"] }
    #expect(paths == mall.summary.files.map(\.path).filter { $0.hasSuffix(".csv") })
    for entry in entries {
      let file = try #require(mall.summary.files.first { $0.path == entry["path"] })
      #expect(try mall.data(file.path).count == file.bytes)
      if let records = entry["records"] {
        #expect(records == String(file.records))
        #expect(CSV.parse(try mall.text(file.path)).count == file.records + 1)
      } else {
        #expect(entry["encoding"] == "cp932")
        #expect(entry["mall"] != nil && entry["merchant"] != nil)
      }
    }
    let merchants = entries.compactMap { $0["merchant"] }
    #expect(Set(merchants).count == 4)
    let canonical = try mall.rows("orders.csv").compactMap { $0["merchant_id"] }
    #expect(Set(merchants).isDisjoint(with: canonical))
  }

  @Test func exportsStaySmall() throws {
    #expect(mall.summary.exportedOrders * 40 < mall.summary.orders)
    #expect(mall.summary.exportedOrders > 15)
  }

  @Test func canonicalOnlyWritesNoExports() throws {
    let plain = try WrittenMall(customers: 300, seed: 11, formats: .canonicalOnly)
    #expect(plain.summary.exportedOrders == 0)
    #expect(!plain.summary.files.contains { $0.path.hasPrefix("orders-") })
    let encodings = Manifest(try plain.text("manifest.yaml")).entries.map { $0["encoding"] }
    #expect(Set(encodings) == ["utf-8"])
  }

  private func passesLuhn(_ digits: String) -> Bool {
    let values = digits.compactMap(\.wholeNumberValue).reversed().enumerated().map { place, digit in
      place % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10
    }
    return values.reduce(0, +) % 10 == 0
  }
}
