internal import Foundation
internal import Matching
internal import Postgres
internal import Rendering

/// `yurai trace --format prov-json`: where records came from, as one PROV-JSON document.
///
/// Everything is read in one snapshot. What the records and the acts of collection say is read again for each section and
/// passed on row by row; only the market (malls, merchants, tenancies, files) is held. The acts are those
/// that explain a field best. The verdicts are those of the last audit.
public struct ProvJob: Sendable {
  /// Called with what the person at the terminal should know.
  public var log: @Sendable (String) -> Void = { _ in }

  /// Says nothing.
  public init() {}

  /// Writes the document of one record, or of all.
  /// - Parameters:
  ///   - customer: the record's customer_id; nil for all records.
  ///   - session: where the facts lie.
  ///   - write: gets the text piece by piece, a line or less at a time.
  /// - Throws: `YuraiError` when there is no such customer, or no audit yet; what `write` throws.
  public func run(
    customer: String?, in session: inout Session, _ write: (String) throws -> Void
  ) throws {
    let key = try customer.map { try TraceJob.key(of: $0, session.secret) }
    try session.connection.transaction(.repeatableRead) { connection in
      let audit = try audit(&connection)
      try connection.run(SQLScript(named: "prov/source"), ["customer_key": key])
      let market = try ProvFacts(of: key, audit, in: &connection)
      var document = ProvDocument()
      var records = 0
      for section in ProvSection.allCases {
        try Interruption.check("the document is not complete")
        document.open(section)
        func put(_ fact: some ProvFact) throws {
          for entry in fact.entries(in: section) { try write(document.entry(entry)) }
        }
        for fact in market.facts { try put(fact) }
        if section == .entity || section == .hadMember {
          try connection.forEach(SQLScript(named: "prov/records").query(["customer_key": key])) {
            let verdict: String? = try $0.value(2)
            try put(
              ProvRecord(
                key: $0.value(0), batch: $0.value(1), verdict: verdict.flatMap(Verdict.init)))
            records += 1
          }
          guard customer == nil || records > 0 else {
            throw YuraiError(
              "there is no customer with that id. Ids are the operator's own, as in the column customer_id"
            )
          }
        }
        if section != .agent && section != .wasInvalidatedBy && section != .wasAttributedTo {
          try connection.forEach(SQLScript(named: "prov/sources").query()) {
            try put(market.source($0))
          }
        }
      }
      try write(document.close())
    }
  }

  private func audit(_ connection: inout Connection) throws -> ProvAudit {
    let rows = try connection.rows(SQLScript(named: "prov/audit").query())
    guard !rows.isEmpty else {
      throw YuraiError("there has been no audit yet: run `yurai audit --full`")
    }
    if try rows.value(0, 3) {
      log("files have come in since the last audit: the verdicts are older than the facts")
    }
    return ProvAudit(
      run: try rows.value(0, 0), startedAt: Moment(microseconds: try rows.value(0, 1)),
      finishedAt: Moment(microseconds: try rows.value(0, 2)))
  }
}
