/// The right edge of a tree: all that is needed to append leaves to it and to know its root.
///
/// It holds at most 62 hashes however many leaves there are, so that a tree of millions is built,
/// or all that storage holds of it is made again and compared, in constant memory. It is read back
/// with ``HashRequest/frontier(size:)``.
public struct Frontier: Hashable, Sendable {
  /// How many leaves there are.
  public private(set) var size: Int64
  /// The complete subtrees side by side, the largest first: one for each one bit of the size.
  private var subtrees: [TreeHash]

  /// The tree without leaves.
  public init() { self.init(size: 0, subtrees: []) }

  init(size: Int64, subtrees: [TreeHash]) {
    self.size = size
    self.subtrees = subtrees
  }

  /// The size and the root.
  public var head: TreeHead { TreeHead(size: size, root: LeafRange.root(of: subtrees)) }

  /// Adds a leaf by its hash and returns what storage has to keep of it: the leaf's own hash and
  /// one for every subtree that it completes, with rising numbers.
  ///
  /// - Precondition: there are fewer leaves than ``StoredHash/maximumTreeSize``.
  @discardableResult
  public mutating func append(_ leaf: TreeHash) -> [StoredHash] {
    var stored: [StoredHash] = []
    append(leaf, to: &stored)
    return stored
  }

  /// Adds leaves by their hashes, in order, and returns what storage has to keep of all of them.
  @discardableResult
  public mutating func append(contentsOf leaves: some Sequence<TreeHash>) -> [StoredHash] {
    var stored: [StoredHash] = []
    for leaf in leaves { append(leaf, to: &stored) }
    return stored
  }

  private mutating func append(_ leaf: TreeHash, to stored: inout [StoredHash]) {
    precondition(size < StoredHash.maximumTreeSize, "the tree is full")
    let index = StoredHash.count(treeSize: size)
    var hash = leaf
    stored.append(StoredHash(index: index, hash: hash))
    for level in 0..<size.trailingOneBitCount {
      hash = .node(subtrees.removeLast(), hash)
      stored.append(StoredHash(index: index + Int64(level) + 1, hash: hash))
    }
    subtrees.append(hash)
    size += 1
  }
}

extension Int64 {
  /// How many subtrees the leaf of this index completes.
  fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
