internal import Ledger

/// What opens the commitment of one record: a line of the annex (Docs/bundle.md, "sample.json").
struct EvidenceLine {
  let index: Int64
  /// The line of the file that it came from.
  let line: Int64
  private let salt: Salt
  private let text: String
  private let file: String
  private let sha256: String

  /// The members of the line.
  static let members: [(String, LeafShape)] = [
    ("index", .count), ("salt", .hash), ("record", .text),
    ("source", .members([("file", .text), ("line", .count), ("sha256", .hex)])), ("trail", .any),
  ]
  /// A record is `["yurai.customer/v1", id, time, batch, line, mall, name, …]`.
  private static let recordCount = 12

  /// Nil when the value is not of that form; `more` members may follow.
  init?(_ value: JSONValue, more: [(String, LeafShape)] = []) {
    guard LeafShape.members(Self.members + more).fits(value), let index = value["index"]?.count,
      let salt = value["salt"]?.text.flatMap({ TreeHash(base64: $0) }).flatMap({ Salt($0.bytes) }),
      let text = value["record"]?.text, let source = value["source"],
      let file = source["file"]?.text, let line = source["line"]?.count,
      let sha256 = source["sha256"]?.text
    else { return nil }
    (self.index, self.salt, self.text, self.line) = (index, salt, text, line)
    (self.file, self.sha256) = (file, sha256)
  }

  /// A file that was imported.
  struct Source {
    let file: String
    let sha256: String
  }

  /// The files of the batches that the ledger tells of.
  static func files(_ leaves: [LedgerLeaf]) -> [Int64: Source] {
    var files: [Int64: Source] = [:]
    for leaf in leaves where leaf.kind == "import" {
      files[leaf.count("batch")] = Source(file: leaf.text("file"), sha256: leaf.text("sha256"))
    }
    return files
  }

  /// That it opens what the leaf commits to, and that its source is the leaf's batch.
  func opens(_ leaf: RecordLeaf.Record, _ files: [Int64: Source]) throws(Refusal) {
    guard salt.commitment(to: Array(text.utf8)) == leaf.commitment else {
      throw Refusal(
        "レコード \(index) は約束された値を開かない。", "Record \(index) does not open its commitment.")
    }
    guard let items = (try? JSONReader.read(Array(text.utf8)))?.items,
      items.count == Self.recordCount, items[0].text == "yurai.customer/v1",
      items[3].count == leaf.batch, items[4].count == line,
      files[leaf.batch].map({ $0.sha256 == sha256 && $0.file.hasSameBytes(as: file) }) ?? true
    else {
      throw Refusal(
        "レコード \(index) の出典が、その取込と合わない。",
        "The source of record \(index) is not the batch that it came with.")
    }
  }
}
