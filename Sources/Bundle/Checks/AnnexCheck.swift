internal import Ledger
internal import Sampling

/// The confidential evidence of the records drawn (Docs/bundle.md, "sample.json").
struct AnnexCheck {
  let checks: SampleChecks
  let files: EvidenceFiles
  let census: [CensusCell: Int64]

  /// That each line opens the commitment of a record drawn, or shows by a leaf that nobody can any more, and that none is
  /// left out.
  func check(_ bytes: [UInt8]) throws(Refusal) -> Examination.Step<Void> {
    guard let lines = Lines.of(bytes) else { throw malformed(0) }
    var expected: [Int64: RecordLeaf.Record] = [:]
    for line in checks.sample.lines where line.isToBeOpened {
      expected[line.draw.index] = line.leaf.record
    }
    var tally: [ShownTrail.Standing: Int] = [:]
    var closed: [ClosedLine] = []
    var later: [Int64] = []
    for (number, line) in lines.enumerated() {
      guard let value = try? JSONReader.read(line) else { throw malformed(number + 1) }
      let (entry, gone) = (EvidenceLine(value), ClosedLine(value))
      guard let index = entry?.index ?? gone?.index else { throw malformed(number + 1) }
      guard let leaf = expected.removeValue(forKey: index) else {
        throw Refusal(
          "レコード \(index) は抽出されていないか、二度ある。",
          "Record \(index) was not drawn, or comes twice.")
      }
      if let entry { tally[try entry.opens(leaf, files), default: 0] += 1 }
      if let gone {
        if try !gone.isShown(leaf, checks.audit, checks.leaves) { later.append(gone.leaf) }
        closed.append(gone)
      }
    }
    if let index = expected.keys.min() {
      throw Refusal("レコード \(index) が別紙にない。", "Record \(index) is not in the annex.")
    }
    let said = Self.sentence(tally) + sentence(closed)
    guard later.isEmpty else {
      let list = Self.list(later)
      return .notChecked(
        Sentence(
          "この一式の台帳にまだない葉（\(list)）が、\(later.count) 件を開示できない理由とされている。後の一式の台帳で、その葉がそれぞれの番号の消去"
            + "（または、その取込の訂正）であることを確かめること。ほかは確かめた: ",
          "\(later.count) records are said to be closed by leaves that this bundle does not have yet (\(list)). See in the ledger of a "
            + "later bundle that these leaves are the erasures of these places, or corrections of their batches. All else was "
            + "checked: ") + said)
    }
    return .held((), said)
  }

  /// What the sample supports without the records that nobody can open any more; nothing where all are opened.
  private func sentence(_ closed: [ClosedLine]) -> Sentence {
    guard !closed.isEmpty else { return Sentence("", "") }
    let result = checks.sentence(closing: Set(closed.map(\.index)), census)
    func named(_ reason: ClosedLine.Reason) -> [Int64] {
      closed.filter { $0.reason == reason }.map(\.leaf)
    }
    let (erased, corrected) = (named(.erased), named(.corrected))
    return Sentence(
      "。抽出した後に"
        + [(erased, "消去"), (corrected, "訂正")].filter { !$0.0.isEmpty }.map {
          "\($0.1)された \($0.0.count) 件（葉 \(Self.list($0.0))）"
        }.joined(separator: "と") + "は開示できず、例外に数える: \(result.ja)",
      ". Nobody can open "
        + [(erased, "erased"), (corrected, "corrected")].filter { !$0.0.isEmpty }.map {
          "\($0.0.count) that the ledger \($0.1) since the audit (leaves \(Self.list($0.0)))"
        }.joined(separator: ", and ") + ", which count as exceptions: \(result.en)")
  }

  private static func list(_ leaves: [Int64]) -> String {
    let each = Set(leaves).sorted()
    return each.prefix(5).map { "\($0)" }.joined(separator: ", ") + (each.count > 5 ? ", …" : "")
  }

  /// How many there are, and what was compared of their trails.
  private static func sentence(_ tally: [ShownTrail.Standing: Int]) -> Sentence {
    let (compared, sealed) = (tally[.compared, default: 0], tally[.sealed, default: 0])
    let (all, free) = (tally.values.reduce(0, +), tally[.free, default: 0])
    return Sentence(
      "\(all) 件。うち \(compared) 件は、最も早い確かな出来事が台帳にあるファイルのもので、モール、出店者、日が葉と同じ"
        + (sealed > 0 ? "。\(sealed) 件は台帳より前のファイルのもので、モール、出店者、日だけを照合した" : "")
        + (free > 0 ? "。\(free) 件の判定は確かな出来事によらない" : ""),
      "\(all) records. Of \(compared) the earliest placed event is of a file in the ledger, and of the leaf's mall, merchant "
        + "and day"
        + (sealed > 0
          ? "; of \(sealed) it is of a file from before the ledger, and only mall, merchant and day were compared"
          : "")
        + (free > 0 ? "; the verdict of \(free) rests on no placed event" : ""))
  }

  private func malformed(_ line: Int) -> Refusal {
    Refusal("別紙の \(line) 行目は書式どおりではない。", "Line \(line) of the annex is not of its form.")
  }
}
