internal import Ledger

/// The leaves that say that the ledger was set back to a backup.
enum RecoveryCheck {
  /// Reads them; each stands where the ledger was set back to, and names a further head that a key
  /// of the ledger signed.
  static func recoveries(
    _ leaves: [LedgerLeaf], _ keys: KeyHistory, origin: String
  ) throws(Refusal) -> [Recovery] {
    var found: [Recovery] = []
    for (place, leaf) in leaves.enumerated() where leaf.kind == "recovery" {
      let index = Int64(place)
      guard let lost = leaf.value["lost"], let size = lost["size"]?.count,
        let root = lost["root"]?.text.flatMap({ TreeHash(base64: $0) }),
        leaf.count("kept") == index, size > index, !leaf.text("reason").isEmpty
      else {
        throw Refusal(
          "\(index) 番の葉の言う復元はありえない（戻した先が葉の位置でない、失われたものがない、など）。",
          "Leaf \(index) tells of a recovery that cannot be: it stands elsewhere than where it set the "
            + "ledger back to, or nothing is lost.")
      }
      let head = TreeHead(size: size, root: root)
      guard let note = try? SignedNote(parsing: Array((lost["note"]?.text ?? "").utf8)),
        let trusted = try? CheckpointPolicy(origin: origin, logKeys: keys.keys).open(note),
        trusted.checkpoint.head == head,
        !keys.active(at: index).isDisjoint(with: trusted.signers.map(\.key))
      else {
        throw Refusal(
          "\(index) 番の葉が失われたとするチェックポイントは、台帳の鍵で署名されたものではない。",
          "The checkpoint that leaf \(index) says is lost was not signed by a key of the ledger.")
      }
      found.append(
        Recovery(index: index, at: leaf.text("at"), lost: head, reason: leaf.text("reason")))
    }
    return found
  }
}
