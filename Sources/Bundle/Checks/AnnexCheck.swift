internal import Ledger
internal import Sampling

/// The confidential evidence of the records drawn (Docs/bundle.md, "sample.json").
struct AnnexCheck {
  let sample: SampleFile
  let leaves: [LedgerLeaf]

  private static let shape = LeafShape.members([
    ("index", .count), ("salt", .hash), ("record", .text),
    ("source", .members([("file", .text), ("line", .count), ("sha256", .hex)])), ("trail", .any),
  ])
  /// A record is `["yurai.customer/v1", id, time, batch, line, mall, name, …]`.
  private static let recordCount = 12

  /// That each line opens the commitment of a record drawn, and that none is left out.
  func check(_ bytes: [UInt8]) throws(Refusal) -> Examination.Step<Void> {
    guard let lines = Lines.of(bytes) else { throw malformed(0) }
    var files: [Int64: String] = [:]
    for leaf in leaves where leaf.kind == "import" {
      files[leaf.count("batch")] = leaf.text("sha256")
    }
    var expected: [Int64: RecordLeaf.Record] = [:]
    for line in sample.lines where line.isToBeOpened {
      expected[line.draw.index] = line.leaf.record
    }
    let count = expected.count
    for (number, line) in lines.enumerated() {
      guard let value = try? JSONReader.read(line), Self.shape.fits(value),
        let index = value["index"]?.count,
        let salt = value["salt"]?.text.flatMap({ TreeHash(base64: $0) }).flatMap({
          Salt($0.bytes)
        }), let text = value["record"]?.text
      else { throw malformed(number + 1) }
      guard let leaf = expected.removeValue(forKey: index) else {
        throw Refusal(
          "レコード \(index) は抽出されていないか、二度ある。", "Record \(index) was not drawn, or comes twice.")
      }
      guard salt.commitment(to: Array(text.utf8)) == leaf.commitment else {
        throw Refusal(
          "レコード \(index) は約束された値を開かない。", "Record \(index) does not open its commitment.")
      }
      guard let items = (try? JSONReader.read(Array(text.utf8)))?.items,
        items.count == Self.recordCount, items[0].text == "yurai.customer/v1",
        items[3].count == leaf.batch, items[4] == value["source"]?["line"],
        files[leaf.batch].map({ $0 == value["source"]?["sha256"]?.text }) ?? true
      else {
        throw Refusal(
          "レコード \(index) の出典が、その取込と合わない。",
          "The source of record \(index) is not the batch that it came with.")
      }
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
