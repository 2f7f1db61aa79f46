/// That one leaf is in a tree, for somebody who knows the leaf and the tree's head.
public struct InclusionProof: Hashable, Sendable {
  /// Which leaf, from 0.
  public let leafIndex: Int64
  /// The siblings on the way up, the leaf's own first. At most 63.
  public let hashes: [TreeHash]

  /// A proof as somebody gives it; nothing is checked here.
  public init(leafIndex: Int64, hashes: [TreeHash]) {
    self.leafIndex = leafIndex
    self.hashes = hashes
  }

  /// Returns if the leaf with that hash has the index ``leafIndex`` in the tree of that head
  /// (RFC 9162 section 2.1.3.2).
  ///
  /// The proof itself says nothing of the tree's size: it comes from the head, which has to come
  /// from a source that the verifier trusts, as a signed checkpoint does.
  ///
  /// - Throws: ``ProofError``.
  public func verify(leaf: TreeHash, in head: TreeHead) throws(ProofError) {
    guard leafIndex >= 0, leafIndex < head.size else {
      throw .noLeaf(index: leafIndex, size: head.size)
    }
    // Where the way up is, and where the last node of the same level is.
    var node = leafIndex
    var last = head.size - 1
    var root = leaf
    for sibling in hashes {
      guard last != 0 else { throw .wrongLength }
      if node & 1 == 1 || node == last {
        root = .node(sibling, root)
        // The last node of a level may have no sibling on its right: it then moves up unchanged.
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        root = .node(root, sibling)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .wrongLength }
    guard root == head.root else { throw .rootDiffers }
  }
}
