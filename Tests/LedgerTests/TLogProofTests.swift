import Ledger
import Testing

@Suite struct TLogProofTests {
  let fixtures: Fixtures
  let policy: CheckpointPolicy
  let leaf: TreeHash

  init() throws {
    fixtures = try Fixtures.load()
    policy = try CheckpointPolicy(
      origin: "mall.example/provenance",
      logKeys: [VerifierKey(fixtures.checkpoint.log_vkey)],
      witnesses: [VerifierKey(fixtures.checkpoint.witness_vkey)], quorum: 1)
    leaf = .leaf(try bytes(hex: fixtures.leaves[5]))
  }

  func proof(_ text: String) throws(TLogProofError) -> TLogProof {
    try TLogProof(parsing: Array(text.utf8))
  }

  @Test func theFixture() throws {
    let proof = try proof(fixtures.tlog_proof_index5)
    #expect(String(decoding: proof.bytes, as: UTF8.self) == fixtures.tlog_proof_index5)
    let trusted = try proof.verify(leaf: leaf, policy: policy)
    #expect(trusted.checkpoint.head.size == 8)
    #expect(proof.inclusion.leafIndex == 5)
    #expect(proof.extra == nil)

    let storage = MemoryStorage(
      leaves: try fixtures.leaves.map { TreeHash.leaf(try bytes(hex: $0)) })
    let made = TLogProof(
      inclusion: try storage.answer(now: .inclusionProof(index: 5, size: 8)),
      note: try SignedNote(parsing: Array(fixtures.checkpoint.note.utf8)))
    #expect(made == proof)
  }

  @Test func everyLeaf() throws {
    let leaves = try fixtures.leaves.map { TreeHash.leaf(try bytes(hex: $0)) }
    let note = try SignedNote(parsing: Array(fixtures.checkpoint.note.utf8))
    let storage = MemoryStorage(leaves: leaves)
    for (index, leaf) in leaves.enumerated() {
      let made = TLogProof(
        inclusion: try storage.answer(now: .inclusionProof(index: Int64(index), size: 8)),
        note: note, extra: [UInt8(index)])
      let read = try TLogProof(parsing: made.bytes)
      #expect(read == made)
      try read.verify(leaf: leaf, policy: policy)
      for other in leaves where other != leaf {
        #expect(throws: TLogProofError.inclusion(.rootDiffers)) {
          try read.verify(leaf: other, policy: policy)
        }
      }
    }
  }

  /// No change of a byte leaves a proof that holds.
  @Test func everyByteCounts() throws {
    let good = Array(fixtures.tlog_proof_index5.utf8)
    for place in good.indices {
      for change in [1, 2, 0x20, 0x80] as [UInt8] {
        var bytes = good
        bytes[place] ^= change
        #expect(throws: TLogProofError.self) {
          try TLogProof(parsing: bytes).verify(leaf: leaf, policy: policy)
        }
      }
      var bytes = good
      bytes.remove(at: place)
      #expect(throws: TLogProofError.self) {
        try TLogProof(parsing: bytes).verify(leaf: leaf, policy: policy)
      }
      #expect(throws: TLogProofError.self) {
        try TLogProof(parsing: Array(good[..<place])).verify(leaf: leaf, policy: policy)
      }
    }
  }

  /// A tree of one leaf has a proof without hashes.
  @Test func oneLeaf() throws {
    let key = try SignerKey.generate(name: "o", algorithm: .ed25519)
    let note = try Checkpoint(origin: "o", head: TreeHead(size: 1, root: leaf))
      .signed(by: [key], after: nil, proof: ConsistencyProof(hashes: []))
    let made = TLogProof(inclusion: InclusionProof(leafIndex: 0, hashes: []), note: note, extra: [])
    #expect(
      String(decoding: made.bytes, as: UTF8.self).hasPrefix(
        "c2sp.org/tlog-proof@v1\nindex 0\n\no\n1\n"))
    try TLogProof(parsing: made.bytes).verify(
      leaf: leaf, policy: CheckpointPolicy(origin: "o", logKeys: [key.verifierKey]))
  }

  static let header = "c2sp.org/tlog-proof@v1\n"
  static let hash = "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=\n"
  static let note = "\n" + Vectors.sigsumNote

  static let good = [
    "\(header)index 0\n\(note)",
    "\(header)index 7\n\(hash)\(hash)\(note)",
    "\(header)extra AA==\nindex 7\n\(hash)\(note)",
    "\(header)index 9223372036854775807\n\(String(repeating: hash, count: 63))\(note)",
  ]

  @Test(arguments: good)
  func accepted(_ text: String) throws {
    #expect(String(decoding: try proof(text).bytes, as: UTF8.self) == text)
  }

  static let refusals: [(String, TLogProofError)] = [
    ("", .noCheckpoint),
    ("\(header)index 0\n", .noCheckpoint),
    ("wrong-header\nindex 0\n\(note)", .badHeader),
    ("\n\(header)index 0\n\(note)", .badHeader),
    ("c2sp.org/tlog-proof@v2\nindex 0\n\(note)", .badHeader),
    ("c2sp.org/tlog-proof@v1 \nindex 0\n\(note)", .badHeader),
    ("c2sp.org/tlog-proof@v1\r\nindex 0\n\(note)", .badHeader),
    ("\(header)extra !!notbase64!!\nindex 0\n\(note)", .badExtra),
    ("\(header)extra \nindex 0\n\(note)", .badExtra),
    ("\(header)extra AB==\nindex 0\n\(note)", .badExtra),
    ("\(header)extra\nindex 0\n\(note)", .badIndex),
    ("\(header)Extra AA==\nindex 0\n\(note)", .badIndex),
    ("\(header)extra AA==\nextra AA==\nindex 0\n\(note)", .badIndex),
    ("\(header)index 0\nextra AA==\n\(note)", .badHash),
    ("\(header)\n\(note)", .badIndex),
    ("\(header)\(hash)\(note)", .badIndex),
    ("\(header)index notanumber\n\(note)", .badIndex),
    ("\(header)index -5\n\(note)", .badIndex),
    ("\(header)index 05\n\(note)", .badIndex),
    ("\(header)index +5\n\(note)", .badIndex),
    ("\(header)index  5\n\(note)", .badIndex),
    ("\(header)index 5 \n\(note)", .badIndex),
    ("\(header)index \n\(note)", .badIndex),
    ("\(header)index\n\(note)", .badIndex),
    ("\(header)index 9223372036854775808\n\(note)", .badIndex),
    ("\(header)index 0\nindex 0\n\(note)", .badHash),
    ("\(header)index 0\n!!notbase64!!\n\(note)", .badHash),
    ("\(header)index 0\n\(String(repeating: "A", count: 86))==\n\(note)", .badHash),
    ("\(header)index 0\n\(hash.dropLast(2))\n\(note)", .badHash),
    ("\(header)index 0\n\(hash.dropLast())\r\n\(note)", .badHash),
    ("\(header)index 0\n\(String(repeating: hash, count: 64))\(note)", .tooManyHashes),
    ("\(header)index 0\n\n", .checkpoint(.note(.noSignatures))),
    ("\(header)index 0\n\ncheckpoint\n", .checkpoint(.note(.noSignatures))),
    ("\(header)index 0\n\n\(Vectors.exampleNote)", .checkpoint(.malformed(.lines))),
    ("\(header)index 0\n\n\(note)", .checkpoint(.malformed(.size))),
    ("\(header)index 0\n\(hash)\n\(hash)\(note)", .checkpoint(.malformed(.size))),
    ("\(header)index 0\n\(note)x", .checkpoint(.note(.noSignatures))),
  ]

  /// Those of github.com/transparency-dev/formats among them, each before a good checkpoint.
  @Test(arguments: refusals)
  func refused(_ text: String, _ error: TLogProofError) {
    #expect(throws: error) { try proof(text) }
  }

  @Test func tooLarge() {
    let bytes = [UInt8](repeating: 0x61, count: TLogProof.maximumByteCount + 1)
    #expect(throws: TLogProofError.tooLarge) { try TLogProof(parsing: bytes) }
    // A line that never ends, as github.com/transparency-dev/formats has it.
    let line = String(repeating: "a", count: 65 * 1024)
    #expect(throws: TLogProofError.noCheckpoint) {
      try proof("\(Self.header)index 0\n\(line)\n")
    }
  }

  /// A good proof from a log that the policy does not know says nothing.
  @Test func otherLogs() throws {
    let proof = try proof(fixtures.tlog_proof_index5)
    let other = try CheckpointPolicy(
      origin: "mall.example/provenance",
      logKeys: [
        SignerKey.generate(name: "mall.example/provenance", algorithm: .ed25519).verifierKey
      ])
    #expect(throws: TLogProofError.checkpoint(.notSignedByLog)) {
      try proof.verify(leaf: leaf, policy: other)
    }
  }
}
