// Proofs are made here, by the recursive definitions of RFC 6962, and checked in Proofs/ by the
// iterative ones of RFC 9162, which share nothing with them: each tests the other.

extension HashRequest<InclusionProof> {
  /// The proof that the leaf `index` is in the tree of the first `size` leaves: PATH(m, D[n]) of
  /// RFC 6962 section 2.1.1.
  ///
  /// - Throws: ``TreeError``.
  public static func inclusionProof(index: Int64, size: Int64) throws(TreeError) -> HashRequest {
    let tree = try LeafRange.tree(size: size)
    guard index >= 0, index < size else { throw .noLeaf(index: index, size: size) }
    return HashRequest(ranges: path(to: index, in: tree)) { hashes in
      InclusionProof(leafIndex: index, hashes: hashes)
    }
  }

  /// The siblings on the way from a leaf up to the root, the leaf's own first.
  private static func path(to leaf: Int64, in tree: LeafRange) -> [LeafRange] {
    guard tree.count > 1 else { return [] }
    return leaf < tree.right.start
      ? path(to: leaf, in: tree.left) + [tree.right]
      : path(to: leaf, in: tree.right) + [tree.left]
  }
}

extension HashRequest<ConsistencyProof> {
  /// The proof that the tree of the first `new` leaves begins with that of the first `old`:
  /// PROOF(m, D[n]) of RFC 6962 section 2.1.2.
  ///
  /// - Throws: ``TreeError``; nothing is proven from an empty tree, so `old` is 1 or more.
  public static func consistencyProof(old: Int64, new: Int64) throws(TreeError) -> HashRequest {
    let tree = try LeafRange.tree(size: new)
    guard old > 0, old <= new else { throw .sizesOutOfOrder(old: old, new: new) }
    return HashRequest(ranges: subproof(old, in: tree, isOldTree: true)) { hashes in
      ConsistencyProof(hashes: hashes)
    }
  }

  /// SUBPROOF(m, D[n], b): the old tree ends before the leaf `old`. While `isOldTree`, its root
  /// over these leaves is the old root itself, which the verifier has.
  private static func subproof(
    _ old: Int64, in tree: LeafRange, isOldTree: Bool
  ) -> [LeafRange] {
    if old == tree.end { return isOldTree ? [] : [tree] }
    return old <= tree.right.start
      ? subproof(old, in: tree.left, isOldTree: isOldTree) + [tree.right]
      : subproof(old, in: tree.right, isOldTree: false) + [tree.left]
  }
}
