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
    /// What to tell the operator of records that `yurai verify` will refuse; nil where there are none.
    public let warning: String?
  }

  /// Calls `sink` with each line of `annex.jsonl`, in the order of the places, for the last sample drawn.
  ///
  /// - Throws: `YuraiError` when no sample was drawn.
  public static func write(
    in session: inout Session, to sink: (String) throws -> Void
  ) throws -> Written {
    let none: Int? = nil
    let rows = try session.connection.rows(SQLScript(named: "sample/last").query(["run": none]))
    guard !rows.isEmpty else {
      throw YuraiError("no sample was drawn: run `yurai sample draw --nonce …`")
    }
    struct Document: Decodable {
      struct Draw: Decodable {
        let index: Int64
        let leaf: String
        let exception: String?
      }
      let draws: [Draw]
    }
    let text: String = try rows.value(0, 2)
    let drawn = try JSONDecoder().decode(Document.self, from: Data(text.utf8)).draws
    let opened = drawn.filter { $0.exception != "erased" && $0.exception != "unopened" }
    let places = opened.map(\.index)
    var evidence: [RecordEvidence] = []
    let query = try SQLScript(named: "sample/evidence").query(["places": places])
    try session.connection.forEach(query) { row in evidence.append(try RecordEvidence(row)) }
    guard evidence.count == places.count else {
      throw YuraiError(
        "\(places.count - evidence.count) record(s) of the sample can no longer be opened: they were erased or corrected "
          + "since it was drawn. Have a new sample drawn", exit: .unexplained)
    }
    let run: Int = try rows.value(0, 1)
    let sampled = try SampledRun(run, in: &session.connection)
    let committed = try CommittedEvents(at: sampled.leaf, in: &session.connection)
    let leaves = Dictionary(uniqueKeysWithValues: opened.map { ($0.index, $0.leaf) })
    var changed: [Int64] = []
    for item in evidence {
      let (members, bearsOut) = try item.members(
        leaf: leaves[item.place] ?? "", committed, in: &session)
      try sink("{\(members)}\n")
      if !bearsOut { changed.append(item.place) }
    }
    return Written(
      records: evidence.count, run: run, document: text,
      warning: changed.isEmpty ? nil : CommittedEvents.warning(changed, run: run))
  }
}
