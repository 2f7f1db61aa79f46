/// One thing that a bundle says, and what came of checking it.
public struct Claim: Hashable, Sendable {
  /// What came of it.
  public enum Outcome: Hashable, Sendable {
    /// It is so; with numbers where there are some.
    case held(Sentence?)
    /// It is not so.
    case failed(Sentence)
    /// It was not checked, and so is neither said nor denied.
    case notChecked(Sentence)
  }

  /// Which one.
  public let id: ClaimID
  /// What came of it.
  public let outcome: Outcome

  /// What was to be checked, in a plain sentence.
  public var checked: Sentence { id.sentence }

  /// Whether it was checked and is not so.
  public var isFailed: Bool { if case .failed = outcome { true } else { false } }
  /// Whether it was checked and is so.
  public var isHeld: Bool { if case .held = outcome { true } else { false } }
}
