import Foundation
import MallGenerator
import Postgres
import PrivateServer
import Testing

/// Ctrl-C, SIGTERM and the end of the session: the server's statement is cancelled, nothing is half-done, the exit code is 130.
@Suite struct InterruptTests {
  private func mall() -> Mall {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer()])
    mall.add("orders", [Person(1).order()])
    return mall
  }

  /// Whether nothing of the tool is left in the server.
  private func isQuiet(_ database: TestDatabase) throws -> Bool {
    let others: Query = """
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
      """
    for _ in 0..<100 {
      if try database.value(others) == "0" { return true }
      usleep(20_000)
    }
    return false
  }

  @Test("in the middle of a statement of an import", arguments: [SIGINT, SIGTERM, SIGHUP])
  func importing(_ signal: Int32) throws {
    try withDatabase { database in
      let manifest = try mall().write(to: "\(database.folder)/m")
      let outcome = try LockTests.blocked(["import", manifest], at: "tenancy", in: database) {
        running in
        running.signal(signal)
        let ended = try running.wait()
        #expect(ended.code == 130, "\(ended.errors)")
      }
      _ = outcome
      #expect(try isQuiet(database))
      #expect(try database.value("SELECT count(*) FROM tenancy") == "0")
      #expect(
        try database.value("SELECT count(*) FROM batch") == "2", "malls and merchants were done")
      #expect(try database.tool("import", manifest).code == 0)
      #expect(try database.tool("audit").code == 0)
    }
  }

  @Test("in the middle of a statement of an audit", arguments: [SIGINT, SIGTERM, SIGHUP])
  func auditing(_ signal: Int32) throws {
    try withDatabase { database in
      try database.load(mall())
      #expect(try database.tool("audit").code == 0)
      let before = try database.content()
      _ = try LockTests.blocked(["audit"], at: "finding", in: database) { running in
        running.signal(signal)
        let ended = try running.wait()
        #expect(ended.code == 130 && ended.errors.contains("last audit stands"), "\(ended.errors)")
      }
      #expect(try isQuiet(database))
      #expect(try database.content() == before)
      #expect(try database.tool("audit").code == 0)
    }
  }

  @Test("under nohup the end of the session ends nothing; the other signals do")
  func ignored() throws {
    try withDatabase { database in
      try database.load(mall())
      for (signal, code) in [(SIGHUP, 0), (SIGTERM, 130)] as [(Int32, Int32)] {
        var options = Running.Options()
        options.ignoresHangup = true
        let ended = try LockTests.blocked(["audit"], at: "finding", options, in: database) {
          running in
          running.signal(signal)
          usleep(300_000)
        }
        #expect(ended.code == code, "\(ended.errors)")
      }
    }
  }

  @Test("what cannot be said on stderr, such as to a terminal that is gone, changes no exit code")
  func unsaid() throws {
    try withDatabase { database in
      let words = ([Tool.path, "trace", "C404"] + database.reach).map { "'\($0)'" }
      let line = words.joined(separator: " ") + " 2>/dev/full"
      let ended = try Shell.run("sh", "-c", line, in: "/")
      #expect(ended.code == 1)
    }
  }

  /// Between two statements there is nothing at the server to cancel: the wish must be remembered.
  @Test("at any moment of an import", arguments: [20, 40, 60])
  func anyMoment(_ percent: Int) throws {
    try withDatabase { database in
      let folder = try Self.generated.get()
      let start = Date()
      let other = try database.server.createDatabase()
      let endpoint = database.server.endpoint
      let whole = try Tool(xdg: database.server.xdg).run(
        "import", "\(folder)/manifest.yaml", "-h", endpoint.socketDirectory, "-p",
        "\(endpoint.port)",
        "-U", endpoint.user, "-d", other, "--secret-file", database.secretPath)
      #expect(whole.code == 0, "\(whole.errors)")
      let duration = Date().timeIntervalSince(start)
      var connection = try Connection(database.server.parameters("postgres"))
      try connection.execute("DROP DATABASE \(identifier: other) WITH (FORCE)")

      let running = try database.startTool(["import", "\(folder)/manifest.yaml"])
      usleep(useconds_t(duration * Double(percent) / 100 * 1_000_000))
      let wasRunning = running.isRunning
      running.signal(SIGINT)
      let outcome = try running.wait()
      #expect(outcome.code == 130 || !wasRunning, "\(outcome.code): \(outcome.errors)")
      #expect(try isQuiet(database))
      let half: Query = """
        SELECT count(*) FROM batch WHERE accepted + unchanged + replaced + set_aside <> lines OR lines = 0
        """
      #expect(try database.value(half) == "0")
      #expect(try database.tool("import", "\(folder)/manifest.yaml").code == 0)
      #expect(try database.value(half) == "0")
    }
  }

  @Test("while the query of a mapping runs, which has a connection of its own") func mapping()
    throws
  {
    try withDatabase { database in
      var mall = Mall()
      mall.add(
        raw: "number,at\n1,2006-05-03\n", as: "slow.yaml", path: "o.csv",
        ["mall": "tony", "merchant": "hana"])
      let manifest = try mall.write(to: "\(database.folder)/m")
      let mapping = """
        version: 1
        into: canonical/orders
        columns: {number: number, at: at}
        query: |
          SELECT line, ARRAY[line] AS lines, number AS order_id, at AS ordered_at
            FROM source, (SELECT pg_sleep(300)) s
        """
      try Data(mapping.utf8).write(to: URL(fileURLWithPath: "\(database.folder)/m/slow.yaml"))
      let running = try database.startTool(["import", manifest])
      let sleeps: Query = """
        SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event = 'PgSleep'
        """
      while try database.value(sleeps) == "0", running.isRunning {}
      let start = Date()
      running.signal(SIGINT)
      let outcome = try running.wait()
      #expect(outcome.code == 130, "\(outcome.code): \(outcome.errors)")
      #expect(Date().timeIntervalSince(start) < 60)
      #expect(try isQuiet(database))
      #expect(try database.value("SELECT count(*) FROM batch") == "0")
    }
  }

  @Test("while a file is read for its kind and its hash, with nothing to do for the server")
  func inspecting() throws {
    try withDatabase { database in
      let row = "C1," + String(repeating: "あいうえお", count: 80) + "\n"
      var mall = Mall()
      mall.add(
        raw: "customer_id,name\n" + String(repeating: row, count: 40_000),
        as: "canonical/customers",
        path: "big.csv")
      let running = try database.startTool(["import", try mall.write(to: "\(database.folder)/m")])
      let between: Query = """
        SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle' AND query LIKE '%pg_try_advisory_lock%'
        """
      while try database.value(between) == "0", running.isRunning {}
      running.signal(SIGINT)
      let outcome = try running.wait()
      #expect(outcome.code == 130, "\(outcome.code): \(outcome.errors)")
      #expect(try database.value("SELECT count(*) FROM batch") == "0")
    }
  }

  private static let generated: Result<String, any Error> = Result {
    let folder = "\(try TestServer.shared().root)/files/interrupted"
    _ = try MallGenerator(directory: folder, customers: 2000, seed: 9, formats: .canonicalOnly).run
    { _ in }
    return folder
  }
}
