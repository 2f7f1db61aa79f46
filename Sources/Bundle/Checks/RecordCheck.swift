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
    return .held(
      (),
      Sentence(
        "番号 \(entry.index)、判定 \(leaf.verdict)、取込 \(leaf.batch) の \(entry.line) 行目。\(standing.sentence.ja)",
        "place \(entry.index), \(leaf.verdict), line \(entry.line) of batch \(leaf.batch); \(standing.sentence.en)"
      ))
  }
}

extension ShownTrail.Standing {
  /// What was compared, of one record.
  fileprivate var sentence: Sentence {
    switch self {
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
    }
  }
}
