import Crypto
import Foundation
import Ledger
import Sampling
import Testing

@testable import Bundle

/// Bundles in which all is well.
struct SoundBundleTests {
  private func verify(
    _ world: World, _ verifier: BundleVerifier = BundleVerifier()
  ) throws -> Verification {
    verifier.verify(BundleFiles(try world.files()))
  }

  private func failures(_ verification: Verification) -> [String] {
    verification.claims.filter(\.isFailed).map { "\($0.id.rawValue): \($0.outcome)" }
  }

  private func told(_ verification: Verification, _ id: ClaimID) -> String {
    guard case .held(let said) = verification[id]?.outcome else { return "" }
    return said?.en ?? ""
  }

  @Test func withAPinnedKeyItIsVerified() throws {
    var world = try World()
    world.tell()
    let verification = try verify(
      world,
      BundleVerifier(key: world.key.verifierKey, annex: Array(try world.annex().utf8)))
    #expect(failures(verification) == [])
    #expect(verification.standing == .verified)
    #expect(verification.claims.map(\.id) == ClaimID.allCases)
    let open: Set<ClaimID> = [.page, .timestampAuthority, .previous, .record]
    #expect(Set(verification.claims.filter { !$0.isHeld }.map(\.id)) == open)
    #expect(verification.run == 3 && verification.head?.size == Int64(world.leaves.count))
  }

  /// No member of the report may be left out, also of those that are for people only.
  @Test func theReportHasEveryMemberThatItsSchemaRequires() throws {
    let schema = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Docs/report.schema.json")
    let required = try JSONReader.read(Array(try Data(contentsOf: schema)))["required"]?.items
    #expect(required?.compactMap(\.text) == RunChecks.members)
    var world = try World()
    world.tell()
    let files = try world.files()
    for name in RunChecks.members {
      var changed = files
      try changed.replace("report.json", "\"\(name)\":", "\"x-\(name)\":")
      let verification = BundleVerifier().verify(BundleFiles(try world.sealed(changed)))
      #expect(verification[.report]?.isFailed == true, "\(name)")
    }
  }

  @Test func withoutAPinnedKeyItIsConsistentAndNoMore() throws {
    var world = try World()
    world.tell()
    let verification = try verify(world)
    #expect(failures(verification) == [])
    #expect(verification.standing == .consistent)
  }

  @Test(arguments: ["mall", "merchant"])
  func stratified(by stratum: String) throws {
    var world = try World()
    world.stratified = stratum
    world.terms = (0.8, 0.3)
    world.tell()
    let verification = try verify(
      world,
      BundleVerifier(key: world.key.verifierKey, annex: Array(try world.annex().utf8)))
    #expect(failures(verification) == [])
    #expect(verification.standing == .verified)
  }

  /// A record that was erased after the commitment: it counts, and nobody has to open it.
  @Test func anUnopenedDrawIsAnException() throws {
    var world = try World()
    world.tell()
    try world.closeOneDraw()
    let erased = try world.draws().count { world.records[Int($0.index)].isErased }
    let annex = Array(try world.annex().utf8)
    let verification = try verify(
      world, BundleVerifier(key: world.key.verifierKey, annex: annex))
    #expect(failures(verification) == [] && verification.standing == .verified)
    let said = told(verification, .sampleResult)
    #expect(said.hasPrefix("\(erased + 1) exceptions, \(erased) of them erased"), "\(said)")
    let shown = try world.draws().count - erased - 1
    #expect(told(verification, .annex).hasPrefix("\(shown) records. Of \(shown) the earliest"))
  }

  /// Records that are erased or corrected after they were drawn do not close the others, and count.
  @Test(arguments: [["erased"], ["corrected"], ["erased", "corrected", "erased"]])
  func drawsThatWereClosedSince(_ reasons: [String]) throws {
    var world = try World()
    world.tell()
    let before = world
    let erased = try world.draws().count { world.records[Int($0.index)].isErased }
    let found = Int(try world.sampledExceptions())
    for reason in reasons { try world.closeSince(reason) }
    let key = world.key.verifierKey
    let verification = try verify(
      world, BundleVerifier(key: key, annex: Array(try world.annex().utf8)))
    #expect(failures(verification) == [] && verification.standing == .verified)
    let said = told(verification, .annex)
    let shown = try world.draws().count - erased - reasons.count
    let total = found + reasons.count
    let terms = try SampleTerms(confidence: 0.9, tolerable: 0.1)
    let bound = terms.share(
      population: 60, drawn: Int64(try world.draws().count), found: Int64(total))
    #expect(said.hasPrefix("\(shown) records. Of \(shown) the earliest"), "\(said)")
    #expect(said.contains("count as exceptions: \(total) exceptions, \(erased) of them"), "\(said)")
    let tail = try #require(said.ranges(of: "at most ").last)
    let share = try #require(Double(said[tail.upperBound...].prefix { $0 != "%" }))
    #expect(abs(share / 100 - bound) < 2e-6 && bound < 1, "\(said)")
    for (word, count) in Dictionary(grouping: reasons, by: \.self) {
      #expect(said.contains("\(count.count) that the ledger \(word) since"), "\(said)")
    }
    // Without an annex, too, what the ledger erased of the draws is said.
    let told = told(verification, .sampleResult)
    #expect(told.contains("Since the audit") == reasons.contains("erased"), "\(told)")
    // An annex from before opens them all, and a bundle from before has not the leaves.
    let early = Array(try before.annex().utf8)
    #expect(failures(try verify(world, BundleVerifier(key: key, annex: early))) == [])
    let late = try verify(before, BundleVerifier(key: key, annex: Array(try world.annex().utf8)))
    #expect(failures(late) == [])
    guard case .notChecked(let why) = late[.annex]?.outcome else { throw CancellationError() }
    let unseen = "\(reasons.count) records are said to be closed by leaves that this bundle"
    #expect(why.en.hasPrefix(unseen) && why.en.contains("\(total) exceptions"), "\(why.en)")
    // All else of it is checked as ever.
    var changed = ["annex": Array(try world.annex().utf8)]
    try changed.replace("annex", "山田", "山本")
    let lie = try verify(before, BundleVerifier(key: key, annex: changed["annex"]))
    #expect(lie[.annex]?.isFailed == true)
  }

  /// The schema of the bundle has to be a published one, of which the present one is the first.
  @Test func thePresentSchemaIsPublished() throws {
    #expect(SHA256.hex(try World.schema) == ReportSchema.published.first)
    #expect(Set(ReportSchema.published).count == ReportSchema.published.count)
    let python = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Proof/verify_bundle.py")
    let text = String(decoding: try Data(contentsOf: python), as: UTF8.self)
    for hash in ReportSchema.published { #expect(text.contains("\"\(hash)\"")) }
    // What cannot be compared is said by name, by both.
    let unread = ReportParts.unread.en.split { !$0.isLetter && $0 != "_" && $0 != "." }
    let said = text.split { !$0.isLetter && $0 != "_" && $0 != "." }
    #expect(unread.allSatisfy(said.contains))
    var world = try World()
    world.tell()
    guard case .notChecked(let why) = try verify(world)[.page]?.outcome else {
      throw CancellationError()
    }
    for name in ["operator", "claims", "by_role", "provisions", "retention"] {
      #expect(why.en.contains(name) && why.ja.contains(name))
    }
  }

  /// 24 digits of four kinds just do.
  @Test func aNonceThatJustDoes() throws {
    var world = try World()
    world.nonce = "471147114711471147114710"
    world.committedNonce = world.nonce
    world.tell()
    let verification = try verify(world, BundleVerifier(key: world.key.verifierKey))
    #expect(failures(verification) == [] && verification.standing == .verified)
  }

  /// A bundle that was written between commitment and draw is checked with the sample that came later.
  @Test func aSampleThatWasDrawnAfterTheBundleWasWritten() throws {
    var world = try World()
    world.tell()
    var files = try world.files()
    let sample = try #require(files["sample.json"])
    try files.dropSample()
    files = try world.sealed(files)
    let annex = Array(try world.annex().utf8)
    let key = world.key.verifierKey
    func verify(_ sample: [UInt8]?, _ files: [String: [UInt8]]) -> Verification {
      BundleVerifier(key: key, sample: sample, annex: annex).verify(BundleFiles(files))
    }
    let held = verify(sample, files)
    #expect(failures(held) == [] && held.standing == .verified)
    #expect([.sampleResult, .sampleAnswered, .annex].allSatisfy { held[$0]?.isHeld == true })
    let without = verify(nil, files)
    #expect(without[.annex]?.isFailed == true && without[.sampleAnswered]?.isHeld == false)
    // The bundle's own sample is its sample, and no other is.
    let own = try world.files()
    #expect(failures(verify(sample, own)) == [])
    let another = verify(sample + [0x0A], own)
    #expect(another.claims.filter(\.isFailed).map(\.id) == [.sampleCommitment])
    var lie = ["sample": sample]
    try lie.replace("sample", try world.seed(), World.hex("mine"))
    #expect(verify(lie["sample"], files)[.sampleCommitment]?.isFailed == true)
  }

  /// What was promised of an earlier run, or twice of this one, is told of in every bundle.
  @Test func commitmentsWithoutADraw() throws {
    var world = try World()
    world.tell()
    let key = world.key.verifierKey
    let answered = try verify(world, BundleVerifier(key: key))
    #expect(told(answered, .sampleAnswered) == "commitments: 1")
    var twice = world
    twice.leaves.insert(
      twice.leaves[twice.sampleIndex].replacing(
        SampleSeed.commitment(nonce: World.nonce), with: World.hex("thrown away")),
      at: twice.sampleIndex)
    twice.sampleIndex += 1
    twice.signed[2] += 1
    let thrown = try verify(twice, BundleVerifier(key: key))
    world.signed.append(world.leaves.count)
    world.run = 4
    world.records[11].isErased = true
    world.tellAudit()
    world.signed.append(world.leaves.count)
    world.tellSample("1508 0042 1508 0042 1508 0042")
    let later = try verify(world, BundleVerifier(key: key))
    for (verification, leaf) in [(thrown, 18), (later, 18)] {
      #expect(failures(verification) == [] && verification.standing == .verified)
      guard case .notChecked(let why) = verification[.sampleAnswered]?.outcome else {
        throw CancellationError()
      }
      #expect(why.en.contains("Of 2 commitments the samples of 1 are not here"), "\(why.en)")
      #expect(why.en.contains("of run 3, by leaf \(leaf)"), "\(why.en)")
      #expect(why.ja.contains("第 3 回の監査のもの（葉 \(leaf)）"), "\(why.ja)")
    }
  }

  /// Of a file from before the ledger there is no leaf: nothing is asked of its events but where and when they were.
  @Test func eventsInFilesFromBeforeTheLedger() throws {
    var world = try World()
    world.tell()
    world.leaves[0] = world.leaves[0].replacing(#""batches" : 0"#, with: #""batches" : 1"#)
    var files = try world.files()
    let old = "9,old.csv,\(World.hex("old.csv")),1,canonical/orders,,collected,,,,,1,1,0,0,0,0,"
    files["batches.csv"]? += Array((old + "2020-01-01T00:00:00Z\n").utf8)
    try files.replace("report.json", #""batches":["#, #""batches":[{"batch":9},"#)
    files = try world.sealed(files)
    func check(
      _ files: [String: [UInt8]], _ tell: (inout TestTrail) -> Void
    ) throws -> Verification {
      BundleVerifier(
        key: world.key.verifierKey, annex: Array(try world.annex(telling: tell).utf8),
        record: Array(try world.opening(22, telling: tell).utf8)
      ).verify(BundleFiles(files))
    }
    let held = try check(files) { ($0.file, $0.line) = ("old.csv", 9000) }
    #expect(failures(held) == [])
    #expect(told(held, .annex).contains("; of 1 it is of a file from before the ledger"))
    #expect(told(held, .record).contains("from before the ledger, and only mall, merchant and day"))
    let moved = try check(files) { ($0.file, $0.mall) = ("old.csv", "umi") }
    #expect(Set(moved.claims.filter(\.isFailed).map(\.id)) == [.annex, .record])
    let unknown = try check(files) { $0.file = "bought.csv" }
    #expect(Set(unknown.claims.filter(\.isFailed).map(\.id)) == [.annex, .record])
  }

  /// An order of which a later file corrected what no leaf says is no exception, and is told of.
  @Test func anOrderThatWasCorrectedSince() throws {
    var world = try World()
    world.tell()
    let before = world
    let leaf = world.importLate(correcting: true)
    let tell: (inout TestTrail) -> Void = { ($0.file, $0.since) = ("late.csv", leaf) }
    let verifier = BundleVerifier(
      key: world.key.verifierKey, annex: Array(try world.annex(telling: tell).utf8),
      record: Array(try world.opening(22, telling: tell).utf8))
    let held = try verify(world, verifier)
    #expect(failures(held) == [] && held[.annex]?.isHeld == true && held[.record]?.isHeld == true)
    let said = told(held, .annex)
    #expect(
      said.contains("; of 1 it is of a file that corrected rows after the audit (leaves \(leaf))"),
      "\(said)")
    #expect(said.contains("compare the file before the correction too"))
    #expect(!said.contains("exceptions"), "\(said)")
    #expect(
      told(held, .record).contains("a file that corrected rows after the audit (leaf \(leaf))"))
    // A bundle from before has not the leaf: it is named, and is no exception where it is what it is said to be.
    let early = try verify(before, verifier)
    #expect(failures(early) == [] && early.standing == .verified)
    guard case .notChecked(let why) = early[.annex]?.outcome,
      case .notChecked(let record) = early[.record]?.outcome
    else { throw CancellationError() }
    #expect(why.en.hasPrefix("1 records are said to be shown by other events since"), "\(why.en)")
    #expect(why.en.contains("does not have yet (\(leaf)). See in the ledger"), "\(why.en)")
    #expect(!why.en.contains("count as exceptions"), "\(why.en)")
    #expect(record.en.contains("(leaf \(leaf))") && record.en.contains("that it is a supersession"))
  }

  /// What came in since can put another order first, or move the order: an exception then, as if nobody could open it.
  @Test(arguments: ["moved", "earlier", "by another file", "imported"])
  func anOrderThatIsAnotherSince(_ what: String) throws {
    var world = try World()
    world.tell()
    let before = world
    let leaf = world.importLate(correcting: what != "imported")
    let tell: (inout TestTrail) -> Void = { trail in
      trail.since = leaf
      switch what {
      case "moved": (trail.file, trail.time) = ("late.csv", "2006-05-04T09:05:00+09:00")
      case "earlier": (trail.file, trail.hasEarlier) = ("late.csv", true)
      case "by another file": trail.file = "later.csv"
      default: trail.hasEarlier = true
      }
    }
    let draws = try world.draws()
    let terms = try SampleTerms(confidence: 0.9, tolerable: 0.1)
    let total = try world.sampledExceptions() + 1
    let bound = terms.share(population: 60, drawn: Int64(draws.count), found: total)
    let verifier = BundleVerifier(
      key: world.key.verifierKey, annex: Array(try world.annex(telling: tell).utf8),
      record: Array(try world.opening(22, telling: tell).utf8))
    let held = try verify(world, verifier)
    #expect(failures(held) == [] && held[.annex]?.isHeld == true)
    let said = told(held, .annex)
    #expect(said.contains(". 1 have their earliest placed event no more where"), "\(said)")
    #expect(said.contains("after the audit (leaves \(leaf)), which count as"), "\(said)")
    #expect(said.contains("count as exceptions: \(total) exceptions, "), "\(said)")
    let tail = try #require(said.ranges(of: "at most ").last)
    let share = try #require(Double(said[tail.upperBound...].prefix { $0 != "%" }))
    #expect(abs(share / 100 - bound) < 2e-6 && bound < 1, "\(said)")
    guard case .notChecked(let why) = held[.record]?.outcome else { throw CancellationError() }
    #expect(why.en.contains("take it for an exception") && why.en.contains("(leaf \(leaf))"))
    // A bundle from before does not know whose correction the leaf is; the rest it counts as ever.
    let early = try verify(before, verifier)
    guard case .notChecked(let unseen) = early[.annex]?.outcome else { throw CancellationError() }
    #expect(unseen.en.contains("does not have yet (\(leaf))"), "\(unseen.en)")
    let isCounted = unseen.en.contains("\(total) exceptions")
    #expect(isCounted == (what != "by another file"), "\(unseen.en)")
  }

  /// The verdict of a record of which nothing is placed needs no event.
  @Test func whatRestsOnNoEvent() throws {
    var world = try World()
    for number in [22, 23] {
      world.records[number].verdict = "untraced"
      (world.records[number].mall, world.records[number].merchant) = (nil, nil)
      world.records[number].day = nil
    }
    world.tell()
    let verification = try verify(
      world,
      BundleVerifier(key: world.key.verifierKey, record: Array(try world.opening(22).utf8)))
    #expect(failures(verification) == [])
    #expect(told(verification, .record).hasSuffix("that verdict rests on no placed event"))
  }

  @Test func unexplainedRecordsAndNoStatement() throws {
    var world = try World()
    for number in [20, 21, 22, 23] { world.records[number].verdict = "untraced" }
    for number in [22, 23] {
      (world.records[number].mall, world.records[number].merchant) = (nil, nil)
      world.records[number].day = nil
    }
    world.tell()
    let verification = try verify(world, BundleVerifier(key: world.key.verifierKey))
    #expect(failures(verification) == [])
    #expect(verification.standing == .verified)
  }

  @Test func withoutSampleTimestampOrWitness() throws {
    var world = try World()
    world.tell()
    var files = try world.files()
    try files.dropSample()
    for name in ["timestamp/checkpoint", "timestamp/checkpoint.tsr"] { files[name] = nil }
    try files.replace("report.json", #""time_stamped":true"#, #""time_stamped":false"#)
    files["checkpoint"] = try world.note(world.leaves.count).bytes
    let verification = BundleVerifier().verify(BundleFiles(try world.sealed(files)))
    #expect(failures(verification) == [])
    #expect(verification.standing == .consistent)
    #expect(verification[.witnesses]?.isHeld == false)
  }

  /// An honest report of a row that no import brought: it is among the findings, nothing is stated, and the bundle holds.
  @Test func aRowThatNoImportBroughtIsReported() throws {
    var world = try World()
    world.records[20].verdict = "untraced"
    world.findings["row-changed"] = 1
    world.tell()
    world.leaves[2] = world.leaves[2].replacing(#""customers" : 62"#, with: #""customers" : 61"#)
    let verification = try verify(world, BundleVerifier(key: world.key.verifierKey))
    #expect(failures(verification) == [])
  }

  @Test func anEarlierBundleIsContinued() throws {
    var world = try World()
    world.tell()
    let earlier = BundleFiles(try world.files())
    world.signed.append(world.leaves.count)
    world.run = 4
    world.records[11].isErased = true
    world.tellAudit()
    world.signed.append(world.leaves.count)
    world.tellSample("1508 0042 1508 0042 1508 0042")
    let verification = try verify(
      world, BundleVerifier(key: world.key.verifierKey, previous: earlier))
    #expect(failures(verification) == [])
    #expect(verification.standing == .verified)
    #expect(verification[.previous]?.isHeld == true)
    // The very same bundle continues itself.
    let again = BundleVerifier(key: world.key.verifierKey, previous: earlier).verify(earlier)
    #expect(again.standing == .verified)
  }

  /// A backup of nine leaves was restored, and what came after them is lost.
  @Test func anEarlierBundleFromBeforeTheRecoveryIsContinued() throws {
    var world = try World()
    world.tell()
    var early = world
    early.leaves.removeLast(2)
    early.signed.removeLast()
    let earlier = BundleFiles(try early.files())
    let later = BundleFiles(try world.files())
    try world.recover(to: 19)
    world.signed.append(world.leaves.count)
    world.append("erasure", World.erasure(12))
    let key = world.key.verifierKey
    let held = try verify(world, BundleVerifier(key: key, previous: earlier))
    #expect(failures(held) == [])
    #expect(held.standing == .verified)
    #expect(held.recoveries.map(\.index) == [19] && held.recoveries.map(\.lost.size) == [21])
    #expect(
      held.recoveries[0].sentence.en.contains("Leaves 19 to 20, which were signed, are lost."))
    let lost = try verify(world, BundleVerifier(key: key, previous: later))
    guard case .failed(let why) = lost[.previous]?.outcome else { throw CancellationError() }
    #expect(
      why.en.contains("leaves 19 to 20 of the earlier bundle are gone")
        && why.ja.contains("会社自身の記録")
    )
  }

  /// Two recoveries to one place: the leaf of the first is lost, and the second names it.
  @Test func aRecoveryThatIsLostIsNamedByTheNext() throws {
    var world = try World()
    world.tell()
    for place in 12..<16 { world.append("erasure", World.erasure(place)) }
    let original = BundleFiles(try world.files())
    let first = try world.note(world.leaves.count)
    try world.recover(to: 19, reason: "fire")
    let between = BundleFiles(try world.files())
    var silent = world
    try world.recover(to: 19, reason: "flood", naming: World.earlier(19, first, reason: "fire"))
    let key = world.key.verifierKey
    let held = try verify(world, BundleVerifier(key: key))
    #expect(failures(held) == [])
    #expect(held.recoveries.map(\.index) == [19] && held.recoveries[0].lost.size == 20)
    #expect(held.recoveries[0].earlier.map(\.lost.size) == [25])
    let said = held.recoveries[0].sentence
    #expect(said.en.contains("leaves 19 to 24 of then") && said.en.hasSuffix("then: fire"))
    #expect(said.ja.contains("19 番から 24 番までの葉が失われた") && said.ja.hasSuffix("理由: fire"))
    for (previous, last) in [(original, 24), (between, 19)] {
      let lost = try verify(world, BundleVerifier(key: key, previous: previous))
      guard case .failed(let why) = lost[.previous]?.outcome else { throw CancellationError() }
      #expect(why.en.contains("leaves 19 to \(last) of the earlier bundle are gone"), "\(why.en)")
      #expect(why.en.contains("operator gives it: flood") && why.en.contains("then: fire"))
      #expect(!why.en.contains("tells of a recovery") && !why.ja.contains("示していない"))
    }
    // Where it does not, who holds the first one's leaf is told of it.
    try silent.recover(to: 19, reason: "flood")
    let hidden = try verify(silent, BundleVerifier(key: key, previous: between))
    guard case .failed(let why) = hidden[.previous]?.outcome else { throw CancellationError() }
    #expect(why.en.contains("tells of a recovery to 19 leaves") && why.ja.contains("示していない"))
  }

  /// What a sample's seed is bound to stands, as long as a checkpoint that is left covers the
  /// commitment, or the commitment came after the recovery.
  @Test func aSampleBesideARecovery() throws {
    var world = try World()
    world.tell()
    var later = world
    // The head of nine leaves covers the commitment, leaf 8: the recovery comes right after it.
    try world.recover(to: 19)
    #expect(world.sampleIndex == 18 && world.signed.last == 19)
    let key = world.key.verifierKey
    let held = try verify(world, BundleVerifier(key: key))
    #expect(failures(held) == [])
    #expect(told(held, .sampleCommitment) == "commitments for this audit: 1")
    // A new commitment right after a recovery that lost the first one.
    try later.recover(to: 18)
    later.tellSample("1508 0042 1508 0042 1508 0042")
    #expect(later.sampleIndex == 19)
    let after = try verify(later, BundleVerifier(key: key))
    #expect(failures(after) == [])
    let said = told(after, .sampleCommitment)
    #expect(
      said.hasSuffix(
        "set back at leaf 18: the nonce must be one that was not used before that"), "\(said)")
  }

  /// Whose keys the auditor has, and not those that the bundle brings along.
  @Test func pinnedWitnesses() throws {
    var world = try World()
    world.tell()
    let key = world.key.verifierKey
    let pinned = try verify(
      world,
      BundleVerifier(key: key, witnesses: [world.witness.verifierKey, world.witness.verifierKey]))
    #expect(failures(pinned) == [] && pinned.standing == .verified)
    guard case .held(let said) = pinned[.witnesses]?.outcome else { throw CancellationError() }
    #expect(said?.en.hasPrefix("1, by the keys that were given: ") == true)
    // Another key under her name, somebody else, and both of two.
    let other = try World.signer(7, "witness.example/w1", witness: true).verifierKey
    let second = try World.signer(7, "witness.example/w2", witness: true).verifierKey
    let own = try World.signer(1, "witness.example/w3", witness: true).verifierKey
    for witnesses in [[other], [second], [world.witness.verifierKey, second], [own]] {
      let refused = try verify(world, BundleVerifier(key: key, witnesses: witnesses))
      #expect(refused.standing == .refused && refused[.witnesses]?.isFailed == true)
    }
    // She is not in the file keys, and has signed; she is in it, and has not.
    var files = try world.files()
    files["keys"] = Array("log \(key.text)\n".utf8)
    let unnamed = BundleVerifier(key: key, witnesses: [world.witness.verifierKey])
    #expect(unnamed.verify(BundleFiles(try world.sealed(files))).standing == .verified)
    files = try world.files()
    files["checkpoint"] = try world.note(world.leaves.count).bytes
    #expect(unnamed.verify(BundleFiles(try world.sealed(files))).standing == .refused)
  }

  /// The auditor was given the first key; the second one signs now, as the first one saw.
  @Test func aPinnedKeyPassesOnToItsSuccessor() throws {
    var world = try World()
    world.tell()
    world.signed.append(world.leaves.count)
    let successor = try World.signer(2)
    world.append("key", #""change" : "added", "vkey" : "\#(successor.verifierKey.text)""#)
    world.signed.append(world.leaves.count)
    world.append("key", #""change" : "retired", "vkey" : "\#(world.key.verifierKey.text)""#)
    var files = try world.files()
    var later = world
    later.signers = [successor]
    let last = try later.files()
    for name in ["checkpoint", "keys", "census.tlog-proof", "timestamp/checkpoint"] {
      files[name] = last[name]
    }
    files["timestamp/checkpoint.tsr"] = last["timestamp/checkpoint.tsr"]
    // The earlier heads are the first key's, and the last one is the second's.
    let lines = [files, last].map { String(decoding: $0["checkpoints.jsonl"] ?? [], as: UTF8.self) }
      .map { $0.split(separator: "\n") }
    let heads = lines[0].dropLast() + lines[1].suffix(1)
    files["checkpoints.jsonl"] = Array(heads.map { $0 + "\n" }.joined().utf8)
    files = try later.sealed(files)
    for key in [world.key, successor] {
      let verification = BundleVerifier(key: key.verifierKey).verify(BundleFiles(files))
      #expect(failures(verification) == [])
      #expect(verification.standing == .verified)
    }
    // Signed by the first key alone after it was retired.
    files["checkpoint"] = try world.note(world.leaves.count, by: [world.key]).bytes
    let refused = BundleVerifier().verify(BundleFiles(try later.sealed(files)))
    #expect(refused.standing == .refused)
  }
}
