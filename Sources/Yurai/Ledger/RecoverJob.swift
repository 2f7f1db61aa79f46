internal import Foundation
internal import Ledger
internal import Postgres

/// `yurai db recover`: goes on from a backup whose ledger ends before what was signed last.
///
/// The ledger may never contradict what was signed, and here it has to. So it says so itself: a leaf names the checkpoint
/// that is lost, word for word, and counts for that one only. Where the leaf of an earlier recovery is lost with it, it
/// names that one too: the folder of the keys remembers those that were signed.
public struct RecoverJob: Sendable {
  /// The longest reason, in characters.
  public static let mostReason = 500

  /// What happened, as the ledger says it for good.
  public let reason: String

  /// A job that gives this reason.
  public init(reason: String) { self.reason = reason }

  /// What is lost.
  public struct Outcome: Sendable {
    /// How many leaves the backup holds; the recovery's own leaf has this number.
    public let kept: Int64
    /// How many leaves the lost checkpoint covers.
    public let lost: Int64
    /// How many of the leaves kept are as a checkpoint in the backup says; the others were not signed when it was made.
    public let signed: Int64
    /// Keys that were added after the backup was made, and are recorded again.
    public let keys: Int
    /// Earlier recoveries whose leaves are lost, and that the new leaf names.
    public let earlier: Int
  }

  /// Records what is lost, and signs; nothing is recorded when it refuses. A run that was killed can be repeated.
  /// - Returns: What is lost.
  /// - Throws: `YuraiError`, exit `unexplained` when the ledger is not a beginning of what was signed, as far as can be
  ///   seen: also when it goes on past the place of a recovery that it does not tell of; exit `usage` when nothing is lost, or the reason is none.
  public func run(in session: inout Session) throws -> Outcome {
    let reason = reason.trimmingCharacters(in: .whitespaces)
    guard (1...Self.mostReason).contains(reason.count),
      !reason.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw YuraiError(
        "--reason says in one line of at most \(Self.mostReason) characters what happened: what was lost, and which backup was "
          + "restored", exit: .usage)
    }
    guard
      try session.connection.value(SQLScript(named: "queries/audit_lock").query(), as: Bool.self)
    else {
      throw YuraiError("an audit is running on this database: wait for it", exit: .locked)
    }
    defer { _ = try? session.connection.execute(SQLScript(named: "queries/audit_unlock").query()) }
    let store = LedgerKeys(folder: session.ledgerFolder)
    let outcome = try session.connection.transaction { connection in
      try connection.execute(SQLScript(named: "ledger/lock").query())
      return try Self.record(reason, store, in: &connection)
    }
    _ = try LedgerSigner.checkpoint(in: &session)
    return outcome
  }

  private static func record(
    _ reason: String, _ store: LedgerKeys, in connection: inout Connection
  ) throws -> Outcome {
    let keys = try store.read()
    guard let origin = keys.first?.name, let last = try store.lastCheckpoint() else {
      throw YuraiError(
        "there is no key or no signed checkpoint in \(store.folder), so that nobody can say what is lost: bring that folder "
          + "back from its own backup, or set YURAI_LEDGER_DIR to where it lies")
    }
    let active = try LedgerStore.activeKeys(in: &connection)
    guard !active.isEmpty else {
      throw YuraiError(
        "this database has no ledger with a key: it is not a backup of the one that \(store.folder) signed for. Restore one "
          + "that is", exit: .unexplained)
    }
    guard let policy = try? CheckpointPolicy(origin: origin, logKeys: active),
      let lost = try? policy.open(last).checkpoint
    else {
      throw YuraiError(
        "the last checkpoint signed, kept in \(store.folder), is by no key that this database's ledger knows: it is a backup "
          + "of another ledger, or older than the keys. Restore one that was made after the keys were changed",
        exit: .unexplained)
    }
    let state = try LedgerCheck.state(store.folder, kept: last, in: &connection)
    let untold = try Untold(store, policy, in: &connection)
    guard state.problems.isEmpty else {
      throw YuraiError(
        "the ledger is not what was signed, and a restored backup would be; nothing was recorded. "
          + (state.problems + [untold.passed(at: state.size)].compactMap(\.self))
          .joined(separator: "; "), exit: .unexplained)
    }
    if let recovery = try LedgerStore.recovery(of: last, store, in: &connection) {
      // Recorded before, and killed before it was signed.
      return Outcome(
        kept: recovery.head.size - 1, lost: lost.head.size, signed: state.signedSize, keys: 0,
        earlier: 0)
    }
    guard state.ahead != nil else {
      throw YuraiError(
        "nothing is lost: the ledger has \(state.size) leaves, and the last checkpoint signed covers \(lost.head.size) of them",
        exit: .usage)
    }
    if let passed = untold.passed(at: state.size) {
      throw YuraiError("nothing was recorded: \(passed)", exit: .unexplained)
    }
    let leaf: String = try connection.value(
      SQLScript(named: "ledger/leaf_recovery").query([
        "kept": state.size, "size": lost.head.size, "root": lost.head.root.base64,
        "note": String(decoding: last.bytes, as: UTF8.self), "reason": reason,
        "earlier": untold.json,
      ]))
    try LedgerStore.append([.init(kind: "recovery", leaf: leaf)], in: &connection)
    let head = try LedgerStore.head(size: state.size + 1, in: &connection)
    let added = keys.filter { !active.contains($0.verifierKey) }
    for key in added { try LedgerSigner.append("added", key, in: &connection) }
    try store.keep(recovery: Checkpoint(origin: origin, head: head))
    return Outcome(
      kept: state.size, lost: lost.head.size, signed: state.signedSize, keys: added.count,
      earlier: untold.count)
  }
}

/// The recoveries that were signed and that a restored ledger does not tell of, as its own leaf of one is lost.
private struct Untold {
  /// What the leaf of the next recovery says of them; nil when there are none.
  let json: String?
  /// How many there are.
  let count: Int
  /// The one that kept fewest leaves.
  private let lowest: (kept: Int64, at: String)?

  /// - Throws: `YuraiError` when what the folder remembers was not signed by a key of the ledger.
  init(
    _ store: LedgerKeys, _ policy: CheckpointPolicy, in connection: inout Connection
  ) throws {
    let rows = try connection.rows(
      SQLScript(named: "ledger/recoveries_untold").query(["leaves": try store.recoveries()]))
    var lowest: (kept: Int64, at: String)?
    var parts: [String] = []
    for row in 0..<rows.count {
      let kept: Int64? = try rows.value(row, 0)
      let size: Int64? = try rows.value(row, 2)
      let root: String? = try rows.value(row, 3)
      let note: String? = try rows.value(row, 4)
      let at: String? = try rows.value(row, 1)
      guard let kept, let size, size > kept, let root, let at,
        let head = try? policy.open(parsing: Array((note ?? "").utf8)).checkpoint.head,
        head.size == size, head.root.base64 == root
      else { throw store.foreignRecovery }
      if kept < lowest?.kept ?? .max { lowest = (kept, at) }
      parts.append(try rows.value(row, 5))
    }
    json = parts.isEmpty ? nil : "[\(parts.joined(separator: ", "))]"
    count = parts.count
    self.lowest = lowest
  }

  /// Why a ledger of that size cannot be gone on from: it has leaves that an earlier recovery gave up.
  func passed(at size: Int64) -> String? {
    guard let lowest, lowest.kept < size else { return nil }
    return
      "the ledger was set back to \(lowest.kept) leaves before (\(lowest.at)), and this backup was made before that: its "
      + "leaves \(lowest.kept) to \(size - 1) are among those that were given up then, and nothing that was signed since "
      + "continues them. Restore a backup that was made after that recovery, or one of at most \(lowest.kept) leaves"
  }
}

extension RecoverJob.Outcome {
  /// What is lost, who will be told, and what to do next; for a terminal, without personal data.
  public var text: String {
    let unsigned =
      signed < kept
      ? """
      The first \(signed) leaves are as they were signed. Those from \(signed) to \(kept - 1) were not signed yet when
      the backup was made: nothing here shows that they are what they were.

      """
      : "The \(kept) leaves that are left are as they were signed.\n"
    let again =
      keys == 0 ? "" : "Keys recorded again, which were added after the backup was made: \(keys)\n"
    let before =
      earlier == 0
      ? ""
      : """
      It names \(earlier) earlier \(earlier == 1 ? "recovery" : "recoveries") too, whose own leaf is lost now.

      """
    return """
      recovered: the ledger was set back to \(kept) leaves. Leaves \(kept) to \(lost - 1), which were signed, are lost.
      Leaf \(kept) says so, names the lost checkpoint and gives your reason.
      \(before)\(unsigned)\(again)
      Auditors and witnesses who hold a checkpoint of more than \(kept) leaves will be told: `yurai verify
      --previous` fails for them, and says why; witnesses do not cosign. Tell them first.

      Next:
        yurai db adopt       if the rows came back by pg_restore
        yurai import …       every file again that came in since the backup
        yurai erase …        everybody again who was erased since
        yurai audit --full
      """
  }
}

extension LedgerStore {
  /// The head that ends with the leaf of a recovery, when that leaf names this checkpoint, the last one that was signed.
  ///
  /// Two have to agree: the leaf in the database, and what `yurai db recover` left in the folder of the keys.
  static func recovery(
    of last: SignedNote?, _ store: LedgerKeys, in connection: inout Connection
  ) throws -> Checkpoint? {
    guard let last, let recovery = store.recovery() else { return nil }
    let names: Bool = try connection.value(
      SQLScript(named: "ledger/recovery_names").query([
        "leaf": recovery.head.size - 1, "note": String(decoding: last.bytes, as: UTF8.self),
      ]))
    return names ? recovery : nil
  }
}
