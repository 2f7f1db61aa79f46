internal import Ledger

/// One record that no sample drew (Docs/bundle.md, "A record that was not drawn").
struct RecordCheck {
  let audit: AuditLeaf
  let files: EvidenceFiles

  private static let members: [(String, LeafShape)] = [
    ("run", .count), ("records", .members([("size", .count), ("root", .hash)])), ("leaf", .text),
    ("proof", .list(.hash)),
  ]
  /// No tree is higher.
  private static let maximumProof = 63

  /// That its leaf is at its place in the audit's tree, that it opens the leaf, and that the leaf agrees with the census
  /// and the batches.
  func check(
    _ bytes: [UInt8], _ census: [CensusCell: Int64], _ batches: Set<Int64>
  ) throws(Refusal) -> Examination.Step<Void> {
    guard let lines = Lines.of(bytes), lines.count == 1, let value = try? JSONReader.read(lines[0]),
      let entry = EvidenceLine(value, more: Self.members), let run = value["run"]?.count,
      let records = TreeHead(value["records"]), let text = value["leaf"]?.text,
      let hashes = value["proof"]?.items?.compactMap({ $0.text.flatMap { TreeHash(base64: $0) } }),
      hashes.count <= Self.maximumProof
    else {
      throw Refusal("このファイルは一件のレコードの書式ではない。", "The file is not of a record's form.")
    }
    guard run == audit.run else {
      throw Refusal(
        "レコードは第 \(run) 回の監査のもの、一式は第 \(audit.run) 回のもの。",
        "The record is of audit run \(run), and the bundle of run \(audit.run).")
    }
    guard records == audit.records else {
      throw Refusal(
        "レコードの木が、この一式の監査のものではない。",
        "The record is of another records' tree than this bundle's.")
    }
    do throws(ProofError) {
      let proof = InclusionProof(leafIndex: entry.index, hashes: hashes)
      try proof.verify(leaf: .leaf(Array(text.utf8)), in: audit.records)
    } catch {
      throw Refusal(
        "レコード \(entry.index) の証明が成り立たない（\(error)）。",
        "The proof of record \(entry.index) does not hold: \(error).")
    }
    guard let leaf = RecordLeaf(text)?.record else {
      throw Refusal(
        "番号 \(entry.index) は空である。", "Place \(entry.index) is empty: there is no record to open.")
    }
    let standing = try entry.opens(leaf, files)
    guard census[leaf.cell, default: 0] > 0, batches.contains(leaf.batch) else {
      throw Refusal(
        "レコード \(entry.index) が census.csv か batches.csv に数えられていない。",
        "Record \(entry.index) is not counted in census.csv, or its batch is not in batches.csv.")
    }
    let said = standing.sentence(since: entry.since)
    let sentence = Sentence(
      "番号 \(entry.index)、判定 \(leaf.verdict)、取込 \(leaf.batch) の \(entry.line) 行目。\(said.ja)",
      "place \(entry.index), \(leaf.verdict), line \(entry.line) of batch \(leaf.batch); \(said.en)"
    )
    guard standing != .changed else { return .notChecked(Self.changed + sentence) }
    guard entry.since.map(files.hasLeaf) ?? true else { return .notChecked(Self.unseen + sentence) }
    return .held((), sentence)
  }

  /// What to do with a record whose events do not bear its leaf out any more.
  private static var changed: Sentence {
    Sentence(
      "約束された値は開くが、経路は監査の時のものではない。例外とみなし、次の監査の一式で確かめること: ",
      "It opens its commitment, and its trail is not as the audit had it: take it for an exception, or have it opened by the next "
        + "run: ")
  }

  /// What is to be seen of a leaf that the bundle does not have.
  private static var unseen: Sentence {
    Sentence(
      "この一式の台帳にまだない葉から別の出来事を示すとされている。後の一式の台帳で、その葉が訂正（supersession）であり、最も早い確かな"
        + "出来事のファイルがその取込のものであることを確かめること。そうでなければ例外である。ほかは確かめた: ",
      "It is said to be shown by other events since a leaf that this bundle does not have yet. See in the ledger of a later bundle "
        + "that it is a supersession, by the batch of the file that the earliest placed event is of; where it is not, the record is "
        + "an exception. All else was checked: ")
  }
}

extension ShownTrail.Standing {
  /// What was compared, of one record; and since which leaf it is shown otherwise.
  fileprivate func sentence(since: Int64?) -> Sentence {
    let leaf = since ?? 0
    return switch self {
    case .compared:
      Sentence(
        "最も早い確かな出来事は台帳にあるファイルのもので、モール、出店者、日が葉と同じ",
        "its earliest placed event is of a file in the ledger, and of the leaf's mall, merchant and day"
      )
    case .sealed:
      Sentence(
        "最も早い確かな出来事は台帳より前のファイルのもので、モール、出店者、日だけを照合した",
        "its earliest placed event is of a file from before the ledger, and only mall, merchant and day were compared"
      )
    case .free: Sentence("この判定は確かな出来事によらない", "that verdict rests on no placed event")
    case .corrected:
      Sentence(
        "最も早い確かな出来事は監査の後に訂正したファイル（\(leaf) 番の葉）のもので、モール、出店者、日が葉と同じ。訂正前のファイルとも照合すること",
        "its earliest placed event is of a file that corrected rows after the audit (leaf \(leaf)), and of the leaf's mall, merchant "
          + "and day: compare the file before the correction too")
    case .changed:
      Sentence(
        "監査の後の取込や訂正（\(leaf) 番の葉）により、最も早い確かな出来事が葉のモール、出店者、日と合わない",
        "its earliest placed event is no more of the leaf's mall, merchant and day, since what was imported or corrected after the "
          + "audit (leaf \(leaf))")
    }
  }
}
