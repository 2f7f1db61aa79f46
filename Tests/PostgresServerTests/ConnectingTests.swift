import Foundation
import Postgres
import Synchronization
import Testing

extension ServerTests {
  @Suite struct Connecting {
    private func database(_ parameters: ConnectionParameters) throws -> String {
      var connection = try Connection(parameters)
      return try connection.value("SELECT current_database() || ' ' || current_user")
    }

    @Test func aURIAndAConnectionString() throws {
      let directory = try ServerTests.server().directory
      let encoded = directory.replacingOccurrences(of: "/", with: "%2F")
      #expect(
        try database(
          ConnectionParameters(database: "postgresql://tester@\(encoded):5432/template1"))
          == "template1 tester")
      #expect(
        try database(
          ConnectionParameters(database: "host=\(directory) user=tester dbname=postgres"))
          == "postgres tester")
    }

    /// As psql does: what the connection string says wins.
    @Test func aConnectionStringWinsOverTheFields() throws {
      let directory = try ServerTests.server().directory
      let parameters = ConnectionParameters(
        host: "/nonexistent", port: "1", user: "nobody",
        database: "host=\(directory) port=5432 user=tester dbname=postgres")
      #expect(try database(parameters) == "postgres tester")
    }

    /// The service's encoding loses: text is UTF-8 here whatever others want.
    @Test func aServiceFile() throws {
      let server = try ServerTests.server()
      try """
      [mall]
      host=\(server.directory)
      port=5432
      user=tester
      dbname=template1
      application_name=audit
      client_encoding=SJIS
      """.write(toFile: server.serviceFile, atomically: true, encoding: .utf8)
      let parameters = ConnectionParameters(database: "service=mall")
      #expect(try database(parameters) == "template1 tester")
      let connection = try Connection(parameters)
      #expect(connection.parameterStatus("application_name") == "audit")
      #expect(connection.parameterStatus("client_encoding") == "UTF8")
      do throws(PostgresError) {
        _ = try Connection(ConnectionParameters(database: "service=missing"))
        Issue.record("connected")
      } catch {
        #expect(error.code == .connectionFailed)
        #expect(error.description.contains("\"missing\" not found"))
      }
    }

    @Test func options() throws {
      var parameters = try ServerTests.server().parameters()
      parameters.applicationName = "由来"
      parameters.options = [
        "options": "-c statement_timeout=12345 -c search_path=pg_catalog",
        "client_encoding": "SJIS",
      ]
      var connection = try Connection(parameters)
      #expect(try connection.value("SHOW statement_timeout", as: String.self) == "12345ms")
      #expect(connection.parameterStatus("client_encoding") == "UTF8")
      #expect(try connection.value("SELECT '由来'", as: String.self) == "由来")
    }

    @Test func whatCannotWork() throws {
      let server = try ServerTests.server()
      for (parameters, word) in [
        (server.parameters("missing"), "\"missing\""),
        (
          ConnectionParameters(
            host: server.directory, port: "5432", user: "ghost", database: "postgres"), "\"ghost\""
        ),
        (ConnectionParameters(host: server.directory, port: "1", user: "tester"), server.directory),
        (ConnectionParameters(host: server.directory, options: ["nonsense": "1"]), "nonsense"),
      ] {
        do throws(PostgresError) {
          _ = try Connection(parameters)
          Issue.record("connected")
        } catch {
          #expect(error.code == .connectionFailed)
          #expect(error.description.contains(word), "\(error)")
        }
      }
    }

    @Test func passwords() throws {
      let server = try ServerTests.server()
      var owner = try server.connect()
      try owner.run(script: "CREATE ROLE locked_in LOGIN PASSWORD 'hush 由来'")
      let file = try owner.value("SHOW hba_file", as: String.self)
      let rules = try String(contentsOfFile: file, encoding: .utf8)
      try ("local all locked_in scram-sha-256\n" + rules).write(
        toFile: file, atomically: false, encoding: .utf8)
      try owner.execute("SELECT pg_reload_conf()")
      try owner.execute("SELECT pg_sleep(0.3)")

      var parameters = server.parameters()
      parameters.user = "locked_in"
      #expect(code(parameters) == .passwordRequired)
      parameters.password = .text("wrong")
      #expect(code(parameters) == .connectionFailed)
      parameters.password = .text("hush 由来")
      #expect(code(parameters) == nil)

      let log = AskedFor()
      parameters.password = .onDemand {
        log.append($0); return "hush 由来"
      }
      #expect(code(parameters) == nil)
      #expect(log.users == ["locked_in"])
      parameters.password = .onDemand { _ in nil }
      #expect(code(parameters) == .passwordRequired)

      // Not asked when the server does not want one.
      parameters.user = "tester"
      parameters.password = .onDemand {
        log.append($0); return nil
      }
      #expect(code(parameters) == nil)
      #expect(log.users.count == 1)
    }

    private func code(_ parameters: ConnectionParameters) -> PostgresError.Code? {
      do throws(PostgresError) {
        _ = try Connection(parameters)
        return nil
      } catch {
        #expect(!error.description.contains("hush"))
        return error.code
      }
    }

    private final class AskedFor: Sendable {
      private let list = Mutex<[String]>([])
      var users: [String] { list.withLock { $0 } }
      func append(_ user: String) { list.withLock { $0.append(user) } }
    }
  }
}
