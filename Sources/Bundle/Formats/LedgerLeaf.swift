internal import Ledger

/// A leaf of the ledger, of a form that was checked.
struct LedgerLeaf {
  let kind: String
  let value: JSONValue

  /// All verdicts, in the order in which they are decided.
  static let verdicts = [
    "erased", "purchased", "untraced", "contradicted", "partial", "uncorroborated", "received",
    "traced",
  ]
  /// The verdicts that leave nothing to explain.
  static let explained: Set<String> = ["traced", "received", "erased"]

  /// Reads the line of a leaf.
  init(_ line: ArraySlice<UInt8>, number: Int) throws(Refusal) {
    let malformed = Refusal(
      "\(number) 番の葉は書式どおりではない。", "Leaf \(number) is not of a documented form.")
    guard let value = try? JSONReader.read(line), let kind = value["kind"]?.text,
      let shapes = LeafShape.members[kind].map({ [("kind", .text), ("at", .time)] + $0 }),
      LeafShape.members(shapes).fits(value)
        || LeafShape.optionalMembers[kind].map({ LeafShape.members(shapes + $0).fits(value) })
          ?? false
    else { throw malformed }
    self.kind = kind
    self.value = value
    if kind == "audit", seconds("finished_at") < seconds("started_at") {
      throw Refusal(
        "\(number) 番の葉の監査は、始まる前に終わっている。", "The audit of leaf \(number) ended before it began.")
    }
  }

  /// A whole number, which the form has.
  func count(_ name: String) -> Int64 { value[name]?.count ?? -1 }
  /// A text, which the form has.
  func text(_ name: String) -> String { value[name]?.text ?? "" }
  /// A time in seconds since 1970, which the form has.
  func seconds(_ name: String) -> Int64 { UTCTime.seconds(text(name)) ?? 0 }
  /// Counts by name, which the form has.
  func counts(_ name: String) -> [String: Int64] { value[name]?.counts ?? [:] }
}

/// The `audit` leaf that a bundle reports on.
struct AuditLeaf {
  let index: Int64
  let leaf: LedgerLeaf
  /// The head of the records' tree.
  let records: TreeHead

  init?(index: Int64, leaf: LedgerLeaf) {
    guard leaf.kind == "audit", let records = TreeHead(leaf.value["records"]) else { return nil }
    self.index = index
    self.leaf = leaf
    self.records = records
  }

  var run: Int64 { leaf.count("run") }
  /// When it was run, to the second, in UTC.
  var span: AuditSpan {
    AuditSpan(startedAt: leaf.text("started_at"), finishedAt: leaf.text("finished_at"))
  }
  var verdicts: [String: Int64] { leaf.counts("verdicts") }
  var findings: [String: Int64] { leaf.counts("findings") }
  /// Records that were judged and are not erased.
  var living: Int64 { verdicts.reduce(0) { $0 + ($1.key == "erased" ? 0 : $1.value) } }
}

extension TreeHead {
  /// The object `{"size", "root"}`, in whatever order.
  init?(_ value: JSONValue?) {
    guard let value, value.members?.count == 2, let size = value["size"]?.count,
      let root = value["root"]?.text.flatMap({ TreeHash(base64: $0) })
    else { return nil }
    self.init(size: size, root: root)
  }
}
