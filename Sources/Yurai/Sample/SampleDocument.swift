internal import Foundation
internal import Ledger
internal import Sampling

/// `sample.json`.
struct SampleDocument {
  /// A draw with its proof.
  struct Line {
    let draw: Draw
    let proof: RecordProofs.Proven
    let exception: String?
    /// Mall and merchant; nil for a place that is empty.
    let place: (mall: String, merchant: String)?
  }

  let run: SampledRun
  let leaf: Int64
  let note: String
  let nonce: String
  let seed: String
  let terms: SampleTerms
  /// Confidence and tolerable share as the leaf has them.
  let numbers: (confidence: String, tolerable: String)
  let stratified: String?
  let needed: [Stratum: Int64]
  let lines: [Line]

  /// The file; one draw a line.
  var json: String {
    let result = result
    let draws = lines.map { line in
      let proof = line.proof.hashes.map { "\"\($0.base64)\"" }.joined(separator: ", ")
      let exception = line.exception.map { "\"\($0)\"" } ?? "null"
      return #"  {"draw": \#(line.draw.number), "index": \#(line.draw.index), "#
        + #""leaf": \#(quoted(line.proof.text)), "proof": [\#(proof)], "exception": \#(exception)}"#
    }
    return #"""
      {"version": 1, "run": \#(run.run), "records": {"size": \#(run.size), "root": "\#(run.root.base64)"},
       "committed": {"leaf": \#(leaf), "nonce_sha256": "\#(SampleSeed.commitment(nonce: nonce))"},
       "checkpoint": \#(quoted(note)),
       "nonce": \#(quoted(nonce)), "seed": "\#(seed)", "method": "rivest-sampler",
       "confidence": \#(numbers.confidence), "tolerable": \#(numbers.tolerable), "stratified": \#(stratified.map(quoted) ?? "null"),
       "size": \#(needed.values.reduce(0, +)),
       "draws": [
      \#(draws.joined(separator: ",\n"))
       ],
       "result": {"drawn": \#(result.drawn), "exceptions": \#(result.exceptions), "erased": \#(result.erased),
        "bound": \#(decimals(result.bound)), "bound_live": \#(decimals(result.boundOfLiving))}}

      """#
  }

  private var result: SampleResult {
    let draws = lines.map { line in
      SampleResult.Draw(
        exception: line.exception,
        stratum: line.place.map { Stratum(stratified == "mall" ? $0.mall : $0.merchant) })
    }
    return SampleResult(draws, terms, run, strata: stratified == nil ? nil : strata)
  }

  /// Records of each stratum that are not erased.
  var strata: [Stratum: Int64] = [:]

  private func quoted(_ text: String) -> String { ImportSummary.quoted(text) }

  private func decimals(_ share: Double) -> String {
    let scaled = Int64((share * 1e8).rounded())
    let digits = String(scaled % 100_000_000 + 100_000_000).dropFirst()
    return "\(scaled / 100_000_000).\(digits)"
  }

  /// What a document says it showed.
  static func outcome(of json: String) throws -> SampleJob.Outcome {
    struct Document: Decodable {
      struct Result: Decodable {
        let drawn: Int
        let exceptions: Int
        let erased: Int
        let bound: Double
        let bound_live: Double
      }
      let run: Int
      let confidence: Double
      let result: Result
    }
    let found = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
    return SampleJob.Outcome(
      document: json, run: found.run, drawn: found.result.drawn,
      exceptions: found.result.exceptions, erased: found.result.erased, bound: found.result.bound,
      boundOfLiving: found.result.bound_live, confidence: found.confidence)
  }
}
