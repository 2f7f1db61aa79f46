internal import Crypto
internal import Foundation
internal import Postgres

/// Brings the schema to what this binary needs: plain files of `Sql/migrations`, one transaction each.
///
/// Every migration has a script of the same name in `Sql/verify`, which fails loudly when the migration's
/// promises do not hold. What was applied is kept with its SHA-256: a migration that was changed after it
/// was applied, or that this binary does not know, is refused.
struct Migrations: Sendable {
  /// One migration as embedded in the binary.
  struct Migration {
    let name: String
    let text: String
    let verify: String
    var sha256: [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
  }

  /// Those of this binary, in order of their number.
  let known: [Migration]

  /// The migrations that are embedded in this binary.
  init() throws {
    let names = EmbeddedFiles.text.keys.compactMap { path -> String? in
      guard path.hasPrefix("Sql/migrations/"), path.hasSuffix(".sql") else { return nil }
      return String(path.dropFirst("Sql/migrations/".count).dropLast(".sql".count))
    }
    known = try names.sorted().map { name in
      guard let text = EmbeddedFiles.text["Sql/migrations/\(name).sql"],
        let verify = EmbeddedFiles.text["Sql/verify/\(name).sql"]
      else { throw YuraiError("migration \(name) has no verify script in this binary") }
      return Migration(name: name, text: text, verify: verify)
    }
  }

  /// Others than the binary's own.
  init(known: [Migration]) { self.known = known }

  /// Applies what is missing; the names of what was applied, in order.
  ///
  /// Safe when two processes do it at once: the second waits for the first, then finds nothing to do.
  /// - Throws: `YuraiError` when the database holds a changed or unknown migration.
  func apply(to connection: inout Connection) throws -> [String] {
    // A clerk's role may not create anything, and need not.
    let isThere: Bool = try connection.value(
      "SELECT to_regclass('yurai.schema_migration') IS NOT NULL")
    if isThere, try pending(in: &connection).isEmpty { return [] }
    do { return try applyMissing(to: &connection) } catch let error as PostgresError
      where error.sqlState == .insufficientPrivilege
    {
      throw YuraiError(
        "the schema is not up to date, and this role may not bring it there: have the owner of the database run "
          + "`yurai db migrate`")
    }
  }

  private func applyMissing(to connection: inout Connection) throws -> [String] {
    try connection.transaction { connection in
      try connection.execute("SELECT pg_advisory_xact_lock(hashtext('yurai migrate'))")
      try connection.run(SQLScript(named: "queries/migrations_prepare"))
    }
    var applied: [String] = []
    while let next = try pending(in: &connection).first {
      let isDone = try connection.transaction { connection in
        try connection.execute("SELECT pg_advisory_xact_lock(hashtext('yurai migrate'))")
        // Another process did it while this one waited.
        guard try pending(in: &connection).contains(where: { $0.name == next.name }) else {
          return false
        }
        try connection.run(script: next.text)
        try connection.run(script: next.verify)
        try connection.execute(
          SQLScript(named: "queries/migrations_record")
            .query(["name": next.name, "sha256": next.sha256]))
        return true
      }
      if isDone { applied.append(next.name) }
    }
    return applied
  }

  /// Those not yet applied, in order.
  func pending(in connection: inout Connection) throws -> [Migration] {
    var recorded: [String: [UInt8]] = [:]
    let rows = try connection.rows(SQLScript(named: "queries/migrations_list").query())
    for row in 0..<rows.count {
      guard let name = try rows[row, 0], let hash = try rows[row, 1] else { continue }
      recorded[name] = Self.bytes(hex: hash)
    }
    for (name, hash) in recorded.sorted(by: { $0.key < $1.key }) {
      guard let migration = known.first(where: { $0.name == name }) else {
        throw YuraiError(
          "the database has migration \(name), which this yurai does not know: use the newer binary"
        )
      }
      guard migration.sha256 == hash else {
        throw YuraiError(
          "migration \(name) was changed after it had been applied: use the binary that applied it, "
            + "or restore the file and add a new migration")
      }
    }
    return known.filter { recorded[$0.name] == nil }
  }

  private static func bytes(hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] * 16 + digits[$0 + 1])
    }
  }
}
