internal import Crypto

/// What is drawn anew for every file (age.md, "File key", "Payload", "X25519 recipient stanza").
struct AgeSecrets {
  var fileKey: SymmetricKey
  var ephemeral: Curve25519.KeyAgreement.PrivateKey
  var nonce: [UInt8]

  /// From the system's random source.
  init() {
    fileKey = SymmetricKey(size: .bits128)
    ephemeral = .init()
    nonce = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
  }

  /// The payload's key.
  var payloadKey: SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: fileKey, salt: nonce, info: Array("payload".utf8), outputByteCount: 32)
  }
}
