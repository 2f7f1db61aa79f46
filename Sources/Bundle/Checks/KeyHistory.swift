internal import Ledger

/// Which keys could sign for the log when, as its own `key` leaves say.
struct KeyHistory {
  private struct Term {
    let key: VerifierKey
    /// The leaf that made or added it.
    let start: Int64
    /// The leaf that retired it.
    var end: Int64?
  }

  private let origin: String
  private var terms: [Term] = []

  /// Reads the `key` leaves in their order.
  init(_ leaves: [LedgerLeaf], origin: String) throws(Refusal) {
    self.origin = origin
    for (index, leaf) in leaves.enumerated() where leaf.kind == "key" {
      guard let key = try? VerifierKey(leaf.text("vkey")) else { continue }
      try add(key, leaf.text("change"), at: Int64(index))
    }
    guard !terms.isEmpty else {
      throw Refusal("台帳に鍵の記録がない。", "The ledger records no key.")
    }
  }

  private mutating func add(
    _ key: VerifierKey, _ change: String, at index: Int64
  ) throws(Refusal) {
    let last = terms.lastIndex { $0.key == key && $0.end == nil }
    let active = terms.count { $0.end == nil }
    switch change {
    case "retired":
      guard let last, active > 1 else { throw Self.impossible(index) }
      terms[last].end = index
    default:
      guard last == nil, (change == "made") == terms.isEmpty, key.algorithm == .ed25519,
        key.name.hasSameBytes(as: origin)
      else { throw Self.impossible(index) }
      terms.append(Term(key: key, start: index))
    }
  }

  private static func impossible(_ index: Int64) -> Refusal {
    Refusal(
      "\(index) 番の葉の鍵の変更はありえない（初めでない作成、二重の追加、最後の鍵の廃止など）。",
      "Leaf \(index) changes the keys as cannot be: made twice, added twice, the last one retired.")
  }

  /// Every key that ever could sign, each once.
  var keys: [VerifierKey] { Array(Set(terms.map(\.key))) }

  /// The keys that may sign the head of that many leaves: recorded among them, and not retired.
  func active(at size: Int64) -> Set<VerifierKey> {
    Set(terms.filter { $0.start < size && $0.end.map { $0 >= size } ?? true }.map(\.key))
  }

  /// The keys that the first so many leaves name.
  func named(before size: Int64) -> Set<VerifierKey> {
    Set(terms.filter { $0.start < size }.map(\.key))
  }

  /// The checkpoint in a note and the keys that signed it and could at its size; all signatures by
  /// keys that ever could sign have to be right.
  func open(_ note: SignedNote) throws(Refusal) -> (Checkpoint, Set<VerifierKey>) {
    try note.requireDistinctSigners()
    let trusted: TrustedCheckpoint
    do throws(CheckpointError) {
      trusted = try CheckpointPolicy(origin: origin, logKeys: keys).open(note)
    } catch {
      throw Refusal(
        "署名されたチェックポイントを信用できない（\(error)）。", "A signed checkpoint is not to be trusted: \(error).")
    }
    let size = trusted.checkpoint.head.size
    let signers = active(at: size).intersection(trusted.signers.map(\.key))
    guard !signers.isEmpty else {
      throw Refusal(
        "\(size) 件のチェックポイントは、その時点で有効な鍵で署名されていない。",
        "The checkpoint of \(size) leaves is signed by no key that could sign then.")
    }
    return (trusted.checkpoint, signers)
  }
}
