/// Writes `orders.csv`: the canonical orders, one a row, in the order in which they are given.
struct OrdersFile: ~Copyable {
  private let simulation: Simulation
  private let merchantIDs: ByteTable
  private let mallIDs = ByteTable(Mall.all.map(\.id))
  private let affiliateIDs = ByteTable(Affiliate.all.map(\.id))
  private var file: FileWriter
  /// The number of the last order of each mall, and of those whose mall is unknown: every mall counts
  /// for itself, so that numbers and settlement ids repeat between malls as they do in life.
  private var serials: [Int]

  init(_ simulation: Simulation, directory: String) throws(GeneratorError) {
    var file = try FileWriter(directory: directory, path: "orders.csv")
    try file.text {
      $0.append("order_id,mall_id,merchant_id,customer_id,ordered_at,status,")
      $0.append("name,name_kana,email,phone,postal_code,address,")
      $0.append("ship_name,ship_name_kana,ship_phone,ship_postal_code,ship_address,")
      $0.append("settlement_id,settled_at,tracking_no,shipped_at,affiliate_id")
      $0.endRecord()
    }
    self.simulation = simulation
    merchantIDs = ByteTable(simulation.market.merchants.map(\.id))
    serials = Array(repeating: 1_000, count: Mall.all.count + 1)
    self.file = file
  }

  mutating func write(_ order: OrderPlan) throws(GeneratorError) {
    let ledger = order.mall ?? Mall.all.count
    serials[ledger] += 1
    let serial = serials[ledger]
    let scribe = simulation.scribe
    let calendar = simulation.calendar
    try file.record { row in
      row.orderNumber(order, serial)
      row.comma()
      if let mall = order.mall { row.append(mallIDs, mall) } else { row.append("nowhere") }
      row.comma()
      if let index = order.merchant { row.append(merchantIDs, index) } else { row.append("nobody") }
      row.comma()
      row.buyer(order.buyer)
      row.comma()
      row.instant(order.time, calendar)
      row.comma()
      row.append(order.status.word)
      row.comma()
      scribe.contact(order.person, order.hand, omitsMail: order.omitsMail, &row)
      row.comma()
      if let recipient = order.recipient {
        scribe.recipient(recipient, &row)
      } else {
        row.commas(4)
      }
      row.comma()
      row.evidence(of: order, serial: serial, ledger: ledger, calendar)
      row.comma()
      if let affiliate = order.affiliate { row.append(affiliateIDs, affiliate) }
      row.endRecord()
    }
  }

  consuming func finish() throws(GeneratorError) -> Summary.File {
    try file.flush()
    return file.summary
  }
}

extension OrderPlan.Status {
  var word: StaticString {
    switch self {
    case .shipped: "shipped"
    case .received: "received"
    case .cancelled: "cancelled"
    case .checkout: "checkout"
    }
  }
}

extension Scribe {
  /// The columns from `ship_name` to `ship_address`.
  func recipient(_ recipient: OrderPlan.Recipient, _ row: inout RowBuffer) {
    name(recipient.person, recipient.hand, &row)
    row.comma()
    kana(recipient.person, recipient.hand, &row)
    row.comma()
    phone(recipient.person, recipient.hand, &row)
    row.comma()
    home(recipient.person.home, recipient.hand, &row)
  }
}

extension RowBuffer {
  fileprivate mutating func orderNumber(_ order: OrderPlan, _ serial: Int) {
    if let pair = order.sharedNumber {
      append("DUP-")
      number(pair + 1)
    } else {
      number(serial)
    }
  }

  /// The customer's number; nothing for a guest.
  mutating func buyer(_ buyer: OrderPlan.Buyer) {
    switch buyer {
    case .customer(let index): customer(index)
    case .guest: break
    case .stray(let number):
      append("X")
      self.number(number + 1, digits: 7)
    }
  }

  fileprivate mutating func evidence(
    of order: OrderPlan, serial: Int, ledger: Int, _ calendar: Calendar
  ) {
    switch order.settlement {
    case .none: break
    case .own:
      append("S")
      number(serial)
    case .shared(let pair):
      append("RE")
      number(pair + 1)
    }
    comma()
    if let delay = order.settledAfter { instant(order.time + delay, calendar) }
    comma()
    if order.hasTracking { tracking(ledger: ledger + 1, serial: serial) }
    comma()
    if let delay = order.shippedAfter { instant(order.time + delay, calendar) }
  }

  /// Twelve digits, as the parcel services number; different for each (ledger, serial). Twelve are too
  /// few to be taken for a card number.
  mutating func tracking(ledger: Int, serial: Int) {
    digit(ledger)
    // The factor is coprime to 10^11: a permutation of the serials.
    let range = 100_000_000_000
    number(serial % 100_000_000 * 61_803_398_877 % range, digits: 11)
  }
}
