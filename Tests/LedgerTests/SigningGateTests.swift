import Ledger
import Testing

/// A log signs, and a witness cosigns, only what continues what it signed before.
@Suite struct SigningGateTests {
  let log: SignerKey
  let witness: SignerKey
  let storage = MemoryStorage(leaves: (0..<50).map(numberedLeaf))

  init() throws {
    log = try SignerKey.generate(name: "mall.example/log", algorithm: .ed25519)
    witness = try SignerKey.generate(name: "w.example", algorithm: .cosignatureV1)
  }

  func checkpoint(_ size: Int64, of storage: MemoryStorage? = nil) throws -> Checkpoint {
    try Checkpoint(
      origin: "mall.example/log",
      head: (storage ?? self.storage).answer(now: .head(size: size)))
  }

  /// Both ways of signing at once, as they obey the same rule.
  func sign(_ next: Checkpoint, after last: Checkpoint?, proof: ConsistencyProof) throws {
    let alone = try next.signed(by: [log], after: nil, proof: proof)
    let trusted = try CheckpointPolicy(origin: next.origin, logKeys: [log.verifierKey]).open(alone)
    let asLog = Result { try next.signed(by: [log], after: last, proof: proof) }
    let asWitness = Result {
      try trusted.cosignature(by: witness, at: 1, after: last, proof: proof)
    }
    switch (asLog, asWitness) {
    case (.success, .success): break
    case (.failure(let error as CheckpointError), .failure(let other as CheckpointError)):
      #expect(error == other)
      throw error
    default: Issue.record("the log and the witness disagree")
    }
  }

  @Test func growth() throws {
    for (old, new) in [(1, 2), (1, 50), (7, 7), (25, 50), (32, 33), (50, 50)] as [(Int64, Int64)] {
      let proof = try storage.answer(now: .consistencyProof(old: old, new: new))
      try sign(checkpoint(new), after: checkpoint(old), proof: proof)
      guard old < new else { continue }
      #expect(throws: CheckpointError.inconsistent(.sizesOutOfOrder(old: new, new: old))) {
        try sign(checkpoint(old), after: checkpoint(new), proof: proof)
      }
      #expect(throws: CheckpointError.inconsistent(.wrongLength)) {
        try sign(
          checkpoint(new), after: checkpoint(old),
          proof: ConsistencyProof(hashes: proof.hashes + [.empty]))
      }
    }
    let empty = try Checkpoint(origin: "mall.example/log", head: .empty)
    try sign(checkpoint(50), after: empty, proof: ConsistencyProof(hashes: []))
    try sign(empty, after: empty, proof: ConsistencyProof(hashes: []))
    #expect(throws: CheckpointError.inconsistent(.sizesOutOfOrder(old: 50, new: 0))) {
      try sign(empty, after: checkpoint(50), proof: ConsistencyProof(hashes: []))
    }
  }

  @Test func rewrittenHistory() throws {
    let forged = MemoryStorage(
      leaves: (Int64(0)..<50).map { $0 == 3 ? numberedLeaf(-1) : numberedLeaf($0) })
    let proof = try forged.answer(now: .consistencyProof(old: 25, new: 50))
    #expect(throws: CheckpointError.inconsistent(.oldRootDiffers)) {
      try sign(checkpoint(50, of: forged), after: checkpoint(25), proof: proof)
    }
    #expect(throws: CheckpointError.inconsistent(.rootDiffers)) {
      try sign(
        checkpoint(50, of: forged), after: checkpoint(50), proof: ConsistencyProof(hashes: []))
    }
  }

  @Test func otherLogs() throws {
    let next = try checkpoint(50)
    let other = try Checkpoint(origin: "mall.example/other", head: next.head)
    #expect(throws: CheckpointError.wrongOrigin) {
      try sign(next, after: other, proof: ConsistencyProof(hashes: []))
    }
    #expect(throws: CheckpointError.foreignKey("\(log)")) {
      try other.signed(by: [log], after: nil, proof: ConsistencyProof(hashes: []))
    }
  }
}
