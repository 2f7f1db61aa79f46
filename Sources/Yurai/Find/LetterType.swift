internal import Postgres

/// Whether a database takes Japanese letters for letters (`pg_database.datctype`).
///
/// Under `C` and `POSIX` it does not: `pg_trgm` leaves them out, so that two addresses with the same numbers are equal to it
/// wherever they lie, and two names always are. The tool compares keys and asks the database nothing of the kind, but whoever
/// looks closer at what it found, in SQL, would take strangers for one person. So the search refuses such a database.
enum LetterType {
  /// The `LC_CTYPE` under which only ASCII letters are letters; nil where others are too.
  static func blind(_ connection: inout Connection) throws -> String? {
    let rows = try connection.rows(SQLScript(named: "find/blind_ctype").query())
    return rows.isEmpty ? nil : try rows.value(0, 0)
  }

  /// What the search says of it, with the way out.
  static func refusal(_ database: String, _ ctype: String) -> String {
    let copy: Query = "\(identifier: database + "_utf8")"
    return
      "nothing was searched: the database \(database) was made with LC_CTYPE '\(ctype)', under which PostgreSQL takes no "
      + "Japanese letter for a letter, and its trigrams take strangers for one person. It cannot be changed: make another "
      + "database, CREATE DATABASE \(copy.text) ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' TEMPLATE template0, restore "
      + "a dump of this one into it, run `yurai db adopt` there, and name it with -d"
  }

  /// What is said once, when the schema is made, while another database costs nothing.
  static func warning(_ database: String, _ ctype: String) -> String {
    "the database \(database) was made with LC_CTYPE '\(ctype)': `yurai find` will refuse it. Before you import, rather make "
      + "one with LC_CTYPE 'C.UTF-8'"
  }
}
