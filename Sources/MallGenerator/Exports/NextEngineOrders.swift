/// Next Engine's 汎用 layout: CR LF, one row for each item, names and addresses in one column, no hyphens
/// in numbers, and nothing about payment or parcel but 出荷済フラグ.
struct NextEngineOrders: ~Copyable {
  private let simulation: Simulation
  private var sheet: ExportSheet
  private var orders = 0

  init(_ simulation: Simulation, directory: String) throws(GeneratorError) {
    self.simulation = simulation
    sheet = try ExportSheet(
      directory: directory, path: OrderSystem.nextEngine.path, header: ExportHeaders.nextEngine,
      quoting: .whenNeeded, lineEnd: "\r\n")
  }

  consuming func finish() throws(GeneratorError) -> Summary.File {
    try sheet.finish()
  }

  mutating func write(_ order: OrderPlan) throws(GeneratorError) {
    guard let merchant = order.merchant else { return }
    orders += 1
    var draw = order.details
    let basket = Basket(
      &draw, trade: simulation.market.merchants[merchant].trade, isCashOnDelivery: draw.percent(20))
    for line in basket.lines {
      setPeople(order)
      setOrder(order, basket)
      sheet.set("商品名", line.product.name)
      sheet.set("商品コード", line.product.code)
      sheet.set("商品価格", line.product.price)
      sheet.set("受注数量", line.quantity)
      try sheet.endRow()
    }
  }

  private mutating func setPeople(_ order: OrderPlan) {
    let scribe = simulation.scribe
    let person = order.person
    let hand = order.hand
    let number = orders
    let calendar = simulation.calendar
    sheet.set("店舗伝票番号") {
      $0.append("NE-")
      $0.number(number, digits: 6)
    }
    sheet.set("受注日") { $0.slashedTime(order.time, calendar) }
    sheet.set("受注郵便番号") { scribe.postalCode(person.home, hyphen: false, &$0) }
    sheet.set("受注住所１") {
      scribe.prefecture(person.home, &$0)
      scribe.cityAndTown(person.home, &$0)
    }
    sheet.set("受注住所２") { scribe.lotAndBuilding(person.home, hand, &$0) }
    sheet.set("受注名") { scribe.name(person, hand, &$0) }
    sheet.set("受注名カナ") { scribe.kana(person, hand, &$0) }
    sheet.set("受注電話番号") { scribe.phoneDigits(person, &$0) }
    sheet.set("受注メールアドレス") { scribe.mail(person, hand, &$0) }
    let recipient = order.recipient?.person ?? person
    let recipientHand = order.recipient?.hand ?? hand
    sheet.set("発送郵便番号") { scribe.postalCode(recipient.home, hyphen: false, &$0) }
    sheet.set("発送先住所１") {
      scribe.prefecture(recipient.home, &$0)
      scribe.cityAndTown(recipient.home, &$0)
    }
    sheet.set("発送先住所２") { scribe.lotAndBuilding(recipient.home, recipientHand, &$0) }
    sheet.set("発送先名") { scribe.name(recipient, recipientHand, &$0) }
    sheet.set("発送先カナ") { scribe.kana(recipient, recipientHand, &$0) }
    sheet.set("発送電話番号") { scribe.phoneDigits(recipient, &$0) }
  }

  private mutating func setOrder(_ order: OrderPlan, _ basket: Basket) {
    sheet.set("支払方法", basket.charge > 0 ? "代金引換" : "クレジットカード")
    sheet.set("発送方法", "宅配便")
    sheet.set("商品計", basket.goods)
    sheet.set("税金", 0)
    sheet.set("発送料", basket.postage)
    sheet.set("手数料", basket.charge)
    sheet.set("ポイント", 0)
    sheet.set("その他費用", 0)
    sheet.set("合計金額", basket.total)
    sheet.set("ギフトフラグ", order.recipient == nil ? 0 : 1)
    sheet.set("出荷済フラグ", 1)
    sheet.set("顧客区分", 0)
    sheet.set("顧客コード") { $0.buyer(order.buyer) }
  }
}
