public import Ledger

/// A leaf that says that the ledger was set back to a backup, and what is lost by it.
///
/// That the named checkpoint was signed is checked; that it was a disaster is what the operator
/// says.
public struct Recovery: Hashable, Sendable {
  /// The leaf's place. As many leaves were kept.
  public let index: Int64
  /// When, by the operator's clock.
  public let at: String
  /// The head that was signed, and that this ledger does not have.
  public let lost: TreeHead
  /// Why, as the operator says.
  public let reason: String

  /// What a reader has to know.
  public var sentence: Sentence {
    Sentence(
      "台帳は先頭の \(index) 件まで戻されている（\(index) 番の葉、\(at)）。署名済みだった \(index) 番から \(lost.size - 1) 番までの"
        + "葉は失われた。会社の述べる理由: \(reason)",
      "The ledger was set back to its first \(index) leaves (leaf \(index), \(at)). Leaves \(index) to "
        + "\(lost.size - 1), which were signed, are lost. The reason, as the operator gives it: \(reason)"
    )
  }
}
