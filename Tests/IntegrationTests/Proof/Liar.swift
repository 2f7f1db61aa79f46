import Foundation
import Ledger
import Postgres
import PrivateServer
import Rendering
import Testing
import Yurai

/// A mall whose ledger has a key in a folder of its own, and somebody with every right on its database.
struct Liar {
  let database: TestDatabase

  /// The folder of keys and the last checkpoint.
  var folder: String { "\(database.folder)/ledger" }

  /// Four customers: two traced, one whose data was bought and who is said so, one with a provision.
  static func mall() -> Mall {
    var mall = Mall.market()
    mall.add("customers", [1, 2, 3, 4].map { Person($0).customer() }, path: "c.csv")
    mall.add(
      "orders", [Person(1).order(), Person(1).order("2"), Person(2).order()], path: "o.csv")
    mall.add("customers", [Person(5).customer()], path: "bought.csv", origin: "purchased")
    mall.add("provisions", [.provision("P1", basis: "succession")], path: "p.csv")
    mall.add("provision-subjects", [Person(3).subject(of: "P1")], path: "s.csv")
    return mall
  }

  /// Makes a key, imports, and audits once.
  static func with(_ mall: Mall = Self.mall(), _ body: (Liar) throws -> Void) throws {
    try withDatabase { made in
      var database = made
      database.secretPath = "\(database.folder)/match.secret"
      try FileManager.default.copyItem(
        atPath: database.server.secretPath, toPath: database.secretPath)
      var session = try database.session()
      _ = try LedgerSigner.keys(makes: true, origin: "mall.example/test", in: &session)
      let liar = Liar(database: database)
      try database.load(mall)
      #expect(try database.audit().findings(of: "row-changed").isEmpty)
      try body(liar)
    }
  }

  /// One transaction in which no trigger fires, and of which every statement changes something.
  func lie(_ statements: [String]) throws {
    var connection = try Connection(database.parameters)
    try connection.execute("SET search_path = yurai, public")
    try connection.execute("SET session_replication_role = replica")
    try connection.transaction { connection in
      for statement in statements {
        let changed = try connection.execute(Query(text: statement))
        #expect(changed > 0)
      }
    }
  }

  /// Makes every hash of the ledger anew from its leaves.
  func rehash() throws {
    let leaves = try database.rows("SELECT leaf FROM ledger_leaf ORDER BY leaf_index")
    var frontier = Frontier()
    let hashes = frontier.append(contentsOf: leaves.map { .leaf(Array($0[0].utf8)) })
    try lie(
      ["DELETE FROM ledger_hash"]
        + hashes.map {
          let digits = $0.hash.bytes.map { String(256 + Int($0), radix: 16).dropFirst() }.joined()
          return "INSERT INTO ledger_hash VALUES (\($0.index), '\\x\(digits)')"
        })
  }

  /// What the next audit finds changed: `subject: detail`.
  func changes() throws -> [String] {
    let judged = try database.audit()
    var session = try database.session()
    let found = try Listings.findings(rule: "row-changed", since: nil, in: &session)
    #expect(found.count == judged.run.findings["row-changed"] ?? 0)
    return found.map { "\($0.subjectID): \($0.detail)" }.sorted()
  }

  /// Why the next audit refuses.
  func refusal() throws -> String {
    let error = failure { _ = try database.audit() }
    #expect(error.exit == .unexplained)
    return error.description
  }

  /// What `pg_dump` writes now, restored into a database of its own, with the same folder of keys.
  func withRestored(_ name: String = "restored", _ body: (Liar) throws -> Void) throws {
    let name = "\(database.name)_\(name)"
    let endpoint = database.server.endpoint
    let reach = ["-h", endpoint.socketDirectory, "-p", "\(endpoint.port)", "-U", endpoint.user]
    let dump = "\(database.folder)/\(name).dump"
    var connection = try Connection(database.server.parameters("postgres"))
    try connection.execute("CREATE DATABASE \(identifier: name) TEMPLATE template0")
    defer { _ = try? connection.execute("DROP DATABASE \(identifier: name) WITH (FORCE)") }
    for (program, arguments) in [
      ("pg_dump", reach + ["-Fc", "-f", dump, database.name]),
      ("pg_restore", reach + ["--no-owner", "-d", name, dump]),
    ] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [program] + arguments
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0, "\(program)")
    }
    let restored = TestDatabase(
      server: database.server, name: name, folder: database.folder,
      secretPath: database.secretPath)
    try body(Liar(database: restored))
  }

  /// The number of the batch of a file.
  func batch(_ file: String) throws -> String {
    try database.value("SELECT max(batch_id) FROM batch WHERE file_name = \(file)")
  }
}
