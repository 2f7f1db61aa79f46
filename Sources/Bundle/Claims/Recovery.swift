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
  /// Recoveries before it whose own leaves are lost by it or by one before it, the first one first.
  public let earlier: [Recovery]

  /// This one, and those that it names.
  public var all: [Recovery] { earlier + [Recovery(index, at, lost, reason)] }

  init(
    _ index: Int64, _ at: String, _ lost: TreeHead, _ reason: String, earlier: [Recovery] = []
  ) {
    (self.index, self.at, self.lost, self.reason) = (index, at, lost, reason)
    self.earlier = earlier
  }

  /// What a reader has to know.
  public var sentence: Sentence {
    Sentence(
      "台帳は先頭の \(index) 件まで戻されている（\(index) 番の葉、\(at)）。署名済みだった \(index) 番から \(lost.size - 1) 番までの"
        + "葉は失われた。会社の述べる理由: \(reason)" + earlier.map { " " + $0.lostToo.ja }.joined(),
      "The ledger was set back to its first \(index) leaves (leaf \(index), \(at)). Leaves \(index) to "
        + "\(lost.size - 1), which were signed, are lost. The reason, as the operator gives it: \(reason)"
        + earlier.map { " " + $0.lostToo.en }.joined())
  }

  /// The same of one whose leaf is lost, and that another one names.
  var lostToo: Sentence {
    Sentence(
      "その前にも先頭の \(index) 件まで戻され（\(at)）、\(index) 番から \(lost.size - 1) 番までの葉が失われた。それを記した葉も失われている。"
        + "その時の理由: \(reason)",
      "Before that it was set back to its first \(index) leaves (\(at)): leaves \(index) to \(lost.size - 1) of then "
        + "are lost, and so is the leaf that said so. The reason then: \(reason)")
  }
}
