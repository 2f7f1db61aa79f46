/// A cosigner's statement that, at its time, the checkpoint was the newest that it had seen of that
/// log and consistent with all before (C2SP tlog-cosignature, "cosignature/v1").
///
/// The signature is the time as eight bytes, big-endian, and Ed25519 over two lines and the whole
/// text of the checkpoint:
///
///     cosignature/v1
///     time 1767225600
///     mall.example/provenance
///     …
///
/// The text does not name the cosigner, so that a public key stands for one cosigner only.
enum Cosignature {
  /// The time in a signature of this kind, in seconds since 1970; nothing if it is not one.
  static func time(in signature: [UInt8]) -> Int64? {
    guard signature.count == 72 else { return nil }
    return Int64(exactly: signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// What is signed.
  static func message(of text: String, at time: Int64) throws(CheckpointError) -> String {
    guard time >= 0 else { throw .badTime }
    _ = try Checkpoint(text: text)
    return "cosignature/v1\ntime \(time)\n\(text)"
  }
}

extension SignerKey {
  /// This key's cosignature over the text of a checkpoint.
  ///
  /// - Throws: ``CheckpointError``; ``NoteError/wrongAlgorithm(key:)`` in it for a key of another
  ///   kind.
  func cosignature(of text: String, at time: Int64) throws(CheckpointError) -> NoteSignature {
    guard algorithm == .cosignatureV1 else { throw .note(.wrongAlgorithm(key: "\(self)")) }
    let message = try Cosignature.message(of: text, at: time)
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) }
    do throws(NoteError) {
      return NoteSignature(key: verifierKey, bytes: bytes + (try ed25519(message)))
    } catch {
      throw .note(error)
    }
  }
}
