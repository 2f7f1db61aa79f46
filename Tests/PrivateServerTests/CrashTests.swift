import Glibc
import Testing

@testable import PrivateServer

extension ServerTests {
  @Suite("After the server was killed")
  struct Crash {
    /// Everything at once, as the kernel's OOM killer or a power failure would.
    private func killAll(_ sandbox: Sandbox) throws {
      let data = try #require(FileIdentity(path: sandbox.location.dataDirectory))
      let pids = ProcessTable.all().filter {
        ProcessTable.name(of: $0) == "postgres" && ProcessTable.workingDirectory(of: $0) == data
      }
      #expect(!pids.isEmpty)
      for pid in pids { kill(pid, SIGKILL) }
      for pid in pids {
        for _ in 0..<500 where ProcessTable.arguments(of: pid) != nil { usleep(10_000) }
      }
    }

    @Test func recoversWhatWasCommitted() throws {
      try withSandbox { sandbox in
        let endpoint = try sandbox.server.ensureRunning()
        let fill = "CREATE TABLE t AS SELECT g FROM generate_series(1, 100000) g"
        #expect(try sandbox.sql(fill, at: endpoint).succeeded)
        try killAll(sandbox)
        #expect(try sandbox.server.status() == .stopped)
        // Killed once more while it recovers.
        let next = try launch(sandbox.probe("ensure"))
        for _ in 0..<500 where sandbox.pid == nil { usleep(2_000) }
        try killAll(sandbox)
        waitpid(next, nil, 0)
        #expect(try sandbox.server.ensureRunning() == endpoint)
        #expect(try sandbox.sql("SELECT count(*) FROM t", at: endpoint).output == "100000")
      }
    }

    /// After a reboot the number in postmaster.pid may be another process of the same user.
    @Test(arguments: [false, true]) func staleFileNamesALivingProcess(_ isZombie: Bool) throws {
      try withSandbox { sandbox in
        let endpoint = try sandbox.server.ensureRunning()
        let account = try ServerAccount.forCluster(at: sandbox.location.dataDirectory)
        let file = Postmaster.file(in: sandbox.location.dataDirectory)
        let text = try #require(Files.read(file))
        try killAll(sandbox)
        let program = isZombie ? ["/bin/true"] : ["/bin/sleep", "60"]
        let other = try launch(program, account: account)
        defer { end(other) }
        usleep(200_000)
        // The same inode: owned by the account, as the server left it.
        for path in [file, endpoint.socketPath + ".lock"] {
          let old = try Descriptor.open(path, O_WRONLY | O_TRUNC)
          let lines =
            ["\(other)"]
            + text.split(separator: "\n", omittingEmptySubsequences: false)
            .dropFirst().map(String.init)
          let bytes = Array(lines.joined(separator: "\n").utf8)
          #expect(write(old.raw, bytes, bytes.count) == bytes.count)
        }
        #expect(try sandbox.server.status() == .stopped)
        #expect(try sandbox.server.ensureRunning() == endpoint)
      }
    }

    @Test func anEmptyFileDoesNotBlockForEver() throws {
      try withSandbox { sandbox in
        let endpoint = try sandbox.server.ensureRunning()
        try killAll(sandbox)
        #expect(truncate(Postmaster.file(in: sandbox.location.dataDirectory), 0) == 0)
        #expect(truncate(endpoint.socketPath + ".lock", 0) == 0)
        #expect(try sandbox.server.ensureRunning() == endpoint)
      }
    }

    /// Only the postmaster dies; a backend in the middle of a query does not notice.
    @Test func orphansAreEnded() throws {
      try withSandbox { sandbox in
        let endpoint = try sandbox.server.ensureRunning()
        let busy = "SELECT count(*) FROM generate_series(1, 100000000000)"
        let client = try launch(
          [
            try sandbox.server.binaries.choose(data: nil).directory + "/psql",
            "-h", endpoint.socketDirectory, "-U", "yurai", "-d", "yurai",
            "-c", "SET work_mem = '64kB'", "-c", "SET temp_file_limit = 0",
            "-c", "DO $$ BEGIN LOOP END LOOP; END $$", "-c", busy,
          ])
        defer { end(client) }
        var backend: pid_t?
        for _ in 0..<200 where backend == nil {
          usleep(20_000)
          let find = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'DO%LOOP%'"
          backend = pid_t(try sandbox.sql(find, at: endpoint).output)
        }
        let orphan = try #require(backend)
        let old = try #require(sandbox.pid)
        kill(old, SIGKILL)
        for _ in 0..<100 where ProcessTable.arguments(of: old) != nil { usleep(10_000) }
        #expect(ProcessTable.name(of: orphan) == "postgres", "the backend goes on")
        #expect(try sandbox.server.ensureRunning() == endpoint)
        #expect(ProcessTable.arguments(of: orphan) == nil)
        let said = sandbox.messages.lines.joined(separator: "\n")
        #expect(said.contains("killed server"))
      }
    }
  }
}
