public import Postgres
public import Rendering

/// What the ledger puts into a bundle. The bundle knows no keys and no proofs.
///
/// All of it is about one checkpoint, which covers the run's `audit` leaf.
public protocol LedgerParts {
  /// The ledger's name: the first line of its checkpoints.
  var origin: String { get }
  /// What the checkpoint covers: its size and root.
  var head: ProvenanceReport.Head { get }
  /// The file `checkpoint`: the signed note, with the signatures of witnesses.
  var checkpoint: [UInt8] { get }
  /// The file `keys`.
  var keys: String { get }
  /// The file `census.tlog-proof`: that the run's `audit` leaf is in the ledger.
  var proof: [UInt8] { get }
  /// The files below `timestamp/`: the bytes that were stamped, and the answer; nil without a stamp.
  var timestamp: (checkpoint: [UInt8], response: [UInt8])? { get }
  /// The file `sample.json`, and what it says in short; nil where no sample was drawn on this run.
  var sample: (json: [UInt8], result: ProvenanceReport.Sample)? { get }

  /// Calls `body` with every leaf that the checkpoint covers, in order.
  func forEachLeaf(
    in connection: inout Connection, _ body: (String) throws -> Void) throws
  /// Calls `body` with every earlier checkpoint, by size: the lines of `checkpoints.jsonl`.
  func forEachCheckpoint(
    in connection: inout Connection, _ body: (String) throws -> Void) throws
  /// Signs the text of the manifest with the log's key: the note as a file holds it.
  func sign(_ manifest: String) throws -> [UInt8]
}
