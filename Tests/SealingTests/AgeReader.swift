import Crypto
import Foundation

/// Reads sealed files as age.md says a reader does it, with nothing of the writer: for tests.
struct AgeReader {
  /// Why a file is refused.
  enum Refusal: Error { case header, mac, key, payload }

  let fileKey: [UInt8]
  private let payload: Data

  init(_ file: [UInt8], identity: [UInt8]) throws {
    var lines: [Data] = []
    var rest = Data(file)
    while lines.last?.starts(with: Data("---".utf8)) != true {
      guard let end = rest.firstIndex(of: 0x0A) else { throw Refusal.header }
      lines.append(rest[rest.startIndex..<end])
      rest = rest[(end + 1)...]
    }
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    guard texts.count == 4, texts[0] == "age-encryption.org/v1", texts[1].hasPrefix("-> X25519 "),
      texts[3].hasPrefix("--- "), let share = Self.unpadded(texts[1].dropFirst(10)),
      let body = Self.unpadded(texts[2][...]), let mac = Self.unpadded(texts[3].dropFirst(4)),
      share.count == 32, body.count == 32, mac.count == 32
    else { throw Refusal.header }

    let own = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: identity)
    let other = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: share)
    let shared = try own.sharedSecretFromKeyAgreement(with: other).withUnsafeBytes { Data($0) }
    let wrapKey = Self.hkdf(
      shared, salt: share + own.publicKey.rawRepresentation, info: "age-encryption.org/v1/X25519")
    guard let fileKey = Self.open(body, key: wrapKey, nonce: Data(count: 12)) else {
      throw Refusal.key
    }
    let covered = Data((texts[0...2] + ["---"]).joined(separator: "\n").utf8)
    guard Self.hmac(covered, Self.hkdf(fileKey, salt: Data(), info: "header")) == mac else {
      throw Refusal.mac
    }
    self.fileKey = Array(fileKey)
    payload = Data(rest)
  }

  /// The plain bytes, and in how many chunks they came.
  func read() throws -> (plain: [UInt8], chunks: Int) {
    guard payload.count >= 32 else { throw Refusal.payload }
    let key = Self.hkdf(Data(fileKey), salt: payload.prefix(16), info: "payload")
    var rest = payload.dropFirst(16)
    var plain: [UInt8] = []
    var count = 0
    while !rest.isEmpty {
      let chunk = rest.prefix(65_552)
      rest = rest.dropFirst(65_552)
      var nonce = Data(count: 12)
      nonce[9] = UInt8(count >> 8)
      nonce[10] = UInt8(count & 0xff)
      nonce[11] = rest.isEmpty ? 1 : 0
      guard let piece = Self.open(chunk, key: key, nonce: nonce), count == 0 || !piece.isEmpty
      else { throw Refusal.payload }
      plain += piece
      count += 1
    }
    return (plain, count)
  }

  private static func unpadded(_ text: Substring) -> Data? {
    text.contains("=")
      ? nil
      : Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
  }

  private static func hmac(_ data: Data, _ key: Data) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: data, using: SymmetricKey(data: key)))
  }

  /// RFC 5869 with 32 bytes of output, which are the first block.
  private static func hkdf(_ secret: Data, salt: Data, info: String) -> Data {
    let extracted = hmac(secret, salt.isEmpty ? Data(count: 32) : Data(salt))
    return hmac(Data(info.utf8) + [1], extracted)
  }

  private static func open(_ sealed: Data, key: Data, nonce: Data) -> Data? {
    guard let box = try? ChaChaPoly.SealedBox(combined: nonce + sealed) else { return nil }
    return try? ChaChaPoly.open(box, using: SymmetricKey(data: key))
  }
}
