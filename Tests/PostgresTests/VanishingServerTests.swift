import Foundation
import Postgres
import Testing

/// A server that lets anyone in and hangs up at the first statement, without a word.
private func vanishingServer(at path: String, greeting: [UInt8]) throws {
  let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  let bound = withUnsafePointer(to: address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
  try #require(bound == 0)
  try #require(listen(listener, 1) == 0)
  Thread {
    let client = accept(listener, nil, nil)
    var buffer = [UInt8](repeating: 0, count: 4096)
    _ = read(client, &buffer, buffer.count)
    _ = write(client, greeting, greeting.count)
    _ = read(client, &buffer, buffer.count)
    close(client)
    close(listener)
  }.start()
}

/// AuthenticationOk and ReadyForQuery, idle (manual, "Message Formats").
private let greeting: [UInt8] =
  [UInt8(ascii: "R"), 0, 0, 0, 8, 0, 0, 0, 0] + [UInt8(ascii: "Z"), 0, 0, 0, 5, UInt8(ascii: "I")]

@Suite struct VanishingServerTests {
  private enum Call: CaseIterable {
    case execute, script, forEach, copyIn, copyOut, pipeline, transaction
  }

  @Test(arguments: Call.allCases)
  private func hangingUpIsConnectionLost(call: Call) throws {
    let directory = "/tmp/pgtest-vanish-\(ProcessInfo.processInfo.processIdentifier)-\(call)"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try vanishingServer(at: "\(directory)/.s.PGSQL.5432", greeting: greeting)
    var connection = try Connection(
      ConnectionParameters(
        host: directory, port: "5432", user: "u", database: "d",
        options: ["sslmode": "disable", "gssencmode": "disable"]))
    do {
      switch call {
      case .execute: try connection.execute("SELECT \(1)")
      case .script: try connection.run(script: "SELECT 1")
      case .forEach: try connection.forEach("SELECT 1") { _ in }
      case .copyIn: try connection.copyIn("COPY a FROM STDIN") { _ in }
      case .copyOut: try connection.copyOut("COPY a TO STDOUT") { _ in }
      case .pipeline: try connection.pipeline { try $0.execute("SELECT 1") }
      case .transaction: try connection.transaction { _ in }
      }
      Issue.record("it answered")
    } catch let error as PostgresError {
      #expect(error.code == .connectionLost)
      #expect(error.sqlState == nil)
    }
    #expect(connection.isLost == true)
  }
}
