internal import Ledger

/// The ledger with its leaves read, its keys, and every head that was signed.
struct Chronicle {
  let book: LedgerBook
  let leaves: [LedgerLeaf]
  let keys: KeyHistory

  /// Reads all leaves; the first one says what was before.
  static func leaves(_ book: LedgerBook) throws(Refusal) -> [LedgerLeaf] {
    var leaves: [LedgerLeaf] = []
    leaves.reserveCapacity(book.lines.count)
    for (number, line) in book.lines.enumerated() {
      let leaf = try LedgerLeaf(line, number: number)
      guard (leaf.kind == "legacy") == (number == 0) else {
        throw Refusal(
          "0 番の葉だけが legacy でなければならない（\(number) 番）。",
          "Leaf 0 and no other is of the kind legacy; leaf \(number) is not as it has to be.")
      }
      leaves.append(leaf)
    }
    return leaves
  }

  /// The keys, if those of the file `keys` are among them and those that sign may.
  static func keys(
    _ leaves: [LedgerLeaf], _ manifest: Manifest, _ ring: KeyRing, _ trusted: TrustedCheckpoint
  ) throws(Refusal) -> KeyHistory {
    let history = try KeyHistory(leaves, origin: manifest.origin)
    let active = history.active(at: trusted.checkpoint.head.size)
    for key in ring.logKeys where !active.contains(key) {
      throw Refusal(
        "鍵 \(key) は台帳に記録がないか、廃止されている。",
        "The key \(key) is not recorded in the ledger, or retired.")
    }
    _ = try history.open(trusted.note)
    return history
  }

  /// Every signed head in the bundle, by size, with the keys that signed it: those of
  /// `checkpoints.jsonl`, of which the last is the bundle's own.
  func signedHeads(
    _ files: BundleFiles, _ trusted: TrustedCheckpoint
  ) throws(Refusal) -> [SignedHead] {
    let malformed = Refusal("checkpoints.jsonl は書式どおりではない。", "It is not of its form.")
    guard let lines = Lines.of(try files.bytes("checkpoints.jsonl")) else { throw malformed }
    let shape = LeafShape.members([("size", .count), ("note", .text)])
    var heads: [SignedHead] = []
    for line in lines {
      guard let value = try? JSONReader.read(line), shape.fits(value),
        let text = value["note"]?.text, let note = try? SignedNote(parsing: Array(text.utf8))
      else { throw malformed }
      let (checkpoint, signers) = try keys.open(note)
      guard checkpoint.head.size == value["size"]?.count,
        checkpoint.head.size > heads.last?.head.size ?? 0,
        checkpoint.head.size <= trusted.checkpoint.head.size
      else { throw malformed }
      heads.append(SignedHead(head: checkpoint.head, note: note, signers: signers))
    }
    let known = book.heads(at: heads.map(\.head.size))
    for signed in heads where known[signed.head.size] != signed.head {
      throw Refusal(
        "\(signed.head.size) 件で署名された根が、この台帳の先頭部分の根と異なる。歴史が書き換えられている。",
        "The root signed at \(signed.head.size) leaves is not of this ledger: history was rewritten."
      )
    }
    let (checkpoint, signers) = try keys.open(trusted.note)
    guard heads.popLast()?.head == checkpoint.head else {
      throw Refusal(
        "checkpoints.jsonl の最後の行が、この一式のチェックポイントではない。途中までしか入っていない。",
        "Its last line is not this bundle's own checkpoint: it is cut short.")
    }
    return heads + [SignedHead(head: checkpoint.head, note: trusted.note, signers: signers)]
  }
}

/// A head that the log signed.
struct SignedHead {
  let head: TreeHead
  let note: SignedNote
  /// The log's keys that signed it and could at its size.
  let signers: Set<VerifierKey>
}

extension [SignedHead] {
  /// Whether the last head is signed by the pinned key, or by one that a head names which is signed
  /// by a key that is trusted already.
  ///
  /// - Returns: The trusted keys.
  func trusted(from pinned: VerifierKey, _ keys: KeyHistory) throws(Refusal) -> Set<VerifierKey> {
    var trusted: Set<VerifierKey> = [pinned]
    for signed in self where !signed.signers.isDisjoint(with: trusted) {
      trusted.formUnion(keys.named(before: signed.head.size))
    }
    guard let last, !last.signers.isDisjoint(with: trusted) else {
      throw Refusal(
        "渡された鍵 \(pinned) は、この一式に署名した鍵でも、その鍵に引き継いだ鍵でもない。",
        "The key given, \(pinned), did not sign this bundle, and no key that it passed on to did.")
    }
    return trusted
  }
}
