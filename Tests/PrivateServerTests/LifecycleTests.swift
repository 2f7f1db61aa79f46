import Glibc
import Testing

@testable import PrivateServer

extension ServerTests {
  @Suite("First use, second use, stop")
  struct Lifecycle {
    @Test func fromNothingToStoppedAndBack() throws {
      try withSandbox(onDisk: true) { sandbox in
        let server = sandbox.server
        #expect(try server.status() == .absent)
        #expect(Files.names(in: sandbox.root).isEmpty, "status makes nothing")

        let endpoint = try server.ensureRunning()
        #expect(endpoint.socketDirectory == sandbox.location.directory + "/run")
        #expect(try sandbox.sql("SELECT 1", at: endpoint).output == "1")
        #expect(sandbox.messages.lines.first?.contains("first use") == true)
        guard case .running(let pid, let version, let since) = try server.status() else {
          Issue.record("not running")
          return
        }
        #expect(pid == sandbox.pid)
        #expect(BinarySearch.major(inVersion: "postgres (PostgreSQL) \(version)") ?? 0 >= 15)
        #expect(abs(since - Int64(time(nil))) < 60)

        #expect(try sandbox.sql("CREATE TABLE kept AS SELECT 42 AS n", at: endpoint).succeeded)
        try server.stop()
        #expect(try server.status() == .stopped)
        try server.stop()
        #expect(try server.ensureRunning() == endpoint)
        #expect(try sandbox.sql("SELECT n FROM kept", at: endpoint).output == "42")
      }
    }

    /// What it costs then is one look at a file and one connection; how long that takes is no matter of a test.
    @Test func secondUseStartsNothing() throws {
      try withSandbox { sandbox in
        let first = try sandbox.server.ensureRunning()
        let pid = try #require(sandbox.pid)
        let said = sandbox.messages.lines.count
        #expect(try sandbox.server.ensureRunning() == first)
        #expect(sandbox.pid == pid)
        #expect(sandbox.messages.lines.count == said, "\(sandbox.messages.lines)")
      }
    }

    @Test func permissionsAreTight() throws {
      try withSandbox { sandbox in
        let endpoint = try sandbox.server.ensureRunning()
        let location = sandbox.location
        #expect(mode(location.directory) == (isRoot ? 0o711 : 0o700))
        #expect(mode(location.dataDirectory) == 0o700)
        #expect(mode(location.socketDirectory) == 0o700)
        #expect(mode(endpoint.socketPath) == 0o700)
        #expect(mode(location.logFile) == 0o600)
        #expect(mode(location.lockFile) == 0o600)
        #expect(owner(location.directory) == geteuid())
        #expect(owner(location.socketDirectory) == owner(location.dataDirectory))
        #expect((owner(location.dataDirectory) == geteuid()) == !isRoot)
        if isRoot {
          let stranger = ["/usr/sbin/runuser", "-u", "nobody", "--", "/usr/bin/test", "-S"]
          if UserRecord(name: "postgres") != nil {
            #expect(try !run(stranger + [endpoint.socketPath]).succeeded)
          }
        }
      }
    }

    @Test func settingsArriveAndTheDatabaseIsRight() throws {
      try withSandbox { sandbox in
        let endpoint = try sandbox.server.ensureRunning()
        func show(_ name: String) throws -> String {
          try sandbox.sql("SHOW \(name)", at: endpoint).output
        }
        #expect(try show("listen_addresses") == "")
        #expect(try show("data_checksums") == "on")
        #expect(try show("server_encoding") == "UTF8")
        #expect(try show("cluster_name") == "yurai")
        #expect(try show("timezone") == "UTC")
        #expect(try show("jit") == "off")
        #expect(try show("log_error_verbosity") == "terse")
        #expect(try show("hba_file") == sandbox.location.directory + "/yurai_hba.conf")
        let collation = "SELECT datcollate, datctype FROM pg_database WHERE datname = 'yurai'"
        #expect(try sandbox.sql(collation, at: endpoint).output == "C|C.UTF-8")
        // What trigram search needs: Japanese letters are letters.
        #expect(try sandbox.sql("SELECT '由来' ~ '^[[:alpha:]]+$'", at: endpoint).output == "t")
        // ALTER SYSTEM is the administrator's, and must not open a port.
        let open = "ALTER SYSTEM SET listen_addresses = '*'"
        #expect(try sandbox.sql(open, at: endpoint).succeeded)
        try sandbox.server.stop()
        #expect(try sandbox.server.ensureRunning() == endpoint)
        #expect(try show("listen_addresses") == "")
      }
    }

    /// Values in DETAIL, in a parameter, and in the message itself.
    @Test func personalDataStaysOutOfTheLog() throws {
      try withSandbox { sandbox in
        let endpoint = try sandbox.server.ensureRunning()
        let name = "山田花子"
        let statements = [
          "SELECT '\(name)'::integer",
          "CREATE TABLE p (n text PRIMARY KEY); INSERT INTO p VALUES ('\(name)'), ('\(name)')",
          "DO $$ BEGIN RAISE WARNING '\(name)'; END $$",
          "SELECT '\(name)' FROM nowhere",
          "PREPARE s(text) AS SELECT $1::integer; EXECUTE s('\(name)')",
        ]
        for statement in statements {
          let outcome = try sandbox.sql(statement, at: endpoint)
          #expect(!outcome.output.isEmpty, "the client is told")
        }
        // What crashed is in a DETAIL of the postmaster's, with all but ASCII replaced.
        let email = "hanako@example.jp"
        let crash = "SELECT '\(email)', pg_sleep(30)"
        let client = try launch(
          [
            try sandbox.server.binaries.choose(data: nil).directory + "/psql",
            "-h", endpoint.socketDirectory, "-U", "yurai", "-d", "yurai", "-Xc", crash,
          ])
        defer { end(client) }
        var backend: pid_t?
        for _ in 0..<200 where backend == nil {
          usleep(20_000)
          let find = "SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)'"
          backend = pid_t(try sandbox.sql(find, at: endpoint).output)
        }
        kill(try #require(backend), SIGSEGV)
        usleep(200_000)
        #expect(try sandbox.server.ensureRunning() == endpoint, "waits for the reinitialisation")
        let log = try #require(Files.read(sandbox.location.logFile))
        #expect(log.contains("terminated by signal 11"))
        #expect(!log.contains(name))
        #expect(!log.contains(email))
      }
    }
  }
}
