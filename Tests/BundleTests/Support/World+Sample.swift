import Foundation
import Ledger
import Sampling
import Testing

@testable import Bundle

extension World {
  /// What is drawn of the records, by the world's terms.
  func draws() throws -> [Draw] {
    let terms = try SampleTerms(confidence: terms.confidence, tolerable: terms.tolerable)
    guard stratified != nil else {
      var sampler = RivestSampler(seed: try seed(), population: Int64(records.count))
      return sampler.next(terms.size(population: Int64(records.count)))
    }
    var drawing = StratifiedDraw(
      seed: try seed(), population: Int64(records.count),
      needed: strata.mapValues { terms.size(population: $0) })
    var draws: [Draw] = []
    while let draw = drawing.next() {
      draws.append(draw)
      drawing.add(stratum: stratum(records[Int(draw.index)]))
    }
    return draws
  }

  private func stratum(_ record: TestRecord) -> Stratum? {
    record.isErased ? nil : Stratum((stratified == "mall" ? record.mall : record.merchant) ?? "")
  }

  private var seedNote: SignedNote {
    get throws { try note(seedSize ?? signed.first { $0 > sampleIndex } ?? leaves.count) }
  }

  func seed() throws -> String {
    SampleSeed.seed(checkpointText: try seedNote.text, nonce: nonce)
  }

  /// One of the draws in `sample.json`.
  func line(_ draw: Draw, _ tree: MemoryTree) throws -> String {
    let record = records[Int(draw.index)]
    let proof = try tree.proof(draw.index).hashes.map { "\"\($0.base64)\"" }
    let isOpen = ["uncorroborated", "untraced"].contains(record.verdict) && draw.index != 7
    let exception =
      record.isErased
      ? "\"erased\""
      : unopened.contains(draw.index) ? "\"unopened\"" : isOpen ? "\"unexplained\"" : "null"
    return #"{"draw": \#(draw.number), "index": \#(draw.index), "#
      + #""leaf": \#(Self.quoted(record.leaf)), "proof": [\#(proof.joined(separator: ", "))], "#
      + #""exception": \#(exception)}"#
  }

  /// `sample.json` over the draws, whatever they are.
  func sample(_ given: [Draw]? = nil) throws -> String {
    let terms = try SampleTerms(confidence: terms.confidence, tolerable: terms.tolerable)
    let draws = try given ?? draws()
    let tree = MemoryTree(records.map(\.leaf))
    let lines = try draws.map { try line($0, tree) }
    let population = Int64(records.count)
    let drawn = Int64(draws.count)
    let erased = Int64(draws.count { records[Int($0.index)].isErased })
    let found = Int64(lines.count { !$0.contains(#""exception": null"#) })
    let size =
      stratified == nil
      ? terms.size(population: population)
      : strata.values.reduce(0) { $0 + terms.size(population: $1) }
    var bound = terms.share(population: population, drawn: drawn, found: found)
    var living = terms.share(
      population: population - Int64(records.count { $0.isErased }), drawn: drawn - erased,
      found: found - erased)
    if stratified != nil {
      (bound, living) = (0, 0)
      for (name, count) in strata {
        let own = Int64(draws.count { stratum(records[Int($0.index)]) == name })
        bound = max(
          bound, terms.share(population: count, drawn: own, found: min(own, erased)))
        living = max(living, terms.share(population: count, drawn: own, found: 0))
      }
    }
    let head = recordHead
    let note = String(decoding: try seedNote.bytes, as: UTF8.self)
    func decimals(_ number: Double) -> String { String(format: "%.8f", number) }
    return #"{"version": 1, "run": \#(run), "records": {"size": \#(head.size), "#
      + #""root": "\#(head.root.base64)"}, "committed": {"leaf": \#(sampleIndex), "#
      + #""nonce_sha256": "\#(SampleSeed.commitment(nonce: committedNonce))"}, "#
      + #""checkpoint": \#(Self.quoted(note)), "nonce": "\#(nonce)", "seed": "\#(try seed())", "#
      + #""method": "rivest-sampler", "confidence": \#(self.terms.confidence), "#
      + #""tolerable": \#(self.terms.tolerable), "#
      + #""stratified": \#(stratified.map { "\"\($0)\"" } ?? "null"), "size": \#(size), "#
      + "\"draws\": [\n\(lines.joined(separator: ",\n"))\n], "
      + #""result": {"drawn": \#(drawn), "exceptions": \#(found), "erased": \#(erased), "#
      + #""bound": \#(decimals(bound)), "bound_live": \#(decimals(living))}}"# + "\n"
  }

  /// One record that is drawn can not be opened, the first whose verdict would not make it an exception; its place.
  @discardableResult
  mutating func closeOneDraw() throws -> Int64 {
    let place = try draws().map(\.index).first { place in
      !records[Int(place)].isErased && records[Int(place)].verdict == "traced"
    }
    unopened = [try #require(place)]
    return try #require(place)
  }

  /// The ledger erases one of the records that were drawn, or corrects its batch, the first that the annex opens; its place.
  @discardableResult
  mutating func closeSince(_ why: String) throws -> Int64 {
    let shown = try draws().map(\.index).first { place in
      !records[Int(place)].isErased && !unopened.contains(place) && closed[place] == nil
        && records[Int(place)].verdict == "traced"
    }
    let place = try #require(shown)
    closed[place] = (why, leaves.count)
    if why == "erased" {
      append("erasure", Self.erasure(Int(place)))
    } else {
      append("supersession", #""batch" : 2, "of" : [{"batch" : 1, "rows" : 1}]"#)
    }
    return place
  }

  /// The ledger goes on with a file, late.csv, which corrects a row or none; the leaf that tells of it.
  @discardableResult
  mutating func importLate(correcting: Bool = false) -> Int {
    append("import", importMembers(3, "late.csv", "canonical/orders", "\"tony\""))
    if correcting { append("supersession", #""batch" : 3, "of" : [{"batch" : 2, "rows" : 1}]"#) }
    return leaves.count - 1
  }

  /// How many exceptions `sample.json` counts.
  func sampledExceptions() throws -> Int64 {
    let sample = try JSONReader.read(Array(try sample().utf8))
    return try #require(sample["result"]?["exceptions"]?.count)
  }

  /// `annex.jsonl` for those of the draws whose records live; of the first record with an order, what `tell` makes of it.
  func annex(_ given: [Draw]? = nil, telling tell: (inout TestTrail) -> Void = { _ in }) throws
    -> String
  {
    let draws = try (given ?? draws()).filter { draw in
      !records[Int(draw.index)].isErased && !unopened.contains(draw.index)
    }
    let first = draws.first {
      TestTrail(records[Int($0.index)]).isThere && closed[$0.index] == nil
    }?.index
    return draws.map { draw in
      if let (why, leaf) = closed[draw.index] {
        return #"{"index": \#(draw.index), "closed": "\#(why)", "leaf": \#(leaf)}"# + "\n"
      }
      var trail = TestTrail(records[Int(draw.index)])
      if draw.index == first { tell(&trail) }
      return "{\(evidence(records[Int(draw.index)], at: draw.index, trail))}\n"
    }.joined()
  }

  /// The members that open a record: those of a line of the annex.
  private func evidence(_ record: TestRecord, at place: Int64, _ trail: TestTrail) -> String {
    let salt = TreeHash(record.salt.bytes)?.base64 ?? ""
    return #""index": \#(place), "salt": "\#(salt)", "#
      + #""record": \#(Self.quoted(record.canonical)), "source": {"file": "customers.csv", "#
      + #""line": \#(record.line), "sha256": "\#(Self.hex("customers.csv"))"}, "#
      + #""trail": \#(trail.json), "evidence": \#(trail.numbers)"#
      + (trail.since.map { #", "since": \#($0)"# } ?? "")
  }

  /// What `yurai sample open` writes of the record at a place: itself, or another record that is said to be there.
  func opening(
    _ place: Int64, as lie: TestRecord? = nil, telling tell: (inout TestTrail) -> Void = { _ in }
  ) throws -> String {
    let record = lie ?? records[Int(place)]
    var trail = TestTrail(record)
    tell(&trail)
    let tree = MemoryTree(records.map(\.leaf))
    let proof = try tree.proof(place).hashes.map { "\"\($0.base64)\"" }
    return "{\(evidence(record, at: place, trail)), \"run\": \(run), "
      + #""records": {"size": \#(tree.head.size), "root": "\#(tree.head.root.base64)"}, "#
      + #""leaf": \#(Self.quoted(record.leaf)), "proof": [\#(proof.joined(separator: ", "))]}"#
      + "\n"
  }
}
