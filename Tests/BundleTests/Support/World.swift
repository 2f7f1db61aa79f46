import Crypto
import Foundation
import Ledger
import Sampling

@testable import Bundle

/// A company with a ledger, as the tests change it: everything that a bundle is made of.
///
/// It signs whatever it is told to, so that it can lie in every way that the holder of the key can.
struct World {
  static let origin = "mall.example/provenance"
  static let nonce = "4711 0815 4711 0815 4711 0815"

  var key: SignerKey
  var witness: SignerKey
  var records: [TestRecord] = []
  var leaves: [String] = []
  /// The sizes at which it signed before.
  var signed: [Int] = []
  /// The keys that sign, and that the file `keys` names.
  var signers: [SignerKey]
  var rules = [
    "audit/10_place.sql": "SELECT 1;\n", "audit/50_judge.sql": "SELECT 2;\n",
    "rules/untraced-record.sql": "SELECT 3;\n",
  ]
  var findings: [String: Int] = ["uncorroborated-order": 2, "registration-date-missing": 1]
  var terms = (confidence: 0.9, tolerable: 0.1)
  var stratified: String?
  /// Places whose record could not be opened when they were drawn.
  var unopened: Set<Int64> = []
  /// Places whose record could be opened then and cannot be any more: why, and the leaf that says so.
  var closed: [Int64: (why: String, leaf: Int)] = [:]
  var nonce = World.nonce
  var committedNonce = World.nonce
  var run = 3
  var exceptions = 1
  /// The place of the `audit` leaf and of the `sample` leaf.
  var auditIndex = 0
  var sampleIndex = 0
  /// The size of the head that the seed comes of; the first after the commitment unless said.
  var seedSize: Int?

  static func signer(_ number: UInt8, _ name: String = origin, witness: Bool = false) throws
    -> SignerKey
  {
    try SignerKey(
      name: name, algorithm: witness ? .cosignatureV1 : .ed25519,
      seed: [UInt8](repeating: number, count: 32))
  }

  /// A world in which all is well: 60 records, ten of them erased, one with an exception.
  init(records count: Int = 60) throws {
    key = try Self.signer(1)
    witness = try Self.signer(9, "witness.example/w1", witness: true)
    signers = [key]
    for number in 0..<count {
      var record = try TestRecord(number)
      record.isErased = [3, 5, 8, 17, 19, 24, 33, 40, 48, 53].contains(number)
      if number == 7 { record.verdict = "uncorroborated" }
      if number % 5 == 1 { (record.mall, record.merchant) = ("rose", "hana") }
      if number % 9 == 2 { record.verdict = "received" }
      records.append(record)
    }
  }

  /// Tells the usual story, after what the tests have changed.
  mutating func tell() {
    leaves = []
    append("legacy", #""batches" : 0, "records" : 0, "runs" : 0, "sha256" : "\#(Self.hex(""))""#)
    append("key", #""change" : "made", "vkey" : "\#(key.verifierKey.text)""#)
    append(
      "import",
      importMembers(
        1, "customers.csv", "canonical/customers", "null", customers: records.count + 2))
    append("import", importMembers(2, "orders-2006.csv", "canonical/orders", "\"tony\""))
    append("supersession", #""batch" : 2, "of" : [{"batch" : 1, "rows" : 2}]"#)
    append("rules", #""tool" : "0.2.0", "sha256" : "\#(rulesHash)""#)
    for place in records.indices where records[place].isErased {
      append("erasure", Self.erasure(place))
    }
    append("exception", #""record" : 7, "commitment" : "\#(TreeHash.empty.base64)""#)
    signed = [leaves.count]
    tellAudit()
    signed.append(leaves.count)
    tellSample()
    signed.append(leaves.count)
    append(
      "answer",
      #""case" : "2026-0001", "letter" : 1, "stage" : "answer", "letter_kind" : "found", "#
        + #""language" : "ja", "commitment" : "\#(TreeHash.empty.base64)""#)
    append(
      "erasure",
      #""record" : 11, "reason" : "person", "events" : 3, "backups_until" : "2026-12-31""#
    )
  }

  mutating func tellAudit() {
    auditIndex = leaves.count
    append("audit", auditMembers)
  }

  /// Commits to the nonce, or to another one from now on.
  mutating func tellSample(_ nonce: String? = nil) {
    if let nonce { (self.nonce, committedNonce) = (nonce, nonce) }
    sampleIndex = leaves.count
    append(
      "sample",
      #""run" : \#(run), "nonce_sha256" : "\#(SampleSeed.commitment(nonce: committedNonce))", "#
        + #""confidence" : \#(terms.confidence), "tolerable" : \#(terms.tolerable), "#
        + #""stratified" : \#(stratified.map { "\"\($0)\"" } ?? "null")"#
        + (stratified == nil ? "" : #", "strata" : "\#(Stratum.commitment(strata))""#))
  }

  /// How many records each stratum has that are not erased.
  var strata: [Stratum: Int64] {
    var strata: [Stratum: Int64] = [:]
    for record in records where !record.isErased {
      strata[Stratum((stratified == "mall" ? record.mall : record.merchant) ?? ""), default: 0] += 1
    }
    return strata
  }

  /// The ledger is set back to so many leaves, after its head was signed, and goes on with the leaf that says so.
  mutating func recover(
    to kept: Int, saying said: Int? = nil, lost: SignedNote? = nil, size: Int? = nil,
    reason: String = "ディスク障害", naming earlier: String? = nil
  ) throws {
    let lost = try lost ?? note(leaves.count)
    let head = try Checkpoint(text: lost.text).head
    leaves.removeLast(leaves.count - kept)
    signed.removeAll { $0 > kept }
    append(
      "recovery",
      #""kept" : \#(said ?? kept), "# + Self.lost(lost, head, size: size)
        + #", "reason" : "\#(reason)""# + (earlier.map { #", "earlier" : [\#($0)]"# } ?? ""))
  }

  private static func lost(_ lost: SignedNote, _ head: TreeHead, size: Int?) -> String {
    let note = Self.quoted(String(decoding: lost.bytes, as: UTF8.self))
    return
      #""lost" : {"size" : \#(size ?? Int(head.size)), "root" : "\#(head.root.base64)", "note" : \#(note)}"#
  }

  /// A recovery as a later one names it whose leaf is lost.
  static func earlier(
    _ kept: Int, _ lost: SignedNote, reason: String = "ディスク障害", size: Int? = nil
  ) throws -> String {
    #"{"kept" : \#(kept), "at" : "2026-11-27T03:00:00Z", "#
      + Self.lost(lost, try Checkpoint(text: lost.text).head, size: size)
      + #", "reason" : "\#(reason)"}"#
  }

  static func erasure(_ place: Int) -> String {
    #""record" : \#(place), "reason" : "person", "events" : 3, "backups_until" : "2026-12-31""#
  }

  mutating func append(_ kind: String, _ members: String) {
    leaves.append(#"{"kind" : "\#(kind)", "at" : "2026-11-27T03:00:00Z", \#(members)}"#)
  }

  var verdicts: [String: Int] {
    var counts = Dictionary(uniqueKeysWithValues: LedgerLeaf.verdicts.map { ($0, 0) })
    for record in records { counts[record.isErased ? "erased" : record.verdict, default: 0] += 1 }
    return counts
  }

  var unexplained: Int {
    verdicts.filter { !["traced", "received", "erased"].contains($0.key) }.values.reduce(0, +)
      - exceptions
  }

  var rulesHash: String {
    Self.hex(rules.keys.sorted().map { rules[$0] ?? "" }.joined())
  }

  var recordHead: TreeHead { MemoryTree(records.map(\.leaf)).head }

  static func hex(_ text: String) -> String { SHA256.hex(Array(text.utf8)) }
}
