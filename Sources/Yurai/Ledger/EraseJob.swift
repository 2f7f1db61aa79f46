internal import Foundation
internal import Postgres

/// `yurai erase`: removes a customer record, its events and what the tool says of the person, or the orders of a guest, and keeps
/// the ledger whole.
public struct EraseJob: Sendable {
  /// person or retention.
  public var reason = "person"
  /// The inquiry in which the person asked for it; nil when it is retention.
  public var caseNo: String?
  /// Guest orders of the same person, as mall/merchant/order_id.
  public var orders: [String] = []
  /// For how many days backups are kept.
  public var backupDays = 35

  /// An erasure at the person's wish.
  public init() {}

  /// What was erased.
  public struct Outcome: Sendable {
    /// The record's place in the records' tree, which is empty from now on; of orders alone one that never held a record.
    public let place: Int64
    /// Events that went with it.
    public let events: Int64
    /// The last day on which a backup can still hold it.
    public let backupsUntil: String
    /// Other cases in which the same person was promised the erasure, and nothing else is open: with it that promise is kept.
    public let fulfilled: [String]
  }

  private static let touched = [
    "customer", "customer_record", "collection_event", "collection_record", "record_salt",
    "ledger_salt", "search_key", "further_recipient", "search", "inquiry", "inquiry_event",
    "letter", "redaction",
    "exposure", "finding", "exception", "customer_verdict", "reappearance",
  ]

  /// Erases; one transaction.
  /// - Parameters:
  ///   - customer: the operator's id; nil for orders of a guest alone.
  ///   - session: its database and secret.
  /// - Returns: what was erased.
  /// - Throws: `YuraiError` when there is no such customer or order, when an order belongs to a customer, when a case of hers is
  ///   open, and with exit `locked` while an import runs.
  public func run(customer: String?, in session: inout Session) throws -> Outcome {
    // An import that has judged her row would put it in again, and it numbers its records from the last place on.
    guard
      try session.connection.value(SQLScript(named: "import/lock").query(), as: Bool.self)
    else {
      throw YuraiError("an import is running on this database: wait for it", exit: .locked)
    }
    defer { _ = try? session.connection.execute(SQLScript(named: "import/unlock").query()) }
    return try run(of: customer, in: &session)
  }

  private func run(of customer: String?, in session: inout Session) throws -> Outcome {
    let key = try customer.map { try TraceJob.key(of: $0, session.secret) }
    let until = AuditJob.today(plus: backupDays)
    let parameters: [String: (any Parameter)?] = [
      "customer": customer, "customer_key": key, "orders": orders, "case": caseNo,
      "reason": reason, "backups_until": until,
    ]
    let outcome = try erased(customer, parameters, until, in: &session)
    try LedgerSigner.sign(in: &session)
    clean(&session)
    return outcome
  }

  /// Once more where an audit or the desk has the same rows, each waits for the other, and the server has ended this one.
  private func erased(
    _ customer: String?, _ parameters: [String: (any Parameter)?], _ until: String,
    in session: inout Session
  ) throws -> Outcome {
    for _ in 1..<5 {
      do {
        return try erase(customer, parameters, until, in: &session)
      } catch {
        guard (error as? PostgresError)?.sqlState == .deadlockDetected else { throw error }
      }
    }
    return try erase(customer, parameters, until, in: &session)
  }

  private func erase(
    _ customer: String?, _ parameters: [String: (any Parameter)?], _ until: String,
    in session: inout Session
  ) throws -> Outcome {
    try session.connection.transaction { connection in
      try connection.execute(SQLScript(named: "ledger/lock").query())
      var parameters = parameters
      let fulfilled = try promised(parameters, &connection)
      parameters["also"] = fulfilled
      let place =
        try customer == nil
        ? placeOfOrders(parameters, &connection) : placeOfRecord(parameters, &connection)
      parameters["leaf_no"] = place
      try connection.run(SQLScript(named: "erase/erase"), parameters)
      try connection.run(SQLScript(named: "erase/desk"), parameters)
      if !fulfilled.isEmpty {
        try connection.execute(SQLScript(named: "erase/fulfil").query(parameters))
      }
      let leaf: String = try connection.value(
        SQLScript(named: "ledger/leaf_erasure").query(["leaf_no": place]))
      try LedgerStore.append([.init(kind: "erasure", leaf: leaf)], in: &connection)
      let events: Int64 = try connection.value(
        SQLScript(named: "erase/events").query(["leaf_no": place]))
      return Outcome(
        place: place, events: events, backupsUntil: until, fulfilled: fulfilled)
    }
  }

  /// Who wrote twice was promised the erasure twice. The other cases, held as they are now until this transaction ends.
  private func promised(
    _ parameters: [String: (any Parameter)?], _ connection: inout Connection
  ) throws -> [String] {
    let script = try SQLScript(named: "erase/promised")
    func cases(_ connection: inout Connection) throws -> [String] {
      try connection.rows(script.query(parameters)).map { row in
        try row.value(0, as: String.self)
      }
    }
    // Whoever changes a case waits for whoever is changing it, and then it may not be the same any more.
    for caseNo in try cases(&connection) {
      try connection.execute(SQLScript(named: "inquiry/lock").query(["case": caseNo]))
    }
    return try cases(&connection)
  }

  /// The place of the customer's record, once it is sure that it may be erased.
  private func placeOfRecord(
    _ parameters: [String: (any Parameter)?], _ connection: inout Connection
  ) throws -> Int64 {
    let rows = try connection.rows(SQLScript(named: "erase/subject").query(parameters))
    guard try rows.value(0, 0, as: Bool.self) else {
      throw YuraiError(
        "there is no customer with that id. Ids are the operator's own, as in the column customer_id"
      )
    }
    guard let place: Int64 = try rows.value(0, 1) else {
      throw YuraiError(
        "no import committed to this record, so its erasure could not be shown: run `yurai audit` and look at its findings"
      )
    }
    try checkCases(open: rows.value(0, 2), isSettled: rows.value(0, 3), &connection)
    if !orders.isEmpty { try checkOrders(parameters, &connection) }
    return place
  }

  /// A new place for orders that no customer record goes with, once it is sure that they may be erased.
  private func placeOfOrders(
    _ parameters: [String: (any Parameter)?], _ connection: inout Connection
  ) throws -> Int64 {
    try checkOrders(parameters, &connection)
    return try connection.value(SQLScript(named: "erase/place").query())
  }

  /// Whether the orders are there, nobody else's, and those that the case is about.
  private func checkOrders(
    _ parameters: [String: (any Parameter)?], _ connection: inout Connection
  ) throws {
    let rows = try connection.rows(SQLScript(named: "erase/orders").query(parameters))
    let missing: Int64 = try rows.value(0, 0)
    guard missing == 0, !orders.isEmpty else {
      throw YuraiError(
        "\(missing) of the orders are not there: they are named MALL/MERCHANT/ORDER, as `yurai find` shows them. Nothing was erased"
      )
    }
    let owned: Int64 = try rows.value(0, 1)
    guard owned == 0 else {
      throw YuraiError(
        "\(owned) of the orders belong to a customer who is not named: name that one's id, and all that goes with it is erased. "
          + "Nothing was erased"
      )
    }
    try checkCases(open: rows.value(0, 2), isSettled: rows.value(0, 3), &connection)
  }

  private func checkCases(
    open: String?, isSettled: Bool?, _ connection: inout Connection
  ) throws {
    if let open {
      throw YuraiError(
        "case \(open) is not closed; it is of this person, or of somebody to whom an order of hers went. Answer and close it first, "
          + "or name it with --case when it is the one that asks for the erasure")
    }
    if isSettled == false {
      throw YuraiError(
        "case \(caseNo ?? "") is not about this person, or not about each of the orders, or is not answered with her identity "
          + "settled: an erasure cannot be taken back. Where the origin stays unknown, `yurai inquiry answer "
          + "\(caseNo ?? "") --origin-unknown` is the answer")
    }
    if let caseNo,
      try connection.value(
        SQLScript(named: "erase/copy_is_owed").query(["case": caseNo]), as: Bool.self)
    {
      throw YuraiError(
        "case \(caseNo) promised a copy of the data, and after the erasure there is nothing left to copy. Send it first, and note "
          + "it with `yurai inquiry done \(caseNo) --ask disclosure`. Nothing was erased")
    }
  }

  private func clean(_ session: inout Session) {
    // The rows are gone for every reader; this takes them out of the files, where nobody else still sees them.
    // Statistics are made anew: they hold single values. What fails here, the server's own vacuum does later.
    for table in Self.touched {
      _ = try? session.connection.execute("VACUUM (ANALYZE) \(identifier: table)")
    }
  }
}
