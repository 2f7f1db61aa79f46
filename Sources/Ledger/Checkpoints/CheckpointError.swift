/// Why something is no checkpoint, or not one to be signed or trusted.
public enum CheckpointError: Error, Hashable, Sendable {
  /// What of a checkpoint is not as it has to be.
  public enum Part: String, Hashable, Sendable {
    /// Fewer than three lines, or the last one not ended.
    case lines
    /// An empty origin, or one with control characters.
    case origin
    /// Not a decimal number without leading zeros below 2^63.
    case size
    /// Not the base64 of 32 bytes, or not the root of the empty tree where the size is 0.
    case root
    /// An extension line that is empty or has control characters.
    case extensions
  }

  /// The text is not that of a checkpoint.
  case malformed(Part)
  /// The note around it is not one, or its signatures are not right.
  case note(NoteError)
  /// The checkpoint is of another log.
  case wrongOrigin
  /// No known key of the log signed it, whoever else did.
  case notSignedByLog
  /// Fewer witnesses cosigned it than the policy asks for.
  case quorumMissed(needed: Int, found: Int)
  /// The checkpoint does not continue the one before it: history was rewritten, or the proof is
  /// wrong.
  case inconsistent(ProofError)
  /// A policy that nothing or everything would satisfy: no key of the log, a key of the wrong kind
  /// or given twice, or a quorum below 0 or above the number of different witnesses.
  case badPolicy
  /// A log's key bears the log's origin as its name. The key, as `name+id`.
  case foreignKey(String)
  /// A cosignature's time is from 0 to 2^63 - 1 seconds.
  case badTime
}

extension CheckpointError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .malformed(let part): "this is not a checkpoint: its \(part.rawValue) cannot be right"
    case .note(let error): error.description
    case .wrongOrigin: "the checkpoint is of another log"
    case .notSignedByLog: "the checkpoint is not signed by a known key of the log"
    case .quorumMissed(let needed, let found):
      "the checkpoint needs \(needed) cosignatures by known witnesses and has \(found)"
    case .inconsistent(let error):
      "the checkpoint does not continue the one before it: \(error)"
    case .badPolicy: "the keys and the quorum do not make a policy"
    case .foreignKey(let key): "\(key) is not named as the log is"
    case .badTime: "a cosignature has no such time"
    }
  }
}
