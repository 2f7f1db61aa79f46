extension TrailDetail {
  /// All ways in which the person stands in the data: the one that the letter begins with, then the others.
  var ways: [TrailDetail] { [self] + (also ?? []) }

  /// Those of them by which the person gave the data: not as the destination of somebody else's order.
  var ownWays: [TrailDetail] { ways.filter { $0.way != .recipient } }

  /// One letter about somebody who stands in the data in several ways: which, and with which trail it begins.
  ///
  /// The gravest way decides: what was bought, then what cannot be shown yet, then what came from another company.
  /// Nil when a record is erased, since the letter would say that nothing is held, and when there is no way at all.
  public static func joined(_ ways: [TrailDetail]) -> (kind: LetterKind, detail: TrailDetail)? {
    guard let first = ways.first else { return nil }
    func kind(_ detail: TrailDetail) -> LetterKind {
      detail.way == .recipient ? .recipient : LetterKind(detail)
    }
    guard ways.count > 1 else { return (kind(first), first) }
    let kinds = ways.map(kind)
    guard !kinds.contains(.erased) else { return nil }
    func beginning(_ index: Int, _ kind: LetterKind) -> (LetterKind, TrailDetail) {
      var detail = ways[index]
      detail.also = ways.indices.filter { $0 != index }.map { ways[$0] }
      return (kind, detail)
    }
    if let index = kinds.firstIndex(of: .purchased) { return beginning(index, .purchased) }
    if kinds.contains(where: \.isInterim) { return beginning(0, .several) }
    if let index = kinds.firstIndex(of: .received) { return beginning(index, .received) }
    let roles = ways.flatMap { $0.dealings.map(\.legalRole) }
    if roles.allSatisfy({ $0 == .entrusted }), kinds[0] == .entrusted {
      return beginning(0, .entrusted)
    }
    if let index = kinds.firstIndex(of: .traced) { return beginning(index, .traced) }
    return beginning(0, kinds[0] == .recipient ? .recipient : .traced)
  }
}
