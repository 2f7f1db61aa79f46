/// A transaction's isolation level (manual, 13.2).
public enum Isolation: String, Hashable, Sendable, CaseIterable {
  /// Every statement sees what was committed before it began.
  case readCommitted = "READ COMMITTED"
  /// Every statement sees what was committed before the transaction's first; an update of a row
  /// changed since fails with 40001.
  case repeatableRead = "REPEATABLE READ"
  /// As if transactions ran one after the other; any statement may fail with 40001.
  case serializable = "SERIALIZABLE"
}

extension Connection {
  /// Runs `body` between BEGIN and COMMIT, and rolls back when it throws.
  ///
  /// - Parameters:
  ///   - isolation: the isolation level.
  ///   - readOnly: makes the server refuse writes (25006).
  ///   - body: gets this connection. It leaves BEGIN, COMMIT and ROLLBACK alone.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws; `usage` inside another transaction, for there are no nested ones;
  ///   `transactionAborted` when `body` swallowed a statement's error, since COMMIT then rolls back
  ///   without a word; COMMIT's own error (a deferred constraint, 40001).
  @discardableResult
  public mutating func transaction<R: ~Copyable>(
    _ isolation: Isolation = .readCommitted, readOnly: Bool = false,
    _ body: (inout Connection) throws -> R
  ) throws -> R {
    if isInTransaction { throw PostgresError.usage("a transaction is open already") }
    let access = readOnly ? "READ ONLY" : "READ WRITE"
    try execute("BEGIN ISOLATION LEVEL \(unescaped: isolation.rawValue), \(unescaped: access)")
    let value = try attempt(body)
    try commit()
    return value
  }

  private mutating func attempt<R: ~Copyable>(
    _ body: (inout Connection) throws -> R
  ) throws -> R {
    do {
      let value = try body(&self)
      if isInTransaction { return value }
      throw PostgresError.usage("the transaction was ended inside its own body")
    } catch {
      rollBack()
      throw error
    }
  }

  private mutating func commit() throws(PostgresError) {
    try send("COMMIT")
    let tag = try finish(statement: "COMMIT")?.commandTag
    if tag != "COMMIT" { throw PostgresError(.transactionAborted) }
  }

  /// Its own failure is left unsaid: the session is then lost, which rolls back too, and the caller
  /// wants to know the first error.
  private mutating func rollBack() {
    guard isInTransaction else { return }
    _ = try? execute("ROLLBACK")
  }
}
