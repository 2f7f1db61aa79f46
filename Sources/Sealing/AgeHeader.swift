internal import Crypto
internal import Foundation

/// The text that a sealed file begins with (age.md, "Header"): the file key, wrapped for one
/// recipient, and a MAC over all of it.
struct AgeHeader {
  let text: String

  init(to recipient: AgeRecipient, _ secrets: AgeSecrets) throws(SealingError) {
    let share = Array(secrets.ephemeral.publicKey.rawRepresentation)
    let wrapKey = try recipient.secret(with: secrets.ephemeral).hkdfDerivedSymmetricKey(
      using: SHA256.self, salt: share + recipient.key.rawRepresentation,
      sharedInfo: Array("age-encryption.org/v1/X25519".utf8), outputByteCount: 32)
    let fileKey = secrets.fileKey.withUnsafeBytes { Array($0) }
    // The wrap key is used once, so the nonce can be fixed.
    guard let nonce = try? ChaChaPoly.Nonce(data: [UInt8](repeating: 0, count: 12)),
      let body = try? ChaChaPoly.seal(fileKey, using: wrapKey, nonce: nonce)
    else { throw .sealingFailed }
    let stanza = """
      age-encryption.org/v1
      -> X25519 \(Self.base64(share))
      \(Self.base64(body.ciphertext + body.tag))
      ---
      """
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: secrets.fileKey, info: Array("header".utf8), outputByteCount: 32)
    let code = HMAC<SHA256>.authenticationCode(for: Array(stanza.utf8), using: key)
    text = "\(stanza) \(Self.base64(code))\n"
  }

  /// Without padding. Everything here is shorter than a line of 64 characters.
  private static func base64(_ bytes: some Sequence<UInt8>) -> String {
    String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
  }
}
