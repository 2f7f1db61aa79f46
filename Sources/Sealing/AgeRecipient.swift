internal import Crypto

/// Somebody for whom files are sealed: the public X25519 key of <https://age-encryption.org/v1>, as
/// `age-keygen` prints it. What is sealed for it can be read with the private key alone, which this
/// module never sees.
public struct AgeRecipient: Sendable {
  let key: Curve25519.KeyAgreement.PublicKey

  /// Reads `age1…`, in small letters or, as BIP 173 allows it, in capital ones throughout.
  public init(_ text: String) throws(SealingError) {
    let bech32 = try Bech32(text)
    guard bech32.prefix == "age" else { throw .notARecipient }
    guard bech32.bytes.count == 32 else { throw .wrongLength }
    guard Self.isReduced(bech32.bytes),
      let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bech32.bytes)
    else { throw .unsoundKey }
    self.key = key
    // Every private key is a multiple of 8, so that with a point of low order any of them gives
    // zero: one that is thrown away tells.
    _ = try secret(with: .init())
  }

  /// The secret shared with a private key.
  func secret(
    with own: Curve25519.KeyAgreement.PrivateKey
  ) throws(SealingError) -> SharedSecret {
    guard let secret = try? own.sharedSecretFromKeyAgreement(with: key),
      secret.withUnsafeBytes({ bytes in bytes.reduce(0, |) }) != 0
    else { throw .unsoundKey }
    return secret
  }

  /// Whether the number, lowest byte first, is below 2^255 - 19.
  private static func isReduced(_ bytes: [UInt8]) -> Bool {
    bytes[31] < 0x7f
      || bytes[31] == 0x7f
        && (bytes[0] < 0xed || bytes[1..<31].contains { $0 != 0xff })
  }
}
