import Glibc
import Testing

@testable import PrivateServer

@Suite("The parts")
struct ServerPartsTests {
  @Test func postmasterFile() throws {
    let text = "9756\n/d/pgdata\n1795361706\n5432\n/d/a b/run\n\n 16220238        20\nready   \n"
    let file = try #require(Postmaster(parsing: text))
    #expect(file.pid == 9756)
    #expect(file.startedAt == 1_795_361_706)
    #expect(file.endpoint == Endpoint(socketDirectory: "/d/a b/run", port: 5432))
    #expect(file.sharedMemory == 20)
    let starting = try #require(Postmaster(parsing: "9756\n/d\n1\n5432\n/run\n\n 1 2\nstarting\n"))
    #expect(starting.endpoint == nil)
    #expect(Postmaster(parsing: "9756\n/d\n1795361706\n")?.status == "")
  }

  @Test(arguments: ["", "\n", "x\n/d\n1\n", "-5\n/d\n1\n", "0\n/d\n1\n", "5\n/d"])
  func brokenPostmasterFile(_ text: String) {
    #expect(Postmaster(parsing: text) == nil)
  }

  @Test(arguments: [
    ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", 15),
    ("postgres (PostgreSQL) 18beta1\n", 18), ("postgres (EnterpriseDB) 15\n", nil), ("", nil),
  ])
  func versions(_ text: String, _ major: Int?) {
    #expect(BinarySearch.major(inVersion: text) == major)
  }

  @Test func choosesBinaries() throws {
    try withSandbox { sandbox in
      func install(_ version: String, in directory: String) throws {
        var path = sandbox.root
        for name in directory.split(separator: "/") {
          path += "/\(name)"
          mkdir(path, 0o755)
        }
        let script = "#!/bin/sh\necho 'postgres (PostgreSQL) \(version)'\n"
        for program in ["postgres", "initdb"] {
          try Files.write(script, to: "\(path)/\(program)", mode: 0o755)
        }
      }
      var search = BinarySearch(debianRoot: sandbox.root + "/pg", path: "")
      let none = failure(.binariesMissing) { _ = try search.choose(data: nil) }
      #expect(none.contains("apt-get install postgresql"))
      try install("13.9", in: "pg/13/bin")
      let old = failure(.binariesMissing) { _ = try search.choose(data: nil) }
      #expect(old.contains("only PostgreSQL 13 "))
      try install("15.18", in: "pg/15/bin")
      try install("17.2", in: "pg/17/bin")
      #expect(try search.choose(data: nil).major == 17)
      #expect(try search.choose(data: 15).directory == sandbox.root + "/pg/15/bin")
      #expect(try search.choose(data: 13).major == 13)
      // A directory on PATH, and a pg_config there that names another.
      try install("18.1", in: "mine")
      search.path = "\(sandbox.root)/mine:relative"
      #expect(try search.choose(data: nil).major == 18)
      try install("19.0", in: "hidden")
      let tool = "#!/bin/sh\necho \(sandbox.root)/hidden\n"
      try Files.write(tool, to: sandbox.root + "/mine/pg_config", mode: 0o755)
      #expect(try search.choose(data: nil).major == 19)
      let text = failure(.versionMismatch) { _ = try search.choose(data: 16) }
      #expect(text.contains("13, 15, 17, 18, 19"))
    }
  }

  @Test(arguments: [
    (24 << 30, 250 << 30, "shared_buffers = 2048MB", "max_wal_size = 8192MB"),
    (4 << 30, 20 << 30, "shared_buffers = 1024MB", "max_wal_size = 2048MB"),
    (256 << 20, 1 << 30, "shared_buffers = 64MB", "max_wal_size = 256MB"),
    (64 << 20, 0, "shared_buffers = 32MB", "max_wal_size = 256MB"),
  ])
  func sizes(_ memory: Int, _ disk: Int, _ buffers: String, _ wal: String) throws {
    let settings = ServerSettings(
      machine: Machine(memory: memory, disk: disk, sharedMemory: 64 << 20),
      account: try .forNewCluster(), rootName: "root", location: ServerLocation(directory: "/d"),
      walCompression: "lz4")
    let lines = settings.configuration.split(separator: "\n").map(String.init)
    #expect(lines.contains(buffers))
    #expect(lines.contains(wal))
    #expect(lines.contains("dynamic_shared_memory_type = mmap"), "/dev/shm is small")
  }

  @Test func memoryIsRead() {
    #expect(Machine.meminfo("MemTotal:       24684100 kB\nMemFree: 1 kB\n") == 25_276_518_400)
    #expect(Machine.meminfo("nothing") == nil)
    #expect(Machine.current(dataOn: "/").memory > 1 << 20)
    #expect(Machine.current(dataOn: "/").disk > 1 << 20)
  }

  @Test func errorsQuoteTheEnd() {
    let output = (1...40).map { "line \($0)" }.joined(separator: "\n\n") + "\n \n"
    let error = ServerError.program(
      .createFailed, "it failed", path: "/d", output: output, advice: "do this")
    #expect(error.description.hasPrefix("it failed; do this; its last lines:\nline 29\n"))
    #expect(error.description.hasSuffix("line 40"))
    #expect(ServerError.system("write", "/d", ENOSPC).code == .diskFull)
    #expect(ServerError.system("write", "/d", EACCES).code == .directoryUnusable)
  }

  @Test(arguments: [
    ("57P03", ServerPing.notYet), ("28000", .refuses(sqlState: "28000", message: "no: really")),
  ])
  func refusals(_ state: String, _ expected: ServerPing) {
    #expect(ServerPing.refusal(Array("SFATAL\0C\(state)\0Mno: really\0\0".utf8)) == expected)
  }

  @Test func childrenAreWaitedFor() throws {
    let outcome = try run(["/bin/sh", "-c", "cat; echo out; echo err >&2; exit 3"], input: "in\n")
    #expect(outcome.output == "in\nout\nerr\n")
    #expect(outcome.ending == "exit status 3")
    #expect(try run(["/bin/sh", "-c", "kill -9 $$"]).ending == "signal 9")
    // A grandchild that keeps the pipe open does not keep us waiting.
    let spent = try ContinuousClock().measure { _ = try run(["/bin/sh", "-c", "sleep 30 & true"]) }
    #expect(spent < .seconds(20))
    let text = try run(["/usr/bin/env"]).output
    #expect(text.contains("LC_ALL=C\n"))
    #expect(!text.contains("PGDATA"))
  }
}
