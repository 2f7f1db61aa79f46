/// Rakuten RMS's 受注CSV in its two generations: CR LF, every cell quoted, one row for each item, phone in
/// three columns, postal code in two, no customer number.
struct RakutenOrders: ~Copyable {
  private let simulation: Simulation
  private let words: RakutenWords
  private var sheet: ExportSheet
  private var orders = 0

  init(
    _ simulation: Simulation, system: OrderSystem, directory: String
  ) throws(GeneratorError) {
    self.simulation = simulation
    words = system == .rakutenOld ? .old : .new
    sheet = try ExportSheet(
      directory: directory, path: system.path,
      header: system == .rakutenOld ? ExportHeaders.rakutenOld : ExportHeaders.rakutenNew,
      quoting: .always, lineEnd: "\r\n")
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
    let scribe = simulation.scribe
    for line in basket.lines {
      setOrder(order, merchant: merchant)
      setPerson(words.orderer, order.person, order.hand)
      sheet.set(words.mail) { scribe.mail(order.person, order.hand, &$0) }
      let recipient =
        order.recipient ?? OrderPlan.Recipient(person: order.person, hand: order.hand)
      setPerson(words.recipient, recipient.person, recipient.hand)
      setMoney(basket)
      if words.isNew { setNew(order) } else { setOld(order) }
      sheet.set("商品名", line.product.name)
      sheet.set("商品番号", line.product.code)
      sheet.set("単価", line.product.price)
      sheet.set("個数", line.quantity)
      sheet.set("送料込別", "送料別")
      sheet.set("税込別", "税込")
      sheet.set("代引手数料込別", "代引手数料別")
      try sheet.endRow()
    }
  }

  private mutating func setOrder(_ order: OrderPlan, merchant: Int) {
    let calendar = simulation.calendar
    let number = orders
    sheet.set(words.number) {
      $0.rakutenNumber(shop: 2_000 + merchant, order.time, serial: number, calendar)
    }
    sheet.set("注文日時") { $0.localTime(order.time, calendar) }
    sheet.set("注文日") { $0.date(order.time, calendar) }
    sheet.set("注文時間") { $0.clock(order.time) }
    sheet.set("複数送付先フラグ", 0)
    sheet.set("楽天会員フラグ", 1)
    let isElsewhere = order.recipient.map { $0.person.home != order.person.home } ?? false
    sheet.set("送付先一致フラグ", isElsewhere ? 0 : 1)
    sheet.set("配送方法", "宅配便")
    sheet.set("利用端末", order.time % 3 == 0 ? 1 : 0)
  }

  private mutating func setPerson(
    _ columns: RakutenWords.Contact, _ person: Person, _ hand: Hand
  ) {
    let scribe = simulation.scribe
    sheet.set(columns.postal(0)) { scribe.postalCodePart(0, person.home, &$0) }
    sheet.set(columns.postal(1)) { scribe.postalCodePart(1, person.home, &$0) }
    sheet.set(columns.prefecture) { scribe.prefecture(person.home, &$0) }
    sheet.set(columns.city) { scribe.city(person.home, &$0) }
    sheet.set(columns.rest) {
      scribe.town(person.home, &$0)
      scribe.lotAndBuilding(person.home, hand, &$0)
    }
    sheet.set(columns.surname) { scribe.surname(person, hand, &$0) }
    sheet.set(columns.given) { scribe.given(person, &$0) }
    sheet.set(columns.surnameKana) { scribe.surnameKana(person, hand, &$0) }
    sheet.set(columns.givenKana) { scribe.givenKana(person, hand, &$0) }
    for part in 0..<3 {
      sheet.set(columns.phone(part)) { scribe.phonePart(part, person, &$0) }
    }
  }

  private mutating func setMoney(_ basket: Basket) {
    for (column, value) in words.money(basket) { sheet.set(column, value) }
  }

  private mutating func setNew(_ order: OrderPlan) {
    let calendar = simulation.calendar
    sheet.set("ステータス", order.status == .cancelled ? 900 : 700)
    sheet.set("送付先ID", 1)
    sheet.set("商品明細ID", 1)
    sheet.set("注文種別", "通常購入")
    sheet.set("支払方法名", "クレジットカード")
    if let delay = order.shippedAfter {
      sheet.set("発送完了報告日時") { $0.localTime(order.time + delay, calendar) }
    }
  }

  private mutating func setOld(_ order: OrderPlan) {
    let calendar = simulation.calendar
    let number = orders
    sheet.set("受注ステータス", order.status == .cancelled ? "キャンセル" : "処理済")
    sheet.set("決済方法", "クレジットカード")
    if let delay = order.settledAfter {
      sheet.set("入金日") { $0.date(order.time + delay, calendar) }
    }
    if let delay = order.shippedAfter {
      sheet.set("配送日") { $0.date(order.time + delay, calendar) }
    }
    if order.hasTracking {
      sheet.set("お荷物伝票番号") { $0.tracking(ledger: 8, serial: number) }
    }
  }
}
