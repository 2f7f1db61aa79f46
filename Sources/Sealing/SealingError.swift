/// Why nothing is sealed. Nothing of a refused text is repeated, as it may be a private key.
public enum SealingError: Error, Hashable, Sendable {
  /// Not Bech32 (BIP 173): other characters, no separator, or bits left over.
  case notBech32
  /// Small and capital letters in one text, which BIP 173 forbids.
  case mixedCase
  /// The checksum is wrong: a character was mistyped or lost.
  case wrongChecksum
  /// Sound Bech32 that is no `age1…` recipient of the type X25519: a private key, or one of another
  /// type or of a plugin.
  case notARecipient
  /// Not the 32 bytes of an X25519 public key.
  case wrongLength
  /// A point of low order, with which every shared secret is zero (RFC 7748 section 6.1), or one
  /// that is not written in the shortest way, for which the recipient derives another key.
  case unsoundKey
  /// The sink failed before, so that what it has is no beginning of a sealed file any more.
  case broken
  /// The cryptography library refused.
  case sealingFailed
}

extension SealingError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .notBech32: "this is not the text of an age recipient"
    case .mixedCase: "an age recipient has no small letters beside capital ones"
    case .wrongChecksum: "the checksum of this age recipient is wrong: was it copied whole?"
    case .notARecipient: "this is not an age recipient of the form age1…, for an X25519 key"
    case .wrongLength: "an age recipient for an X25519 key has 32 bytes"
    case .unsoundKey: "this is not a sound X25519 public key"
    case .broken: "an earlier write failed, so this sealed file cannot be continued"
    case .sealingFailed: "sealing failed"
    }
  }
}
