import Foundation
import Postgres
import Testing
import Yurai

/// A database as one of its logins sees it.
///
/// The private server admits one account only, so the session takes the role at its start.
struct Login {
  let database: TestDatabase
  let name: String

  var parameters: ConnectionParameters {
    var parameters = database.parameters
    parameters.options["options"] = "-c role=\(name)"
    return parameters
  }

  func create(in group: String) throws {
    _ = try database.rows("CREATE ROLE \(identifier: name) LOGIN")
    _ = try database.rows("GRANT \(identifier: group) TO \(identifier: name)")
  }

  func drop() {
    _ = try? database.rows("REASSIGN OWNED BY \(identifier: name) TO CURRENT_USER")
    _ = try? database.rows("DROP OWNED BY \(identifier: name)")
    _ = try? database.rows("DROP ROLE \(identifier: name)")
  }

  func session() throws -> Session {
    try Session(
      DatabaseSettings(parameters: parameters, secretPath: database.secretPath), log: { _ in })
  }

  func step<Result>(_ body: (InquiryDesk, inout Session) throws -> Result) throws -> Result {
    let desk = try InquiryDesk(settings: Clerk.settings(), actor: name)
    var session = try session()
    return try body(desk, &session)
  }

  /// Whether the role may do this at all; what a trigger refuses, it may.
  func may(_ query: Query) throws -> Bool {
    do { try execute(query) } catch {
      let state = (error as? PostgresError)?.sqlState
      guard state == .insufficientPrivilege || state == .restrictViolation else { throw error }
      return state == .restrictViolation
    }
    return true
  }

  private func execute(_ query: Query) throws {
    var connection = try Connection(parameters)
    try connection.execute("SET search_path = yurai, public")
    _ = try connection.rows(query)
  }

  func importing(_ mall: Mall) throws {
    let manifest = try mall.write(to: "\(database.folder)/\(UUID().uuidString)")
    var session = try session()
    _ = try ImportJob(parameters: session.parameters, options: ImportJob.Options())
      .run(manifests: [manifest], in: &session)
  }
}

extension Login {
  /// Runs the tool on the database in this role.
  func tool(_ arguments: String...) throws -> Tool.Outcome { try run(arguments) }

  /// Runs the tool on the database in this role.
  func run(_ arguments: [String]) throws -> Tool.Outcome {
    var tool = Tool(xdg: database.server.xdg)
    tool.environment["PGOPTIONS"] = "-c role=\(name)"
    return try tool.start(arguments + database.reach).wait()
  }
}

extension TestDatabase {
  /// What `yurai db roles` does; one at a time, as roles belong to the whole server.
  func grantRoles() throws {
    try RoleGate.lock.withLock {
      var session = try session()
      try Roles.grant(in: &session)
    }
  }
}

private enum RoleGate {
  static let lock = NSLock()
}
