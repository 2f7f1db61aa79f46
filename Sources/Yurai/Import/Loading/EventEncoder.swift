internal import Matching
internal import Postgres
internal import Tabular

/// Orders, sign-ups and the subjects of provisions: one fact row (stage_event) and one record
/// (collection_record) a row.
struct EventEncoder: RowEncoder {
  /// Where the columns of an event stand in its profile; -1 where the profile has none.
  private struct Columns {
    let id, mall, merchant, customer, time, kind, status: Int
    let name, kana, email, phone, postal, address: Int
    let shipName, shipKana, shipPhone, shipPostal, shipAddress: Int
    let settlement, settledAt, tracking, shippedAt, affiliate, evidence, others: Int

    init(_ shape: RowShape) {
      func at(_ names: String...) -> Int { names.lazy.map(shape.index).first { $0 >= 0 } ?? -1 }
      id = at("order_id", "signup_id", "provision_id")
      mall = at("mall_id")
      merchant = at("merchant_id")
      customer = at("customer_id")
      time = at("ordered_at", "occurred_at")
      kind = at("kind")
      status = at("status")
      name = at("name")
      kana = at("name_kana")
      email = at("email")
      phone = at("phone")
      postal = at("postal_code")
      address = at("address")
      shipName = at("ship_name")
      shipKana = at("ship_name_kana")
      shipPhone = at("ship_phone")
      shipPostal = at("ship_postal_code")
      shipAddress = at("ship_address")
      settlement = at("settlement_id")
      settledAt = at("settled_at")
      tracking = at("tracking_no")
      shippedAt = at("shipped_at")
      affiliate = at("affiliate_id")
      evidence = at("evidence_ref")
      others = at("other_recipients")
    }
  }

  private var maker: KeyMaker
  private var outlets: OutletNumbers
  private let batch: Int32
  private let columns: Columns
  /// The columns that go into the record as they are, in the table's order.
  private let asWritten: [Int]
  private var content: [UInt8] = []
  /// A whole row's values, each with 0x1F behind.
  private var row: [UInt8] = []
  private var pair: [UInt8] = []
  private var lastPair: [UInt8] = []
  private var lastOutlet: Int32 = 0
  /// The evidence keys of this file so far.
  private var met = KeyFilter()

  var newOutlets: [OutletNumbers.Entry] { outlets.new }
  private(set) var oddRecipients: Int64 = 0

  init(secret: MatchSecret, outlets: OutletNumbers, batch: Int32, shape: RowShape) {
    maker = KeyMaker(secret: secret)
    self.outlets = outlets
    self.batch = batch
    let columns = Columns(shape)
    self.columns = columns
    asWritten = [
      columns.customer, columns.status, columns.name, columns.kana, columns.email, columns.phone,
      columns.postal, columns.address, columns.shipName, columns.shipKana, columns.shipPhone,
      columns.shipPostal, columns.shipAddress, columns.settlement,
    ]
  }

  mutating func encode(
    _ record: borrowing Record, shape: RowShape, times: [Int64?], line: Int32, weight: Int32,
    into chunk: inout Chunk
  ) {
    let bytes = record.bytes.span
    let id = bytes.extracting(shape.range(columns.id, in: record))
    let customer = bytes.extracting(shape.range(columns.customer, in: record))
    let time = columns.time < 0 ? nil : times[columns.time]
    let settlement = bytes.extracting(shape.range(columns.settlement, in: record))
    let tracking = bytes.extracting(shape.range(columns.tracking, in: record))
    let settledAt = columns.settledAt < 0 ? nil : times[columns.settledAt]
    let shippedAt = columns.shippedAt < 0 ? nil : times[columns.shippedAt]
    let outlet = outletNumber(record, shape)
    let settlementKey = evidenceKey(settlement, .settlement)
    let trackingKey = evidenceKey(tracking, .tracking)
    let attested =
      (settlement.isBlank && settledAt != nil) || (tracking.isBlank && shippedAt != nil)
      || !bytes.extracting(shape.range(columns.evidence, in: record)).isBlank

    chunk.startFact(fields: 21)
    chunk.facts.append(int64: maker.identifier(customer, .customer))
    chunk.facts.append(int64: maker.name(bytes.extracting(shape.range(columns.name, in: record))))
    chunk.facts.append(int64: maker.email(bytes.extracting(shape.range(columns.email, in: record))))
    chunk.facts.append(int64: maker.phone(bytes.extracting(shape.range(columns.phone, in: record))))
    chunk.facts.append(
      int64: maker.address(bytes.extracting(shape.range(columns.address, in: record))))
    chunk.facts.append(timestamptzUnix: time)
    chunk.facts.append(int64: settlementKey)
    chunk.facts.append(int64: trackingKey)
    chunk.facts.append(int64: contentKey(record, shape))
    chunk.facts.append(int32: outlet)
    chunk.facts.append(int32: batch)
    chunk.facts.append(int32: line)
    appendKind(bytes.extracting(shape.range(columns.kind, in: record)), shape, &chunk)
    chunk.facts.append(bool: attested)
    chunk.facts.append(text: id.extracting(id.trimmedRange))
    chunk.facts.append(
      int64: maker.name(bytes.extracting(shape.range(columns.shipName, in: record))))
    chunk.facts.append(
      int64: maker.phone(bytes.extracting(shape.range(columns.shipPhone, in: record))))
    chunk.facts.append(
      int64: maker.address(bytes.extracting(shape.range(columns.shipAddress, in: record))))
    chunk.facts.append(bool: settlementKey.map { met.mayContain(adding: $0) } ?? false)
    chunk.facts.append(bool: trackingKey.map { met.mayContain(adding: $0) } ?? false)
    chunk.facts.append(int32: weight)

    chunk.records.append(row: 22)
    chunk.records.append(int32: batch)
    chunk.records.append(int32: line)
    for column in asWritten {
      chunk.records.append(asWritten: bytes.extracting(shape.range(column, in: record)))
    }
    chunk.records.append(timestamptzUnix: settledAt)
    chunk.records.append(asWritten: tracking)
    chunk.records.append(timestamptzUnix: shippedAt)
    chunk.records.append(asWritten: bytes.extracting(shape.range(columns.affiliate, in: record)))
    chunk.records.append(asWritten: bytes.extracting(shape.range(columns.evidence, in: record)))
    let others = bytes.extracting(shape.range(columns.others, in: record))
    if !others.isEmpty, !Self.isArray(others) { oddRecipients += 1 }
    chunk.records.append(asWritten: others)
    chunk.recordRows += 1
  }

  /// Whether a text begins and ends as an array does, or is blank. The server reads it in full (`further_recipients`).
  private static func isArray(_ text: Span<UInt8>) -> Bool {
    let range = text.trimmedRange
    return range.isEmpty
      || text[range.lowerBound] == UInt8(ascii: "[")
        && text[range.upperBound - 1] == UInt8(ascii: "]")
  }

  /// The kind of an order is fixed, that of a sign-up stands in the row, and that of a provision's subject
  /// follows from the provision's basis, which the loader looks up.
  private func appendKind(_ kind: Span<UInt8>, _ shape: RowShape, _ chunk: inout Chunk) {
    switch shape.profile {
    case .signups: chunk.facts.append(text: kind.extracting(kind.trimmedRange))
    case .provisionSubjects: chunk.facts.append(text: "provision")
    default: chunk.facts.append(text: "order")
    }
  }

  /// The mall is part of the key: an id of another mall is another id. How it is written is none (``EvidenceNumber``).
  private mutating func evidenceKey(_ id: Span<UInt8>, _ domain: IdentifierDomain) -> Int64? {
    guard !id.isBlank else { return nil }
    let mallEnd = lastPair.firstIndex(of: 0x1F) ?? 0
    content.removeAll(keepingCapacity: true)
    content.append(contentsOf: lastPair[0...mallEnd])
    EvidenceNumber.append(id, to: &content)
    return maker.key(of: content, domain)
  }

  private mutating func contentKey(_ record: borrowing Record, _ shape: RowShape) -> Int64 {
    let bytes = record.bytes.span
    var room = shape.count
    for column in 0..<shape.count { room &+= shape.range(column, in: record).count }
    if row.count < room { row = [UInt8](repeating: 0, count: 2 * room) }
    var out = row.mutableSpan
    var end = 0
    for column in 0..<shape.count {
      for index in shape.range(column, in: record) {
        out[unchecked: end] = bytes[unchecked: index]
        end &+= 1
      }
      out[unchecked: end] = 0x1F
      end &+= 1
    }
    let content = row
    return maker.identifier(content.span.extracting(0..<end), .content) ?? 0
  }

  /// The number of the pair that the row names, or that the manifest gives where the row is silent.
  private mutating func outletNumber(_ record: borrowing Record, _ shape: RowShape) -> Int32 {
    let bytes = record.bytes.span
    pair.removeAll(keepingCapacity: true)
    appendName(columns.mall, bytes.extracting(shape.range(columns.mall, in: record)), shape)
    pair.append(0x1F)
    appendName(columns.merchant, bytes.extracting(shape.range(columns.merchant, in: record)), shape)
    if pair != lastPair {
      lastOutlet = outlets.number(pair, maker: &maker)
      swap(&lastPair, &pair)
    }
    return lastOutlet
  }

  private mutating func appendName(_ column: Int, _ text: Span<UInt8>, _ shape: RowShape) {
    if text.isBlank {
      if column >= 0 { pair.append(contentsOf: shape.constants[column]) }
    } else {
      pair.append(text.extracting(text.trimmedRange))
    }
  }
}
