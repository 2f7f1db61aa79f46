internal import Foundation
internal import Postgres

/// `yurai db adopt`: takes over a database that was restored from a dump.
///
/// A restore writes every row anew, so that none is by its import's transaction any more, which is how an audit knows
/// them. Each customer record is compared with its commitment instead; a leaf of the ledger says from when on which
/// transactions count.
public struct AdoptJob: Sendable {
  /// The usual settings.
  public init() {}

  /// What was adopted.
  public struct Outcome: Sendable {
    /// Customer records, each as it was committed to.
    public let customers: Int64
    /// Events; nothing commits to them one by one.
    public let events: Int64
  }

  /// Adopts all rows, or none; one transaction.
  /// - Throws: `YuraiError`, exit `unexplained` when the ledger or a record does not verify, exit `usage` when there is
  ///   nothing to adopt.
  public func run(in session: inout Session) throws -> Outcome {
    guard
      try session.connection.value(SQLScript(named: "queries/audit_lock").query(), as: Bool.self)
    else {
      throw YuraiError("an audit is running on this database: wait for it", exit: .locked)
    }
    defer { _ = try? session.connection.execute(SQLScript(named: "queries/audit_unlock").query()) }
    let folder = session.ledgerFolder
    try requireKey(folder, in: &session)
    let outcome = try session.connection.transaction { connection in
      try connection.execute(SQLScript(named: "ledger/lock").query())
      let problems = try LedgerCheck.problems(
        folder, kept: LedgerKeys(folder: folder).lastCheckpoint(), in: &connection)
      guard problems.isEmpty else {
        throw YuraiError(
          "the ledger did not verify; nothing was adopted. " + problems.joined(separator: "; "),
          exit: .unexplained)
      }
      // Nobody writes to the tables between the look and the leaf.
      try connection.run(SQLScript(named: "ledger/adopt_lock"))
      let counts: String = try connection.value(SQLScript(named: "audit/75_count").query())
      try connection.run(SQLScript(named: "audit/80_rows"), ["counts": counts])
      guard try connection.value(SQLScript(named: "ledger/is_restored").query(), as: Bool.self)
      else {
        throw YuraiError(
          "this database was not restored from a dump: some of its rows are still as their import wrote them. What was "
            + "written since is named by `yurai audit`, and cannot be adopted", exit: .usage)
      }
      try connection.run(SQLScript(named: "audit/85_sealed"))
      try connection.run(SQLScript(named: "audit/85_verify"))
      let wrong: Int64 = try connection.value(SQLScript(named: "ledger/adopt_wrong").query())
      guard wrong == 0 else {
        throw YuraiError(
          "\(wrong) rows are not what the ledger says of them; nothing was adopted. `yurai audit` names them",
          exit: .unexplained)
      }
      let place = try LedgerStore.size(in: &connection)
      let leaf: String = try connection.value(SQLScript(named: "ledger/leaf_adoption").query())
      try LedgerStore.append([.init(kind: "adoption", leaf: leaf)], in: &connection)
      try connection.execute(SQLScript(named: "ledger/adopt").query(["leaf": place]))
      let rows = try connection.rows(
        SQLScript(named: "ledger/adopted").query(["leaf": place]))
      return Outcome(customers: try rows.value(0, 0), events: try rows.value(0, 1))
    }
    if try !LedgerKeys(folder: folder).read().isEmpty {
      _ = try LedgerSigner.checkpoint(in: &session)
    }
    return outcome
  }

  /// That whoever adopts the rows of a ledger that is signed can sign: it is no business of somebody who has the database alone.
  private func requireKey(_ folder: String, in session: inout Session) throws {
    let isSigned = try !session.connection.rows(SQLScript(named: "ledger/keys_active").query())
      .isEmpty
    guard isSigned, try LedgerKeys(folder: folder).read().isEmpty else { return }
    throw YuraiError(
      "this ledger is signed, and its key is not in \(folder): adopt where the key lies, or copy that folder here first. An "
        + "adoption is signed, and every bundle tells of it", exit: .usage)
  }
}
