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
    var opened: [Opened] = []
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
      if let entry {
        let standing = try entry.opens(leaf, files)
        opened.append(Opened(index: index, standing: standing, since: entry.since))
      }
      if let gone {
        if try !gone.isShown(leaf, checks.audit, checks.leaves) { later.append(gone.leaf) }
        closed.append(gone)
      }
    }
    if let index = expected.keys.min() {
      throw Refusal("レコード \(index) が別紙にない。", "Record \(index) is not in the annex.")
    }
    let said = sentence(opened) + sentence(closed, opened.filter { $0.standing == .changed })
    let unseen = opened.filter { $0.since.map { !files.hasLeaf($0) } ?? false }.compactMap(\.since)
    guard later.isEmpty, unseen.isEmpty else {
      return .notChecked(Self.unseen(closed: later, shown: unseen) + said)
    }
    return .held((), said)
  }

  /// A record that was opened.
  private struct Opened {
    let index: Int64
    let standing: ShownTrail.Standing
    /// The leaf since which it is shown otherwise.
    let since: Int64?
  }

  /// What is to be seen of leaves that the bundle does not have.
  private static func unseen(closed: [Int64], shown: [Int64]) -> Sentence {
    let (gone, other) = (list(closed), list(shown))
    let parts = [
      closed.isEmpty
        ? nil
        : Sentence(
          "この一式の台帳にまだない葉（\(gone)）が、\(closed.count) 件を開示できない理由とされている。後の一式の台帳で、その葉がそれぞれの番号の消去"
            + "（または、その取込の訂正）であることを確かめること。",
          "\(closed.count) records are said to be closed by leaves that this bundle does not have yet (\(gone)). See in the ledger of a "
            + "later bundle that these leaves are the erasures of these places, or corrections of their batches. "
        ),
      shown.isEmpty
        ? nil
        : Sentence(
          "\(shown.count) 件は、この一式の台帳にまだない葉（\(other)）から別の出来事を示すとされている。後の一式の台帳で、その葉が訂正"
            + "（supersession）であり、最も早い確かな出来事のファイルがその取込のものであることを確かめること。そうでないものは例外に数える。",
          "\(shown.count) records are said to be shown by other events since leaves that this bundle does not have yet (\(other)). See in "
            + "the ledger of a later bundle that each is a supersession, by the batch of the file that the record's earliest placed "
            + "event is of; where it is not, the record is an exception. "),
    ].compactMap(\.self)
    return parts.reduce(Sentence("", ""), +)
      + Sentence("ほかは確かめた: ", "All else was checked: ")
  }

  /// What the sample supports without the records that nobody can open any more, and without those that are not shown as they
  /// were committed to; nothing where there are none.
  private func sentence(_ closed: [ClosedLine], _ changed: [Opened]) -> Sentence {
    guard !closed.isEmpty || !changed.isEmpty else { return Sentence("", "") }
    let result = checks.sentence(closing: Set(closed.map(\.index) + changed.map(\.index)), census)
    func named(_ reason: ClosedLine.Reason) -> [Int64] {
      closed.filter { $0.reason == reason }.map(\.leaf)
    }
    let reasons = [(named(.erased), "消去", "erased"), (named(.corrected), "訂正", "corrected")]
      .filter { !$0.0.isEmpty }
    let since = Self.list(changed.compactMap(\.since))
    let parts = [
      reasons.isEmpty
        ? nil
        : Sentence(
          "抽出した後に"
            + reasons.map { "\($0.1)された \($0.0.count) 件（葉 \(Self.list($0.0))）" }.joined(
              separator: "と")
            + "は開示できない",
          "Nobody can open "
            + reasons.map {
              "\($0.0.count) that the ledger \($0.2) since the audit (leaves \(Self.list($0.0)))"
            }.joined(separator: ", and ")),
      changed.isEmpty
        ? nil
        : Sentence(
          "\(changed.count) 件は、監査の後の取込や訂正（葉 \(since)）により、最も早い確かな出来事が葉のモール、出店者、日と合わない",
          "\(changed.count) have their earliest placed event no more where and when the leaf says, since what was imported or "
            + "corrected after the audit (leaves \(since))"),
    ].compactMap(\.self)
    return Sentence(
      "。" + parts.map(\.ja).joined(separator: "。") + "。例外に数える: \(result.ja)",
      ". " + parts.map(\.en).joined(separator: ", and ")
        + ", which count as exceptions: \(result.en)")
  }

  private static func list(_ leaves: [Int64]) -> String {
    let each = Set(leaves).sorted()
    return each.prefix(5).map { "\($0)" }.joined(separator: ", ") + (each.count > 5 ? ", …" : "")
  }

  /// How many there are, and what was compared of their trails.
  private func sentence(_ opened: [Opened]) -> Sentence {
    let tally = Dictionary(grouping: opened, by: \.standing).mapValues(\.count)
    let (compared, sealed) = (tally[.compared, default: 0], tally[.sealed, default: 0])
    let (all, free) = (opened.count, tally[.free, default: 0])
    let corrected = opened.filter { $0.standing == .corrected }.compactMap(\.since)
    let since = Self.list(corrected)
    return Sentence(
      "\(all) 件。うち \(compared) 件は、最も早い確かな出来事が台帳にあるファイルのもので、モール、出店者、日が葉と同じ"
        + (sealed > 0 ? "。\(sealed) 件は台帳より前のファイルのもので、モール、出店者、日だけを照合した" : "")
        + (corrected.isEmpty
          ? ""
          : "。\(corrected.count) 件は監査の後に訂正したファイル（葉 \(since)）のもので、葉と同じ。訂正前のファイルとも照合すること")
        + (free > 0 ? "。\(free) 件の判定は確かな出来事によらない" : ""),
      "\(all) records. Of \(compared) the earliest placed event is of a file in the ledger, and of the leaf's mall, merchant "
        + "and day"
        + (sealed > 0
          ? "; of \(sealed) it is of a file from before the ledger, and only mall, merchant and day were compared"
          : "")
        + (corrected.isEmpty
          ? ""
          : "; of \(corrected.count) it is of a file that corrected rows after the audit (leaves \(since)), and of the leaf's mall, "
            + "merchant and day: compare the file before the correction too")
        + (free > 0 ? "; the verdict of \(free) rests on no placed event" : ""))
  }

  private func malformed(_ line: Int) -> Refusal {
    Refusal("別紙の \(line) 行目は書式どおりではない。", "Line \(line) of the annex is not of its form.")
  }
}
