import Crypto

/// How the seed of a sample comes to be, so that neither side can choose the sample.
///
/// The auditor commits to a nonce before he sees the tree; the log signs a tree that covers this
/// commitment before it sees the nonce; the seed needs both. Docs/bundle.md, "sample.json".
public enum SampleSeed {
  /// What keeps the hash apart from every other use of SHA-256.
  private static let domain = "yurai.sample/v1\n"

  /// 64 lower-case hexadecimal digits: SHA-256 of `yurai.sample/v1` LF ‖ the signed text of the
  /// checkpoint, with its last line feed and without signatures ‖ the nonce.
  public static func seed(checkpointText: String, nonce: String) -> String {
    hex(domain + checkpointText + nonce)
  }

  /// What the auditor hands over first: SHA-256 of the nonce's UTF-8, in hexadecimal digits.
  public static func commitment(nonce: String) -> String { hex(nonce) }

  private static func hex(_ text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
