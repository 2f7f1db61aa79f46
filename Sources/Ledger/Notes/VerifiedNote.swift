/// A note of which at least one signature is by a known key, and none by a known key is wrong.
public struct VerifiedNote: Hashable, Sendable {
  /// The note.
  public let note: SignedNote
  /// The known keys that signed, each once, in the order of their first signatures.
  public let signers: [VerifiedSignature]
  /// The signatures by unknown keys, each once. They say nothing.
  public let unknown: [NoteSignature]
}

/// A signature that was checked.
public struct VerifiedSignature: Hashable, Sendable {
  /// Whose it is.
  public let key: VerifierKey
  /// When the cosigner says that it signed, in seconds since 1970-01-01 00:00 UTC; nothing for a
  /// signature without a time.
  public let time: Int64?
}

extension SignedNote {
  /// Checks every signature that is by one of the keys.
  ///
  /// A signature whose name and id are of a known key has to be valid, also if the key has another
  /// one that is. All others are ignored. Of several by one key the first counts.
  ///
  /// - Throws: ``NoteError``.
  public func verify(with keys: [VerifierKey]) throws(NoteError) -> VerifiedNote {
    let known = Dictionary(grouping: keys, by: \.label)
    var signers: [VerifiedSignature] = []
    var unknown: [NoteSignature] = []
    for signature in signatures {
      guard let matching = known[signature.label], let key = matching.first else {
        if !unknown.contains(signature) { unknown.append(signature) }
        continue
      }
      guard matching.count == 1 else { throw .ambiguousKey("\(key)") }
      guard key.isValid(signature.bytes, of: text) else {
        throw .invalidSignature(key: "\(key)")
      }
      guard !signers.contains(where: { $0.key == key }) else { continue }
      let time = key.algorithm == .cosignatureV1 ? Cosignature.time(in: signature.bytes) : nil
      signers.append(VerifiedSignature(key: key, time: time))
    }
    guard !signers.isEmpty else { throw .unverified }
    return VerifiedNote(note: self, signers: signers, unknown: unknown)
  }
}
