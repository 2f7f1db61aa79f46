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

  /// The least that a nonce has: so many characters, and so many different ones, in bytes of its UTF-8.
  public static let leastNonce = (length: 24, different: 4)

  /// Whether a nonce has fewer. Whoever has its hash can find such a one by trying, and choose a head that suits him before
  /// he is told. Of 24 random digits fewer than four differ once in 30,000,000,000 times.
  public static func isGuessable(nonce: String) -> Bool {
    nonce.utf8.count < leastNonce.length || Set(nonce.utf8).count < leastNonce.different
  }

  private static func hex(_ text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
