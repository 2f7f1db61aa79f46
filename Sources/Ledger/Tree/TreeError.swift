/// Why something cannot be made of a tree.
public enum TreeError: Error, Hashable, Sendable {
  /// There is no leaf of that index in a tree of that size.
  case noLeaf(index: Int64, size: Int64)
  /// No tree has that size: negative, or more than ``StoredHash/maximumTreeSize``.
  case noSuchSize(Int64)
  /// Consistency is from a tree with at least one leaf to one that is no smaller.
  case sizesOutOfOrder(old: Int64, new: Int64)
  /// Storage answered with another number of hashes than it was asked for: rows are missing.
  case wrongHashCount(asked: Int, got: Int)
}

extension TreeError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .noLeaf(let index, let size): "a tree of \(size) leaves has no leaf \(index)"
    case .noSuchSize(let size): "no tree has \(size) leaves"
    case .sizesOutOfOrder(let old, let new):
      "there is no consistency proof from \(old) to \(new) leaves"
    case .wrongHashCount(let asked, let got):
      "storage was asked for \(asked) hashes and gave \(got)"
    }
  }
}
