/// Where a bundle gets its ledger from.
public enum BundleLedger {
  /// The newest checkpoint that covers the last audit run, with all that a bundle needs of it.
  /// - Throws: `YuraiError` when there is none yet.
  public static func parts(in session: inout Session) throws -> any LedgerParts {
    throw YuraiError(
      "the ledger has no checkpoint that covers the last audit run yet, so a report cannot be signed"
    )
  }
}
