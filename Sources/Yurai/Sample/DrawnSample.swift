internal import Foundation
internal import Ledger
internal import Postgres
internal import Sampling

/// A sample that was drawn, and what became of its records since: people are erased, and files are corrected, on any day.
struct DrawnSample {
  /// A draw of `sample.json`.
  struct Draw {
    let place: Int64
    /// The leaf of the records' tree, as it was hashed.
    let leaf: String
    let exception: String?
    let mall: String
    let merchant: String
    let batch: Int64
    let commitment: TreeHash?
    /// Whether the annex has to open it.
    var isToBeOpened: Bool { exception != "erased" && exception != "unopened" }
  }

  /// A draw that cannot be opened any more.
  struct Closed {
    let place: Int64
    /// The leaf that erased the record.
    let erased: Int64?
    /// The last leaf that corrected rows of its batch.
    let corrected: Int64?

    /// Its line of the annex; nil where no leaf says why.
    var line: String? {
      let told = erased.map { ("erased", $0) } ?? corrected.map { ("corrected", $0) }
      return told.map { #"{"index": \#(place), "closed": "\#($0)", "leaf": \#($1)}"# }
    }
  }

  /// `sample.json`.
  let document: String
  let run: SampledRun
  let draws: [Draw]
  private let terms: SampleTerms
  private let stratified: String?

  /// As `sample.json` has it.
  init(_ document: String, in connection: inout Connection) throws {
    struct Document: Decodable {
      struct Draw: Decodable {
        let index: Int64
        let leaf: String
        let exception: String?
      }
      let run: Int
      let confidence: Double
      let tolerable: Double
      let stratified: String?
      let draws: [Draw]
    }
    let found = try JSONDecoder().decode(Document.self, from: Data(document.utf8))
    self.document = document
    run = try SampledRun(found.run, in: &connection)
    terms = try SampleTerms(confidence: found.confidence, tolerable: found.tolerable)
    stratified = found.stratified
    draws = try found.draws.map { draw in
      let parts = try JSONSerialization.jsonObject(with: Data(draw.leaf.utf8)) as? [Any] ?? []
      let isThere = parts.count == 8
      return Draw(
        place: draw.index, leaf: draw.leaf, exception: draw.exception,
        mall: isThere ? parts[1] as? String ?? "" : "",
        merchant: isThere ? parts[2] as? String ?? "" : "",
        batch: isThere ? (parts[5] as? NSNumber)?.int64Value ?? 0 : 0,
        commitment: isThere ? (parts[7] as? String).flatMap { TreeHash(base64: $0) } : nil)
    }
  }

  /// The places at which is still committed to what was drawn. No record is read for it, so that it is told to whoever may
  /// know of the sample.
  func standing(in connection: inout Connection) throws -> Set<Int64> {
    let opened = draws.filter(\.isToBeOpened)
    let leaves = Dictionary(uniqueKeysWithValues: opened.map { ($0.place, $0.commitment) })
    var standing: Set<Int64> = []
    let query = try SQLScript(named: "sample/standing").query(["places": opened.map(\.place)])
    try connection.forEach(query) { row in
      let place: Int64 = try row.value(0)
      let bytes: [UInt8] = try row.value(1)
      if TreeHash(bytes) == leaves[place] ?? nil { standing.insert(place) }
    }
    return standing
  }

  /// What opens the draws that can still be opened, by the places.
  func evidence(in connection: inout Connection) throws -> [RecordEvidence] {
    let opened = draws.filter(\.isToBeOpened)
    let leaves = Dictionary(uniqueKeysWithValues: opened.map { ($0.place, $0.commitment) })
    var evidence: [RecordEvidence] = []
    let query = try SQLScript(named: "sample/evidence").query(["places": opened.map(\.place)])
    try connection.forEach(query) { row in
      let item = try RecordEvidence(row)
      // Of a record that was corrected since, another commitment is there by now.
      if item.commitment == leaves[item.place] ?? nil { evidence.append(item) }
    }
    return evidence
  }

  /// The draws that cannot be opened any more beside those that can, by the places.
  func closed(beside opened: Set<Int64>, in connection: inout Connection) throws -> [Closed] {
    let closed = draws.filter { $0.isToBeOpened && !opened.contains($0.place) }
    guard !closed.isEmpty else { return [] }
    let query = try SQLScript(named: "sample/closed").query([
      "leaf": run.leaf, "places": closed.map(\.place), "batches": closed.map(\.batch),
      "commitments": closed.map { $0.commitment?.base64 ?? "" },
    ])
    return try connection.rows(query).map { row in
      Closed(place: try row.value(0), erased: try row.value(1), corrected: try row.value(2))
    }
  }

  /// What the sample supports where the draws at these places cannot be opened any more, and others not as they were committed
  /// to.
  func outcome(
    closing closed: [Int64], changing changed: [Int64] = [], in connection: inout Connection
  ) throws -> SampleJob.Outcome {
    var outcome = try SampleDocument.outcome(of: document)
    let places = Set(closed + changed)
    guard !places.isEmpty else { return outcome }
    let strata =
      stratified == nil ? nil : try SampleJob.strata(stratified, run, in: &connection)
    let counted = draws.map { draw in
      SampleResult.Draw(
        exception: places.contains(draw.place) ? draw.exception ?? "unopened" : draw.exception,
        stratum: draw.exception == "erased"
          ? nil : Stratum(stratified == "mall" ? draw.mall : draw.merchant))
    }
    let result = SampleResult(counted, terms, run, strata: strata)
    (outcome.closed, outcome.changed) = (closed.count, changed.count)
    outcome.exceptions = Int(result.exceptions)
    outcome.bound = result.bound
    outcome.boundOfLiving = result.boundOfLiving
    return outcome
  }
}
