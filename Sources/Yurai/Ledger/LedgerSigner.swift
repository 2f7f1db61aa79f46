internal import Foundation
internal import Ledger
internal import Postgres

/// Makes keys and signs checkpoints.
public enum LedgerSigner {
  /// The verifier keys of the ledger, the current one first; made with this origin when there are none yet and
  /// `makes` says so.
  ///
  /// `origin` is a schema-less URL of the company's, for example `mall.example/provenance`; nil for a name made
  ///   up of random digits. The name is the ledger's for good: a later key bears it too.
  /// - Throws: `YuraiError` when the name is no such address, or the role may not write the key's leaf, or
  ///   the folder holds another ledger's checkpoint.
  public static func keys(
    makes: Bool, origin: String? = nil, in session: inout Session,
    log: (String) -> Void = { _ in }
  ) throws -> [String] {
    let store = LedgerKeys(folder: session.ledgerFolder)
    var keys = try store.read()
    if keys.isEmpty, makes {
      let name = origin ?? "yurai.invalid/\(Hex.text(randomBytes(6)))"
      if let origin, Self.isMoreThanAddress(origin) { throw unfit(origin) }
      let key = try made(name)
      // The file before the commit: what the ledger names must not be lost. Where the commit fails, `reconciled` adds the leaf.
      try session.connection.transaction { connection in
        guard try LedgerStore.lastKeys(in: &connection).isEmpty else {
          throw YuraiError(
            "the ledger has a key, and its file is not in \(store.folder): restore it from the backup, or set "
              + "YURAI_LEDGER_DIR to where it lies")
        }
        // No key made now would ever sign here: what it signs has to continue that checkpoint.
        guard try store.lastCheckpoint() == nil else { throw foreignKeys }
        do { try append("made", key, in: &connection) } catch let error as PostgresError
          where error.sqlState == .insufficientPrivilege
        {
          throw YuraiError(
            "the ledger has no key yet, and this role may not make one: have the owner of the database or a member of "
              + "yurai_batch run `yurai key make --origin …`, then try again")
        }
        try store.write([key])
      }
      keys = [key]
      log(
        "the ledger's key was made in \(store.folder), as \(name): back it up, apart from the database, and give its "
          + "verifier key to the auditor")
      if origin == nil {
        log(
          "\(name) is the ledger's name for good. `yurai key make --origin …` before the first report would have chosen it"
        )
      }
    }
    return keys.map(\.verifierKey.text)
  }

  /// Adds a new key, which signs together with the old one from now on.
  public static func rotate(in session: inout Session) throws -> [String] {
    let store = LedgerKeys(folder: session.ledgerFolder)
    let keys = try store.read()
    guard let current = keys.first else {
      throw YuraiError("the ledger has no key yet: run `yurai key make --origin …`")
    }
    let key = try made(current.name)
    try session.connection.transaction { connection in
      try append("added", key, in: &connection)
      try store.write([key] + keys)
    }
    return try store.read().map(\.verifierKey.text)
  }

  /// Takes an old key out of use. It is destroyed; what it signed stays valid.
  public static func retire(id: String, in session: inout Session) throws -> [String] {
    let store = LedgerKeys(folder: session.ledgerFolder)
    let keys = try store.read()
    guard let old = keys.first(where: { "\($0.verifierKey)".hasSuffix("+\(id)") }), keys.count > 1
    else {
      throw YuraiError(
        keys.count > 1
          ? "there is no key \(id): see `yurai key show`"
          : "the only key cannot be retired: run `yurai key rotate` first", exit: .usage)
    }
    // All that the old key vouches for is signed by both once more; the leaf that retires it is signed by the new one.
    _ = try checkpoint(in: &session)
    try session.connection.transaction { connection in
      try append("retired", old, in: &connection)
    }
    // Destroyed once that is sure; where this is cut short, `reconciled` does it.
    try store.write(keys.filter { $0.verifierKey != old.verifierKey })
    return try store.read().map(\.verifierKey.text)
  }

  private static func made(_ name: String) throws -> SignerKey {
    do { return try SignerKey.generate(name: name, algorithm: .ed25519) } catch {
      throw unfit(name)
    }
  }

  /// Whether a name has what an address without scheme has not: a scheme (a port is none), a query or a fragment.
  private static func isMoreThanAddress(_ name: String) -> Bool {
    name.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.\-]*:(?![0-9])|^\/\/|[?#]/) != nil
  }

  private static func unfit(_ name: String) -> YuraiError {
    YuraiError(
      "\(name) cannot name a key: use the company's address without scheme, query, fragment, blanks and plus signs, for "
        + "example mall.example/provenance", exit: .usage)
  }

  /// Appends the leaf of a change of the keys.
  static func append(
    _ change: String, _ key: SignerKey, in connection: inout Connection
  ) throws {
    let leaf: String = try connection.value(
      SQLScript(named: "ledger/leaf_key").query(["change": change, "vkey": key.verifierKey.text]))
    try LedgerStore.append([.init(kind: "key", leaf: leaf)], in: &connection)
  }

  private static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// Signs the ledger's head when there is a key.
  static func sign(in session: inout Session) throws {
    guard try !LedgerKeys(folder: session.ledgerFolder).read().isEmpty else { return }
    _ = try checkpoint(in: &session)
  }

  /// Refuses a folder of keys that is another ledger's, before anything is done that would have to be signed with them.
  /// - Throws: `YuraiError` with exit `unexplained`.
  static func requireOwnKeys(in session: inout Session) throws {
    let store = LedgerKeys(folder: session.ledgerFolder)
    guard let origin = try store.read().first?.name, let last = try store.lastCheckpoint() else {
      return
    }
    _ = try opened(last, origin, in: &session.connection)
  }

  /// Signs the ledger's head, or gives the note that was signed for it before.
  ///
  /// It is signed only if it continues the last checkpoint signed, which is kept outside of the database; what is
  /// signed is kept there first. The one exception: what `yurai db recover` recorded continues the recovery's leaf, which
  /// names that last checkpoint word for word.
  /// - Throws: `YuraiError` with exit `unexplained` when the ledger does not continue it.
  static func checkpoint(in session: inout Session) throws -> SignedNote {
    let store = LedgerKeys(folder: session.ledgerFolder)
    return try session.connection.transaction { connection in
      try connection.execute(SQLScript(named: "ledger/lock").query())
      let (last, lastCheckpoint, keys) = try reconciled(store, in: &connection)
      guard let origin = keys.first?.name else {
        throw YuraiError("the ledger has no key yet: run `yurai key make --origin …`")
      }
      let size = try LedgerStore.size(in: &connection)
      let recovery = try LedgerStore.recovery(of: last, store, in: &connection)
      let base = recovery ?? lastCheckpoint
      if let base, base.head.size > size {
        throw YuraiError(
          "the ledger ends at leaf \(size) and leaf \(base.head.size) was signed: its end was cut off. "
            + "Restore it from the backup, and find out who did it. If no backup reaches so far: `yurai db recover`",
          exit: .unexplained)
      }
      let head = try LedgerStore.head(size: size, in: &connection)
      if let last, let lastCheckpoint, lastCheckpoint.head == head {
        try store.keep(recoveries: LedgerStore.recoveries(size: size, in: &connection))
        try LedgerStore.keep(last, head, in: &connection)
        return last
      }
      _ = try LedgerStore.isToBeKept(head, in: &connection)
      let proof = try base.map {
        try LedgerStore.answer(
          .consistencyProof(old: $0.head.size, new: size), in: &connection)
      }
      let note: SignedNote
      do throws(CheckpointError) {
        note = try Checkpoint(origin: origin, head: head).signed(
          by: keys, after: base, proof: proof ?? ConsistencyProof(hashes: []))
      } catch {
        guard case .inconsistent = error else { throw YuraiError("\(error)") }
        throw YuraiError(
          "the ledger does not continue the checkpoint that was signed last, at leaf \(base?.head.size ?? 0): "
            + "it was rewritten. Restore it from the backup, and find out who did it",
          exit: .unexplained)
      }
      try store.keep(recoveries: LedgerStore.recoveries(size: size, in: &connection))
      try store.keep(note)
      try LedgerStore.keep(note, head, in: &connection)
      store.forgetRecovery()
      return note
    }
  }

  /// The last note and its checkpoint, and the keys that may sign: those of the folder, which the ledger's leaves name.
  ///
  /// Making and changing keys writes a file and a leaf, and may be cut short between the two. A key of the folder that no leaf
  /// tells of is told of now, if the folder is this ledger's; one that a leaf has retired is destroyed now.
  private static func reconciled(
    _ store: LedgerKeys, in connection: inout Connection
  ) throws -> (SignedNote?, Checkpoint?, [SignerKey]) {
    let keys = try store.read()
    let last = try store.lastCheckpoint()
    let checkpoint = try keys.first.flatMap { key in
      try last.map { try opened($0, key.name, in: &connection) }
    }
    let named = try LedgerStore.lastKeys(in: &connection)
    let untold = keys.filter { !named.contains($0.verifierKey) }
    if !untold.isEmpty {
      guard named.isEmpty ? last == nil : untold.count < keys.count else { throw foreignKeys }
      for (index, key) in untold.reversed().enumerated() {
        try append(named.isEmpty && index == 0 ? "made" : "added", key, in: &connection)
      }
    }
    let active = try LedgerStore.activeKeys(in: &connection)
    let signing = keys.filter { active.contains($0.verifierKey) }
    if signing.count < keys.count, !signing.isEmpty { try store.write(signing) }
    return (last, checkpoint, signing)
  }

  private static let foreignKeys = YuraiError(
    "the last checkpoint was not signed by a key that the ledger names: the ledger was replaced, or the folder of "
      + "its keys is another database's. For a database of its own set YURAI_LEDGER_DIR to a folder of its own",
    exit: .unexplained)

  /// The checkpoint in a note of our own, whose signature is checked with the keys that the ledger names.
  private static func opened(
    _ note: SignedNote, _ origin: String, in connection: inout Connection
  ) throws -> Checkpoint {
    let keys = try LedgerStore.lastKeys(in: &connection)
    guard let policy = try? CheckpointPolicy(origin: origin, logKeys: keys),
      let trusted = try? policy.open(note)
    else { throw foreignKeys }
    return trusted.checkpoint
  }
}

extension LedgerStore {
  /// The verifier keys that the ledger's leaves name, retired ones too.
  static func lastKeys(in connection: inout Connection) throws -> [VerifierKey] {
    try keys("ledger/keys", in: &connection)
  }

  /// The verifier keys that may sign now.
  static func activeKeys(in connection: inout Connection) throws -> [VerifierKey] {
    try keys("ledger/keys_active", in: &connection)
  }

  private static func keys(
    _ script: String, in connection: inout Connection
  ) throws -> [VerifierKey] {
    let rows = try connection.rows(SQLScript(named: script).query())
    return try (0..<rows.count).map { row in
      let text: String = try rows.value(row, 0)
      guard let key = try? VerifierKey(text) else {
        throw YuraiError("a key leaf of the ledger does not hold a key", exit: .unexplained)
      }
      return key
    }
  }

  /// The leaves of recoveries among the first so many, as they are.
  static func recoveries(size: Int64, in connection: inout Connection) throws -> [String] {
    let rows = try connection.rows(
      SQLScript(named: "ledger/recoveries_signed").query(["size": size]))
    return try (0..<rows.count).map { try rows.value($0, 0) }
  }

  /// Whether this checkpoint is not stored yet.
  /// - Throws: `YuraiError` when it is not, and the role may not store it: nothing is to be signed then.
  static func isToBeKept(_ head: TreeHead, in connection: inout Connection) throws -> Bool {
    let rows = try connection.rows(
      SQLScript(named: "ledger/checkpoint_held").query(["size": head.size]))
    if try rows.value(0, 0, as: Bool.self) { return false }
    guard try rows.value(0, 1, as: Bool.self) else {
      throw YuraiError(
        "the ledger has grown to \(head.size) leaves since it was signed last, and this role may not sign it: have the "
          + "owner of the database or a member of yurai_batch run `yurai checkpoint`, then try again"
      )
    }
    return true
  }

  /// Stores a signed checkpoint, unless it is there: a role that may only read needs nothing else.
  static func keep(_ note: SignedNote, _ head: TreeHead, in connection: inout Connection) throws {
    guard try isToBeKept(head, in: &connection) else { return }
    try connection.execute(
      SQLScript(named: "ledger/checkpoint_add").query([
        "size": head.size, "root": head.root.bytes,
        "note": String(decoding: note.bytes, as: UTF8.self),
      ]))
  }
}
