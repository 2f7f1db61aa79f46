/// What a verifier holds before it sees anything: which log, its keys, and whose cosignatures it
/// wants.
public struct CheckpointPolicy: Hashable, Sendable {
  /// The log's origin, which the first line of a checkpoint has to be.
  public let origin: String
  /// The keys of the log, all equally good: while a key is replaced there are the old and the new.
  public let logKeys: [VerifierKey]
  /// The witnesses' keys.
  public let witnesses: [VerifierKey]
  /// How many different witnesses have to have cosigned; 0 asks for none.
  public let quorum: Int
  /// Whether lines behind the root are let pass. Whoever signs can put anything there, and so has as many texts of one tree
  /// to choose from as he likes.
  public var allowsExtensions = false

  /// A policy.
  ///
  /// A public key counts as one witness under however many names, and a key of the log as none.
  ///
  /// - Parameters:
  ///   - origin: The log's origin.
  ///   - logKeys: At least one key for ``SignatureAlgorithm/ed25519``. Their names need not be the
  ///     origin, as those of older logs are not.
  ///   - witnesses: Keys for ``SignatureAlgorithm/cosignatureV1``.
  ///   - quorum: At most the number of different witnesses.
  /// - Throws: ``CheckpointError/badPolicy``.
  public init(
    origin: String, logKeys: [VerifierKey], witnesses: [VerifierKey] = [], quorum: Int = 0
  ) throws(CheckpointError) {
    let independent = Set(witnesses.map(\.publicKey)).subtracting(logKeys.map(\.publicKey))
    guard origin.isLine, !logKeys.isEmpty, logKeys.allSatisfy({ $0.algorithm == .ed25519 }),
      witnesses.allSatisfy({ $0.algorithm == .cosignatureV1 }),
      (0...independent.count).contains(quorum),
      Set((logKeys + witnesses).map(\.label)).count == logKeys.count + witnesses.count
    else { throw .badPolicy }
    self.origin = origin
    self.logKeys = logKeys
    self.witnesses = witnesses
    self.quorum = quorum
  }

  /// The checkpoint in a note, once its signatures satisfy the policy.
  ///
  /// A wrong signature by any known key of the log or a witness makes the whole note worthless.
  ///
  /// - Throws: ``CheckpointError``.
  public func open(_ note: SignedNote) throws(CheckpointError) -> TrustedCheckpoint {
    let checkpoint = try Checkpoint(text: note.text)
    guard checkpoint.origin.hasSameBytes(as: origin) else { throw .wrongOrigin }
    guard allowsExtensions || checkpoint.extensions.isEmpty else { throw .malformed(.extensions) }
    let verified: VerifiedNote
    do throws(NoteError) {
      verified = try note.verify(with: logKeys + witnesses)
    } catch {
      throw error == .unverified ? .notSignedByLog : .note(error)
    }
    let signers = verified.signers
    guard signers.contains(where: { logKeys.contains($0.key) }) else { throw .notSignedByLog }
    let independent = Set(
      signers.filter { witnesses.contains($0.key) }.map(\.key.publicKey)
    ).subtracting(logKeys.map(\.publicKey))
    guard independent.count >= quorum else {
      throw .quorumMissed(needed: quorum, found: independent.count)
    }
    return TrustedCheckpoint(
      checkpoint: checkpoint, note: note, signers: signers,
      independentWitnessCount: independent.count)
  }

  /// Reads a note and opens it.
  ///
  /// - Throws: ``CheckpointError``.
  public func open(parsing bytes: [UInt8]) throws(CheckpointError) -> TrustedCheckpoint {
    let note: SignedNote
    do throws(NoteError) { note = try SignedNote(parsing: bytes) } catch { throw .note(error) }
    return try open(note)
  }
}
