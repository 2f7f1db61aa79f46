import Foundation
import Ledger
import Postgres
import Rendering
import Testing
import Yurai

/// The ledger of a test's database, signed with keys that everybody knows.
struct TestLedger: LedgerParts {
  let origin = "mall.example/provenance"
  let head: ProvenanceReport.Head
  let checkpoint: [UInt8]
  let keys: String
  let proof: [UInt8]
  var timestamp: (checkpoint: [UInt8], response: [UInt8])?
  var sample: (json: [UInt8], result: ProvenanceReport.Sample)?
  private let log: SignerKey

  /// Signs the whole ledger, and a first checkpoint over its first leaf; a witness signs the last.
  init(of database: TestDatabase) throws {
    let log = try SignerKey(
      name: "mall.example/provenance", algorithm: .ed25519, seed: Array(repeating: 1, count: 32))
    let witness = try SignerKey(
      name: "auditor.example/w1", algorithm: .cosignatureV1, seed: Array(repeating: 2, count: 32))
    self.log = log
    var connection = try Connection(database.parameters)
    try connection.execute("SET search_path = yurai, public")
    let leaves = try connection.rows("SELECT leaf FROM ledger_leaf ORDER BY leaf_index").map {
      row in
      try row.value(0, as: String.self)
    }
    var frontier = Frontier()
    var hashes: [Int64: TreeHash] = [:]
    var first: SignedNote?
    let none = ConsistencyProof(hashes: [])
    for leaf in leaves {
      for stored in frontier.append(.leaf(Array(leaf.utf8))) { hashes[stored.index] = stored.hash }
      if first == nil {
        first = try Ledger.Checkpoint(origin: origin, head: frontier.head)
          .signed(by: [log], after: nil, proof: none)
      }
    }
    let last = try Ledger.Checkpoint(origin: origin, head: frontier.head)
    let signed = try last.signed(by: [log], after: nil, proof: none)
    let policy = try CheckpointPolicy(origin: origin, logKeys: [log.verifierKey])
    let cosignature = try policy.open(signed).cosignature(
      by: witness, at: 1_767_225_600, after: nil, proof: none)
    let note = try signed.adding([cosignature])
    head = .init(size: Int(frontier.size), root: frontier.head.root.base64)
    checkpoint = note.bytes
    keys = "log \(log.verifierKey.text)\nwitness \(witness.verifierKey.text)\n"
    let index = try #require(
      try connection.value(
        "SELECT max(leaf_index) FROM ledger_leaf WHERE kind = 'audit'", as: Int64?.self))
    let request = try HashRequest<InclusionProof>.inclusionProof(index: index, size: frontier.size)
    let path = try request.answer(from: request.indexes.map { try #require(hashes[$0]) })
    proof = TLogProof(inclusion: path, note: note).bytes
    for (size, note) in [(Int64(1), first), (frontier.size, signed)] {
      let note = try #require(note)
      let root = Array(try Ledger.Checkpoint(text: note.text).head.root.bytes)
      try connection.execute(
        """
        INSERT INTO checkpoint (size, root, note) VALUES (\(size), \(root), \(String(decoding: note.bytes, as: UTF8.self)))
          ON CONFLICT DO NOTHING
        """)
    }
    try connection.execute(
      """
      INSERT INTO cosignature (size, key, line) VALUES (\(frontier.size), \(witness.verifierKey.text), \(cosignature.line))
        ON CONFLICT DO NOTHING
      """)
  }

  func forEachLeaf(in connection: inout Connection, _ body: (String) throws -> Void) throws {
    try connection.forEach(
      "SELECT leaf FROM ledger_leaf WHERE leaf_index < \(head.size) ORDER BY leaf_index"
    ) { try body($0.value(0)) }
  }

  func forEachCheckpoint(in connection: inout Connection, _ body: (String) throws -> Void) throws {
    try connection.forEach(
      """
      SELECT json_build_object('size', size, 'note', note)::text FROM checkpoint
       WHERE size < \(head.size) ORDER BY size
      """
    ) { try body($0.value(0)) }
  }

  func sign(_ manifest: String) throws -> [UInt8] { try SignedNote.sign(manifest, by: [log]).bytes }
}
