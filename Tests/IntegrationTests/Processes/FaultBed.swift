import Foundation
import MallGenerator
import Postgres
import PrivateServer
import Testing

/// A data folder of its own whose server may be killed, a mall, and what an undisturbed run says of it.
final class FaultBed: Sendable {
  static func shared() throws -> FaultBed { try made.get() }
  private static let made = Result { try FaultBed() }

  /// What a run says: verdicts, findings and the census, without the numbers of batches and runs.
  struct Answers: Equatable {
    let verdicts: String
    let findings: [String]
    let counts: [String: Int]
  }

  let tool: Tool
  let manifest: String
  let location: ServerLocation
  let undisturbed: Answers
  /// Seconds that an undisturbed import and audit took.
  let importing: Double
  let auditing: Double
  /// Traces of some customers after the audit, as they were printed.
  let traces: [String: String]

  private init() throws {
    let root = try TestServer.shared().root
    let xdg = "\(root)/faults"
    try FileManager.default.createDirectory(
      atPath: xdg, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    tool = Tool(xdg: xdg)
    location = ServerLocation(directory: "\(xdg)/yurai")
    let folder = "\(root)/files/faults"
    _ = try MallGenerator(directory: folder, customers: 3000, seed: 3, formats: .mixed).run { _ in }
    manifest = "\(folder)/manifest.yaml"
    try Self.expect(try tool.run("db", "start"))
    let (tool, manifest) = (tool, manifest)
    importing = try Self.seconds { try Self.expect(try tool.run("import", manifest)) }
    var connection = try Self.maintenance(location)
    try connection.execute("CREATE DATABASE loaded TEMPLATE yurai")
    auditing = try Self.seconds { try Self.expect(try tool.run("audit", "--full"), 2) }
    undisturbed = try Self.answers(tool)
    var traces: [String: String] = [:]
    for verdict in ["traced", "uncorroborated", "contradicted", "received"] {
      let rows = undisturbed.verdicts.split(separator: "\n").filter { $0.hasSuffix(",\(verdict)") }
      for row in rows.prefix(6) {
        let id = String(row.prefix { $0 != "," })
        traces[id] = try tool.run("trace", id, "--format", "json").output
      }
    }
    self.traces = traces
  }

  /// Runs the tool again, once the session of a killed one has let go of its lock.
  func again(_ arguments: String...) throws -> Tool.Outcome {
    let end = Date().addingTimeInterval(30)
    while true {
      let outcome = try tool.run(arguments)
      guard outcome.code == 75, Date() < end else { return outcome }
      usleep(100_000)
    }
  }

  /// What the tool says now.
  func answers() throws -> Answers { try Self.answers(tool) }

  private static func answers(_ tool: Tool) throws -> Answers {
    let output = try tool.run("audit", "--full", "--format", "json").output
    let run = try JSONDecoder().decode(Judgement.Run.self, from: Data(output.utf8))
    var counts = run.verdicts.merging(run.findings) { $1 }
    counts["customers"] = run.customers
    counts["unexplained"] = run.unexplained
    let findings = try tool.run("findings", "--format", "csv").output.split(separator: "\n").map {
      line in
      // A batch is numbered anew when its file is loaded again; its file is in the detail.
      let fields = line.split(separator: ",", maxSplits: 4, omittingEmptySubsequences: false)
      let isNumbered = ["batch", "line"].contains(fields[2])
      return isNumbered ? "\(fields[0]),\(fields[4])" : String(line)
    }
    return Answers(
      verdicts: try tool.run("verdicts").output, findings: findings.sorted(),
      counts: counts)
  }

  /// Makes the tool's database anew: with nothing in it, or loaded and not audited.
  func reset(isLoaded: Bool) throws {
    _ = try PrivateServer(location: location, log: { _ in }).ensureRunning()
    var connection = try Self.maintenance(location)
    try connection.execute("DROP DATABASE IF EXISTS yurai WITH (FORCE)")
    if isLoaded {
      try connection.execute("CREATE DATABASE yurai TEMPLATE loaded")
    } else {
      try connection.execute("CREATE DATABASE yurai")
    }
  }

  /// The process ids of the tool's own backends.
  func backends() throws -> [pid_t] {
    guard var connection = try? Self.maintenance(location) else { return [] }
    let rows = try connection.rows(
      """
      SELECT pid FROM pg_stat_activity
       WHERE datname = 'yurai' AND backend_type = 'client backend' AND application_name = 'yurai'
      """)
    return try rows.map { pid_t(try $0.value(0, as: Int32.self)) }
  }

  /// The postmaster and everything that it has started.
  func serverProcesses() throws -> [pid_t] {
    let file = try String(
      contentsOfFile: "\(location.dataDirectory)/postmaster.pid", encoding: .utf8)
    let first = file.split(separator: "\n").first ?? ""
    let postmaster = try #require(pid_t(first))
    let children = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap {
      pid_t($0)
    }
    .filter { Self.parent(of: $0) == postmaster }
    return [postmaster] + children
  }

  private static func parent(of pid: pid_t) -> pid_t? {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    return fields.count > 1 ? pid_t(fields[1]) : nil
  }

  /// A connection beside the tool's database.
  private static func maintenance(_ location: ServerLocation) throws -> Connection {
    try connection(location, "template1")
  }

  /// Waits while a server that lost a backend is recovering.
  private static func connection(
    _ location: ServerLocation, _ database: String
  ) throws -> Connection {
    let endpoint = try PrivateServer(location: location, log: { _ in }).ensureRunning()
    let parameters = ConnectionParameters(
      host: endpoint.socketDirectory, port: String(endpoint.port), user: endpoint.user,
      database: database, applicationName: "test")
    let end = Date().addingTimeInterval(30)
    while true {
      do { return try Connection(parameters) } catch {
        guard error.code == .connectionFailed, Date() < end else { throw error }
        usleep(100_000)
      }
    }
  }

  /// A connection to the tool's database.
  func session() throws -> Connection { try Self.connection(location, "yurai") }

  /// Rows of the tool's database.
  func rows(_ query: Query) throws -> [[String]] {
    var connection = try session()
    let result = try connection.rows(query)
    let width = result.columnNames.count
    return try result.map { row in try (0..<width).map { try row[$0] ?? "NULL" } }
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = Date()
    try body()
    return Date().timeIntervalSince(start)
  }

  private static func expect(_ outcome: Tool.Outcome, _ code: Int32 = 0) throws {
    try #require(outcome.code == code, "\(outcome.errors)")
  }
}
