extension HashRequest<TreeHead> {
  /// The head of the tree's first `size` leaves, of which there may be more.
  ///
  /// At most 62 hashes are read: one for each one bit of the size, none for the empty tree.
  ///
  /// - Throws: ``TreeError/noSuchSize(_:)``.
  public static func head(size: Int64) throws(TreeError) -> HashRequest {
    let range = try LeafRange.tree(size: size)
    return HashRequest(ranges: [range]) { roots in
      TreeHead(size: size, root: roots.first ?? .empty)
    }
  }
}

extension HashRequest<Frontier> {
  /// The right edge of the tree's first `size` leaves, to append more to it.
  ///
  /// It reads the same hashes as the head.
  ///
  /// - Throws: ``TreeError/noSuchSize(_:)``.
  public static func frontier(size: Int64) throws(TreeError) -> HashRequest {
    let tree = try LeafRange.tree(size: size)
    return HashRequest(ranges: tree.completeSubtrees) { subtrees in
      Frontier(size: size, subtrees: subtrees)
    }
  }
}

extension LeafRange {
  /// All leaves of a tree.
  static func tree(size: Int64) throws(TreeError) -> LeafRange {
    guard (0...StoredHash.maximumTreeSize).contains(size) else { throw .noSuchSize(size) }
    return LeafRange(start: 0, end: size)
  }

  /// The complete subtrees side by side, the largest first.
  fileprivate var completeSubtrees: [LeafRange] {
    var parts: [LeafRange] = []
    var rest = self
    while rest.count.nonzeroBitCount > 1 {
      parts.append(rest.left)
      rest = rest.right
    }
    return rest.count == 0 ? parts : parts + [rest]
  }
}
