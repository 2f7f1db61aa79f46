internal import Postgres

/// How many rows which transaction wrote: counted on a connection of its own and in the audit's snapshot, beside the audit.
struct RowCount: ~Copyable {
  private var ready: Connection?
  private var running: RunningStatement?

  /// Opens the connection, and locks the tables as the audit has them: an import that waits for the audit to end would come
  /// first otherwise, and the audit wait for both.
  init(beside parameters: ConnectionParameters, in connection: inout Connection) throws {
    let snapshot: String = try connection.value(SQLScript(named: "queries/export_snapshot").query())
    var beside = try Connection(parameters)
    try beside.run(SQLScript(named: "queries/session"))
    try beside.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try beside.execute("SET TRANSACTION SNAPSHOT \(literal: snapshot)")
    try beside.run(SQLScript(named: "audit/00_settings"))
    try beside.run(SQLScript(named: "queries/one_process"))
    try beside.run(SQLScript(named: "queries/audit_tables"))
    ready = consume beside
  }

  /// Has the server begin, if it has not.
  mutating func begin() throws {
    guard let connection = ready.take() else { return }
    running = try connection.start(SQLScript(named: "audit/75_count").query())
  }

  /// Waits for what was counted, as `80_rows` takes it.
  mutating func result() throws -> String {
    try begin()
    guard var running = running.take() else { throw YuraiError("the rows were counted twice") }
    return try running.rows().value(0, 0)
  }
}
