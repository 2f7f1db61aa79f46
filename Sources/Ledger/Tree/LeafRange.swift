/// The leaves from `start` up to but not including `end`, as the proofs of RFC 6962 cut a tree:
/// `start` is a multiple of the smallest power of two that is no smaller than the length.
struct LeafRange: Hashable, Sendable {
  let start: Int64
  let end: Int64

  var count: Int64 { end - start }

  /// The largest power of two smaller than the count ("k" of RFC 6962 section 2.1).
  ///
  /// The count is 2 or more.
  private var split: Int64 {
    1 << Int64(Int64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }

  /// The left subtree of the node over these leaves.
  var left: LeafRange { LeafRange(start: start, end: start + split) }
  /// The right subtree of the node over these leaves.
  var right: LeafRange { LeafRange(start: start + split, end: end) }

  /// The indexes of the stored hashes that its root is made of, from left to right: the complete
  /// subtrees, the largest first, one for each one bit of the count.
  var storedIndexes: [Int64] {
    var indexes: [Int64] = []
    var next = start
    while next < end {
      let level = Int64.bitWidth - 1 - (end - next).leadingZeroBitCount
      indexes.append(StoredHash.index(level: level, position: next >> Int64(level)))
      next += 1 << Int64(level)
    }
    return indexes
  }

  /// The root over complete subtrees that lie side by side, the largest first.
  static func root(of subtrees: some BidirectionalCollection<TreeHash>) -> TreeHash {
    guard var root = subtrees.last else { return .empty }
    for hash in subtrees.dropLast().reversed() { root = .node(hash, root) }
    return root
  }
}
