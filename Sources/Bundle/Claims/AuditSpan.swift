/// When an audit was run, as its leaf says: `YYYY-MM-DDTHH:MM:SSZ`.
public struct AuditSpan: Hashable, Sendable {
  /// The moment whose facts were judged.
  public let startedAt: String
  /// When the result was written.
  public let finishedAt: String

  /// Both in words.
  public var sentence: Sentence {
    Sentence("\(startedAt) から \(finishedAt) まで", "from \(startedAt) to \(finishedAt)")
  }
}
