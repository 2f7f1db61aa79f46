internal import Foundation
internal import Ledger
internal import Postgres
internal import Rendering

/// Where a bundle gets its ledger from.
public enum BundleLedger {
  /// The newest checkpoint, which is signed now when the ledger has grown, with all that a bundle needs of it.
  ///
  /// The ledger's key is made when there is none: for good, so only after `check` has said whatever else would refuse the
  /// bundle. It is not asked where there is a key.
  /// - Throws: `YuraiError` when there was no audit, or the ledger does not continue what was signed last.
  public static func parts(
    in session: inout Session, log: (String) -> Void = { _ in },
    beforeFirstKey check: (inout Session) throws -> Void = { _ in }
  ) throws -> any LedgerParts {
    let none: Int? = nil
    let runs = try session.connection.rows(SQLScript(named: "sample/run").query(["run": none]))
    guard !runs.isEmpty else {
      throw YuraiError("there has been no audit yet: run `yurai audit --full`")
    }
    let run: Int = try runs.value(0, 0)
    let leaf: Int64 = try runs.value(0, 3)
    if try LedgerSigner.keys(makes: false, in: &session).isEmpty {
      try check(&session)
      _ = try LedgerSigner.keys(makes: true, in: &session, log: log)
    }
    let note = try LedgerSigner.checkpoint(in: &session)
    let checkpoint = try Checkpoint(text: note.text)
    let cosigned = try LedgerExchange.cosigned(note, in: &session.connection)
    let inclusion = try LedgerStore.answer(
      .inclusionProof(index: leaf, size: checkpoint.head.size), in: &session.connection)
    let keys = try LedgerKeys(folder: session.ledgerFolder).read()
    return SignedLedger(
      keyring: keys, note: cosigned, checkpointValue: checkpoint, inclusion: inclusion,
      witnesses: try witnesses(checkpoint.head.size, in: &session.connection),
      timestamp: try timestamp(note, checkpoint.head.size, in: &session.connection),
      sample: try sample(run, in: &session.connection))
  }

  private static func witnesses(
    _ size: Int64, in connection: inout Connection
  ) throws -> [String] {
    try connection.rows(SQLScript(named: "ledger/cosignatures").query(["size": size])).map {
      try $0.value(0)
    }
  }

  private static func timestamp(
    _ note: SignedNote, _ size: Int64, in connection: inout Connection
  ) throws -> (checkpoint: [UInt8], response: [UInt8])? {
    let rows = try connection.rows(SQLScript(named: "ledger/timestamps").query(["size": size]))
    guard !rows.isEmpty else { return nil }
    return (note.bytes, try rows.value(0, 0))
  }

  private static func sample(
    _ run: Int, in connection: inout Connection
  ) throws -> (json: [UInt8], result: ProvenanceReport.Sample)? {
    let rows = try connection.rows(SQLScript(named: "sample/last").query(["run": run]))
    guard !rows.isEmpty else { return nil }
    let text: String = try rows.value(0, 2)
    let outcome = try SampleDocument.outcome(of: text)
    return (
      Array(text.utf8),
      ProvenanceReport.Sample(
        drawn: outcome.drawn, exceptions: outcome.exceptions, erased: outcome.erased,
        confidencePerMille: Int((outcome.confidence * 1000).rounded(.down)),
        boundMillionths: Int((outcome.bound * 1e6 - 1e-6).rounded(.up)))
    )
  }
}

/// A checkpoint of this installation, and what goes with it into a bundle.
private struct SignedLedger: LedgerParts {
  let keyring: [SignerKey]
  let note: SignedNote
  let checkpointValue: Checkpoint
  let inclusion: InclusionProof
  let witnesses: [String]
  let timestamp: (checkpoint: [UInt8], response: [UInt8])?
  let sample: (json: [UInt8], result: ProvenanceReport.Sample)?

  var origin: String { checkpointValue.origin }
  var head: ProvenanceReport.Head {
    .init(size: Int(checkpointValue.head.size), root: checkpointValue.head.root.base64)
  }
  var checkpoint: [UInt8] { note.bytes }
  var keys: String {
    (keyring.map { "log \($0.verifierKey.text)\n" } + witnesses.map { "witness \($0)\n" }).joined()
  }
  var proof: [UInt8] { TLogProof(inclusion: inclusion, note: note).bytes }

  func forEachLeaf(
    in connection: inout Connection, _ body: (String) throws -> Void
  ) throws {
    let query = try SQLScript(named: "ledger/leaves_all").query([
      "size": checkpointValue.head.size
    ])
    try connection.forEach(query) { try body(try $0.value(2)) }
  }

  func forEachCheckpoint(
    in connection: inout Connection, _ body: (String) throws -> Void
  ) throws {
    try connection.forEach(SQLScript(named: "ledger/checkpoints").query()) { row in
      let size: Int64 = try row.value(0)
      guard size <= checkpointValue.head.size else { return }
      let text: String = try row.value(2)
      try body(#"{"size": \#(size), "note": \#(ImportSummary.quoted(text))}"#)
    }
  }

  func sign(_ manifest: String) throws -> [UInt8] {
    try SignedNote.sign(manifest, by: keyring).bytes
  }
}
