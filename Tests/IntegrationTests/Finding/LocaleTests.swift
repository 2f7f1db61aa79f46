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

  /// As `initdb --no-locale` makes them. The file is the mall's, and one query a person of it.
  private func files(in folder: String) throws -> (manifest: String, queries: String) {
    var mall = Mall.market()
    mall.add("customers", (1...4).map { Person($0).customer() })
    mall.add("orders", (1...4).map { Person($0).order() })
    let manifest = try mall.write(to: "\(folder)/m")
    let lines = (1...4).map { number in
      let person = Person(number).customer()
      let fields = ["name", "name_kana", "email", "phone", "postal_code", "address"]
      let values = fields.map { "\"\((person[$0] ?? "").uppercased())\"" }
      return "q\(number),\(values.joined(separator: ",")),"
    }
    let header = "query_id,name,name_kana,email,phone,postal_code,address,order_id"
    let path = "\(folder)/queries.csv"
    try ([header] + lines + [""]).joined(separator: "\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    return (manifest, path)
  }

  @Test(
    "the search refuses a database under whose ctype no Japanese letter is a letter, with the way out",
    arguments: ["C", "POSIX"]) func blind(ctype: String) throws
  {
    try withDatabase(
      Query(text: "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE '\(ctype)' TEMPLATE template0")
    ) { database in
      let (manifest, queries) = try files(in: database.folder)
      let imported = try database.tool("import", manifest)
      #expect(imported.code == 0)
      #expect(imported.errors.contains("`yurai find` will refuse it"), "said while there is time")
      for command in [["find", "--batch", queries], ["find", "--name", "X"], ["db", "index"]] {
        let outcome = try database.startTool(command).wait()
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("was made with LC_CTYPE 'C'"), "POSIX is C")
        #expect(outcome.errors.contains("LC_CTYPE 'C.UTF-8' TEMPLATE template0"))
        #expect(!outcome.errors.contains("will refuse it"), "said once")
      }
      #expect(try database.value("SELECT count(*) FROM yurai.search") == "0")
      // All that does not search works.
      #expect(try database.tool("audit", "--full").code == 0)
    }
  }

  /// What is typed in capitals is found by its key, whatever the database makes of letters.
  @Test(
    "the same candidates whatever the locale of letters and their provider",
    arguments: [
      "LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'", "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
      "LOCALE_PROVIDER icu ICU_LOCALE 'ja-JP' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'",
    ]) func ctype(locale: String) throws
  {
    try withDatabase(Query(text: "ENCODING 'UTF8' \(locale) TEMPLATE template0")) { database in
      let (manifest, queries) = try files(in: database.folder)
      let imported = try database.tool("import", manifest)
      #expect(imported.code == 0)
      #expect(!imported.errors.contains("LC_CTYPE"))
      let outcome = try database.tool("find", "--batch", queries)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.components(separatedBy: #""decision":"one""#).count == 5)
    }
  }

  /// pg_trgm reads LC_CTYPE and not the ICU provider, up to version 17.
  @Test("a database of ICU's with the ctype C is refused as long as trigrams are blind in it")
  func icu() throws {
    try withDatabase(
      Query(
        text: "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'ja-JP' LC_COLLATE 'C' LC_CTYPE 'C' "
          + "TEMPLATE template0")
    ) { database in
      #expect(try database.tool("db", "migrate").code == 0)
      let version = Int(try database.value("SHOW server_version_num")) ?? 0
      let outcome = try database.tool("find", "--name", "X")
      #expect(outcome.code == (version < 180_000 ? 1 : 0))
      // What the refusal rests on.
      _ = try database.rows("CREATE EXTENSION pg_trgm")
      #expect(
        try database.value("SELECT cardinality(show_trgm('東京都千代田区')) = 0")
          == (version < 180_000 ? "t" : "f"))
    }
  }
}
