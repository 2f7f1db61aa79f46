/// Why a proof does not hold.
public enum ProofError: Error, Hashable, Sendable {
  /// There is no leaf of that index in a tree of that size.
  case noLeaf(index: Int64, size: Int64)
  /// Consistency is from a tree with at least one leaf to one that is no smaller.
  case sizesOutOfOrder(old: Int64, new: Int64)
  /// More or fewer hashes than a proof between such sizes has.
  case wrongLength
  /// The hashes lead to another root than the one stated: a leaf, a hash or the root is altered.
  case rootDiffers
  /// The hashes lead to another root than the one that was stated earlier: history was rewritten.
  case oldRootDiffers
}

extension ProofError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .noLeaf(let index, let size): "a tree of \(size) leaves has no leaf \(index)"
    case .sizesOutOfOrder(let old, let new):
      "nothing is proven from a tree of \(old) leaves to one of \(new)"
    case .wrongLength: "the proof has too many hashes or too few"
    case .rootDiffers: "the proof does not lead to the stated root"
    case .oldRootDiffers: "the proof does not lead to the root that was stated before"
    }
  }
}
