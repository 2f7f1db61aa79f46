/// Why something is no tlog-proof, or proves nothing.
public enum TLogProofError: Error, Hashable, Sendable {
  /// More than ``TLogProof/maximumByteCount`` bytes.
  case tooLarge
  /// The first line is not that of a tlog-proof of version 1.
  case badHeader
  /// The extra data are empty or not base64.
  case badExtra
  /// There is no index, or it is not a decimal number without leading zeros below 2^63.
  case badIndex
  /// A line of the proof is not the base64 of 32 bytes.
  case badHash
  /// More than ``TLogProof/maximumHashCount`` hashes.
  case tooManyHashes
  /// There is no empty line, after which the checkpoint would begin.
  case noCheckpoint
  /// The checkpoint is malformed, or not to be trusted.
  case checkpoint(CheckpointError)
  /// The leaf is not at that index of the checkpoint's tree.
  case inclusion(ProofError)
}

extension TLogProofError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .tooLarge: "the proof has more than \(TLogProof.maximumByteCount) bytes"
    case .badHeader: "this is not a tlog-proof of version 1"
    case .badExtra: "the extra data of the proof are not base64"
    case .badIndex: "the proof has no index"
    case .badHash: "a hash of the proof is not the base64 of 32 bytes"
    case .tooManyHashes: "the proof has more than \(TLogProof.maximumHashCount) hashes"
    case .noCheckpoint: "the proof has no checkpoint"
    case .checkpoint(let error): error.description
    case .inclusion(let error): error.description
    }
  }
}
