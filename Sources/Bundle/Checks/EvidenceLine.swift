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
  private let trail: ShownTrail
  /// The leaf after the audit since which other events are shown than the run committed to; nil where they bear it out.
  let since: Int64?

  /// The members of the line.
  static let members: [(String, LeafShape)] = [
    ("index", .count), ("salt", .hash), ("record", .text),
    ("source", .members([("file", .text), ("line", .count), ("sha256", .hex)])), ("trail", .any),
    ("evidence", .any),
  ]
  /// What may follow them.
  private static let sinceMember: (String, LeafShape) = ("since", .count)
  /// A record is `["yurai.customer/v1", id, time, batch, line, mall, name, …]`.
  private static let recordCount = 12

  /// Nil when the value is not of that form; `more` members may follow.
  init?(_ value: JSONValue, more: [(String, LeafShape)] = []) {
    let members = Self.members + (value["since"] == nil ? [] : [Self.sinceMember]) + more
    guard LeafShape.members(members).fits(value), let index = value["index"]?.count,
      let salt = value["salt"]?.text.flatMap({ TreeHash(base64: $0) }).flatMap({ Salt($0.bytes) }),
      let text = value["record"]?.text, let source = value["source"],
      let file = source["file"]?.text, let line = source["line"]?.count,
      let sha256 = source["sha256"]?.text, let trail = value["trail"],
      let evidence = value["evidence"], let shown = ShownTrail(trail, evidence)
    else { return nil }
    (self.index, self.salt, self.text, self.line) = (index, salt, text, line)
    (self.file, self.sha256, self.trail, since) = (file, sha256, shown, value["since"]?.count)
  }

  /// That it opens what the leaf commits to, that its source is the leaf's batch, and that its trail is of the record and bears
  /// the leaf out, or did until the leaf that it names.
  ///
  /// - Returns: What of the trail was compared.
  func opens(
    _ leaf: RecordLeaf.Record, _ files: EvidenceFiles
  ) throws(Refusal) -> ShownTrail.Standing {
    guard salt.commitment(to: Array(text.utf8)) == leaf.commitment else {
      throw Refusal(
        "レコード \(index) は約束された値を開かない。", "Record \(index) does not open its commitment.")
    }
    guard let items = (try? JSONReader.read(Array(text.utf8)))?.items,
      items.count == Self.recordCount, items[0].text == "yurai.customer/v1",
      items[3].count == leaf.batch, items[4].count == line,
      files.batches[leaf.batch].map({ $0.sha256 == sha256 && $0.file.hasSameBytes(as: file) })
        ?? true
    else {
      throw Refusal(
        "レコード \(index) の出典が、その取込と合わない。",
        "The source of record \(index) is not the batch that it came with.")
    }
    guard let customer = items[1].text, customer.hasSameBytes(as: trail.customer) else {
      throw Refusal(
        "レコード \(index) に添えた経路は別の顧客のものである。",
        "The trail that is shown of record \(index) is another customer's.")
    }
    return try trail.check(index, leaf, files, since: since)
  }
}
