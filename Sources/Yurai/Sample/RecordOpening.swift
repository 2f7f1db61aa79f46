internal import Foundation
internal import Ledger
internal import Postgres

/// `yurai sample open`: one customer record that no sample drew, for somebody who named it. It holds personal data.
public struct RecordOpening: Sendable {
  /// The audit run whose tree it is shown in.
  public let run: Int
  /// Its place in that tree.
  public let place: Int64
  /// One line of JSON (Docs/bundle.md, "A record that was not drawn").
  public let line: String
  /// What to tell the operator of it when its order was corrected since; else nil.
  public let note: String?
  /// What to tell the operator when it is no more what the run committed to, so that it counts as an exception, or `yurai verify`
  /// will refuse it; else nil.
  public let warning: String?

  /// Opens a customer's record as the last audit run committed to it, and records who did. The ledger gets no leaf.
  ///
  /// - Parameters:
  ///   - customer: the operator's own id.
  ///   - actor: who opens it; not empty.
  ///   - session: a session of the database.
  /// - Throws: `YuraiError` when there is no such record, it was erased, it came in or was corrected after the last run;
  ///   exit `unexplained` when it does not open what was committed to.
  public init(of customer: String, actor: String, in session: inout Session) throws {
    let key = try TraceJob.key(of: customer, session.secret)
    let (run, proven, evidence, committed) = try session.connection.transaction(.repeatableRead) {
      connection in
      let run = try SampledRun(nil, in: &connection)
      let place = try Self.place(of: key, run, in: &connection)
      let proven = try Self.proven(place, run, in: &connection)
      let evidence = try Self.evidence(place, run, proven, in: &connection)
      try connection.execute(
        SQLScript(named: "sample/opened").query([
          "place": place, "run": run.run, "actor": actor,
        ]))
      let committed = try CommittedEvents(at: run.leaf, in: &connection)
      return (run, proven, evidence, committed)
    }
    let proof = proven.hashes.map { "\"\($0.base64)\"" }.joined(separator: ", ")
    let (members, standing) = try evidence.members(leaf: proven.text, committed, in: &session)
    (note, warning) = Self.words(of: standing, evidence.place, run: run.run)
    self.run = run.run
    place = evidence.place
    line =
      #"{\#(members), "run": \#(run.run), "#
      + #""records": {"size": \#(run.size), "root": "\#(run.root.base64)"}, "#
      + #""leaf": \#(ImportSummary.quoted(proven.text)), "proof": [\#(proof)]}"# + "\n"
  }

  /// What to say of a record whose events are others than the run committed to.
  private static func words(
    of standing: CommittedEvents.Standing, _ place: Int64, run: Int
  ) -> (note: String?, warning: String?) {
    let again = "Run `yurai audit`, write its bundle, and open it by that run"
    switch standing {
    case .same: return (nil, nil)
    case .corrected(let leaf):
      return (
        "Its earliest order was corrected after run \(run), which the file says (leaf \(leaf)); a bundle of that run does not have "
          + "the leaf, so that `yurai verify` leaves it unchecked. \(again).", nil
      )
    case .changed(let leaf):
      return (
        nil,
        "the record at place \(place) is not shown where and when run \(run) had its earliest order: orders, tenancies or names were "
          + "imported or corrected since (leaf \(leaf)), and whoever checks it has to take it for an exception. \(again)"
      )
    case .untold: return (nil, CommittedEvents.warning([place], run: run))
    }
  }

  private static func place(
    of key: Int64, _ run: SampledRun, in connection: inout Connection
  ) throws -> Int64 {
    let rows = try connection.rows(SQLScript(named: "sample/place").query(["customer_key": key]))
    guard try rows.value(0, 0, as: Bool.self) else {
      if let erased: Int64 = try rows.value(0, 2) {
        throw YuraiError(
          "this customer's record was erased: place \(erased) of the records' tree is empty, and nothing opens what was "
            + "committed to of it. The ledger's erasure leaf names the place: show that instead")
      }
      throw YuraiError(
        "there is no customer with that id. Ids are the operator's own, as in the column customer_id: look the address up "
          + "with `yurai find`")
    }
    guard let place: Int64 = try rows.value(0, 1) else {
      throw YuraiError(
        "no import committed to this record, so it cannot be opened: run `yurai audit` and look at its findings",
        exit: .unexplained)
    }
    guard place < run.size else {
      throw YuraiError(
        "this record came in after audit run \(run.run): run `yurai audit`, and open it then")
    }
    return place
  }

  private static func proven(
    _ place: Int64, _ run: SampledRun, in connection: inout Connection
  ) throws -> RecordProofs.Proven {
    let proofs = RecordProofs(run: run.run)
    guard let proven = try proofs.prove([place], in: &connection)[place] else {
      throw YuraiError("the records' tree of run \(run.run) lacks place \(place)")
    }
    do {
      try InclusionProof(leafIndex: place, hashes: proven.hashes).verify(
        leaf: .leaf(Array(proven.text.utf8)), in: TreeHead(size: run.size, root: run.root))
    } catch {
      throw YuraiError(
        "the records' tree of run \(run.run) was changed under its root: place \(place) cannot be proven. Run "
          + "`yurai audit --verify-rows` and look at its findings", exit: .unexplained)
    }
    return proven
  }

  private static func evidence(
    _ place: Int64, _ run: SampledRun, _ proven: RecordProofs.Proven,
    in connection: inout Connection
  ) throws -> RecordEvidence {
    var found: RecordEvidence?
    try connection.forEach(SQLScript(named: "sample/evidence").query(["places": [place]])) { row in
      found = try RecordEvidence(row)
    }
    guard let found else {
      throw YuraiError(
        "the record at place \(place) is not what its import committed to: run `yurai audit --verify-rows` and look at "
          + "its findings", exit: .unexplained)
    }
    guard let leaf = proven.leaf, leaf.commitment == found.commitment else {
      throw YuraiError(
        "this record was imported again after audit run \(run.run), and what that run committed to is gone: run "
          + "`yurai audit`, and open it then")
    }
    return found
  }
}
