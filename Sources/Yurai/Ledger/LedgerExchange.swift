internal import Crypto
internal import Foundation
internal import Ledger
internal import Postgres

/// What passes between the operator and witnesses or time-stamping authorities, as small files.
public enum LedgerExchange {
  /// The newest checkpoint, signed now if the ledger has grown, with the cosignatures that came in.
  ///
  /// With `forStamping`, without cosignatures: the bytes that a time stamp is over.
  public static func checkpoint(
    forStamping: Bool = false, in session: inout Session
  ) throws -> String {
    let note = try LedgerSigner.checkpoint(in: &session)
    let whole = forStamping ? note : try cosigned(note, in: &session.connection)
    return String(decoding: whole.bytes, as: UTF8.self)
  }

  /// A note with the cosignatures that are stored for its size.
  static func cosigned(_ note: SignedNote, in connection: inout Connection) throws -> SignedNote {
    let size = try Checkpoint(text: note.text).head.size
    let rows = try connection.rows(SQLScript(named: "ledger/cosignatures").query(["size": size]))
    let lines = try (0..<rows.count).compactMap {
      NoteSignature(line: try rows.value($0, 1, as: String.self))
    }
    return try note.adding(lines)
  }

  /// What a witness is asked with (C2SP tlog-witness, add-checkpoint): the size that it knows, the proof from there, the
  /// checkpoint.
  public static func request(after old: Int64, in session: inout Session) throws -> String {
    let note = try LedgerSigner.checkpoint(in: &session)
    let size = try Checkpoint(text: note.text).head.size
    guard (0...size).contains(old) else {
      throw YuraiError(
        "the ledger has \(size) leaves: a witness cannot know \(old). If the ledger was set back to a backup, tell her: she "
          + "alone decides whether she begins anew", exit: .usage)
    }
    let proof =
      old == 0
      ? ConsistencyProof(hashes: [])
      : try LedgerStore.answer(.consistencyProof(old: old, new: size), in: &session.connection)
    let lines = ["old \(old)"] + proof.hashes.map(\.base64) + [""]
    return lines.map { $0 + "\n" }.joined() + String(decoding: note.bytes, as: UTF8.self)
  }

  /// Stores a witness's answer.
  /// - Throws: `YuraiError` when it is not the witness's signature of a checkpoint that was signed.
  public static func add(
    cosignature line: String, by witness: String, in session: inout Session
  ) throws -> Int64 {
    guard let key = try? VerifierKey(witness), key.algorithm == .cosignatureV1 else {
      throw YuraiError("\(witness) is not a witness's verifier key", exit: .usage)
    }
    guard let signature = NoteSignature(line: line.trimmingCharacters(in: .whitespacesAndNewlines))
    else {
      throw YuraiError("this is not a signature line: — name base64")
    }
    let rows = try session.connection.rows(SQLScript(named: "ledger/checkpoints").query())
    for row in (0..<rows.count).reversed() {
      let size: Int64 = try rows.value(row, 0)
      let text: String = try rows.value(row, 2)
      guard let note = try? SignedNote(parsing: Array(text.utf8)),
        let with = try? note.adding([signature]),
        let verified = try? with.verify(with: [key]), !verified.signers.isEmpty
      else { continue }
      try session.connection.execute(
        SQLScript(named: "ledger/cosignature_add").query([
          "size": size, "key": witness, "line": signature.line,
        ]))
      return size
    }
    throw YuraiError(
      "the line is not a signature by \(key) of any checkpoint of this ledger", exit: .unexplained)
  }

  /// Stores a time stamp.
  ///
  /// The authority's signature is not checked: that is for who trusts it (`openssl ts -verify`).
  /// - Throws: `YuraiError` when it is no answer of RFC 3161, or not over a checkpoint of this ledger.
  public static func add(timestamp token: [UInt8], in session: inout Session) throws -> Int64 {
    // What is stored once is stored for ever, and shown with each bundle of that checkpoint.
    guard let answer = TimestampResponse(token) else {
      throw YuraiError(
        "this is no time stamp (TimeStampResp of RFC 3161) over a SHA-256: give the authority's answer, usually *.tsr, and not "
          + "the query (*.tsq) that it was asked with", exit: .unexplained)
    }
    let rows = try session.connection.rows(SQLScript(named: "ledger/checkpoints").query())
    for row in (0..<rows.count).reversed() {
      let size: Int64 = try rows.value(row, 0)
      let text: String = try rows.value(row, 2)
      guard answer.imprint == Array(SHA256.hash(data: Data(text.utf8))) else { continue }
      try session.connection.execute(
        SQLScript(named: "ledger/timestamp_add").query(["size": size, "token": token]))
      return size
    }
    throw YuraiError(
      "this is not a time stamp over a checkpoint of this ledger. Stamp what `yurai checkpoint --to-stamp` prints, byte "
        + "for byte", exit: .unexplained)
  }
}

/// A witness: an auditor or another company that keeps the last checkpoint, and signs the next only if it continues it.
public struct WitnessDesk: Sendable {
  /// The file of the witness's own key.
  public let keyPath: String

  /// A witness with its key file.
  public init(keyPath: String) { self.keyPath = keyPath }

  /// Makes a key; its verifier key.
  public func makeKey(name: String) throws -> String {
    guard let key = try? SignerKey.generate(name: name, algorithm: .cosignatureV1) else {
      throw YuraiError("\(name) cannot name a key: no blanks and no plus signs", exit: .usage)
    }
    let file = try DraftFile(for: keyPath, isShared: true)
    try file.write(Data((key.privateText + "\n").utf8))
    guard try file.placeIfNew() else {
      throw YuraiError("\(keyPath) exists; a key is never overwritten", exit: .usage)
    }
    return key.verifierKey.text
  }

  /// Cosigns the checkpoint of a request, if it is the log's and continues the last one; that is in `state`.
  ///
  /// The checkpoint is kept in `state` before the signature is given out.
  /// - Returns: The signature line.
  /// - Throws: `YuraiError`, exit `unexplained` when it does not continue what was cosigned: keep both texts, they prove it.
  public func cosign(request: String, log: String, state: String) throws -> String {
    guard let text = try? String(contentsOfFile: keyPath, encoding: .utf8),
      let key = try? SignerKey(privateText: text.trimmingCharacters(in: .newlines)),
      key.algorithm == .cosignatureV1
    else { throw YuraiError("\(keyPath) is not a witness's key (PRIVATE+KEY+…)") }
    guard let logKey = try? VerifierKey(log), logKey.algorithm == .ed25519 else {
      throw YuraiError(
        "--log is the ledger's verifier key, as `yurai key show` prints it", exit: .usage)
    }
    let (old, proof, note) = try Self.parts(request)
    let policy = try CheckpointPolicy(origin: logKey.name, logKeys: [logKey])
    guard let trusted = try? policy.open(parsing: Array(note.utf8)) else {
      throw YuraiError("the checkpoint is not signed by \(logKey)", exit: .unexplained)
    }
    let kept = KeptFile(path: state)
    try kept.lock()
    defer { kept.unlock() }
    var last: Checkpoint?
    if let kept = try kept.read() {
      guard let opened = try? policy.open(parsing: Array(kept)) else {
        throw YuraiError("\(state) is not a checkpoint of \(logKey)")
      }
      last = opened.checkpoint
    }
    if let last, trusted.checkpoint.head.size < last.head.size {
      throw YuraiError(
        "the checkpoint covers \(trusted.checkpoint.head.size) leaves, and the last one that was cosigned covers "
          + "\(last.head.size): the end of the ledger was cut off, or it was set back to a backup. Keep this request and "
          + "\(state), and ask for a bundle: `yurai verify` names a recovery", exit: .unexplained)
    }
    guard old == last?.head.size ?? 0 else {
      throw YuraiError(
        "the request starts at \(old), and the last checkpoint cosigned covers \(last?.head.size ?? 0): ask for "
          + "`yurai witness request --after \(last?.head.size ?? 0)`")
    }
    let signature: NoteSignature
    do throws(CheckpointError) {
      signature = try trusted.cosignature(
        by: key, at: Int64(Date().timeIntervalSince1970), after: last, proof: proof)
    } catch {
      guard case .inconsistent = error else { throw YuraiError("\(error)") }
      throw YuraiError(
        "the checkpoint does not continue the last one that was cosigned: either the request is wrong, or the ledger "
          + "was rewritten or set back to a backup. Keep this request and \(state), and ask for the leaves: two heads that no leaves fit both of prove it",
        exit: .unexplained)
    }
    try kept.replace(by: Array(note.utf8))
    return signature.line
  }

  private static func parts(_ request: String) throws -> (Int64, ConsistencyProof, String) {
    let lines = request.split(separator: "\n", omittingEmptySubsequences: false)
    guard let blank = lines.firstIndex(of: ""), blank >= 1, blank <= 64,
      lines[0].hasPrefix("old "), let old = Int64(lines[0].dropFirst(4)), old >= 0
    else {
      throw YuraiError(
        "this is not a request to a witness: old SIZE, proof lines, a blank line, a checkpoint")
    }
    let hashes = lines[1..<blank].compactMap { TreeHash(base64: String($0)) }
    guard hashes.count == blank - 1 else { throw YuraiError("a proof line is not a hash") }
    return (
      old, ConsistencyProof(hashes: hashes),
      lines[(blank + 1)...].joined(separator: "\n")
    )
  }
}
