internal import Crypto
internal import Ledger

/// The time stamp, as far as it can be checked without a certificate.
enum TimestampCheck {
  static let stamped = "timestamp/checkpoint"
  static let response = "timestamp/checkpoint.tsr"

  static func isThere(in files: BundleFiles) -> Bool {
    files[stamped] != nil || files[response] != nil
  }

  /// That the stamped bytes are the checkpoint with the log's own signatures, and that the answer
  /// is over them.
  static func check(
    _ files: BundleFiles, _ ring: KeyRing, _ trusted: TrustedCheckpoint
  ) throws(Refusal) -> Examination.Step<Void> {
    let bytes = try files.bytes(stamped)
    let labels = Set(ring.logKeys.map { "\($0.name)+\($0.id)" })
    let own = trusted.note.signatures.filter { labels.contains("\($0.name)+\($0.keyID)") }
    let expected = trusted.note.text + "\n" + own.map { $0.line + "\n" }.joined()
    guard bytes == Array(expected.utf8) else {
      throw Refusal(
        "時刻を証明された文書が、このチェックポイントではない。", "What was stamped is not this checkpoint.")
    }
    guard let answer = TimestampResponse(try files.bytes(response)) else {
      throw Refusal(
        "checkpoint.tsr は RFC 3161 の応答ではない。", "checkpoint.tsr is no answer of RFC 3161.")
    }
    guard answer.imprint == Array(SHA256.hash(data: bytes)) else {
      throw Refusal("時刻の証明が別の文書に対するものである。", "The time stamp is of something else.")
    }
    return .held((), Sentence("時刻 \(answer.time)", "at \(answer.time), as the authority says"))
  }

  /// What the reader has to run himself.
  static let authority = Sentence(
    "認証局の証明書を用意して、次を実行する: openssl ts -verify -data timestamp/checkpoint "
      + "-in timestamp/checkpoint.tsr -CAfile CA.pem",
    "Get the authority's certificate, and run: openssl ts -verify -data timestamp/checkpoint "
      + "-in timestamp/checkpoint.tsr -CAfile CA.pem")
}
