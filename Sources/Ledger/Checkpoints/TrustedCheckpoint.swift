/// A checkpoint whose signatures satisfied a policy; only ``CheckpointPolicy`` makes one.
public struct TrustedCheckpoint: Hashable, Sendable {
  /// What is stated.
  public let checkpoint: Checkpoint
  /// The note that it came in, with all its signatures.
  public let note: SignedNote
  /// The log's keys and the witnesses that signed, each key once; witnesses with their times.
  public let signers: [VerifiedSignature]
  /// How many different witnesses cosigned, the log itself not among them.
  public let independentWitnessCount: Int
}

extension Checkpoint {
  /// Signs the checkpoint for its log, if it continues the last one that the log signed: a log
  /// never signs two that contradict each other (C2SP tlog-checkpoint, "Signatures").
  ///
  /// - Parameters:
  ///   - keys: Ed25519 keys that bear the log's origin as their name; the old and the new one while
  ///     a key is replaced.
  ///   - last: What the log signed last, from a place that the database's owner cannot rewrite
  ///     unseen; nothing for the very first one.
  ///   - proof: From the last one to this; of no use, and ignored, where there is no last one or it
  ///     is of the empty tree.
  /// - Returns: The note, with a signature by each key.
  /// - Throws: ``CheckpointError``.
  public func signed(
    by keys: [SignerKey], after last: Checkpoint?, proof: ConsistencyProof
  ) throws(CheckpointError) -> SignedNote {
    for key in keys where !key.name.hasSameBytes(as: origin) { throw .foreignKey("\(key)") }
    try checkContinues(last, proof: proof)
    do throws(NoteError) {
      return try SignedNote.sign(text, by: keys)
    } catch {
      throw .note(error)
    }
  }

  /// Returns if this is of the same log as an earlier one and continues it.
  ///
  /// Everything continues nothing, and a tree without leaves.
  ///
  /// - Throws: ``CheckpointError/wrongOrigin`` or ``CheckpointError/inconsistent(_:)``.
  public func checkContinues(
    _ last: Checkpoint?, proof: ConsistencyProof
  ) throws(CheckpointError) {
    guard let last else { return }
    guard origin.hasSameBytes(as: last.origin) else { throw .wrongOrigin }
    guard last.head.size > 0 else { return }
    do throws(ProofError) {
      try proof.verify(from: last.head, to: head)
    } catch {
      throw .inconsistent(error)
    }
  }
}

extension TrustedCheckpoint {
  /// A witness's cosignature, if the checkpoint continues the last one that the witness cosigned.
  ///
  /// The witness has to keep this checkpoint as its last one, safely, before it hands the signature
  /// out (C2SP tlog-witness).
  ///
  /// - Parameters:
  ///   - key: A key for ``SignatureAlgorithm/cosignatureV1``.
  ///   - time: Now, in seconds since 1970-01-01 00:00 UTC.
  ///   - last: What the witness cosigned last of this log; nothing the first time.
  ///   - proof: From the last one to this.
  /// - Returns: The signature, to be added to the note.
  /// - Throws: ``CheckpointError``.
  public func cosignature(
    by key: SignerKey, at time: Int64, after last: Checkpoint?, proof: ConsistencyProof
  ) throws(CheckpointError) -> NoteSignature {
    try checkpoint.checkContinues(last, proof: proof)
    return try key.cosignature(of: note.text, at: time)
  }
}
