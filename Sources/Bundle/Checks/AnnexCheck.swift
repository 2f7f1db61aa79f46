internal import Ledger
internal import Sampling

/// The confidential evidence of the records drawn (Docs/bundle.md, "sample.json").
struct AnnexCheck {
  let sample: SampleFile
  let leaves: [LedgerLeaf]

  /// That each line opens the commitment of a record drawn, and that none is left out.
  func check(_ bytes: [UInt8]) throws(Refusal) -> Examination.Step<Void> {
    guard let lines = Lines.of(bytes) else { throw malformed(0) }
    let files = EvidenceLine.files(leaves)
    var expected: [Int64: RecordLeaf.Record] = [:]
    for line in sample.lines where line.isToBeOpened {
      expected[line.draw.index] = line.leaf.record
    }
    let count = expected.count
    for (number, line) in lines.enumerated() {
      guard let value = try? JSONReader.read(line), let entry = EvidenceLine(value) else {
        throw malformed(number + 1)
      }
      guard let leaf = expected.removeValue(forKey: entry.index) else {
        throw Refusal(
          "レコード \(entry.index) は抽出されていないか、二度ある。",
          "Record \(entry.index) was not drawn, or comes twice.")
      }
      try entry.opens(leaf, files)
    }
    if let index = expected.keys.min() {
      throw Refusal("レコード \(index) が別紙にない。", "Record \(index) is not in the annex.")
    }
    return .held((), Sentence("\(count) 件", "\(count) records"))
  }

  private func malformed(_ line: Int) -> Refusal {
    Refusal("別紙の \(line) 行目は書式どおりではない。", "Line \(line) of the annex is not of its form.")
  }
}
