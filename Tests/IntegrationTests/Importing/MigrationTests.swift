import Postgres
import Testing
import Yurai

/// The schema: applied once, recorded with its hash, refused when it was changed or is not known.
@Suite struct MigrationTests {
  @Test("a second session finds nothing to do") func again() throws {
    try withDatabase(isBlank: true) { database in
      let said = Said()
      for _ in 0..<2 {
        _ = try Session(
          .init(parameters: database.parameters, secretPath: database.secretPath),
          log: { said.add($0) })
      }
      #expect(said.lines.filter { $0.contains("schema") }.count == 1)
    }
  }

  @Test("a changed migration is refused") func changed() throws {
    try withDatabase { database in
      _ = try database.rows("UPDATE schema_migration SET sha256 = sha256(sha256)")
      let text = failure { _ = try database.session() }.message
      #expect(text.contains("0001_spine") && text.contains("changed"))
    }
  }

  @Test("one from a newer binary is refused") func newer() throws {
    try withDatabase { database in
      _ = try database.rows("INSERT INTO schema_migration VALUES ('9999_future', sha256(''))")
      #expect(failure { _ = try database.session() }.message.contains("9999_future"))
    }
  }

  @Test("every table and column that stays has a comment") func comments() throws {
    try withDatabase { database in
      let bare = try database.rows(
        """
        SELECT c.relname FROM pg_class c
         WHERE c.relnamespace = 'yurai'::regnamespace AND c.relkind IN ('r', 'v')
           AND obj_description(c.oid) IS NULL
        """)
      #expect(bare.isEmpty)
    }
  }

  @Test("a server that is not there is said as such") func unreachable() throws {
    try withDatabase { database in
      let parameters = ConnectionParameters(
        host: "\(database.folder)/none", user: "x", database: "x")
      let error = failure {
        _ = try Session(
          .init(parameters: parameters, secretPath: database.secretPath), log: { _ in })
      }
      #expect(error.exit == .unreachable)
    }
  }
}
