import Postgres
import Testing

@testable import Yurai

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

  /// Applies migrations beside the schema of this binary; whether the error says `hint`, and what is there afterwards.
  private func apply(
    _ extra: [Migrations.Migration], failing hint: String?, in database: TestDatabase
  ) throws -> (tables: [[String]], rows: [[String]]) {
    let migrations = Migrations(known: try Migrations().known + extra)
    var connection = try Connection(database.parameters)
    try connection.execute("SET search_path = yurai, public")
    if let hint {
      do {
        _ = try migrations.apply(to: &connection)
        Issue.record("nothing was thrown")
      } catch { #expect("\(error)".contains(hint), "\(error)") }
    } else {
      #expect(try migrations.apply(to: &connection) == extra.map(\.name))
    }
    return (
      try database.rows("SELECT relname FROM pg_class WHERE relname LIKE 'proof\\_%' ORDER BY 1"),
      try database.rows("SELECT name FROM schema_migration WHERE name > '9' ORDER BY 1")
    )
  }

  @Test("a migration whose promises do not hold leaves nothing, and what came before it stays")
  func verified() throws {
    try withDatabase { database in
      let good = Migrations.Migration(
        name: "9001_good", text: "CREATE TABLE proof_good (a integer);",
        verify: "SELECT a FROM proof_good;")
      let broken = Migrations.Migration(
        name: "9002_broken", text: "CREATE TABLE proof_broken (a integer);",
        verify: "DO $$ BEGIN RAISE EXCEPTION 'the promise does not hold'; END $$;")
      let after = Migrations.Migration(
        name: "9003_after", text: "CREATE TABLE proof_after (a integer);", verify: "SELECT 1;")
      let first = try apply(
        [good, broken, after], failing: "P0001", in: database)
      #expect(first.tables == [["proof_good"]] && first.rows == [["9001_good"]])
      // Mended, it goes on from there.
      let mended = Migrations.Migration(
        name: broken.name, text: broken.text, verify: "SELECT a FROM proof_broken;")
      var connection = try Connection(database.parameters)
      try connection.execute("SET search_path = yurai, public")
      let rest = try Migrations(known: try Migrations().known + [good, mended, after])
        .apply(to: &connection)
      #expect(rest == ["9002_broken", "9003_after"])
    }
  }

  @Test("a migration that fails halfway leaves nothing") func halfway() throws {
    try withDatabase { database in
      let half = Migrations.Migration(
        name: "9001_half",
        text: "CREATE TABLE proof_first (a integer); CREATE TABLE proof_second (a nonsense);",
        verify: "SELECT 1;")
      let after = try apply([half], failing: "42704", in: database)
      #expect(after.tables.isEmpty && after.rows.isEmpty)
      #expect(throws: Never.self, "the schema still serves") { _ = try database.session() }
    }
  }

  @Test("numbers need not follow each other") func gaps() throws {
    try withDatabase { database in
      let far = Migrations.Migration(
        name: "9500_far", text: "CREATE TABLE proof_far (a integer);", verify: "SELECT 1;")
      let after = try apply([far], failing: nil, in: database)
      #expect(after.tables == [["proof_far"]] && after.rows == [["9500_far"]])
    }
  }

  @Test(
    "a new database hands its rows on as they lie; one that has rows already keeps them as they are"
  )
  func wholeRows() throws {
    let query: Query = """
      SELECT attname FROM pg_attribute
       WHERE attrelid = 'yurai.collection_event'::regclass AND atthasmissing ORDER BY attname
      """
    try withDatabase(isBlank: true) { database in
      _ = try database.session()
      #expect(try database.rows(query).isEmpty)
    }
    try withDatabase(isBlank: true) { database in
      var connection = try Connection(database.parameters)
      try connection.execute("CREATE SCHEMA IF NOT EXISTS yurai")
      try connection.execute("SET search_path = yurai, public")
      let older = try Migrations().known.filter { $0.name < "0023" }
      // A row from before the columns with a default: without one they have no value to keep.
      _ = try Migrations(known: older.filter { $0.name < "0002" }).apply(to: &connection)
      try connection.execute(
        """
        INSERT INTO batch (file_name, sha256, bytes, profile, encoding, origin, supplied_by, timezone)
        VALUES ('o.csv', sha256(''), 1, 'canonical/orders', 'utf-8', 'collected', 'desk', 'Asia/Tokyo')
        """)
      try connection.execute("INSERT INTO outlet VALUES (1, 'tony', 'hana')")
      try connection.execute(
        """
        INSERT INTO collection_event (content_key, outlet_no, batch_id, line, kind, attested, source_id)
        VALUES (1, 1, 1, 2, 'order', false, '1-1')
        """)
      _ = try Migrations(known: older).apply(to: &connection)
      let before = try database.rows("SELECT xmin, ctid, settlement_repeats FROM collection_event")
      #expect(try database.rows(query) == [["settlement_repeats"], ["tracking_repeats"]])
      #expect(try Migrations().apply(to: &connection) == ["0023_whole_rows"])
      #expect(
        try database.rows("SELECT xmin, ctid, settlement_repeats FROM collection_event") == before)
      #expect(try database.rows(query) == [["settlement_repeats"], ["tracking_repeats"]])
    }
  }

  @Test("every table, view, column and function has a comment, after an audit too")
  func comments() throws {
    try withDatabase { database in
      var mall = Mall.market()
      mall.add("customers", [Person(1).customer()])
      mall.add("orders", [Person(1).order()])
      try database.load(mall)
      // An audit makes functions of its own, a full one and the next.
      _ = try database.audit()
      _ = try database.tool("audit")
      let bare = try database.rows(
        """
        SELECT c.relname FROM pg_class c
         WHERE c.relnamespace = 'yurai'::regnamespace AND c.relkind IN ('r', 'v', 'p', 'm')
           AND obj_description(c.oid, 'pg_class') IS NULL
        UNION ALL
        SELECT c.relname || '.' || a.attname
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'yurai'::regnamespace AND c.relkind IN ('r', 'v', 'p', 'm')
           AND a.attnum > 0 AND NOT a.attisdropped AND col_description(c.oid, a.attnum) IS NULL
           -- Those that the stages of an audit leave behind are described as wholes.
           AND NOT (c.relpersistence = 'u' AND c.relname LIKE 'audit%')
        UNION ALL
        SELECT p.oid::regprocedure::text FROM pg_proc p
         WHERE p.pronamespace = 'yurai'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL
        ORDER BY 1
        """)
      #expect(bare.isEmpty, "\(bare.compactMap(\.first).joined(separator: ", "))")
      #expect(
        try database.value(
          "SELECT count(*) FROM pg_proc WHERE pronamespace = 'yurai'::regnamespace AND proname LIKE 'audit%'"
        ) != "0")
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
