import Crypto

/// A public key with its name: what a verifier has been given and trusts.
///
/// Its text form (vkey) is `<name>+<id>+<base64 of type byte and key>`. The id tells keys apart and
/// finds slips of the pen; it is 32 bits and protects from nothing: the key has to come from where
/// it can be trusted.
public struct VerifierKey: Sendable {
  /// Who signs; for a log's key the log's origin.
  public let name: String
  /// What the key signs, and how.
  public let algorithm: SignatureAlgorithm
  /// The 32 bytes of RFC 8032 section 5.1.5.
  public let publicKey: [UInt8]
  /// The first four bytes, big-endian, of SHA-256(name ‖ 0x0A ‖ type byte ‖ public key).
  public let id: UInt32

  /// A key of 32 bytes.
  ///
  /// - Throws: ``KeyError``. Keys of small order are refused, as for them one signature fits many
  ///   texts, and so are encodings that RFC 8032 section 5.1.3 does not decode.
  public init(
    name: String, algorithm: SignatureAlgorithm, publicKey: [UInt8]
  ) throws(KeyError) {
    guard name.isKeyName else { throw .badName }
    guard publicKey.count == 32 else { throw .wrongLength }
    guard Ed25519Encoding.isSound(publicKey) else { throw .weakPublicKey }
    self.name = name
    self.algorithm = algorithm
    self.publicKey = publicKey
    let hash = TreeHash.plain(Array(name.utf8) + [newline, algorithm.rawValue], publicKey)
    id = hash.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The key of a text as ``text`` writes it, with nothing before or after.
  ///
  /// - Throws: ``KeyError``.
  public init(_ text: String) throws(KeyError) {
    let parts = try KeyText(text[...])
    try self.init(name: parts.name, algorithm: parts.algorithm, publicKey: parts.key)
    guard id == parts.id else { throw .idDiffers }
  }

  /// The vkey form.
  public var text: String { KeyText(name: name, id: id, algorithm: algorithm, key: publicKey).text }

  /// Whether the bytes are a signature of this key's kind over the text.
  ///
  /// `signature` is what follows the key id in a signature line. For a cosignature the text has to
  /// be a checkpoint's.
  public func isValid(_ signature: [UInt8], of text: String) -> Bool {
    let bytes: ArraySlice<UInt8>
    let message: String
    switch algorithm {
    case .ed25519:
      (bytes, message) = (signature[...], text)
    case .cosignatureV1:
      guard let time = Cosignature.time(in: signature),
        let cosigned = try? Cosignature.message(of: text, at: time)
      else { return false }
      (bytes, message) = (signature.dropFirst(8), cosigned)
    }
    guard bytes.count == 64,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
    else { return false }
    return key.isValidSignature(bytes, for: Array(message.utf8))
  }
}

extension VerifierKey: Hashable {
  /// Whether both have the same name, byte for byte, the same kind and the same key.
  public static func == (left: VerifierKey, right: VerifierKey) -> Bool {
    left.name.hasSameBytes(as: right.name) && left.algorithm == right.algorithm
      && left.publicKey == right.publicKey
  }

  /// By the id, which depends on everything else.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension VerifierKey: CustomStringConvertible {
  /// The name and the id, as `name+0123abcd`.
  public var description: String { "\(name)+\(String(keyID: id))" }
}
