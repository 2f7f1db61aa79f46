/// EC-CUBE 4's 受注CSV: LF, quotes only when needed, one row for each item of an order; postage and
/// charges are items too, and a charge belongs to no shipment.
struct EccubeOrders: ~Copyable {
  /// 送料 stands at column 24 (of the order) and once more here (of the shipment).
  private static let shipmentPostage = 65

  private let simulation: Simulation
  private var sheet: ExportSheet
  private var orders = 0
  private var items = 0

  init(_ simulation: Simulation, directory: String) throws(GeneratorError) {
    self.simulation = simulation
    sheet = try ExportSheet(
      directory: directory, path: OrderSystem.eccube.path, header: ExportHeaders.eccube,
      quoting: .whenNeeded, lineEnd: "\n")
  }

  consuming func finish() throws(GeneratorError) -> Summary.File {
    try sheet.finish()
  }

  private enum Item {
    case product(Basket.Line)
    case postage
    case charge
  }

  mutating func write(_ order: OrderPlan) throws(GeneratorError) {
    guard let merchant = order.merchant else { return }
    orders += 1
    var draw = order.details
    let paysOnDelivery = order.settledAfter == nil && order.status == .shipped
    let basket = Basket(
      &draw, trade: simulation.market.merchants[merchant].trade, isCashOnDelivery: paysOnDelivery)
    let hasNote = draw.percent(6)
    var list = basket.lines.map(Item.product)
    list.append(.postage)
    if basket.charge > 0 { list.append(.charge) }
    for item in list {
      items += 1
      setBuyer(order)
      if hasNote { sheet.set("ショップ用メモ欄", "電話で確認済み\n\"不在時は宅配ボックスへ\", 再配達可能") }
      setTotals(order, basket)
      setItem(item)
      if case .charge = item {} else { setShipment(order, basket) }
      try sheet.endRow()
    }
  }

  private mutating func setBuyer(_ order: OrderPlan) {
    let scribe = simulation.scribe
    let person = order.person
    let hand = order.hand
    sheet.set("注文ID", orders)
    sheet.set("注文番号", orders)
    sheet.set("会員ID") { $0.buyer(order.buyer) }
    sheet.set("お名前(姓)") { scribe.surname(person, hand, &$0) }
    sheet.set("お名前(名)") { scribe.given(person, &$0) }
    sheet.set("お名前(セイ)") { scribe.surnameKana(person, hand, &$0) }
    sheet.set("お名前(メイ)") { scribe.givenKana(person, hand, &$0) }
    sheet.set("郵便番号") { scribe.postalCode(person.home, hyphen: false, &$0) }
    sheet.set("都道府県(ID)", simulation.population.towns.prefectureNumbers[person.home.town])
    sheet.set("都道府県(名称)") { scribe.prefecture(person.home, &$0) }
    sheet.set("住所1") { scribe.cityAndTown(person.home, &$0) }
    sheet.set("住所2") { scribe.lotAndBuilding(person.home, hand, &$0) }
    sheet.set("メールアドレス") { scribe.mail(person, hand, &$0) }
    sheet.set("TEL") { scribe.phoneDigits(person, &$0) }
  }

  private mutating func setTotals(_ order: OrderPlan, _ basket: Basket) {
    let calendar = simulation.calendar
    let isCancelled = order.status == .cancelled
    sheet.set("小計", basket.goods)
    sheet.set("値引き", 0)
    sheet.set("送料", basket.postage)
    sheet.set("税金", basket.tax)
    sheet.set("合計", basket.total)
    sheet.set("支払合計", basket.total)
    sheet.set("対応状況(ID)", isCancelled ? 3 : 5)
    sheet.set("対応状況(名称)", isCancelled ? "注文取消し" : "発送済み")
    sheet.set("支払方法(ID)", basket.charge > 0 ? 4 : 5)
    sheet.set("支払方法(名称)", basket.charge > 0 ? "代金引換" : "クレジットカード")
    sheet.set("受注日") { $0.localTime(order.time, calendar) }
    if let delay = order.settledAfter {
      sheet.set("入金日") { $0.localTime(order.time + delay, calendar) }
    }
  }

  private mutating func setItem(_ item: Item) {
    sheet.set("注文詳細ID", items)
    let (kind, name): (Int, String)
    switch item {
    case .product(let line):
      (kind, name) = (1, "商品")
      sheet.set("商品ID", line.product.price % 977 + 1)
      sheet.set("商品規格ID", line.product.price % 977 + 11)
      sheet.set("商品名", line.product.name)
      sheet.set("商品コード", line.product.code)
      sheet.set("価格", line.product.price)
      sheet.set("個数", line.quantity)
      sheet.set("税率", 5)
      sheet.set("税率ルール(ID)", 1)
    case .postage:
      (kind, name) = (2, "送料")
      sheet.set("商品名", "送料")
      sheet.set("個数", 1)
    case .charge:
      (kind, name) = (3, "手数料")
      sheet.set("商品名", "手数料")
      sheet.set("価格", 315)
      sheet.set("個数", 1)
    }
    sheet.set("明細区分(ID)", kind)
    sheet.set("明細区分(名称)", name)
  }

  private mutating func setShipment(_ order: OrderPlan, _ basket: Basket) {
    let scribe = simulation.scribe
    let calendar = simulation.calendar
    let person = order.recipient?.person ?? order.person
    let hand = order.recipient?.hand ?? order.hand
    let number = orders
    sheet.set("出荷ID", number)
    sheet.set("配送先_お名前(姓)") { scribe.surname(person, hand, &$0) }
    sheet.set("配送先_お名前(名)") { scribe.given(person, &$0) }
    sheet.set("配送先_お名前(セイ)") { scribe.surnameKana(person, hand, &$0) }
    sheet.set("配送先_お名前(メイ)") { scribe.givenKana(person, hand, &$0) }
    sheet.set("配送先_郵便番号") { scribe.postalCode(person.home, hyphen: false, &$0) }
    sheet.set(
      "配送先_都道府県(ID)", simulation.population.towns.prefectureNumbers[person.home.town])
    sheet.set("配送先_都道府県(名称)") { scribe.prefecture(person.home, &$0) }
    sheet.set("配送先_住所1") { scribe.cityAndTown(person.home, &$0) }
    sheet.set("配送先_住所2") { scribe.lotAndBuilding(person.home, hand, &$0) }
    sheet.set("配送先_TEL") { scribe.phoneDigits(person, &$0) }
    sheet.set("配送業者(ID)", 1)
    sheet.set("配送業者(名称)", "サンプル業者")
    sheet.set(at: Self.shipmentPostage, basket.postage)
    if let delay = order.shippedAfter {
      sheet.set("発送日") { $0.localTime(order.time + delay, calendar) }
    }
    if order.hasTracking {
      sheet.set("出荷伝票番号") { $0.tracking(ledger: 9, serial: number) }
    }
  }
}

extension OrderSystem {
  /// The file of the one merchant that uses this system.
  var path: String {
    switch self {
    case .canonical: "orders.csv"
    case .rakutenOld: "orders-rakuten-2018.csv"
    case .rakutenNew: "orders-rakuten.csv"
    case .eccube: "orders-eccube.csv"
    case .nextEngine: "orders-nextengine.csv"
    }
  }
}
