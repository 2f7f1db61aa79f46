import Foundation
import Postgres
import Testing
import Yurai

/// Databases that were made in another way than ours.
@Suite struct LocaleTests {
  private func withDatabase(_ options: Query, _ body: (TestDatabase) throws -> Void) throws {
    let server = try TestServer.shared()
    let name = "locale_\(UUID().uuidString.lowercased())"
    let folder = "\(server.root)/files/\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var connection = try Connection(server.parameters("postgres"))
    try connection.execute("CREATE DATABASE \(identifier: name) \(unescaped: options.text)")
    defer {
      try? FileManager.default.removeItem(atPath: folder)
      _ = try? connection.execute("DROP DATABASE \(identifier: name) WITH (FORCE)")
    }
    try body(
      TestDatabase(server: server, name: name, folder: folder, secretPath: "\(folder)/match.secret")
    )
  }

  @Test("another encoding than UTF8 is refused, with the way out; nothing is made in it")
  func encoding() throws {
    for encoding in ["SQL_ASCII", "EUC_JP"] {
      try withDatabase(
        Query(text: "ENCODING '\(encoding)' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
      ) { database in
        let outcome = try database.tool("db", "migrate")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("has the encoding \(encoding), and yurai needs UTF8"))
        #expect(outcome.errors.contains("ENCODING 'UTF8'"))
        let schemas = try database.value(
          "SELECT count(*) FROM pg_namespace WHERE nspname = 'yurai'")
        #expect(schemas == "0")
      }
    }
  }

  /// Letters beyond ASCII are no letters under C. The search does not ask the database what a letter is.
  @Test("the same candidates whatever the locale of letters") func ctype() throws {
    var found: [String: String] = [:]
    for ctype in ["C", "C.UTF-8"] {
      try withDatabase(
        Query(text: "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE '\(ctype)' TEMPLATE template0")
      ) { database in
        var mall = Mall.market()
        mall.add("customers", (1...4).map { Person($0).customer() })
        mall.add("orders", (1...4).map { Person($0).order() })
        let manifest = try mall.write(to: "\(database.folder)/m")
        #expect(try database.tool("import", manifest).code == 0)
        let lines = (1...4).map { number in
          let person = Person(number).customer()
          let fields = ["name", "name_kana", "email", "phone", "postal_code", "address"]
          let values = fields.map { "\"\((person[$0] ?? "").uppercased())\"" }
          return "q\(number),\(values.joined(separator: ",")),"
        }
        let header = "query_id,name,name_kana,email,phone,postal_code,address,order_id"
        let path = "\(database.folder)/queries.csv"
        try ([header] + lines + [""]).joined(separator: "\n")
          .write(toFile: path, atomically: true, encoding: .utf8)
        let outcome = try database.tool("find", "--batch", path)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.components(separatedBy: #""decision":"one""#).count == 5)
        found[ctype] = outcome.output
      }
    }
    #expect(found["C"] == found["C.UTF-8"])
  }
}
