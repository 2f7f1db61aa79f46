import Glibc
import Testing

@testable import PrivateServer

extension ServerTests {
  @Suite("Several processes")
  struct Concurrency {
    @Test func fourAtOnceMakeOneCluster() throws {
      try withSandbox { sandbox in
        let pids = try (0..<4).map { _ in try launch(sandbox.probe("ensure")) }
        for pid in pids {
          var status: Int32 = -1
          waitpid(pid, &status, 0)
          #expect(status == 0)
        }
        #expect(try sandbox.server.status() != .absent)
        #expect(sandbox.names == ["lock", "pgdata", "run", "server.log"])
        let data = try #require(FileIdentity(path: sandbox.location.dataDirectory))
        let servers = ProcessTable.all().filter {
          Postmaster.isServer($0, on: data, ifUnclear: false)
        }
        #expect(servers.count == 1)
        let log = try #require(Files.read(sandbox.location.logFile))
        let starts = log.split(separator: "\n").filter { $0.contains("starting PostgreSQL") }
        #expect(starts.count == 1)
      }
    }

    /// The tool is killed while initdb works: whoever comes next waits for it, removes what it left
    /// and makes a whole cluster.
    @Test(arguments: [150_000, 400_000]) func killedDuringCreation(_ after: UInt32) throws {
      try withSandbox { sandbox in
        let pid = try launch(sandbox.probe("ensure"))
        for _ in 0..<500 where sandbox.clusters.isEmpty {
          usleep(1_000)
        }
        usleep(after)
        end(pid)
        if after < 200_000 {
          // initdb runs on, and the lock is held as long as it does.
          let lock = try Descriptor.open(sandbox.location.lockFile, O_RDWR)
          #expect(flock(lock.raw, LOCK_EX | LOCK_NB) != 0)
        }
        let endpoint = try sandbox.server.ensureRunning()
        #expect(try sandbox.sql("SELECT 1", at: endpoint).output == "1")
        #expect(sandbox.clusters == ["pgdata"])
      }
    }

    @Test func leftoversAreRemovedAndLinksInThemAreNotFollowed() throws {
      try withSandbox { sandbox in
        _ = try sandbox.server.ensureRunning()
        try sandbox.server.stop()
        let leftover = sandbox.location.directory + "/pgdata.new.123"
        let precious = sandbox.root + "/precious"
        try Files.write("x", to: precious, mode: 0o600)
        mkdir(leftover, 0o700)
        mkdir(leftover + "/base", 0o700)
        try Files.write("x", to: leftover + "/base/1", mode: 0o600)
        symlink(sandbox.root, leftover + "/base/link")
        _ = try sandbox.server.ensureRunning()
        #expect(sandbox.clusters == ["pgdata"])
        #expect(Files.read(precious) == "x")
      }
    }

    /// The server must not hold the tool's terminal, pipes or files, nor die with its group.
    @Test func theServerIsDetached() throws {
      try withSandbox { sandbox in
        // Not closed on exec, as careless code would open it.
        let leak = open(sandbox.root, O_RDONLY)
        defer { close(leak) }
        // `$(…)` ends when the last writer has closed the pipe.
        let script = "out=$(\"$@\") && echo ended"
        let caught = ["/usr/bin/timeout", "60", "/bin/sh", "-c", script, "sh"]
        let outcome = try run(caught + sandbox.probe("ensure"))
        #expect(outcome.output.hasSuffix("ended\n"), "\(outcome.output)")

        try sandbox.server.stop()
        _ = try sandbox.server.ensureRunning()
        let pid = try #require(sandbox.pid)
        #expect(getsid(pid) == pid)
        #expect(getpgid(pid) == pid)
        let open = Files.names(in: "/proc/\(pid)/fd").compactMap { name -> String? in
          guard let path = realpath("/proc/\(pid)/fd/\(name)", nil) else { return nil }
          defer { free(path) }
          return String(cString: path)
        }
        #expect(open.contains(sandbox.location.logFile))
        #expect(!open.contains(sandbox.root))
        #expect(!open.contains(sandbox.location.lockFile))
      }
    }

    /// Supervisors that ignore SIGCHLD, cron scripts that close everything, root's usual umask.
    @Test(arguments: ["trap '' CHLD", "exec <&- >&- 2>&-", "umask 077", "umask 0", "cd /root"])
    func inheritedOddities(_ oddity: String) throws {
      try withSandbox(in: "a/b/data") { sandbox in
        let script = "\(oddity); exec \"$@\""
        let outcome = try run(["/bin/sh", "-c", script, "sh"] + sandbox.probe("ensure"))
        #expect(outcome.succeeded, "\(outcome.output)")
        #expect(mode(sandbox.root + "/a") == (isRoot ? 0o755 : 0o700))
        #expect(mode(sandbox.location.logFile) == 0o600)
        _ = try sandbox.server.ensureRunning()
      }
    }

    @Test func interruptingTheToolsGroupLeavesTheServer() throws {
      try withSandbox { sandbox in
        // The shell leads a group of its own, starts the server and interrupts the whole group.
        let script = "\"$@\"; kill -INT 0; sleep 5"
        let shell = try launch(["/bin/sh", "-c", script, "sh"] + sandbox.probe("ensure"))
        var status: Int32 = 0
        waitpid(shell, &status, 0)
        #expect(status & 0x7F == SIGINT)
        guard case .running = try sandbox.server.status() else {
          Issue.record("the server is gone")
          return
        }
      }
    }

    @Test(.enabled(if: isRoot, "needs root to become somebody else"))
    func asAnOrdinaryUser() throws {
      // On disk: where memory is a file system, programs may be forbidden in it.
      try withSandbox(onDisk: true) { sandbox in
        let nobody = try #require(UserRecord(name: "nobody"))
        let home = sandbox.root + "/home"
        mkdir(home, 0o700)
        chown(home, nobody.id, nobody.group)
        let directory = home + "/.local/share/yurai"
        let become = ["/usr/sbin/runuser", "-u", "nobody", "--"]
        let probe = try sandbox.openProbe()
        func asNobody(_ verb: String) throws -> ChildProcess.Outcome {
          try run(become + [probe, verb, directory])
        }
        let there = ServerLocation(directory: directory)
        defer { _ = try? asNobody("stop") }

        let first = try asNobody("ensure")
        // 127: Swift's libraries lie where nobody may look either.
        guard first.status >> 8 != 127 else {
          print("skipped: nobody may read the toolchain's libraries: \(first.output)")
          return
        }
        #expect(first.succeeded, "\(first.output)")
        #expect(owner(there.dataDirectory) == nobody.id)
        #expect(mode(there.directory) == 0o700)
        #expect(owner(there.logFile) == nobody.id)
        #expect(try asNobody("status").output.hasPrefix("running"))
        // Root may use the running server, and does not make files in another's directory.
        let asRoot = PrivateServer(location: there, log: { _ in })
        _ = try asRoot.ensureRunning()
        #expect(try asNobody("stop").succeeded)
        let text = failure(.wrongOwner) { _ = try asRoot.ensureRunning() }
        #expect(text.contains("runuser -u nobody"))
      }
    }
  }
}
