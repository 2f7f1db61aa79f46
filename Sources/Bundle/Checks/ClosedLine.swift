/// A record that was drawn and that nobody can open any more: a line of the annex (Docs/bundle.md, "sample.json").
struct ClosedLine {
  /// What the ledger did with the record after the audit.
  enum Reason: String, CaseIterable {
    case erased
    case corrected
  }

  let index: Int64
  let reason: Reason
  /// The leaf that tells of it.
  let leaf: Int64

  private static let shape = LeafShape.members([
    ("index", .count), ("closed", .word(Set(Reason.allCases.map(\.rawValue)))), ("leaf", .count),
  ])

  /// Nil when the value is not of that form.
  init?(_ value: JSONValue) {
    guard Self.shape.fits(value), let index = value["index"]?.count,
      let reason = value["closed"]?.text.flatMap(Reason.init(rawValue:)),
      let leaf = value["leaf"]?.count
    else { return nil }
    (self.index, self.reason, self.leaf) = (index, reason, leaf)
  }

  /// That the leaf stands after the audit, and tells of it: an erasure of that place, or a correction of the batch that
  /// brought the record. Which of a batch's records were corrected, no leaf says.
  ///
  /// - Returns: Whether the bundle has the leaf; what a later one has cannot be checked by this one.
  func isShown(
    _ record: RecordLeaf.Record, _ audit: AuditLeaf, _ leaves: [LedgerLeaf]
  ) throws(Refusal) -> Bool {
    guard leaf < leaves.count else { return false }
    let said = leaves[Int(leaf)]
    let isSo =
      switch reason {
      case .erased: said.kind == "erasure" && said.count("record") == index
      case .corrected:
        said.kind == "supersession"
          && (said.value["of"]?.items ?? []).contains { $0["batch"]?.count == record.batch }
      }
    guard leaf > audit.index, isSo else {
      throw Refusal(
        "レコード \(index) を開示しない理由とされた \(leaf) 番の葉は、監査の後のその\(reason == .erased ? "消去" : "訂正")ではない。"
          + "開示できないのではなく、開示していない。",
        "Record \(index) is withheld: leaf \(leaf) does not say that it was \(reason.rawValue) after the audit."
      )
    }
    return true
  }
}
