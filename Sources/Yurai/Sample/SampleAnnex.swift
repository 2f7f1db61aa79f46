internal import Foundation
internal import Ledger
internal import Postgres
internal import Rendering

/// The confidential annex: what opens the commitments of the records drawn, and their trails. It holds personal data.
public enum SampleAnnex {
  /// What was written.
  public struct Written: Sendable {
    /// How many records.
    public let records: Int
    /// Of which run.
    public let run: Int
    /// `sample.json`, which has their proofs.
    public let document: String
    /// What the sample supports without the records that cannot be opened any more, or not as they were committed to.
    public let outcome: SampleJob.Outcome
    /// What to tell the operator of records that `yurai verify` will refuse; nil where there are none.
    public let warning: String?
  }

  /// Calls `sink` with each line of `annex.jsonl`, in the order of the places, for the last sample drawn; of a `run` when one is
  /// given. Of a record that was erased or corrected since the audit it is the leaf that says so; and one of which other events
  /// are shown by now names the leaf since which they are.
  ///
  /// - Throws: `YuraiError` when no sample was drawn.
  public static func write(
    of run: Int? = nil, in session: inout Session, to sink: (String) throws -> Void
  ) throws -> Written {
    let rows = try session.connection.rows(SQLScript(named: "sample/last").query(["run": run]))
    guard !rows.isEmpty else {
      throw YuraiError(
        run.map { "no sample was drawn of run \($0): run `yurai sample draw --nonce …`" }
          ?? "no sample was drawn: run `yurai sample draw --nonce …`")
    }
    let sample = try DrawnSample(rows.value(0, 2), in: &session.connection)
    let evidence = try sample.evidence(in: &session.connection)
    let closed = try sample.closed(beside: Set(evidence.map(\.place)), in: &session.connection)
    let committed = try CommittedEvents(at: sample.run.leaf, in: &session.connection)
    let leaves = Dictionary(uniqueKeysWithValues: sample.draws.map { ($0.place, $0.leaf) })
    var gone = closed[...]
    func tellOfClosed(before place: Int64) throws {
      while let next = gone.first, next.place < place {
        if let line = gone.removeFirst().line { try sink(line + "\n") }
      }
    }
    var changed: [Int64] = []
    var untraced: [Int64] = []
    var corrected = 0
    for item in evidence {
      try tellOfClosed(before: item.place)
      let (members, standing) = try item.members(
        leaf: leaves[item.place] ?? "", committed, in: &session)
      try sink("{\(members)}\n")
      switch standing {
      case .same: break
      case .corrected: corrected += 1
      case .changed: changed.append(item.place)
      case .untold: untraced.append(item.place)
      }
    }
    try tellOfClosed(before: .max)
    let untold = closed.filter { $0.line == nil }.map(\.place)
    let warnings = [
      untraced.isEmpty ? nil : CommittedEvents.warning(untraced, run: sample.run.run),
      untold.isEmpty ? nil : warning(untold),
    ]
    var outcome = try sample.outcome(
      closing: closed.map(\.place), changing: changed, in: &session.connection)
    outcome.corrected = corrected
    return Written(
      records: evidence.count, run: sample.run.run, document: sample.document,
      outcome: outcome,
      warning: warnings.contains { $0 != nil }
        ? warnings.compactMap(\.self).joined(separator: "; ") : nil)
  }

  /// What to say of records that cannot be opened although the ledger tells of nothing that became of them.
  private static func warning(_ places: [Int64]) -> String {
    "\(places.count) record(s) of the sample cannot be opened any more, and no leaf says that they were erased or corrected, so "
      + "that `yurai verify` will refuse the annex (at place "
      + places.prefix(5).map(String.init).joined(separator: ", ") + (places.count > 5 ? ", …" : "")
      + "). Run `yurai audit --verify-rows` and look at its findings"
  }
}
