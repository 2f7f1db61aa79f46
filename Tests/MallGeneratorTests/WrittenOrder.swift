import Foundation

/// One order as it can be read back, whatever file it stood in.
struct WrittenOrder {
  var path = "orders.csv"
  var mall: String
  var merchant: String
  var number: String
  var customer: String
  /// `2006-05-03T00:05:00+09:00`.
  var moment: String
  var name: String
  var email: String
  var phone: String
  var postalCode: String
  var address: String
  var shipName = ""
  var shipPhone = ""
  var shipAddress = ""
  var settlement = ""
  var settledAt = ""
  var tracking = ""
  var shippedAt = ""

  /// All orders of all files that the manifest names, in its order.
  static func all(of mall: WrittenMall) throws -> [WrittenOrder] {
    try Manifest(try mall.text("manifest.yaml")).entries.flatMap { entry -> [WrittenOrder] in
      if entry["profile"] == "canonical/orders" {
        return try mall.rows(entry["path"] ?? "").map(WrittenOrder.init(canonical:))
      }
      guard let path = entry["path"], entry["encoding"] == "cp932" else { return [] }
      let table = CSV.parse(try mall.text(path, cp932: true))
      var orders: [WrittenOrder] = []
      for cells in table.dropFirst() {
        // The first of two columns of one name.
        let row = Dictionary(zip(table[0], cells)) { first, _ in first }
        let order = WrittenOrder(entry, row)
        if orders.last?.number != order.number { orders.append(order) }
      }
      return orders
    }
  }

  private init(canonical row: [String: String]) {
    mall = row["mall_id"] ?? ""
    merchant = row["merchant_id"] ?? ""
    number = row["order_id"] ?? ""
    customer = row["customer_id"] ?? ""
    moment = row["ordered_at"] ?? ""
    name = row["name"] ?? ""
    email = row["email"] ?? ""
    phone = row["phone"] ?? ""
    postalCode = row["postal_code"] ?? ""
    address = row["address"] ?? ""
    shipName = row["ship_name"] ?? ""
    shipPhone = row["ship_phone"] ?? ""
    shipAddress = row["ship_address"] ?? ""
    settlement = row["settlement_id"] ?? ""
    settledAt = row["settled_at"] ?? ""
    tracking = row["tracking_no"] ?? ""
    shippedAt = row["shipped_at"] ?? ""
  }

  private init(_ entry: [String: String], _ row: [String: String]) {
    let text: ([String]) -> String = { $0.map { row[$0] ?? "" }.joined() }
    path = entry["path"] ?? ""
    mall = entry["mall"] ?? ""
    merchant = entry["merchant"] ?? ""
    number = text(["注文番号", "受注番号", "店舗伝票番号"])
    customer = text(["会員ID", "顧客コード"])
    let local = text([row["受注日"] == nil ? "注文日時" : "受注日"])
    moment = local.replacing("/", with: "-").replacing(" ", with: "T") + "+09:00"
    name = text(["お名前(姓)", "お名前(名)", "受注名", "注文者姓", "注文者名", "注文者名字", "注文者名前"])
    email = text(["メールアドレス", "注文者メールアドレス", "受注メールアドレス"])
    phone = text([
      "TEL", "受注電話番号", "注文者電話番号1", "注文者電話番号2", "注文者電話番号3", "注文者電話番号１", "注文者電話番号２", "注文者電話番号３",
    ])
    postalCode = text([
      "郵便番号", "受注郵便番号", "注文者郵便番号1", "注文者郵便番号2", "注文者郵便番号１", "注文者郵便番号２",
    ])
    address = text([
      "都道府県(名称)", "住所1", "住所2", "受注住所１", "受注住所２", "注文者住所都道府県", "注文者住所郡市区", "注文者住所それ以降の住所",
      "注文者住所：都道府県", "注文者住所：都市区", "注文者住所：町以降",
    ])
    shipName = text(["配送先_お名前(姓)", "配送先_お名前(名)", "発送先名"])
    shipPhone = text(["配送先_TEL", "発送電話番号"])
    shipAddress = text(["配送先_都道府県(名称)", "配送先_住所1", "配送先_住所2", "発送先住所１", "発送先住所２"])
    settledAt = text(["入金日"])
    tracking = text(["出荷伝票番号", "お荷物伝票番号"])
    shippedAt = text(["発送日", "発送完了報告日時"])
  }
}

/// As much YAML as a manifest is made of.
struct Manifest {
  var entries: [[String: String]] = []

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      guard let match = line.firstMatch(of: /^  (- |  )(\w+): "?([^"]*)"?$/) else { continue }
      if match.1 == "- " { entries.append([:]) }
      entries[entries.count - 1][String(match.2)] = String(match.3)
    }
  }
}
