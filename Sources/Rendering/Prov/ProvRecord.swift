/// A customer record as it is held. Alone it has no generation: that comes with what explains it
/// (`ProvSource`), and a record that nothing explains has none.
public struct ProvRecord: ProvFact {
  let key: Int64
  let batch: Int
  let verdict: Verdict?

  /// - Parameters:
  ///   - key: keyed hash of customer_id.
  ///   - batch: the file that holds the record's row.
  ///   - verdict: of the last audit; nil for a record that came after it.
  public init(key: Int64, batch: Int, verdict: Verdict?) {
    self.key = key
    self.batch = batch
    self.verdict = verdict
  }

  /// The entity, and the file it is in.
  public func entries(in section: ProvSection) -> [ProvEntry] {
    let name = ProvName.recordName(key)
    switch section {
    case .entity:
      return [
        ProvEntry(
          name, types: ["yurai:CustomerRecord"],
          ["yurai:verdict": .named(verdict?.rawValue)])
      ]
    case .hadMember:
      return [
        ProvEntry(
          relation: "held-\(name.dropFirst(3))",
          [
            "prov:collection": .text(ProvName.thing("batch", batch)), "prov:entity": .text(name),
          ])
      ]
    default: return []
    }
  }
}
