/// That one leaf is in a log, in one file that is checked offline (C2SP tlog-proof; the extension
/// is `.tlog-proof`).
///
///     c2sp.org/tlog-proof@v1
///     index 5
///     vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=
///     …
///
///     mall.example/provenance
///     8
///     …
///
/// The leaf is not in it: the verifier has it from elsewhere, or computes it. What was read is
/// written again byte for byte.
public struct TLogProof: Hashable, Sendable {
  /// Which leaf, and the way up to the root.
  public let inclusion: InclusionProof
  /// The checkpoint, with nothing of it trusted before ``verify(leaf:policy:)``.
  public let note: SignedNote
  /// What the maker added, never empty. Nothing vouches for it, not even after the proof was
  /// verified.
  public let extra: [UInt8]?

  /// The largest file that is read, in bytes.
  public static let maximumByteCount = 2 * SignedNote.maximumByteCount
  /// The most hashes on the way up: for the deepest tree whose size can be written.
  public static let maximumHashCount = 63

  private static let header = "c2sp.org/tlog-proof@v1"
  private static let extraPrefix = "extra "
  private static let indexPrefix = "index "

  /// A proof of its parts; empty extra data is none.
  public init(inclusion: InclusionProof, note: SignedNote, extra: [UInt8]? = nil) {
    self.inclusion = inclusion
    self.note = note
    self.extra = extra.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Reads a proof; its checkpoint too has to be well-formed.
  ///
  /// - Throws: ``TLogProofError``.
  public init(parsing bytes: [UInt8]) throws(TLogProofError) {
    guard bytes.count <= Self.maximumByteCount else { throw .tooLarge }
    // Up to the first empty line it is the proof's own, from there on the note's.
    guard
      let end = zip(bytes.indices, bytes.indices.dropFirst()).first(where: {
        bytes[$0] == newline && bytes[$1] == newline
      })?.1
    else { throw .noCheckpoint }
    var lines = bytes[..<(end - 1)].split(separator: newline, omittingEmptySubsequences: false)[...]
    guard let first = lines.popFirst(), first.elementsEqual(Self.header.utf8) else {
      throw .badHeader
    }
    var extra: [UInt8]?
    if let line = lines.first, line.starts(with: Self.extraPrefix.utf8) {
      lines.removeFirst()
      extra = Base64.decode(line.dropFirst(Self.extraPrefix.utf8.count))
      guard extra?.isEmpty == false else { throw .badExtra }
    }
    guard let line = lines.popFirst(), line.starts(with: Self.indexPrefix.utf8),
      let index = Decimal.decode(line.dropFirst(Self.indexPrefix.utf8.count))
    else { throw .badIndex }
    guard lines.count <= Self.maximumHashCount else { throw .tooManyHashes }
    var hashes: [TreeHash] = []
    for line in lines {
      guard let bytes = Base64.decode(line), let hash = TreeHash(bytes) else { throw .badHash }
      hashes.append(hash)
    }
    inclusion = InclusionProof(leafIndex: index, hashes: hashes)
    self.extra = extra
    do throws(NoteError) {
      note = try SignedNote(parsing: Array(bytes[(end + 1)...]))
    } catch {
      throw .checkpoint(.note(error))
    }
    do throws(CheckpointError) {
      _ = try Checkpoint(text: note.text)
    } catch {
      throw .checkpoint(error)
    }
  }

  /// The proof as a file holds it.
  public var bytes: [UInt8] {
    var lines = [Self.header]
    if let extra { lines.append(Self.extraPrefix + Base64.encode(extra)) }
    lines.append("\(Self.indexPrefix)\(inclusion.leafIndex)")
    lines += inclusion.hashes.map(\.base64)
    return Array(lines.map { $0 + "\n" }.joined().utf8) + [newline] + note.bytes
  }

  /// The checkpoint, once its signatures satisfy the policy and the leaf with that hash is in its
  /// tree at the index of the proof.
  ///
  /// - Throws: ``TLogProofError/checkpoint(_:)`` or ``TLogProofError/inclusion(_:)``.
  @discardableResult
  public func verify(
    leaf: TreeHash, policy: CheckpointPolicy
  ) throws(TLogProofError) -> TrustedCheckpoint {
    let trusted: TrustedCheckpoint
    do throws(CheckpointError) {
      trusted = try policy.open(note)
    } catch {
      throw .checkpoint(error)
    }
    do throws(ProofError) {
      try inclusion.verify(leaf: leaf, in: trusted.checkpoint.head)
    } catch {
      throw .inclusion(error)
    }
    return trusted
  }
}
