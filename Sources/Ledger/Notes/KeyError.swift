/// Why something is no key. Nothing of the refused text is repeated, as it may be a private key.
public enum KeyError: Error, Hashable, Sendable {
  /// Not of the form `<name>+<id>+<base64>`, or `PRIVATE+KEY+<name>+<id>+<base64>`.
  case malformed
  /// The name is empty or holds a space, a plus or a control character.
  case badName
  /// A kind of key that is not supported, by the signature type byte of C2SP signed-note.
  case unknownAlgorithm
  /// The key does not have the 32 bytes of Ed25519.
  case wrongLength
  /// The id in the text is not that of the name and the key: one of them was altered.
  case idDiffers
  /// A public key under which anybody can make signatures, or that is not written in the one way
  /// of RFC 8032.
  case weakPublicKey
}

extension KeyError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .malformed: "this is not the text of a key"
    case .badName: "a key's name is not empty and has no spaces and no +"
    case .unknownAlgorithm: "keys of this type are not supported"
    case .wrongLength: "an Ed25519 key has 32 bytes"
    case .idDiffers: "the key's id does not belong to its name and value: one was altered"
    case .weakPublicKey: "this is not a sound Ed25519 public key"
    }
  }
}
