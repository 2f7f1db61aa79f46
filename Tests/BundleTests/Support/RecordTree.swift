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

/// A salt that is always the same.
func bytes(_ count: Int, of number: Int) throws -> Salt {
  guard let salt = Salt((0..<count).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0) }) else {
    throw CancellationError()
  }
  return salt
}
