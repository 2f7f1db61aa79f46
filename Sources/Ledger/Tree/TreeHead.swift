/// How many leaves a tree has, and its root: all that a proof is checked against.
public struct TreeHead: Hashable, Sendable {
  /// The number of leaves; their indexes run from 0 to one less.
  public let size: Int64
  /// The root over exactly that many leaves; the empty tree's is ``TreeHash/empty``.
  public let root: TreeHash

  /// The head as somebody states it; nothing is checked here.
  public init(size: Int64, root: TreeHash) {
    self.size = size
    self.root = root
  }

  /// The head of the tree without leaves.
  public static let empty = TreeHead(size: 0, root: .empty)
}
