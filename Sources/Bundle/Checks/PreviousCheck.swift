internal import Ledger

/// The same ledger as an earlier bundle had it.
struct PreviousCheck {
  let manifest: Manifest
  let book: LedgerBook
  let heads: [SignedHead]
  let keys: KeyHistory
  let recoveries: [Recovery]

  func check(_ earlier: BundleFiles) throws(Refusal) -> Examination.Step<Void> {
    var examination = Examination()
    let opening = Opening(earlier, &examination)
    guard let (old, _) = opening.manifest, let trusted = opening.checkpoint,
      let ledger = opening.ledger, opening.areFilesListed, let ours = heads.last
    else {
      throw Refusal("以前の一式そのものが正しくない。", "The earlier bundle itself does not hold.")
    }
    guard old.origin.hasSameBytes(as: manifest.origin) else {
      throw Refusal(
        "以前の一式は別の台帳 \(old.origin) のものである。", "It is of another ledger, \(old.origin).")
    }
    let head = trusted.checkpoint.head
    if let recovery = setBack(ledger, head) {
      throw lost(recovery, head, hidden: try hidden(ledger, recovery))
    }
    guard head.size <= book.size, old.run <= manifest.run else {
      throw Refusal(
        "以前は \(head.size) 件、いまは \(book.size) 件。末尾が切られたか、二つを取り違えている。",
        "It had \(head.size) leaves, and there are \(book.size) now: a tail was cut off, or the "
          + "two bundles are given the wrong way round.")
    }
    guard book.head(at: head.size) == head else {
      let signers = trusted.signers.map(\.key).filter(ours.signers.contains)
      throw signers.isEmpty
        ? rewritten(ledger, ours.head, head)
        : misbehaviour(ledger, ours.head, head, signers[0])
    }
    guard ledger.lines.elementsEqual(book.lines.prefix(ledger.lines.count)) else {
      throw rewritten(ledger, ours.head, head)
    }
    guard heads.contains(where: { $0.head == head }) else {
      throw Refusal(
        "以前のチェックポイントが checkpoints.jsonl から抜けている。",
        "Its checkpoint is left out of checkpoints.jsonl.")
    }
    guard !keys.active(at: head.size).isDisjoint(with: trusted.signers.map(\.key)) else {
      throw Refusal(
        "以前の署名の鍵が、この台帳の鍵の記録にない。",
        "The key that signed it is not among those that this ledger records.")
    }
    return .held(
      (),
      Sentence(
        "以前の \(head.size) 件はそのままで、\(book.size - head.size) 件が加わった",
        "its \(head.size) leaves stand, and \(book.size - head.size) were added"))
  }

  /// The recovery by which what the earlier bundle holds was lost: where the two ledgers part, and
  /// of that checkpoint or one after it; or it names an earlier one that is.
  private func setBack(_ ledger: LedgerBook, _ head: TreeHead) -> Recovery? {
    let same = zip(ledger.lines, book.lines).prefix { $0 == $1 }.count
    return recoveries.first { recovery in
      recovery.index == same && head.size > recovery.index
        && recovery.all.contains { $0.lost == head || $0.lost.size > head.size }
    }
  }

  /// A recovery that only the earlier bundle tells of: it was signed, and is named by none.
  private func hidden(
    _ ledger: LedgerBook, _ recovery: Recovery
  ) throws(Refusal) -> Recovery? {
    let told = Set(recovery.all)
    for number in Int(recovery.index)..<ledger.lines.count {
      let leaf = try LedgerLeaf(ledger.lines[number], number: number)
      guard leaf.kind == "recovery", let old = Recovery(leaf) else { continue }
      if let hidden = old.all.first(where: { !told.contains($0) }) { return hidden }
    }
    return nil
  }

  private func lost(_ recovery: Recovery, _ old: TreeHead, hidden: Recovery?) -> Refusal {
    let before = recovery.earlier.map(\.lostToo)
    let untold = hidden.map {
      Sentence(
        " ただし以前の一式は、先頭の \($0.index) 件まで戻した別の復元（\($0.at)）も記している。署名されたその記録を、"
          + "いまの台帳は示していない。会社に理由を尋ね、両方の一式を保管すること。",
        " But the earlier bundle tells of a recovery to \($0.index) leaves (\($0.at)) that was signed too, and the "
          + "ledger does not name it any more: ask the operator why, and keep both bundles.")
    }
    return Refusal(
      "会社自身の記録（\(recovery.index) 番の葉、\(recovery.at)）によれば、台帳はバックアップの復元により先頭の "
        + "\(recovery.index) 件まで戻された。そこまでは以前の一式のままであり、以前の一式にある \(recovery.index) 番から "
        + "\(old.size - 1) 番までの葉は、いまの台帳にない。失われた葉を示すものはほかにないので、以前の一式を保管すること。"
        + "会社の述べる理由: \(recovery.reason)" + before.map { " " + $0.ja }.joined()
        + (untold?.ja ?? ""),
      "By the operator's own account (leaf \(recovery.index), \(recovery.at)) the ledger was set back to its first "
        + "\(recovery.index) leaves when a backup was restored. These are as in the earlier bundle; leaves "
        + "\(recovery.index) to \(old.size - 1) of the earlier bundle are gone from the ledger. Keep that bundle: nothing "
        + "else shows them. The reason, as the operator gives it: \(recovery.reason)"
        + before.map { " " + $0.en }.joined() + (untold?.en ?? ""))
  }

  private func place(_ ledger: LedgerBook) -> Int {
    zip(ledger.lines, book.lines).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
  }

  private func rewritten(_ ledger: LedgerBook, _ new: TreeHead, _ old: TreeHead) -> Refusal {
    Refusal(
      "歴史が書き換えられている。\(place(ledger)) 番の葉から異なる。",
      "History was rewritten, from leaf \(place(ledger)) on.")
  }

  private func misbehaviour(
    _ ledger: LedgerBook, _ new: TreeHead, _ old: TreeHead, _ key: VerifierKey
  ) -> Refusal {
    let sizes =
      new.size == old.size
      ? Sentence("同じ \(old.size) 件", "one size, \(old.size) leaves,")
      : Sentence("\(old.size) 件と \(new.size) 件", "sizes \(old.size) and \(new.size)")
    return Refusal(
      "鍵 \(key) は、\(sizes.ja)に対し両立しない二つの根に署名した（\(place(ledger)) 番の葉から異なる）。"
        + "二つの一式を併せれば、誰にでも示せる不正の証拠になる。両方を保管すること。",
      "The key \(key) signed two roots for \(sizes.en) that cannot both be true (they differ from "
        + "leaf \(place(ledger)) on). The two bundles together prove this to anybody: keep both.")
  }
}
