internal import Postgres

/// How many rows which transaction wrote: counted on a connection of its own and in the audit's snapshot, beside the audit.
struct RowCount: ~Copyable {
  private var connection: Connection?
  private var running: RunningStatement?

  /// Opens the connection, which is best done before the audit's transaction begins.
  init(on parameters: ConnectionParameters) throws {
    var beside = try Connection(parameters)
    try beside.run(SQLScript(named: "queries/session"))
    connection = consume beside
  }

  /// Locks the tables at once after the audit has: whoever waits for the audit to end would come first otherwise, and the audit
  /// wait for both.
  mutating func lock() throws {
    try connection?.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try connection?.run(SQLScript(named: "queries/audit_tables"))
  }

  /// Has the server begin, in the snapshot of the audit.
  mutating func begin(in snapshot: String) throws {
    guard var connection = connection.take() else { return }
    try connection.execute("SET TRANSACTION SNAPSHOT \(literal: snapshot)")
    try connection.run(SQLScript(named: "audit/00_settings"))
    try connection.run(SQLScript(named: "queries/one_process"))
    running = try connection.start(SQLScript(named: "audit/75_count").query())
  }

  /// Waits for what was counted, as `80_rows` takes it, as long as nobody interrupts.
  mutating func result() throws -> String {
    guard var running = running.take() else { throw YuraiError("the rows were not counted") }
    repeat { try Interruption.check("the last audit stands") } while !running.isDone(within: 100)
    return try running.rows().value(0, 0)
  }
}
