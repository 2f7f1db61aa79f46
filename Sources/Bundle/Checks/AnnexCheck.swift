internal import Ledger
internal import Sampling

/// The confidential evidence of the records drawn (Docs/bundle.md, "sample.json").
struct AnnexCheck {
  let sample: SampleFile
  let files: EvidenceFiles

  /// That each line opens the commitment of a record drawn, and that none is left out.
  func check(_ bytes: [UInt8]) throws(Refusal) -> Examination.Step<Void> {
    guard let lines = Lines.of(bytes) else { throw malformed(0) }
    var expected: [Int64: RecordLeaf.Record] = [:]
    for line in sample.lines where line.isToBeOpened {
      expected[line.draw.index] = line.leaf.record
    }
    var tally: [ShownTrail.Standing: Int] = [:]
    for (number, line) in lines.enumerated() {
      guard let value = try? JSONReader.read(line), let entry = EvidenceLine(value) else {
        throw malformed(number + 1)
      }
      guard let leaf = expected.removeValue(forKey: entry.index) else {
        throw Refusal(
          "レコード \(entry.index) は抽出されていないか、二度ある。",
          "Record \(entry.index) was not drawn, or comes twice.")
      }
      tally[try entry.opens(leaf, files), default: 0] += 1
    }
    if let index = expected.keys.min() {
      throw Refusal("レコード \(index) が別紙にない。", "Record \(index) is not in the annex.")
    }
    return .held((), Self.sentence(tally))
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
