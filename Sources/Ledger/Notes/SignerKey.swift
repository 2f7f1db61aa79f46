import Crypto

/// A private key with its name. Whoever has it can sign in the name of the log or the cosigner.
///
/// Its text form is `PRIVATE+KEY+<name>+<id>+<base64 of type byte and seed>`, as Go's note package
/// writes it. Printing, interpolating or dumping a key shows its name and id only.
public struct SignerKey: Sendable {
  /// The public half, with the name.
  public let verifierKey: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  private static let prefix = "PRIVATE+KEY+"

  private init(
    name: String, algorithm: SignatureAlgorithm, key: Curve25519.Signing.PrivateKey
  ) throws(KeyError) {
    self.key = key
    verifierKey = try VerifierKey(
      name: name, algorithm: algorithm, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// The key of a seed: the 32 random bytes that RFC 8032 section 5.1.5 calls the private key.
  ///
  /// - Throws: ``KeyError``.
  public init(name: String, algorithm: SignatureAlgorithm, seed: [UInt8]) throws(KeyError) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw .wrongLength
    }
    try self.init(name: name, algorithm: algorithm, key: key)
  }

  /// A new key, from the system's random numbers.
  ///
  /// - Throws: ``KeyError/badName``.
  public static func generate(
    name: String, algorithm: SignatureAlgorithm
  ) throws(KeyError) -> SignerKey {
    try SignerKey(name: name, algorithm: algorithm, key: Curve25519.Signing.PrivateKey())
  }

  /// The key of a text as ``privateText`` writes it, with nothing before or after.
  ///
  /// - Throws: ``KeyError``, which repeats nothing of the text.
  public init(privateText text: String) throws(KeyError) {
    guard text.utf8.starts(with: Self.prefix.utf8) else { throw .malformed }
    let parts = try KeyText(Substring(text.utf8.dropFirst(Self.prefix.utf8.count)))
    try self.init(name: parts.name, algorithm: parts.algorithm, seed: parts.key)
    guard verifierKey.id == parts.id else { throw .idDiffers }
  }

  /// The whole key, for the one file that keeps it and for nothing else.
  public var privateText: String {
    let parts = KeyText(
      name: name, id: id, algorithm: algorithm, key: Array(key.rawRepresentation))
    return Self.prefix + parts.text
  }

  /// Who signs.
  public var name: String { verifierKey.name }
  /// The id of the public half.
  public var id: UInt32 { verifierKey.id }
  /// What the key signs, and how.
  public var algorithm: SignatureAlgorithm { verifierKey.algorithm }

  /// Ed25519 over the text's bytes: 64 bytes. On Linux the same key and text give the same ones;
  /// Apple's own CryptoKit makes others each time, as valid.
  func ed25519(_ text: String) throws(NoteError) -> [UInt8] {
    guard let signature = try? key.signature(for: Array(text.utf8)) else {
      throw .signingFailed(key: "\(self)")
    }
    return Array(signature)
  }
}

extension SignerKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The name and the id, as `name+0123abcd`: never the key.
  public var description: String { verifierKey.description }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children, so that `dump` shows nothing either.
  public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
