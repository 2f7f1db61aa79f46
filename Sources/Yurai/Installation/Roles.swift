internal import Postgres

/// The group roles of a database that several people use.
public enum Roles {
  /// Makes them, or brings their rights to what this version needs, in one transaction.
  /// - Throws: `YuraiError` when the connected role may not make roles.
  public static func grant(in session: inout Session) throws {
    do {
      try session.connection.transaction { connection in
        try connection.run(SQLScript(named: "roles/roles"))
      }
    } catch let error as PostgresError where error.sqlState == .insufficientPrivilege {
      throw YuraiError(
        "this role may not make roles or does not own the tables: have the owner of the database, with CREATEROLE, run "
          + "`yurai db roles`")
    }
  }
}
