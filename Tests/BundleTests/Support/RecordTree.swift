import Ledger

/// A tree in memory that gives proofs.
struct MemoryTree {
  private var rows: [TreeHash] = []
  private var frontier = Frontier()

  init(_ leaves: [String]) {
    for leaf in leaves {
      rows += frontier.append(.leaf(Array(leaf.utf8))).map(\.hash)
    }
  }

  var head: TreeHead { frontier.head }

  func proof(_ index: Int64) throws -> InclusionProof {
    let request = try HashRequest.inclusionProof(index: index, size: head.size)
    return try request.answer(from: request.indexes.map { rows[Int($0)] })
  }
}

/// A customer record of the test's world, and its leaf.
struct TestRecord {
  var mall: String? = "tony"
  var merchant: String? = "cocomin"
  var day: String? = "2006-05-03"
  var batch = 1
  /// The batch that the leaf names, where that is another than the record's.
  var leafBatch: Int?
  var line = 2
  var verdict = "traced"
  var isErased = false
  let salt: Salt
  let number: Int

  init(_ number: Int) throws {
    self.number = number
    line = number + 2
    salt = try bytes(32, of: number)
  }

  var canonical: String {
    """
    ["yurai.customer/v1", "C\(number)", "2006-05-03T00:05:00Z", \(batch), \(line), null, "山田 \(number)", \
    null, null, "03-0000-00\(number)", null, "東京都"]
    """
  }

  var leaf: String {
    guard !isErased else { return #"["yurai.empty/v1"]"# }
    let commitment = salt.commitment(to: Array(canonical.utf8)).base64
    let parts = [mall, merchant, day.map { _ in "2004-04-01" }, day].map {
      $0.map { "\"\($0)\"" } ?? "null"
    }
    return
      #"["yurai.record/v1", \#(parts.joined(separator: ", ")), \#(leafBatch ?? batch), "\#(verdict)", "#
      + #""\#(commitment)"]"#
  }
}

/// What is shown of a record's events: one order, as its leaf has it, or as a lie has it.
struct TestTrail {
  var customer: String
  var mall: String?
  var merchant: String?
  var time: String
  var file = "orders-2006.csv"
  var line: Int
  var isPlaced = true
  /// Whether there is the order at all, and its numbers.
  var isThere: Bool
  var hasNumbers = true
  /// Whether another order stands before it, of another mall.
  var hasEarlier = false
  /// The leaf that the line of the record names, since which other events are shown.
  var since: Int?

  init(_ record: TestRecord) {
    customer = "C\(record.number)"
    (mall, merchant, line) = (record.mall, record.merchant, record.line)
    time = "\(record.day ?? "")T09:05:00+09:00"
    isThere = record.mall != nil
  }

  private var order: String { "order:\(mall ?? "")/\(merchant ?? "")/O\(line)" }

  /// As `yurai trace --format json` writes it.
  var json: String {
    func party(_ id: String?) -> String { id.map { #"{"id":"\#($0)","name":"店"}"# } ?? "null" }
    let event =
      #"{"event":"\#(order)","kind":"order","occurred_at":"\#(time)","storefront":"店","#
      + #""merchant":\#(party(merchant)),"mall":\#(party(mall)),"tenancy":null,"legal_role":null,"#
      + #""affiliate":null,"placed":\#(isPlaced),"corroborated":true,"#
      + #""evidence":["settlement","shipment"],"carries":["name"],"source":{"file":"\#(file)","#
      + #""line":\#(line),"sha256":"\#(World.hex(file))"}}"#
    let earlier = event.replacing(#""occurred_at":"2006"#, with: #""occurred_at":"2005"#)
      .replacing(#"{"id":"tony""#, with: #"{"id":"umi""#)
    let events = (hasEarlier ? [earlier] : []) + (isThere ? [event] : [])
    return #"{"version":1,"customer":"\#(customer)","verdict":"traced","fields":[],"#
      + #""trail":[\#(events.joined(separator: ","))],"findings":[]}"#
  }

  /// What others have of the order.
  var numbers: String {
    isThere && hasNumbers
      ? #"{"\#(order)":{"settlement_id":"S\#(line)","settled_at":"\#(time)","tracking_no":"T\#(line)"}}"#
      : "{}"
  }
}

/// A salt that is always the same.
func bytes(_ count: Int, of number: Int) throws -> Salt {
  guard let salt = Salt((0..<count).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0) }) else {
    throw CancellationError()
  }
  return salt
}
