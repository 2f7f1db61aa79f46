internal import Crypto
internal import Foundation
internal import Ledger
internal import Postgres

/// Whether the ledger in the database is whole: what the nightly job looks at before it adds to it.
enum LedgerCheck {
  /// What was found.
  struct State {
    /// What is wrong, a sentence each, but for an end that is missing.
    var problems: [String] = []
    /// How many leaves there are.
    var size: Int64 = 0
    /// How many of them the newest checkpoint covers that the database itself holds.
    var signedSize: Int64 = 0
    /// The last checkpoint signed, when the ledger ends before it.
    var ahead: Checkpoint?
  }

  /// What is wrong with the ledger, a sentence each; nothing when it is whole.
  ///
  /// `kept` is the last checkpoint signed, read before the transaction's snapshot: one that is signed later covers leaves that
  /// the snapshot does not see.
  static func problems(
    _ folder: String, kept: SignedNote?, in connection: inout Connection
  ) throws -> [String] {
    let state = try state(folder, kept: kept, in: &connection)
    let cut = state.ahead.map {
      "the last checkpoint signed, kept in \(folder), covers \($0.head.size) leaves and the ledger has "
        + "\(state.size): its end was cut off, or a backup was restored. Restore a newer one; if there is none: "
        + "`yurai db recover`"
    }
    return state.problems + (cut.map { [$0] } ?? [])
  }

  /// Makes the whole tree again from the leaves, and compares it with what is stored, what was signed, and what the audit
  /// runs say of themselves.
  static func state(
    _ folder: String, kept: SignedNote?, in connection: inout Connection
  ) throws -> State {
    let keys = try LedgerStore.lastKeys(in: &connection)
    let signed = try checkpoints(keys, in: &connection)
    // Kept before it is stored: where the tool died between the two, the database lacks it, and it counts all the same.
    let store = LedgerKeys(folder: folder)
    let recovery = try LedgerStore.recovery(of: kept, store, in: &connection)
    let last =
      try recovery
      ?? kept.map {
        try opened($0.bytes, "the last checkpoint, kept in \(folder),", keys)
      }
    var roots: [Int64: TreeHash] = [:]
    var problems: [String] = []
    var frontier = Frontier()
    let size = try LedgerStore.size(in: &connection)
    // Both series of hashes are long; digests of them are compared.
    var wanted = SHA256()
    var found = SHA256()
    try connection.forEach(SQLScript(named: "ledger/leaves_all").query(["size": size])) { row in
      let place: Int64 = try row.value(0)
      if place != frontier.size, problems.isEmpty {
        problems.append("leaf \(frontier.size) of the ledger is missing")
      }
      let leaf: String = try row.value(2)
      for hash in frontier.append(.leaf(Array(leaf.utf8))) { Self.add(hash, to: &wanted) }
      if signed[frontier.size] != nil || last?.head.size == frontier.size {
        roots[frontier.size] = frontier.head.root
      }
    }
    try connection.forEach(SQLScript(named: "ledger/hashes_all").query()) { row in
      let bytes: [UInt8] = try row.value(1)
      Self.add(
        StoredHash(index: try row.value(0), hash: TreeHash(bytes) ?? .empty), to: &found)
    }
    if wanted.finalize() != found.finalize() {
      problems.append(
        "the ledger's hashes are not those of its leaves: a leaf or a hash was changed or removed")
    }
    for (size, root) in signed.sorted(by: { $0.key < $1.key }) where roots[size] != root {
      problems.append(
        frontier.size < size
          ? "leaf \(size) was signed and the ledger ends at \(frontier.size): its end was cut off"
          : "the first \(size) leaves are not those that were signed: the ledger was rewritten")
      break
    }
    var ahead: Checkpoint?
    if let last {
      if last.head.size > frontier.size {
        ahead = last
      } else if roots[last.head.size] != last.head.root {
        problems.append(
          "the first \(last.head.size) leaves are not those of the last checkpoint signed, kept in \(folder): the ledger was "
            + "rewritten")
      }
    } else if !signed.isEmpty {
      problems.append("the last checkpoint signed is not in \(folder): restore it from the backup")
    }
    let runs = try connection.rows(SQLScript(named: "ledger/runs_differ").query())
    if !runs.isEmpty {
      problems.append("audit run \(try runs.value(0, 0, as: Int.self)) is not what its leaf says")
    }
    if let tree = try tree(in: &connection) { problems.append(tree) }
    let census = try connection.rows(SQLScript(named: "ledger/census_differs").query())
    if !census.isEmpty {
      problems.append(
        "the census by place of run \(try census.value(0, 0, as: Int.self)) does not sum to its verdicts"
      )
    }
    return State(
      problems: problems, size: frontier.size, signedSize: signed.keys.max() ?? 0, ahead: ahead)
  }

  private static func add(_ hash: StoredHash, to digest: inout SHA256) {
    withUnsafeBytes(of: hash.index.bigEndian) { digest.update(bufferPointer: $0) }
    hash.hash.bytes.withUnsafeBytes { digest.update(bufferPointer: $0) }
  }

  /// Signed sizes and their roots, as the signed texts say, not the columns.
  private static func checkpoints(
    _ keys: [VerifierKey], in connection: inout Connection
  ) throws -> [Int64: TreeHash] {
    var found: [Int64: TreeHash] = [:]
    let rows = try connection.rows(SQLScript(named: "ledger/checkpoints").query())
    for row in 0..<rows.count {
      let note: String = try rows.value(row, 2)
      let size: Int64 = try rows.value(row, 0)
      let head = try opened(Array(note.utf8), "checkpoint \(size)", keys).head
      found[head.size] = head.root
    }
    return found
  }

  private static func opened(
    _ note: [UInt8], _ name: String, _ keys: [VerifierKey]
  ) throws -> Checkpoint {
    guard let origin = keys.first?.name,
      let policy = try? CheckpointPolicy(origin: origin, logKeys: keys),
      let trusted = try? policy.open(parsing: note)
    else {
      throw YuraiError("\(name) is not signed by the ledger's key", exit: .unexplained)
    }
    return trusted.checkpoint
  }

  /// The last run's tree of records, from its tiles.
  private static func tree(in connection: inout Connection) throws -> String? {
    let rows = try connection.rows(SQLScript(named: "ledger/last_tree").query())
    guard !rows.isEmpty else { return nil }
    let run: Int = try rows.value(0, 0)
    let bytes: [UInt8] = try rows.value(0, 1)
    let tiles = try RecordTree.roots(run: run, in: &connection)
    var frontier = Frontier()
    for tile in 0..<Int64(tiles.count) {
      guard let root = tiles[tile] else { break }
      frontier.append(root)
    }
    return frontier.head.root == TreeHash(bytes)
      ? nil : "the records' tree of run \(run) is not the one that its leaf commits to"
  }
}
