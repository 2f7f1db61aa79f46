import Foundation
import Postgres
import Testing

@testable import Yurai

/// Where events go, and what is said of a job's end.
@Suite struct LineageRunTests {
  @Test("files and endpoints") func targets() throws {
    #expect(try LineageTarget("events.jsonl") == .file("events.jsonl"))
    #expect(try LineageTarget("file:///var/a%20b.jsonl") == .file("/var/a b.jsonl"))
    #expect(
      try LineageTarget("http://marquez:5000")
        == .http(host: "marquez", port: 5000, path: "/api/v1/lineage"))
    #expect(
      try LineageTarget("HTTP://127.0.0.1/")
        == .http(host: "127.0.0.1", port: 80, path: "/api/v1/lineage"))
    #expect(
      try LineageTarget("http://[::1]:9/x?key=1") == .http(host: "::1", port: 9, path: "/x?key=1"))
    #expect(
      try LineageTarget("http://h/a b\r\nX: y")
        == .http(host: "h", port: 80, path: "/a%20b%0D%0AX:%20y"), "no line of its own in a request"
    )
    #expect(
      try !LineageTarget("http://h:9/x?key=1").name.contains("key"), "a message shows no key")
  }

  @Test(
    "what cannot be sent to",
    arguments: [
      ("https://h/", "proxy"), ("http://u:p@h/", "unprotected"), ("ftp://h", "http://"),
      ("file://h/x", "file:///"), ("http://", "no URL"), ("", "empty"),
    ])
  func refused(_ text: String, _ words: String) {
    #expect(message { _ = try LineageTarget(text) }.contains(words))
  }

  @Test("a run identifier is a UUID of version 7, and sorts by time") func identifier() throws {
    #expect(
      RunIdentifier.make(milliseconds: 0x0123_4567_89AB, random: (.max, .max))
        == "01234567-89ab-7fff-bfff-ffffffffffff")
    #expect(
      RunIdentifier.make(milliseconds: 1, random: (0, 0)) == "00000000-0001-7000-8000-000000000000")
    #expect(UUID(uuidString: RunIdentifier.make()) != nil)
    #expect(RunIdentifier.make() != RunIdentifier.make())
  }

  private struct Odd: Error, CustomStringConvertible { let description = "山田 花子" }

  /// The events of a run that throws.
  private func events(
    of error: (any Error)?, environment: [String: String] = [:]
  ) throws -> [String] {
    var lines: [String] = []
    try withScratch { folder in
      let path = "\(folder)/events.jsonl"
      let run = try LineageRun(.import, target: path, environment: environment) {
        Issue.record("\($0)")
      }
      do { try run.following { _ in if let error { throw error } } } catch {}
      lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        .map(String.init)
    }
    try #require(lines.count == 2, "a beginning and an end")
    return lines
  }

  @Test("done, failed, interrupted") func ends() throws {
    #expect(try events(of: nil).last?.contains("\"COMPLETE\"") == true)
    let failed = try events(of: YuraiError("it is cut off"))
    #expect(failed[0].contains("\"START\"") && failed[1].contains("\"FAIL\""))
    #expect(failed[1].contains("\"message\":\"it is cut off\""))
    let ended = try events(of: YuraiError("interrupted", exit: .interrupted))
    #expect(ended[1].contains("\"ABORT\""))
  }

  @Test("an error that was not made to be shown is not shown") func unknown() throws {
    let lines = try events(of: Odd())
    #expect(lines[1].contains("\"FAIL\"") && !lines[1].contains("山田"))
  }

  @Test("the job's own error comes through, and its value") func transparent() throws {
    let run = try LineageRun(.audit, target: "/nonexistent/x", environment: [:]) { _ in }
    #expect(message { try run.following { _ in throw YuraiError("own") } } == "own")
    #expect(try run.following { _ in 7 } == 7)
  }

  @Test("one warning a run, however many events are lost") func warning() throws {
    let lines = Lines()
    let run = try LineageRun(.audit, target: "/nonexistent/x", environment: [:]) { lines.add($0) }
    try run.following { _ in }
    #expect(lines.all.count == 1 && lines.all[0].contains("/nonexistent/x"))
  }

  @Test("the environment: no target, an unusable one, one turned off") func environment() throws {
    let lines = Lines()
    func made(_ environment: [String: String]) throws {
      let run = try LineageRun(.audit, target: nil, environment: environment) { lines.add($0) }
      try run.following { _ in }
    }
    try made([:])
    try made(["OPENLINEAGE_URL": ""])
    try made(["OPENLINEAGE_URL": "/nonexistent/x", "OPENLINEAGE_DISABLED": "True"])
    #expect(lines.all.isEmpty)
    try made(["OPENLINEAGE_URL": "https://h"])
    #expect(lines.all.count == 1 && lines.all[0].contains("OPENLINEAGE_URL"))
    #expect(throws: YuraiError.self) {
      _ = try LineageRun(.audit, target: "https://h", environment: [:]) { _ in }
    }
  }
}

/// Lines that a closure collects.
private final class Lines: @unchecked Sendable {
  private let lock = NSLock()
  private var lines: [String] = []
  var all: [String] { lock.withLock { lines } }
  func add(_ line: String) { lock.withLock { lines.append(line) } }
}
