/// That a tree still begins with all the leaves that an earlier, smaller one had, in their order:
/// none was altered, dropped, moved or cut off.
public struct ConsistencyProof: Hashable, Sendable {
  /// The hashes in the order of RFC 6962 section 2.1.2; none when the sizes are equal. At most 64.
  public let hashes: [TreeHash]

  /// A proof as somebody gives it; nothing is checked here.
  public init(hashes: [TreeHash]) { self.hashes = hashes }

  /// Returns if the tree of the new head begins with that of the old one (RFC 9162 section
  /// 2.1.4.2).
  ///
  /// An empty old tree is refused: every tree begins with it, so nothing would be proven. Between
  /// equal sizes the proof is empty and the roots have to be the same.
  ///
  /// - Throws: ``ProofError``.
  public func verify(from old: TreeHead, to new: TreeHead) throws(ProofError) {
    guard old.size > 0, old.size <= new.size else {
      throw .sizesOutOfOrder(old: old.size, new: new.size)
    }
    if old.size == new.size {
      guard hashes.isEmpty else { throw .wrongLength }
      guard old.root == new.root else { throw .rootDiffers }
      return
    }
    // Both roots are made anew from the same hashes. Where the old tree is one complete subtree of
    // the new one, the first hash is its root, and the proof leaves it out.
    var rest = hashes[...]
    let isComplete = old.size & (old.size - 1) == 0
    guard let start = isComplete ? old.root : rest.popFirst() else { throw .wrongLength }
    var oldRoot = start
    var newRoot = start
    var node = old.size - 1
    var last = new.size - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    for hash in rest {
      guard last != 0 else { throw .wrongLength }
      if node & 1 == 1 || node == last {
        oldRoot = .node(hash, oldRoot)
        newRoot = .node(hash, newRoot)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        newRoot = .node(newRoot, hash)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .wrongLength }
    guard oldRoot == old.root else { throw .oldRootDiffers }
    guard newRoot == new.root else { throw .rootDiffers }
  }
}
