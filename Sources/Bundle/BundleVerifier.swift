public import Ledger

/// Checks all that a bundle says, offline, with nothing but its files and what the auditor has.
///
///     let files = try BundleFiles(path: "bundle")
///     let verification = BundleVerifier(key: pinned).verify(files)
///     verification.standing  // .verified, .consistent or .refused
///
/// Nothing in a bundle is trusted before it is checked. A key that came with the bundle shows only
/// that the bundle agrees with itself, as whoever made the bundle may have made the key.
public struct BundleVerifier: Sendable {
  /// A key of the log that the auditor got from elsewhere.
  public var key: VerifierKey?
  /// Witnesses' keys that he got from elsewhere; each of them has to have cosigned.
  public var witnesses: [VerifierKey]
  /// A bundle of the same ledger that he kept.
  public var previous: BundleFiles?
  /// The bytes of `annex.jsonl`.
  public var annex: [UInt8]?
  /// The bytes of `sample.json` of `yurai sample export`, for a bundle that was written before the sample was drawn.
  public var sample: [UInt8]?
  /// The bytes of a file of `yurai sample open`: one record that was not drawn.
  public var record: [UInt8]?

  /// A verifier.
  public init(
    key: VerifierKey? = nil, witnesses: [VerifierKey] = [], previous: BundleFiles? = nil,
    sample: [UInt8]? = nil, annex: [UInt8]? = nil, record: [UInt8]? = nil
  ) {
    self.key = key
    self.witnesses = witnesses
    self.previous = previous
    self.sample = sample
    self.annex = annex
    self.record = record
  }

  /// Checks each claim once, in the order of ``ClaimID``.
  public func verify(_ files: BundleFiles) -> Verification {
    var examination = Examination()
    let opening = Opening(files, witnesses: witnesses, &examination)
    let chronicle = chronicle(opening, &examination)
    let heads = examination.check(
      .history, given: both(chronicle, opening.checkpoint)
    ) { (given) throws(Refusal) in
      let heads = try given.0.signedHeads(files, given.1)
      return .held(
        heads, Sentence("以前のもの \(heads.count - 1) 件", "earlier ones: \(heads.count - 1)"))
    }
    let recoveries = examination.check(
      .recoveries, given: both(chronicle, opening.manifest)
    ) { (given) throws(Refusal) in
      let found = try RecoveryCheck.recoveries(
        given.0.leaves, given.0.keys, origin: given.1.0.origin)
      let told =
        found.isEmpty
        ? Sentence("戻した記録はない", "no such time is recorded")
        : Sentence(
          found.map(\.sentence.ja).joined(separator: " "),
          found.map(\.sentence.en).joined(separator: " "))
      return .held(found, told + RecoveryCheck.adoptions(given.0.leaves))
    }
    pin(all(chronicle, heads, opening.manifest), &examination)
    let run = run(files, opening, chronicle, heads, recoveries, &examination)
    let sample = sample(files, run, heads, chronicle, &examination)
    _ = examination.check(.sampleAnswered, given: run) { (run) throws(Refusal) in
      run.checks.commitments(answeredBy: sample)
    }
    timestamp(files, opening, &examination)
    previous(opening, chronicle, heads, recoveries ?? [], &examination)
    annex(files, run, &examination)
    record(run, &examination)
    return Verification(
      claims: examination.claims, origin: opening.manifest?.0.origin,
      run: opening.manifest?.0.run, span: run?.checks.audit.span,
      head: opening.checkpoint?.checkpoint.head,
      recoveries: recoveries ?? [])
  }

  private func chronicle(
    _ opening: Opening, _ examination: inout Examination
  ) -> Chronicle? {
    let leaves = examination.check(.leaves, given: opening.ledger) { (book) throws(Refusal) in
      let leaves = try Chronicle.leaves(book)
      return .held(leaves, Sentence("\(leaves.count) 件", "\(leaves.count) leaves"))
    }
    let keys = examination.check(
      .keys, given: all(leaves, opening.manifest, opening.checkpoint)
    ) { (given) throws(Refusal) in
      let keys = try Chronicle.keys(given.0, given.1.0, given.1.1, given.2)
      let names = given.1.1.logKeys.map { "\($0)" }.joined(separator: ", ")
      return .held(keys, Sentence(names, names))
    }
    guard let book = opening.ledger, let leaves, let keys else { return nil }
    return Chronicle(book: book, leaves: leaves, keys: keys)
  }

  private func pin(
    _ given: (Chronicle, [SignedHead], (Manifest, KeyRing))?, _ examination: inout Examination
  ) {
    guard let key else {
      examination.leaveOut(
        .key,
        because: Sentence(
          "--key がない。一式に入っていた鍵を使ったので、一式が自らと矛盾しないことしか言えない。",
          "No --key was given. The key came with the bundle, so that no more is shown than that the "
            + "bundle agrees with itself."))
      return
    }
    _ = examination.check(.key, given: given) { (given) throws(Refusal) in
      let trusted = try given.1.trusted(from: key, given.0.keys)
      let signers = try? given.2.0.note.verify(with: given.2.1.logKeys).signers.map(\.key)
      guard !trusted.isDisjoint(with: signers ?? []) else {
        throw Refusal(
          "目録が、渡された鍵 \(key) にも、引き継いだ鍵にもよらない。",
          "The manifest is signed by neither \(key) nor a key that it passed on to.")
      }
      return .held((), Sentence("\(key)", "\(key)"))
    }
  }

  /// What the later checks need of the run.
  private struct Run {
    let checks: RunChecks
    let census: [CensusCell: Int64]?
    let batches: Set<Int64>?
  }

  private func run(
    _ files: BundleFiles, _ opening: Opening, _ chronicle: Chronicle?, _ heads: [SignedHead]?,
    _ recoveries: [Recovery]?, _ examination: inout Examination
  ) -> Run? {
    let audit: AuditLeaf?
    var checks: RunChecks?
    // The order in which the claims are said puts the proof first, which needs the run.
    var aside = Examination()
    audit = aside.check(.run, given: both(chronicle, opening.manifest)) { (given) throws(Refusal) in
      try RunChecks.audit(given.0.leaves, given.1.0)
    }
    if let audit, let chronicle {
      checks = RunChecks(files: files, leaves: chronicle.leaves, audit: audit)
    }
    _ = examination.check(
      .censusProof, given: all(checks, chronicle, opening.checkpoint)
    ) { (given) throws(Refusal) in
      .held(try given.0.proof(given.1.book, given.2, given.1.keys))
    }
    examination.add(aside)
    let report = examination.check(
      .report, given: both(checks, opening.checkpoint)
    ) { (given) throws(Refusal) in
      let report = try given.0.report(given.1)
      try ReportSchema.check(files)
      // What fails on its own is not compared too.
      if let heads, let recoveries {
        try ReportParts(report: report, checks: given.0).check(heads, recoveries)
      }
      return .held(report)
    }
    examination.leaveOut(
      .page,
      because: Sentence(
        "人が読むページで、照合していない。report.json のうち、一式のほかのファイルにないものも同じである: \(ReportParts.unread.ja)。CSV の各行は、合計か行数だけを台帳と比べた。頼りにする数は CSV のものと比べること。",
        "It is a page for people and was not read. Nor was what report.json has and no other file of the bundle: \(ReportParts.unread.en). Of the rows of the CSV files only the sums or their number were compared with the ledger. Compare the numbers that you rely on with the CSV files."
      ))
    let census = examination.check(.census, given: checks) { (checks) throws(Refusal) in
      let cells = try checks.census()
      return .held(cells, Sentence("\(cells.count) 行", "\(cells.count) rows"))
    }
    _ = examination.check(.findings, given: checks) { (checks) throws(Refusal) in
      try checks.findings()
    }
    let batches = examination.check(.batches, given: checks) { (checks) throws(Refusal) in
      let batches = try checks.batches()
      return .held(batches, Sentence("\(batches.count) 件", "\(batches.count) batches"))
    }
    _ = examination.check(.unexplained, given: both(checks, batches)) { (given) throws(Refusal) in
      try given.0.unexplained(given.1)
    }
    _ = examination.check(.legacy, given: checks) { (checks) throws(Refusal) in
      try checks.legacy()
    }
    _ = examination.check(.rules, given: checks) { (checks) throws(Refusal) in
      try checks.rules()
    }
    _ = examination.check(.statement, given: both(checks, report)) { (given) throws(Refusal) in
      try given.0.statement(given.1)
    }
    return checks.map { Run(checks: $0, census: census, batches: batches) }
  }

  private func sample(
    _ files: BundleFiles, _ run: Run?, _ heads: [SignedHead]?, _ chronicle: Chronicle?,
    _ examination: inout Examination
  ) -> SampleChecks? {
    let own = files[SampleFile.fileName]
    guard let bytes = own ?? sample else {
      examination.leaveOut(
        .sampleCommitment, .sampleDraws, .sampleLeaves, .sampleResult,
        because: run.map(\.checks.promisedSamples) ?? Sentence("抽出はない。", "There is no sample."))
      return nil
    }
    let checks = examination.check(
      .sampleCommitment, given: all(run, heads, chronicle)
    ) { (given) throws(Refusal) in
      guard sample == nil || sample == bytes else {
        throw Refusal(
          "一式にある sample.json と、--sample のファイルが異なる。",
          "The bundle has a sample.json, and the file of --sample is another one.")
      }
      let run = given.0.checks
      let checks = SampleChecks(
        sample: try SampleFile(bytes), audit: run.audit, leaves: run.leaves)
      try checks.commitment(given.1, given.2.keys)
      return .held(checks, checks.commitments)
    }
    let census = both(checks, run?.census)
    _ = examination.check(.sampleDraws, given: census) { (given) throws(Refusal) in
      .held(try given.0.draws(given.1))
    }
    _ = examination.check(
      .sampleLeaves, given: all(checks, run?.census, run?.batches)
    ) { (given) throws(Refusal) in try given.0.leavesAreThere(given.1, given.2) }
    _ = examination.check(.sampleResult, given: census) { (given) throws(Refusal) in
      try given.0.result(given.1)
    }
    return checks
  }

  private func timestamp(
    _ files: BundleFiles, _ opening: Opening, _ examination: inout Examination
  ) {
    guard TimestampCheck.isThere(in: files) else {
      examination.leaveOut(
        .timestamp, .timestampAuthority,
        because: Sentence("時刻の証明はない。", "There is no time stamp."))
      return
    }
    _ = examination.check(
      .timestamp, given: both(opening.manifest, opening.checkpoint)
    ) { (given) throws(Refusal) in try TimestampCheck.check(files, given.0.1, given.1) }
    examination.leaveOut(.timestampAuthority, because: TimestampCheck.authority)
  }

  private func previous(
    _ opening: Opening, _ chronicle: Chronicle?, _ heads: [SignedHead]?,
    _ recoveries: [Recovery], _ examination: inout Examination
  ) {
    guard let previous else {
      examination.leaveOut(
        .previous,
        because: Sentence("--previous がない。", "No earlier bundle was given (--previous)."))
      return
    }
    _ = examination.check(
      .previous, given: all(opening.manifest, chronicle, heads)
    ) { (given) throws(Refusal) in
      try PreviousCheck(
        manifest: given.0.0, book: given.1.book, heads: given.2, keys: given.1.keys,
        recoveries: recoveries
      ).check(previous)
    }
  }

  private func annex(_ files: BundleFiles, _ run: Run?, _ examination: inout Examination) {
    guard let annex else {
      examination.leaveOut(
        .annex, because: Sentence("--annex がない。", "No annex was given (--annex)."))
      return
    }
    _ = examination.check(.annex, given: both(run, run?.census)) { (given) throws(Refusal) in
      let run = given.0.checks
      guard let bytes = files[SampleFile.fileName] ?? sample else {
        throw Refusal("抽出のない一式に別紙はない。", "Without a sample there is nothing to open.")
      }
      let checks = SampleChecks(
        sample: try SampleFile(bytes), audit: run.audit, leaves: run.leaves)
      return try AnnexCheck(
        checks: checks, files: try run.evidenceFiles(), census: given.1
      ).check(annex)
    }
  }

  private func record(_ run: Run?, _ examination: inout Examination) {
    guard let record else {
      examination.leaveOut(
        .record, because: Sentence("--record がない。", "No record was given (--record)."))
      return
    }
    _ = examination.check(
      .record, given: all(run, run?.census, run?.batches)
    ) { (given) throws(Refusal) in
      let checks = given.0.checks
      return try RecordCheck(audit: checks.audit, files: try checks.evidenceFiles())
        .check(record, given.1, given.2)
    }
  }
}
