import Foundation
import Postgres
import Testing
import Yurai

/// Keys made with another secret would match nothing: such a run is refused.
@Suite struct SecretTests {
  private func write(_ hex: String, to path: String) throws {
    try Data(hex.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  @Test("a new database takes a new secret, in a file that only its owner reads") func new() throws
  {
    try withDatabase(isBlank: true) { database in
      _ = try database.session()
      let mode = try FileManager.default.attributesOfItem(atPath: database.secretPath)[
        .posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600)
      let secret = try String(contentsOfFile: database.secretPath, encoding: .utf8)
        .trimmingCharacters(in: .newlines)
      #expect(try database.rowsHolding(secret).isEmpty, "it lies outside of the database")
      _ = try database.session()
    }
  }

  @Test("another secret is refused, and nothing happens") func wrong() throws {
    try withDatabase { database in
      var other = database
      other.secretPath = "\(database.folder)/other.secret"
      try write(String(repeating: "5a", count: 16), to: other.secretPath)
      let before = try database.content()
      let text = failure { try other.load(Mall.market()) }.message
      #expect(text.contains(other.secretPath) && text.contains("--secret-file"))
      #expect(!text.contains("5a5a"))
      #expect(try database.content() == before)
    }
  }

  @Test("a lost secret is not replaced by a new one") func lost() throws {
    try withDatabase { database in
      var other = database
      other.secretPath = "\(database.folder)/lost/match.secret"
      #expect(failure { _ = try other.session() }.message.contains("backup"))
      #expect(!FileManager.default.fileExists(atPath: other.secretPath))
    }
  }

  @Test("a secret that others can read is refused") func open() throws {
    try withDatabase(isBlank: true) { database in
      _ = try database.session()
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o644], ofItemAtPath: database.secretPath)
      #expect(failure { _ = try database.session() }.message.contains("chmod 600"))
    }
  }

  @Test("keys differ between installations, so that a copy is no dictionary") func keys() throws {
    var keys: Set<String> = []
    for _ in 0..<2 {
      try withDatabase(isBlank: true) { database in
        var mall = Mall()
        mall.add("customers", [Person(1).customer()])
        try database.load(mall)
        keys.insert(try database.value("SELECT phone_key FROM customer"))
      }
    }
    #expect(keys.count == 2)
  }
}
