internal import Ledger

/// The lines of `ledger.jsonl` and their hashes.
struct LedgerBook {
  let lines: [ArraySlice<UInt8>]
  let hashes: [TreeHash]

  static let fileName = "ledger.jsonl"
  /// A leaf of more bytes is none of ours.
  static let maximumLineByteCount = 1 << 20

  init(_ files: BundleFiles) throws(Refusal) {
    guard let lines = Lines.of(try files.bytes(Self.fileName)) else {
      throw Refusal("ledger.jsonl の最後の行が切れている。", "The last line of ledger.jsonl is cut.")
    }
    guard lines.allSatisfy({ $0.count <= Self.maximumLineByteCount }) else {
      throw Refusal("ledger.jsonl に長すぎる行がある。", "A line of ledger.jsonl is too long.")
    }
    self.lines = lines
    hashes = lines.map { .leaf(Array($0)) }
  }

  var size: Int64 { Int64(lines.count) }

  /// The heads of the beginnings of those sizes, made in one pass; none for sizes it has not.
  func heads(at sizes: some Sequence<Int64>) -> [Int64: TreeHead] {
    let wanted = Set(sizes)
    var heads: [Int64: TreeHead] = [:]
    var frontier = Frontier()
    if wanted.contains(0) { heads[0] = frontier.head }
    for hash in hashes {
      frontier.append(hash)
      if wanted.contains(frontier.size) { heads[frontier.size] = frontier.head }
    }
    return heads
  }

  /// The head of the beginning of that size.
  func head(at size: Int64) -> TreeHead? { heads(at: [size])[size] }
}
