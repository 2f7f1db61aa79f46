internal import Ledger

/// The leaves that say that the ledger was set back to a backup.
enum RecoveryCheck {
  /// Reads them; each stands where the ledger was set back to, and names a further head that a key
  /// of the ledger signed. So does each that one names as earlier, and whose own leaf is lost.
  static func recoveries(
    _ leaves: [LedgerLeaf], _ keys: KeyHistory, origin: String
  ) throws(Refusal) -> [Recovery] {
    var found: [Recovery] = []
    for (place, leaf) in leaves.enumerated() where leaf.kind == "recovery" {
      let index = Int64(place)
      guard let recovery = Recovery(leaf), recovery.index == index,
        recovery.all.allSatisfy({
          $0.lost.size > $0.index && $0.index >= index && !$0.reason.isEmpty
        })
      else {
        throw Refusal(
          "\(index) 番の葉の言う復元はありえない（戻した先が葉の位置でない、失われたものがない、など）。",
          "Leaf \(index) tells of a recovery that cannot be: it stands elsewhere than where it set the "
            + "ledger back to, or nothing is lost, or an earlier one that it names would not be lost."
        )
      }
      let values = [leaf.value] + (leaf.value["earlier"]?.items ?? [])
      for value in values where !isSigned(value, keys, at: index, origin: origin) {
        throw Refusal(
          "\(index) 番の葉が失われたとするチェックポイントは、台帳の鍵で署名されたものではない。",
          "The checkpoint that leaf \(index) says is lost was not signed by a key of the ledger.")
      }
      found.append(recovery)
    }
    return found
  }

  /// What is to be said of the leaves by which all rows were taken over from a restored copy; nothing where there are none.
  static func adoptions(_ leaves: [LedgerLeaf]) -> Sentence {
    let told = leaves.enumerated().filter { $0.element.kind == "adoption" }
      .map { "\($0.offset) (\($0.element.text("at")))" }.joined(separator: ", ")
    guard !told.isEmpty else { return Sentence("", "") }
    return Sentence(
      "。全行を復元した控えから引き継いだ葉がある: \(told)。顧客レコードはそのとき約束と比べられたが、注文・会員登録と登録簿は、それまでに書き換えられていても分からない。以前の一式と、元のファイルで確かめること",
      "; but by these leaves every row was taken over from a restored copy: \(told). The customer records were compared with "
        + "their commitments then; of orders, registrations and registers nobody could see whether they had been altered until "
        + "then. Do it again from the files")
  }

  /// Whether what is lost is the head in its note, by a key that could sign where the ledger was set
  /// back to.
  private static func isSigned(
    _ value: JSONValue, _ keys: KeyHistory, at index: Int64, origin: String
  ) -> Bool {
    guard let note = try? SignedNote(parsing: Array((value["lost"]?["note"]?.text ?? "").utf8)),
      let trusted = try? CheckpointPolicy(origin: origin, logKeys: keys.keys).open(note),
      trusted.checkpoint.head == Recovery(value)?.lost
    else { return false }
    return !keys.active(at: index).isDisjoint(with: trusted.signers.map(\.key))
  }
}

extension Recovery {
  /// What a leaf of that kind says, unchecked.
  init?(_ leaf: LedgerLeaf) {
    guard let own = Recovery(leaf.value) else { return nil }
    self.init(
      own.index, own.at, own.lost, own.reason,
      earlier: (leaf.value["earlier"]?.items ?? []).compactMap { Recovery($0) })
  }

  /// What the leaf says, or an item of its `earlier`, of a form that was checked.
  fileprivate init?(_ value: JSONValue) {
    guard let lost = value["lost"], let size = lost["size"]?.count,
      let root = lost["root"]?.text.flatMap({ TreeHash(base64: $0) }),
      let kept = value["kept"]?.count, let at = value["at"]?.text,
      let reason = value["reason"]?.text
    else { return nil }
    self.init(kept, at, TreeHead(size: size, root: root), reason)
  }
}
