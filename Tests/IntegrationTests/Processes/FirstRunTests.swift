import Foundation
import Postgres
import Testing

/// The first use of a new data folder.
@Suite struct FirstRunTests {
  @Test("several at once: one server, one secret, one schema, and nobody fails") func atOnce()
    throws
  {
    let server = try TestServer.shared()
    let xdg = "\(server.root)/first"
    try FileManager.default.createDirectory(
      atPath: xdg, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let tool = Tool(xdg: xdg)
    let runs = try (0..<5).map { _ in try tool.start(["db", "migrate"]) }
    for run in runs {
      let outcome = try run.wait()
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let secret = "\(xdg)/yurai/match.secret"
    let mode =
      try FileManager.default.attributesOfItem(atPath: secret)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o600)
    #expect(try tool.run("db", "status").code == 0)
    #expect(try tool.run("db", "stop").code == 0)
    #expect(try tool.run("db", "status").code == 3)
    let again = try tool.run("db", "migrate")
    #expect(again.code == 0 && FileManager.default.fileExists(atPath: secret), "\(again.errors)")
    #expect(try tool.run("db", "stop").code == 0)
  }

  @Test("the line for psql can be copied into a shell, whatever the folder is called")
  func psqlLine() throws {
    let xdg = "\(try TestServer.shared().root)/it's a folder"
    try FileManager.default.createDirectory(
      atPath: xdg, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let tool = Tool(xdg: xdg)
    let started = try tool.run("db", "start")
    defer { _ = try? tool.run("db", "stop") }
    #expect(started.code == 0, "\(started.errors)")
    let line = "set -- \(started.output)printf '%s\\n' \"$@\""
    let words = try Shell.run("sh", "-c", line, in: "/").output.split(separator: "\n")
    #expect(
      words == ["psql", "-h", "\(xdg)/yurai/run", "-p", "5432", "-U", "yurai", "yurai"],
      "\(started.output)")
  }

  @Test("a new database met by several at once takes one secret, and each says what it did itself")
  func oneSecret() throws {
    for _ in 0..<3 {
      try withDatabase(isBlank: true) { database in
        let runs = try (0..<5).map { _ in try database.startTool(["db", "migrate"]) }
        var said: [Substring] = []
        for run in runs {
          let outcome = try run.wait()
          #expect(outcome.code == 0, "\(outcome.errors)")
          for line in outcome.errors.split(separator: "\n") {
            guard let list = line.firstRange(of: "brought up to date: ") else { continue }
            said += line[list.upperBound...].split(separator: ", ")
          }
        }
        let applied = try database.rows("SELECT name FROM schema_migration ORDER BY name")
        #expect(said.sorted().map(String.init) == applied.map { $0[0] })
        #expect(try database.value("SELECT count(*) FROM installation") == "1")
        _ = try database.session()
      }
    }
  }
}
