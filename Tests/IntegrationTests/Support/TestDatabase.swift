import Foundation
import MallGenerator
import Postgres
import Rendering
import Testing
import Yurai

/// One database of the shared server and a folder for its files. Both are gone when the test ends.
struct TestDatabase: Sendable {
  let server: TestServer
  let name: String
  let folder: String
  var secretPath: String

  var parameters: ConnectionParameters { server.parameters(name) }

  /// A session of the library, as a verb opens it.
  func session() throws -> Session {
    try Session(DatabaseSettings(parameters: parameters, secretPath: secretPath), log: { _ in })
  }

  /// Makes a mall that feels real, with its planted faults, and imports it.
  func loadGenerated(customers: Int, seed: UInt64 = 11) throws {
    let mall = "\(folder)/mall"
    _ = try MallGenerator(
      directory: mall, customers: customers, seed: seed, formats: .canonicalOnly
    ).run { _ in }
    try load(manifest: "\(mall)/manifest.yaml")
  }

  /// Writes a mall's files and imports them.
  @discardableResult
  func load(
    _ mall: Mall, isCheck: Bool = false, isAgain: Bool = false,
    log: @escaping @Sendable (String) -> Void = { _ in }
  )
    throws -> ImportSummary
  {
    try load(
      manifest: mall.write(to: "\(folder)/\(UUID().uuidString)"), isCheck: isCheck,
      isAgain: isAgain, log: log)
  }

  /// Imports what a manifest lists.
  @discardableResult
  func load(
    manifest: String, isCheck: Bool = false, isAgain: Bool = false,
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> ImportSummary {
    var session = try session()
    var options = ImportJob.Options()
    options.isCheck = isCheck
    options.isAgain = isAgain
    options.log = log
    options.warn = log
    return try ImportJob(parameters: session.parameters, options: options)
      .run(manifests: [manifest], in: &session)
  }

  /// Audits, and reads what the audit left.
  func audit(timelyHours: Int = 24) throws -> Judgement {
    var session = try session()
    var job = AuditJob()
    job.timelyHours = timelyHours
    return try Judgement(of: job.run(in: &session), in: &session)
  }

  /// The trail of one record.
  func trail(of customer: String, timelyHours: Int = 24) throws -> TrailDetail {
    var session = try session()
    var job = TraceJob()
    job.timelyHours = timelyHours
    return try job.trail(of: customer, in: &session)
  }

  /// Rows set aside: `file:line column reason`.
  func rejects() throws -> [String] {
    var session = try session()
    return try Listings.rejects(batch: nil, in: &session).map {
      "\($0.file):\($0.line) \($0.column ?? "-") \($0.reason)"
    }
  }

  /// What a query gives, as text.
  func rows(_ query: Query) throws -> [[String]] {
    var connection = try Connection(parameters)
    try connection.execute("SET search_path = yurai, public")
    let result = try connection.rows(query)
    let width = result.columnNames.count
    return try result.map { row in try (0..<width).map { try row[$0] ?? "NULL" } }
  }

  /// The one value that a query gives.
  func value(_ query: Query) throws -> String { try #require(try rows(query).first?.first) }

  /// Every row of every table of the tool, in order: two databases that are equal here are equal.
  ///
  /// - Parameter except: tables to leave out.
  /// - Returns: a line for each row, with the table's name in front.
  /// - Throws: what the server says.
  func content(except: Set<String> = []) throws -> [String] {
    let tables = try rows(
      """
      SELECT table_name FROM information_schema.tables
       WHERE table_schema = 'yurai' AND table_type = 'BASE TABLE' ORDER BY 1
      """
    ).compactMap(\.first)
    return try tables.filter { !except.contains($0) }.flatMap { table in
      try rows("SELECT t::text FROM \(identifier: table) t ORDER BY 1").map { "\(table): \($0[0])" }
    }
  }
}

/// Runs a test with a database of its own.
func withDatabase(isBlank: Bool = false, _ body: (TestDatabase) throws -> Void) throws {
  let server = try TestServer.shared()
  let name = try server.createDatabase(isBlank: isBlank)
  let folder = "\(server.root)/files/\(name)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer {
    try? FileManager.default.removeItem(atPath: folder)
    if var connection = try? Connection(server.parameters("postgres")) {
      _ = try? connection.execute("DROP DATABASE \(identifier: name) WITH (FORCE)")
    }
  }
  let secret = isBlank ? "\(folder)/match.secret" : server.secretPath
  try body(TestDatabase(server: server, name: name, folder: folder, secretPath: secret))
}

/// Expects a `YuraiError`, and gives it.
func failure(_ body: () throws -> Void) -> YuraiError {
  do {
    try body()
    Issue.record("nothing was thrown")
  } catch let error as YuraiError {
    return error
  } catch {
    Issue.record("another error: \(error)")
  }
  return YuraiError("")
}
