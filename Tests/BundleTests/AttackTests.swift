import Ledger
import Testing

@testable import Bundle

/// Bundles that lie. Where the holder of the key can sign the lie, it is signed.
struct AttackTests {
  static let all =
    Attack.onSignatures + Attack.onTheLedger + Attack.onTheRun + Attack.onTheSample
    + Attack.onTheRecord

  @Test(arguments: all)
  func theRightClaimFails(_ attack: Attack) throws {
    let evidence = try attack.make()
    let verification = evidence.verifier.verify(BundleFiles(evidence.files))
    #expect(verification.standing == .refused)
    let failed = verification.claims.filter(\.isFailed).map(\.id)
    #expect(failed.contains(attack.claim), "\(failed)")
    #expect(verification.claims.map(\.id) == ClaimID.allCases)
  }

  @Test func eachAttackHasItsName() {
    #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    #expect(Self.all.count >= 60)
  }

  /// A lie about one record says nothing of the bundle, which stands.
  @Test(arguments: Attack.onTheRecord)
  func onlyTheRecordFails(_ attack: Attack) throws {
    let evidence = try attack.make()
    let verification = evidence.verifier.verify(BundleFiles(evidence.files))
    #expect(verification.claims.filter(\.isFailed).map(\.id) == [.record])
  }

  /// The same record as it was written.
  @Test func theTrueRecordHolds() throws {
    var world = try World()
    world.tell()
    for place in world.records.indices where !world.records[place].isErased {
      let verifier = BundleVerifier(
        key: world.key.verifierKey, record: Array(try world.opening(Int64(place)).utf8))
      let verification = verifier.verify(BundleFiles(try world.files()))
      #expect(verification.standing == .verified)
      guard case .held(let said) = verification[.record]?.outcome else {
        throw CancellationError()
      }
      #expect(said?.en.hasPrefix("place \(place), \(world.records[place].verdict), ") == true)
    }
  }

  /// What a recovery does not excuse is said to be what it is.
  @Test(arguments: [
    "a recovery of an earlier checkpoint than the auditor's",
    "a recovery, and a leaf before it is another one",
    "a recovery that does not name the one that lost the auditor's leaves",
  ])
  func aRecoveryExcusesNothingElse(_ name: String) throws {
    let attack = try #require(Self.all.first { $0.name == name })
    let evidence = try attack.make()
    let claim = evidence.verifier.verify(BundleFiles(evidence.files))[.previous]
    guard case .failed(let why) = claim?.outcome else { throw CancellationError() }
    #expect(!why.en.contains("own account"), "\(why.en)")
  }

  /// Nothing else is wrong with these: the seed could have been another one.
  @Test(arguments: [
    ("the ledger is set back between the commitment and its checkpoint", "leaf 19) between"),
    ("the nonce is committed to again", "committed to before, by leaf 18"),
    ("the nonce of an earlier audit is committed to again", "committed to before, by leaf 18"),
  ])
  func aSeedThatIsNotBound(_ name: String, _ said: String) throws {
    let attack = try #require(Self.all.first { $0.name == name })
    let evidence = try attack.make()
    let verification = evidence.verifier.verify(BundleFiles(evidence.files))
    guard case .failed(let why) = verification[.sampleCommitment]?.outcome else {
      throw CancellationError()
    }
    #expect(why.en.contains(said) && why.en.contains("is not bound to what the auditor"))
    #expect(why.ja.contains("結び付いていない"))
    #expect(verification.claims.filter(\.isFailed).count == 1)
  }

  /// Two roots for one size are said to be proof, not only a failure.
  @Test func aForkIsSaidToBeProof() throws {
    let name = "the same key signs another history of the same size"
    let attack = try #require(Self.all.first { $0.name == name })
    let evidence = try attack.make()
    let claim = evidence.verifier.verify(BundleFiles(evidence.files))[.previous]
    guard case .failed(let why) = claim?.outcome else { throw CancellationError() }
    #expect(why.en.contains("signed two roots for one size, 21 leaves,"))
    #expect(why.en.contains("keep both") && why.ja.contains("証拠"))
  }
}
