internal import Crypto
internal import Foundation
internal import Ledger
internal import Postgres

/// What an audit run adds to the ledger.
enum LedgerRun {
  /// Records the run's census by place and year, the root of its records' tree, and its leaf.
  ///
  /// The audit's own transaction sees the ledger as it was when it began, so that imports need not wait for it; where the
  /// ledger ends now is read on a second connection, once the lock is held.
  static func append(
    _ run: Int, _ tree: RecordTree.Result, beside parameters: ConnectionParameters,
    in connection: inout Connection
  ) throws {
    var sums: [[String]: Int64] = [:]
    for (key, records) in tree.census {
      let place = tree.places[key.outlet]
      let name = [
        place?.mall ?? "", place?.merchant ?? "", String(key.year),
        RecordLeaf.label(key.verdict).description,
      ]
      sums[name, default: 0] += records
    }
    let erased: Int64 = try connection.value(SQLScript(named: "ledger/erased_count").query())
    if erased > 0 { sums[["", "", "0", "erased"], default: 0] += erased }
    let rows = sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    try connection.execute(
      SQLScript(named: "ledger/census_add").query([
        "run": run, "malls": rows.map { $0.key[0] }, "merchants": rows.map { $0.key[1] },
        "years": rows.map { Int64($0.key[2]) ?? 0 }, "verdicts": rows.map { $0.key[3] },
        "records": rows.map(\.value),
      ]))
    try connection.execute(
      SQLScript(named: "ledger/run_records").query([
        "run": run, "size": tree.size, "root": tree.root.bytes,
      ]))
    try connection.execute(SQLScript(named: "ledger/lock").query())
    var now = try Connection(parameters)
    try now.run(SQLScript(named: "queries/session"))
    let rules = try now.rows(
      SQLScript(named: "ledger/leaf_rules").query([
        "tool": Tool.version, "rules": Hex.text(RuleFiles.sha256),
      ]))
    var entries: [LedgerStore.Entry] = []
    if !rules.isEmpty { entries.append(.init(kind: "rules", leaf: try rules.value(0, 0))) }
    let leaf: String = try connection.value(
      SQLScript(named: "ledger/leaf_audit").query(["run": run]))
    entries.append(.init(kind: "audit", leaf: leaf))
    let size = try LedgerStore.size(in: &now)
    let frontier = try LedgerStore.frontier(size: size, in: &now)
    let first = try LedgerStore.append(entries, to: frontier, run: run, in: &connection)
    let place = first + Int64(entries.count) - 1
    try connection.execute(
      SQLScript(named: "ledger/run_leaf").query(["run": run, "leaf": place]))
  }
}

/// The rule files of this binary.
enum RuleFiles {
  /// The files by name: all of `audit/`, then all of `rules/`, each in byte order.
  static let files: [(name: String, text: String)] = ["audit", "rules"].flatMap { folder in
    EmbeddedFiles.text.filter { $0.key.hasPrefix("Sql/\(folder)/") }
      .map { (name: String($0.key.dropFirst(4)), text: $0.value) }
      .sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
  }

  /// SHA-256 over all of them, one after the other.
  static let sha256: [UInt8] = {
    var hash = SHA256()
    for file in files { hash.update(data: Data(file.text.utf8)) }
    return Array(hash.finalize())
  }()
}

/// This tool.
public enum Tool {
  /// Its version.
  public static let version = "0.1.0"
}
