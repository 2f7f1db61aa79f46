internal import Crypto
internal import Foundation
internal import Ledger
internal import Postgres

/// The ledger in the database: leaves and hashes that are only added to.
///
/// Whoever appends does so in the transaction of the fact that the leaf tells of, so that neither is there without
/// the other, and holds the ledger's lock until that transaction ends.
enum LedgerStore {
  /// A leaf to be appended.
  struct Entry: Sendable {
    /// As the type `ledger_leaf.kind` has it.
    let kind: String
    /// One line of JSON.
    let leaf: String
  }

  /// Appends leaves; the place of the first. The very first leaf of all is preceded by what was there before.
  ///
  /// Parameter `run`: the audit run whose leaf this is: it is not of before.
  @discardableResult
  static func append(
    _ entries: [Entry], run: Int? = nil, in connection: inout Connection
  ) throws -> Int64 {
    try connection.execute(SQLScript(named: "ledger/lock").query())
    let size = try size(in: &connection)
    return try append(
      entries, to: try frontier(size: size, in: &connection), run: run, in: &connection)
  }

  /// Appends leaves to a ledger that ends like this, by somebody who holds its lock.
  static func append(
    _ entries: [Entry], to end: Frontier, run: Int?, in connection: inout Connection
  ) throws -> Int64 {
    let size = end.size
    var frontier = end
    var entries = entries
    if size == 0 {
      let legacy: String = try connection.value(
        SQLScript(named: "ledger/leaf_legacy").query(["run": run]))
      entries.insert(Entry(kind: "legacy", leaf: legacy), at: 0)
    }
    var hashes: [StoredHash] = []
    for entry in entries { hashes += frontier.append(.leaf(Array(entry.leaf.utf8))) }
    try connection.execute(
      SQLScript(named: "ledger/append_leaves").query([
        "first": size, "kinds": entries.map(\.kind), "leaves": entries.map(\.leaf),
      ]))
    try connection.execute(
      SQLScript(named: "ledger/append_hashes").query([
        "indexes": hashes.map(\.index), "hashes": hashes.map { Hex.text($0.hash.bytes) },
      ]))
    return size == 0 ? 1 : size
  }

  /// The right edge of the tree of that size.
  static func frontier(size: Int64, in connection: inout Connection) throws -> Frontier {
    try answer(.frontier(size: size), in: &connection)
  }

  /// Reads, in one ordered query, the hashes that an answer is made of.
  /// - Throws: `YuraiError` when the table lacks one: something was removed from it.
  static func answer<Answer>(
    _ request: HashRequest<Answer>, in connection: inout Connection
  ) throws -> Answer {
    guard !request.indexes.isEmpty else { return try request.answer(from: []) }
    let rows = try connection.rows(
      SQLScript(named: "ledger/hashes").query(["indexes": request.indexes]))
    guard rows.count == request.indexes.count else {
      throw YuraiError(
        "the ledger lacks hashes that it should hold: rows were removed from ledger_hash. Restore it from the "
          + "backup, and find out who removed them")
    }
    let hashes = try (0..<rows.count).map { row in
      let bytes: [UInt8] = try rows.value(row, 0)
      guard let hash = TreeHash(bytes) else { throw YuraiError("a hash of the ledger is damaged") }
      return hash
    }
    return try request.answer(from: hashes)
  }

  /// How many leaves there are.
  static func size(in connection: inout Connection) throws -> Int64 {
    try connection.value(SQLScript(named: "ledger/size").query())
  }

  /// The head of the tree of that size, from the stored hashes.
  static func head(size: Int64, in connection: inout Connection) throws -> TreeHead {
    try answer(.head(size: size), in: &connection)
  }
}
