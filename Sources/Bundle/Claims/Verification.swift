public import Ledger

/// What came of checking a bundle.
public struct Verification: Hashable, Sendable {
  /// How much may be said of the bundle as a whole.
  public enum Standing: String, Hashable, Sendable {
    /// All that was checked holds, under a key that the auditor had from elsewhere.
    case verified
    /// All that was checked holds, and whoever made the bundle may have chosen the key too.
    case consistent
    /// Something does not hold.
    case refused

    /// The verdict in one line.
    public var sentence: Sentence {
      switch self {
      case .verified:
        Sentence("検証できました。検査した項目はすべて成り立ちます。", "Verified: everything that was checked holds.")
      case .consistent:
        Sentence(
          "内部に矛盾はありません。鍵を別に受け取っていないので、それ以上は言えません。",
          "Internally consistent, and no more: no key was pinned (--key).")
      case .refused:
        Sentence("検証できません。成り立たない項目があります。", "Not verified: something does not hold.")
      }
    }
  }

  /// In a fixed order, each once.
  public let claims: [Claim]
  /// Which ledger; nothing when that could not be read.
  public let origin: String?
  /// Which audit run, as the manifest says.
  public let run: Int64?
  /// When that run was, by the ledger; nothing when the run does not hold.
  public let span: AuditSpan?
  /// The signed head of the ledger.
  public let head: TreeHead?

  /// Each time that the ledger was set back to a backup: whatever else holds, a reader has to know
  /// it.
  public let recoveries: [Recovery]

  /// How much may be said.
  public var standing: Standing {
    // What has to hold in every bundle: a check that was left out is none that passed.
    let optional: Set<ClaimID> = [
      .witnesses, .key, .page, .legacy, .sampleCommitment, .sampleDraws, .sampleLeaves,
      .sampleResult, .sampleAnswered,
      .timestamp, .timestampAuthority, .previous, .annex, .record,
    ]
    let held = Set(claims.filter(\.isHeld).map(\.id))
    guard !claims.contains(where: \.isFailed),
      ClaimID.allCases.allSatisfy({ optional.contains($0) || held.contains($0) })
    else { return .refused }
    return held.contains(.key) ? .verified : .consistent
  }

  /// The claim of that id.
  public subscript(id: ClaimID) -> Claim? { claims.first { $0.id == id } }
}
