internal import Foundation
internal import Ledger
internal import Postgres
internal import Rendering

/// The confidential annex: what opens the commitments of the records drawn, and their trails. It holds personal data.
public enum SampleAnnex {
  /// Calls `sink` with each line of `annex.jsonl`, in the order of the places, for the last sample drawn.
  ///
  /// - Returns: How many records, and of which run.
  /// - Throws: `YuraiError` when no sample was drawn.
  public static func write(
    in session: inout Session, to sink: (String) throws -> Void
  ) throws -> (records: Int, run: Int) {
    let none: Int? = nil
    let rows = try session.connection.rows(SQLScript(named: "sample/last").query(["run": none]))
    guard !rows.isEmpty else {
      throw YuraiError("no sample was drawn: run `yurai sample draw --nonce …`")
    }
    struct Document: Decodable {
      struct Draw: Decodable {
        let index: Int64
        let exception: String?
      }
      let draws: [Draw]
    }
    let text: String = try rows.value(0, 2)
    let drawn = try JSONDecoder().decode(Document.self, from: Data(text.utf8)).draws
    let places = drawn.filter { $0.exception != "erased" && $0.exception != "unopened" }.map(
      \.index)
    var evidence: [RecordEvidence] = []
    let query = try SQLScript(named: "sample/evidence").query(["places": places])
    try session.connection.forEach(query) { row in evidence.append(try RecordEvidence(row)) }
    guard evidence.count == places.count else {
      throw YuraiError(
        "\(places.count - evidence.count) record(s) of the sample can no longer be opened: they were erased or corrected "
          + "since it was drawn. Have a new sample drawn", exit: .unexplained)
    }
    for item in evidence { try sink("{\(try item.members(in: &session))}\n") }
    return (evidence.count, try rows.value(0, 1))
  }
}
