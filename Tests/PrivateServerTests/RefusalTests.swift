import Glibc
import Testing

@testable import PrivateServer

extension ServerTests {
  @Suite("What cannot work says why")
  struct Refusal {
    @Test(arguments: [(9, true), (99, false)])
    func dataOfAnotherMajorVersion(_ major: Int, _ isOlder: Bool) throws {
      try withSandbox { sandbox in
        _ = try sandbox.server.ensureRunning()
        try sandbox.server.stop()
        let installed = try sandbox.server.binaries.choose(data: nil).major
        let file = try Descriptor.open(
          sandbox.location.dataDirectory + "/PG_VERSION", O_WRONLY | O_TRUNC)
        let bytes = Array("\(major)\n".utf8)
        #expect(write(file.raw, bytes, bytes.count) == bytes.count)
        let before = Files.names(in: sandbox.location.dataDirectory).sorted()
        let expected: PrivateServer.Status =
          isOlder
          ? .newerBinaries(data: major, installed: installed)
          : .olderBinaries(data: major, installed: installed)
        #expect(try sandbox.server.status() == expected)
        let text = failure(.versionMismatch) { _ = try sandbox.server.ensureRunning() }
        #expect(text.contains("made by PostgreSQL \(major), only \(installed)"))
        #expect(text.contains("install postgresql-\(major)"))
        #expect(text.contains("pg_upgrade"))
        #expect(Files.names(in: sandbox.location.dataDirectory).sorted() == before)
      }
    }

    @Test func aDirectoryThatIsNoCluster() throws {
      try withSandbox { sandbox in
        mkdir(sandbox.location.directory, 0o700)
        mkdir(sandbox.location.dataDirectory, 0o700)
        #expect(try sandbox.server.status() == .absent, "empty: will be replaced")
        try Files.write("x", to: sandbox.location.dataDirectory + "/mine.txt", mode: 0o600)
        let text = failure(.notACluster) { _ = try sandbox.server.ensureRunning() }
        #expect(text.contains("nothing was touched"))
        #expect(Files.read(sandbox.location.dataDirectory + "/mine.txt") == "x")
      }
    }

    #if !SANITIZED  // A sanitizer's own files are larger.
      private static let isSanitized = false
    #else
      private static let isSanitized = true
    #endif

    @Test(.disabled(if: isSanitized)) func aFileSizeLimit() throws {
      try withSandbox { sandbox in
        let script = "ulimit -f 64; exec \"$@\""
        let outcome = try run(["/bin/sh", "-c", script, "sh"] + sandbox.probe("ensure"))
        #expect(outcome.output.contains("\ndisk-full: no space left"), "\(outcome.output)")
        #expect(sandbox.clusters.isEmpty)
        _ = try sandbox.server.ensureRunning()
      }
    }

    @Test(.enabled(if: isRoot, "mounting needs root")) func aFullDisk() throws {
      try withSandbox { sandbox in
        mkdir(sandbox.location.directory, 0o755)
        let mount = ["/bin/mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs"]
        guard try run(mount + [sandbox.location.directory]).succeeded else {
          try Test.cancel("this container may not mount")
        }
        defer { _ = try? run(["/bin/umount", "-l", sandbox.location.directory]) }
        let text = failure(.diskFull) { _ = try sandbox.server.ensureRunning() }
        #expect(text.contains("free some space"))
        #expect(text.contains("No space left on device"))
        #expect(sandbox.clusters.isEmpty)
        let grow = ["/bin/mount", "-o", "remount,size=400m", sandbox.location.directory]
        #expect(try run(grow).succeeded)
        _ = try sandbox.server.ensureRunning()
        // Full when it is to start: the lock file of the server itself does not fit.
        try sandbox.server.stop()
        let filler = "cat /dev/zero > \"$0/filler\" 2>/dev/null; true"
        _ = try run(["/bin/sh", "-c", filler, sandbox.location.directory])
        _ = failure(.diskFull) { _ = try sandbox.server.ensureRunning() }
        unlink(sandbox.location.directory + "/filler")
        _ = try sandbox.server.ensureRunning()
        try sandbox.server.stop()
      }
    }

    @Test(.enabled(if: isRoot, "only root lends the server to another account"))
    func aParentThatTheAccountCannotEnter() throws {
      try withSandbox(in: "closed/deep/data") { sandbox in
        mkdir(sandbox.root + "/closed", 0o700)
        let text = failure(.directoryUnusable) { _ = try sandbox.server.ensureRunning() }
        #expect(text.contains("cannot enter \(sandbox.root)/closed:"))
        #expect(text.contains("/var/lib/yurai"))
      }
    }

    @Test func aPlantedSocketDirectory() throws {
      let long = String(repeating: "長い道", count: 20)
      try withSandbox(in: long) { sandbox in
        let planted = sandbox.location.socketDirectory
        #expect(planted.hasPrefix("/tmp/yurai-"))
        symlink(sandbox.root, planted)
        let text = failure(.wrongOwner) { _ = try sandbox.server.ensureRunning() }
        #expect(text.contains(planted))
        unlink(planted)
        if isRoot {
          mkdir(planted, 0o777)
          chown(planted, 12_345, 12_345)
          _ = failure(.wrongOwner) { _ = try sandbox.server.ensureRunning() }
          rmdir(planted)
        }
        let endpoint = try sandbox.server.ensureRunning()
        #expect(endpoint.socketDirectory == planted)
        #expect(mode(planted) == 0o700)
        #expect(try sandbox.sql("SELECT 1", at: endpoint).output == "1")
      }
    }

    @Test(arguments: ["a b", "it's \"$HOME\" `x`", "comma,here", "back\\slash", "日本語"])
    func oddPaths(_ name: String) throws {
      try withSandbox(in: name) { sandbox in
        let endpoint = try sandbox.server.ensureRunning()
        #expect(try sandbox.sql("SELECT 1", at: endpoint).output == "1")
        try sandbox.server.stop()
        #expect(try sandbox.server.status() == .stopped)
      }
    }

    @Test func aDroppedDatabase() throws {
      try withSandbox { sandbox in
        var endpoint = try sandbox.server.ensureRunning()
        endpoint.database = "postgres"
        #expect(try sandbox.sql("DROP DATABASE yurai", at: endpoint).succeeded)
        let text = failure(.unreachable) { _ = try sandbox.server.ensureRunning() }
        #expect(text.contains("3D000"))
        #expect(text.contains("restore"))
      }
    }
  }
}
