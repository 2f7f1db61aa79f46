internal import CLibPQ

/// Owns a `PGresult`, which libpq allocates per statement (or per streamed row).
struct ResultHandle: ~Copyable {
  let raw: OpaquePointer

  init(_ raw: OpaquePointer) { self.raw = raw }

  deinit { PQclear(raw) }

  var status: ExecStatusType { PQresultStatus(raw) }

  /// The count in the command tag: rows inserted, updated, selected, copied …; 0 where it has none.
  var affectedRows: Int {
    guard let text = PQcmdTuples(raw) else { return 0 }
    return Int(String(cString: text)) ?? 0
  }

  /// `COMMIT`, `ROLLBACK`, `INSERT 0 3` …
  var commandTag: String { PQcmdStatus(raw).map { String(cString: $0) } ?? "" }
}
