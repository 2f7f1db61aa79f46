import Foundation
import Postgres
import Testing

/// One import and one audit at a time; a second one ends with 75 and changes nothing.
@Suite struct LockTests {
  /// Starts the tool, and stops it in the middle: at the first touch of `table`, which `body` holds locked.
  static func blocked(
    _ arguments: [String], at table: String, _ options: Running.Options = .init(),
    in database: TestDatabase, _ body: (Running) throws -> Void
  ) throws -> Tool.Outcome {
    var holder = try Connection(database.parameters)
    try holder.execute("BEGIN")
    try holder.execute("LOCK TABLE yurai.\(identifier: table) IN ACCESS EXCLUSIVE MODE")
    let running = try database.startTool(arguments, options)
    let waiting: Query = """
      SELECT count(*) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'
      """
    var patience = 3000
    while try database.value(waiting) == "0", running.isRunning, patience > 0 {
      usleep(10_000)
      patience -= 1
    }
    #expect(running.isRunning, "it should wait for the table")
    try body(running)
    try holder.execute("ROLLBACK")
    return try running.wait()
  }

  private func mall() -> Mall {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer()])
    mall.add("orders", [Person(1).order()])
    return mall
  }

  @Test("two imports at once") func imports() throws {
    try withDatabase { database in
      let manifest = try mall().write(to: "\(database.folder)/m")
      let first = try Self.blocked(["import", manifest], at: "tenancy", in: database) { _ in
        let second = try database.tool("import", manifest)
        #expect(second.code == 75 && second.output.isEmpty)
        #expect(second.errors.contains("another import"))
        #expect(try database.tool("import", "--check", manifest).code == 75)
      }
      #expect(first.code == 0, "\(first.errors)")
      #expect(try database.tool("import", manifest).code == 0, "the lock is free again")
    }
  }

  @Test("two audits at once; an import beside an audit is let through") func audits() throws {
    try withDatabase { database in
      try database.load(mall())
      var more = Mall()
      more.add("affiliates", [["affiliate_id": "A9", "programme": "x"]])
      let manifest = try more.write(to: "\(database.folder)/m")
      let first = try Self.blocked(["audit", "--full"], at: "finding", in: database) { _ in
        let second = try database.tool("audit")
        #expect(second.code == 75 && second.errors.contains("another audit"))
        #expect(try database.tool("import", manifest).code == 0)
      }
      #expect(first.code == 0, "\(first.errors)")
      #expect(try database.tool("audit").code == 0)
    }
  }

  @Test("databases do not lock each other") func apart() throws {
    try withDatabase { one in
      try withDatabase { two in
        let manifest = try mall().write(to: "\(one.folder)/m")
        let first = try Self.blocked(["import", manifest], at: "tenancy", in: one) { _ in
          let other = try two.tool("import", manifest)
          #expect(other.code == 0, "\(other.errors)")
        }
        #expect(first.code == 0)
      }
    }
  }
}
