/// One hash as storage keeps it: under a number that never changes, in a sequence without gaps.
///
/// Level 0 holds the leaves; the hash `position` of a level covers the `2^level` leaves from
/// `position × 2^level` on, all of which exist. Only such complete subtrees are stored, and a
/// stored hash is never written again. The numbers follow the order in which hashes come to be:
/// each leaf, then every subtree that it completes, smallest first (the order of Go's `tlog`):
///
///     index     0  1  2  3  4  5  6  7
///     level     0  0  1  0  0  1  2  0
///     position  0  1  0  2  3  1  0  4
///
/// So storage is insert-only, a tree of `n` leaves takes `2n` less the one bits of `n` rows, and
/// one `BIGINT` is the key.
public struct StoredHash: Hashable, Sendable {
  /// The number under which it is stored, from 0.
  public let index: Int64
  /// What is stored.
  public let hash: TreeHash

  /// A hash with its number.
  public init(index: Int64, hash: TreeHash) {
    self.index = index
    self.hash = hash
  }

  /// The largest tree that can be numbered: 2^62 leaves.
  public static let maximumTreeSize: Int64 = 1 << 62

  /// How many hashes a tree of that many leaves has stored, which is the index of the next one.
  ///
  /// - Precondition: `treeSize` is from 0 to ``maximumTreeSize``.
  public static func count(treeSize: Int64) -> Int64 {
    precondition((0...maximumTreeSize).contains(treeSize), "no tree has this size")
    // Two for every leaf, less one for every subtree still without its right sibling. Of 2^63 the
    // subtraction comes first, as it would not fit.
    return treeSize - Int64(treeSize.nonzeroBitCount) + treeSize
  }

  /// The number of the hash at a place in the tree.
  ///
  /// - Precondition: the leaves that it covers lie below ``maximumTreeSize``.
  public static func index(level: Int, position: Int64) -> Int64 {
    precondition((0...62).contains(level) && position >= 0, "no such place in a tree")
    precondition(position < maximumTreeSize >> Int64(level), "no such place in a tree")
    // It is stored right after the last leaf that it covers and the levels in between.
    let lastLeaf = ((position + 1) << Int64(level)) - 1
    return count(treeSize: lastLeaf) + Int64(level)
  }

  /// The place in the tree of the hash with that number: the reverse of ``index(level:position:)``.
  ///
  /// - Precondition: `index` is not negative and below the count of the largest tree.
  public static func place(of index: Int64) -> (level: Int, position: Int64) {
    precondition(index >= 0 && index < count(treeSize: maximumTreeSize), "no such index")
    // A guess that is too low by at most half the bits of the index.
    var leaf = index / 2
    while count(treeSize: leaf + 1) <= index { leaf += 1 }
    let level = index - count(treeSize: leaf)
    return (Int(level), leaf >> level)
  }
}
