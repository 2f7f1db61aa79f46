internal import Foundation
internal import Ledger
internal import Postgres
internal import Sampling

/// `yurai sample`: an auditor's random sample, which nobody could foresee (Docs/bundle.md, "sample.json").
public struct SampleJob: Sendable {
  /// How sure the auditor wants to be, above 0 and below 1.
  public var confidence = 0.95
  /// The share of exceptions that the sample is to exclude.
  public var tolerable = 0.001
  /// mall, merchant, or nil.
  public var stratified: String?

  /// 95 %, fewer than 0.1 %.
  public init() {}

  /// What a commitment says.
  public struct Commitment: Sendable {
    /// The run whose records will be drawn from.
    public let run: Int
    /// Its places.
    public let population: Int64
    /// How many will be drawn.
    public let size: Int64
    /// The checkpoint that covers the commitment: for the auditor to keep.
    public let checkpoint: String
  }

  /// Puts the hash of the auditor's nonce into the ledger, and signs the head that covers it.
  /// - Throws: `YuraiError` when the hash is none, it was committed to before, there was no audit, or there is no key.
  public func commit(_ hash: String, in session: inout Session) throws -> Commitment {
    guard hash.utf8.count == 64,
      hash.utf8.allSatisfy({
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      })
    else {
      throw YuraiError(
        "the commitment is the SHA-256 of the nonce, 64 lower-case hexadecimal digits: printf %s NONCE | sha256sum",
        exit: .usage)
    }
    let terms = try terms(confidence, tolerable)
    guard try !LedgerSigner.keys(makes: false, in: &session).isEmpty else {
      throw YuraiError("the ledger has no key yet: run `yurai key make --origin …`")
    }
    let (run, size) = try session.connection.transaction { connection in
      try connection.execute(SQLScript(named: "ledger/lock").query())
      let before = try connection.rows(
        SQLScript(named: "sample/committed").query(["hash": hash]))
      guard before.isEmpty else {
        throw YuraiError(
          "the ledger commits to this nonce already, by leaf \(try before.value(0, 0, as: Int64.self)): whoever knows it "
            + "could choose a sample by committing again. Ask the auditor for the hash of a new one; what covers that "
            + "leaf is printed by `yurai checkpoint`", exit: .usage)
      }
      let run = try SampledRun(nil, in: &connection)
      let leaf: String = try connection.value(
        SQLScript(named: "sample/leaf").query([
          "run": run.run, "hash": hash, "confidence": "\(confidence)", "tolerable": "\(tolerable)",
          "stratified": stratified,
          "strata": stratified == nil
            ? nil : Stratum.commitment(try Self.strata(stratified, run, in: &connection)),
        ]))
      try LedgerStore.append([.init(kind: "sample", leaf: leaf)], in: &connection)
      let size = try needed(terms, stratified, run, in: &connection).values.reduce(0, +)
      return (run, size)
    }
    return Commitment(
      run: run.run, population: run.size, size: size,
      checkpoint: try LedgerExchange.checkpoint(in: &session))
  }

  /// What a sample showed.
  public struct Outcome: Sendable {
    /// sample.json.
    public let document: String
    /// The run.
    public let run: Int
    /// Draws, exceptions, those of them that are erased.
    public let drawn: Int
    /// Draws that count as exceptions, also those that were closed or changed since.
    public internal(set) var exceptions: Int
    /// Of those, places whose record was erased before the audit.
    public let erased: Int
    /// The largest share of exceptions that the result leaves possible.
    public internal(set) var bound: Double
    /// The same among records that are not erased.
    public internal(set) var boundOfLiving: Double
    /// How sure.
    public let confidence: Double
    /// Exceptions that `document` does not count: they could be opened when they were drawn, and cannot be any more.
    public internal(set) var closed = 0
    /// The same of those whose earliest order is another by now, or in another place: what was imported since made it so.
    public internal(set) var changed = 0
    /// Draws whose earliest order was corrected since, and is still where and when it was: no exceptions.
    public internal(set) var corrected = 0
  }

  /// Draws the sample that the nonce gives. Drawn once; asked again, it is the same, and what cannot be opened any more counts
  /// as an exception.
  /// - Throws: `YuraiError` when no leaf commits to the nonce; exit `usage` when it can be guessed from its hash; exit `unexplained` when the ledger was set back between that
  ///   leaf and the checkpoint over it, so that another seed could have been had.
  public func draw(nonce: String, in session: inout Session) throws -> Outcome {
    let rows = try session.connection.rows(
      SQLScript(named: "sample/committed").query(["hash": SampleSeed.commitment(nonce: nonce)]))
    guard !rows.isEmpty else {
      throw YuraiError(
        "the ledger holds no commitment to this nonce. It has to be committed to before it is told: `yurai sample commit`"
      )
    }
    let leaf: Int64 = try rows.value(0, 0)
    if let recovery: Int64 = try rows.value(0, 7) {
      throw YuraiError(
        "nothing was drawn: the ledger was set back to a backup (leaf \(recovery)) after the commitment to this nonce (leaf "
          + "\(leaf)) and before a checkpoint that is left covers it. The lost one gave another seed, so this one is not bound "
          + "to what the auditor committed to before. Ask her for the hash of a new nonce, and run `yurai sample commit`",
        exit: .unexplained)
    }
    guard !SampleSeed.isGuessable(nonce: nonce) else {
      let least = SampleSeed.leastNonce
      throw YuraiError(
        "nothing was drawn: the nonce has fewer than \(least.length) characters, or fewer than \(least.different) different ones. It "
          + "can be found from its hash by trying, so the checkpoint could have been chosen to suit it, and `yurai verify` refuses "
          + "such a sample. Ask the auditor for the hash of a new one, of 24 random digits or more, and run `yurai sample commit`",
        exit: .usage)
    }
    guard let text: String = try rows.value(0, 5),
      let note = try? SignedNote(parsing: Array(text.utf8))
    else {
      throw YuraiError("no checkpoint covers the commitment yet: run `yurai checkpoint`")
    }
    let run: Int = try rows.value(0, 1)
    if let held: String = try rows.value(0, 6) {
      return try session.connection.transaction(.repeatableRead) { connection in
        let sample = try DrawnSample(held, in: &connection)
        let standing = try sample.standing(in: &connection)
        let closed = try sample.closed(beside: standing, in: &connection)
        return try sample.outcome(closing: closed.map(\.place), in: &connection)
      }
    }
    let confidence: String = try rows.value(0, 2)
    let tolerable: String = try rows.value(0, 3)
    let by: String? = try rows.value(0, 4)
    let terms = try terms(Double(confidence) ?? 0, Double(tolerable) ?? 0)
    return try session.connection.transaction(.repeatableRead) { connection in
      let sampled = try SampledRun(run, in: &connection)
      let seed = SampleSeed.seed(checkpointText: note.text, nonce: nonce)
      let needed = try needed(terms, by, sampled, in: &connection)
      let draws = try draws(seed, by, needed, sampled, in: &connection)
      let lines = try Self.lines(draws, sampled, in: &connection)
      var document = SampleDocument(
        run: sampled, leaf: leaf, note: text, nonce: nonce, seed: seed, terms: terms,
        numbers: (confidence, tolerable), stratified: by, needed: needed, lines: lines)
      document.strata = try Self.strata(by, sampled, in: &connection)
      let json = document.json
      try connection.execute(
        SQLScript(named: "sample/add").query(["leaf": leaf, "run": run, "document": json]))
      return try SampleDocument.outcome(of: json)
    }
  }

  private func terms(_ confidence: Double, _ tolerable: Double) throws -> SampleTerms {
    do { return try SampleTerms(confidence: confidence, tolerable: tolerable) } catch {
      throw YuraiError("\(error)", exit: .usage)
    }
  }

  /// How many draws each stratum needs; one stratum without a name when it is not stratified.
  private func needed(
    _ terms: SampleTerms, _ by: String?, _ run: SampledRun, in connection: inout Connection
  ) throws -> [Stratum: Int64] {
    guard by != nil else { return ["": terms.size(population: run.size)] }
    return try Self.strata(by, run, in: &connection).mapValues { terms.size(population: $0) }
  }

  /// How many records each stratum has that are not erased; none when it is not stratified.
  static func strata(
    _ by: String?, _ run: SampledRun, in connection: inout Connection
  ) throws -> [Stratum: Int64] {
    guard let by else { return [:] }
    let rows = try connection.rows(
      SQLScript(named: "sample/strata").query(["run": run.run, "by": by]))
    var strata: [Stratum: Int64] = [:]
    for row in 0..<rows.count { strata[Stratum(try rows.value(row, 0))] = try rows.value(row, 1) }
    return strata
  }

  private func draws(
    _ seed: String, _ by: String?, _ needed: [Stratum: Int64], _ run: SampledRun,
    in connection: inout Connection
  ) throws -> [Draw] {
    guard let by else {
      var sampler = RivestSampler(seed: seed, population: run.size)
      return sampler.next(needed.values.reduce(0, +))
    }
    let outlets = try RecordProofs(run: run.run).outlets(in: &connection)
    let places = try Places(in: &connection)
    var drawing = StratifiedDraw(seed: seed, population: run.size, needed: needed)
    var draws: [Draw] = []
    while let draw = drawing.next() {
      draws.append(draw)
      let outlet = outlets[Int(draw.index)]
      let place = outlet.map { places[$0] }
      drawing.add(
        stratum: place.map { Stratum($0.flatMap { by == "mall" ? $0.mall : $0.merchant } ?? "") })
    }
    return draws
  }

  private static func lines(
    _ draws: [Draw], _ run: SampledRun, in connection: inout Connection
  ) throws -> [SampleDocument.Line] {
    let indexes = draws.map(\.index)
    let proven = try RecordProofs(run: run.run).prove(indexes, in: &connection)
    let excepted = Set(
      try connection.rows(SQLScript(named: "sample/excepted").query(["leaf": run.leaf])).map {
        try $0.value(0, as: Int64.self)
      })
    var opened: [Int64: TreeHash] = [:]
    try connection.forEach(SQLScript(named: "sample/evidence").query(["places": indexes])) { row in
      let bytes: [UInt8] = try row.value(1)
      opened[try row.value(0)] = TreeHash(bytes)
    }
    let places = try Places(in: &connection)
    return try draws.map { draw in
      guard let proof = proven[draw.index] else {
        throw YuraiError("the records' tree of run \(run.run) lacks place \(draw.index)")
      }
      var exception: String?
      if let leaf = proof.leaf {
        let isExplained = leaf.verdict == 6 || leaf.verdict == 7
        if opened[draw.index] != leaf.commitment {
          exception = "unopened"
        } else if !isExplained && !excepted.contains(draw.index) {
          exception = "unexplained"
        }
      } else {
        exception = "erased"
      }
      return SampleDocument.Line(
        draw: draw, proof: proof, exception: exception,
        place: proof.leaf.map { leaf in
          places[leaf.outlet].map { ($0.mall, $0.merchant) } ?? ("", "")
        })
    }
  }
}

/// A run that is drawn from.
struct SampledRun: Sendable {
  let run: Int
  let size: Int64
  let root: TreeHash
  let leaf: Int64
  /// Places that are not erased.
  let living: Int64

  init(_ run: Int?, in connection: inout Connection) throws {
    let rows = try connection.rows(SQLScript(named: "sample/run").query(["run": run]))
    guard !rows.isEmpty else {
      throw YuraiError("there has been no audit yet that committed to records: run `yurai audit`")
    }
    self.run = try rows.value(0, 0)
    size = try rows.value(0, 1)
    guard size > 0 else { throw YuraiError("there are no records to draw from") }
    let bytes: [UInt8] = try rows.value(0, 2)
    root = TreeHash(bytes) ?? .empty
    leaf = try rows.value(0, 3)
    living = try rows.value(0, 4)
  }
}
