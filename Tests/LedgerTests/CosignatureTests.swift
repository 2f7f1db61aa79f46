import Ledger
import Testing

@Suite struct CosignatureTests {
  let fixtures: Fixtures
  let log: SignerKey
  let witness: SignerKey
  let checkpoint: Checkpoint
  let policy: CheckpointPolicy
  let noProof = ConsistencyProof(hashes: [])

  init() throws {
    fixtures = try Fixtures.load()
    log = try SignerKey(
      name: "mall.example/provenance", algorithm: .ed25519,
      seed: bytes(hex: fixtures.checkpoint.log_seed))
    witness = try SignerKey(
      name: "witness.example/w1", algorithm: .cosignatureV1,
      seed: bytes(hex: fixtures.checkpoint.witness_seed))
    checkpoint = try Checkpoint(
      origin: "mall.example/provenance",
      head: TreeHead(size: 8, root: hash(hex: fixtures.roots[8])))
    policy = try CheckpointPolicy(
      origin: "mall.example/provenance", logKeys: [log.verifierKey],
      witnesses: [witness.verifierKey], quorum: 1)
  }

  /// The policy without witnesses: what a witness itself holds.
  func logPolicy() throws -> CheckpointPolicy {
    try CheckpointPolicy(origin: "mall.example/provenance", logKeys: [log.verifierKey])
  }

  /// The very note that other tools made of the same seeds, root and time.
  @Test func theFixture() throws {
    #expect(log.verifierKey.text == fixtures.checkpoint.log_vkey)
    #expect(witness.verifierKey.text == fixtures.checkpoint.witness_vkey)
    let signed = try checkpoint.signed(by: [log], after: nil, proof: noProof)
    let trusted = try logPolicy().open(signed)
    let cosignature = try trusted.cosignature(
      by: witness, at: fixtures.checkpoint.time, after: nil, proof: noProof)
    let note = try signed.adding([cosignature])
    #if os(Linux)
      #expect(String(decoding: note.bytes, as: UTF8.self) == fixtures.checkpoint.note)
    #endif

    let opened = try policy.open(parsing: Array(fixtures.checkpoint.note.utf8))
    #expect(opened.checkpoint == checkpoint)
    #expect(opened.signers.map(\.key) == [log.verifierKey, witness.verifierKey])
    #expect(opened.signers.map(\.time) == [nil, 1_767_225_600])
    #expect(opened.independentWitnessCount == 1)
  }

  /// No change of a byte leaves a checkpoint that is trusted.
  @Test func everyByteCounts() throws {
    let good = Array(fixtures.checkpoint.note.utf8)
    for place in good.indices {
      for change in [1, 2, 0x20, 0x80] as [UInt8] {
        var bytes = good
        bytes[place] ^= change
        #expect(throws: CheckpointError.self) { try policy.open(parsing: bytes) }
      }
      var bytes = good
      bytes.remove(at: place)
      #expect(throws: CheckpointError.self) { try policy.open(parsing: bytes) }
      #expect(throws: CheckpointError.self) { try policy.open(parsing: Array(good[..<place])) }
    }
  }

  @Test func times() throws {
    let trusted = try logPolicy().open(
      checkpoint.signed(by: [log], after: nil, proof: noProof))
    for time in [0, 1, 1_679_315_147, .max] as [Int64] {
      let cosignature = try trusted.cosignature(by: witness, at: time, after: nil, proof: noProof)
      #expect(cosignature.bytes.count == 72)
      let opened = try policy.open(trusted.note.adding([cosignature]))
      #expect(opened.signers.last?.time == time)
    }
    #expect(throws: CheckpointError.badTime) {
      try trusted.cosignature(by: witness, at: -1, after: nil, proof: noProof)
    }
    // A time beyond 2^63 - 1 seconds is none, whatever it is signed with.
    let cosignature = try trusted.cosignature(by: witness, at: 0, after: nil, proof: noProof)
    #expect(witness.verifierKey.isValid(cosignature.bytes, of: checkpoint.text))
    for place in 0..<72 {
      var bytes = cosignature.bytes
      bytes[place] ^= 0x80
      #expect(!witness.verifierKey.isValid(bytes, of: checkpoint.text))
    }
    #expect(!witness.verifierKey.isValid(Array(cosignature.bytes.dropLast()), of: checkpoint.text))
    #expect(!witness.verifierKey.isValid(cosignature.bytes + [0], of: checkpoint.text))
    #expect(
      !witness.verifierKey.isValid(Array(cosignature.bytes.dropFirst(8)), of: checkpoint.text))
  }

  @Test func extensionLinesAreCosigned() throws {
    let extended = try Checkpoint(
      origin: checkpoint.origin, head: checkpoint.head, extensions: ["Extendo"])
    var policy = try logPolicy()
    #expect(throws: CheckpointError.malformed(.extensions)) {
      try policy.open(extended.signed(by: [log], after: nil, proof: noProof))
    }
    policy.allowsExtensions = true
    let trusted = try policy.open(extended.signed(by: [log], after: nil, proof: noProof))
    let cosignature = try trusted.cosignature(by: witness, at: 5, after: nil, proof: noProof)
    #expect(witness.verifierKey.isValid(cosignature.bytes, of: extended.text))
    #expect(!witness.verifierKey.isValid(cosignature.bytes, of: checkpoint.text))
    #expect(
      !witness.verifierKey.isValid(
        cosignature.bytes, of: extended.text.replacing("Extendo", with: "Extend@")))
  }

  /// A key signs as what it is: the two kinds of signature do not stand for each other.
  @Test func kindsAreKeptApart() throws {
    let trusted = try logPolicy().open(
      checkpoint.signed(by: [log], after: nil, proof: noProof))
    #expect(throws: CheckpointError.note(.wrongAlgorithm(key: "\(log)"))) {
      try trusted.cosignature(by: log, at: 5, after: nil, proof: noProof)
    }
    let misnamed = try SignerKey.generate(name: checkpoint.origin, algorithm: .cosignatureV1)
    #expect(throws: CheckpointError.note(.wrongAlgorithm(key: "\(misnamed)"))) {
      try checkpoint.signed(by: [misnamed], after: nil, proof: noProof)
    }
    let seed = try bytes(hex: fixtures.checkpoint.witness_seed)
    let plain = try SignerKey(name: "witness.example/w1", algorithm: .ed25519, seed: seed)
    let signature = try SignedNote.sign(checkpoint.text, by: [plain]).signatures[0].bytes
    #expect(plain.verifierKey.isValid(signature, of: checkpoint.text))
    #expect(!witness.verifierKey.isValid(signature, of: checkpoint.text))
    let timed = [UInt8](repeating: 0, count: 8) + signature
    #expect(!witness.verifierKey.isValid(timed, of: checkpoint.text))
    // A cosigner signs checkpoints and nothing else.
    let cosignature = try trusted.cosignature(by: witness, at: 5, after: nil, proof: noProof)
    #expect(!plain.verifierKey.isValid(cosignature.bytes, of: checkpoint.text))
    #expect(!witness.verifierKey.isValid(cosignature.bytes, of: "not a checkpoint\n"))
  }

  @Test func policies() throws {
    let key = log.verifierKey
    let cosigner = witness.verifierKey
    let origin = checkpoint.origin
    #expect(throws: CheckpointError.badPolicy) {
      try CheckpointPolicy(origin: origin, logKeys: [])
    }
    #expect(throws: CheckpointError.badPolicy) {
      try CheckpointPolicy(origin: origin, logKeys: [cosigner])
    }
    #expect(throws: CheckpointError.badPolicy) {
      try CheckpointPolicy(origin: origin, logKeys: [key, key])
    }
    #expect(throws: CheckpointError.badPolicy) {
      try CheckpointPolicy(origin: "", logKeys: [key])
    }
    #expect(throws: CheckpointError.badPolicy) {
      try CheckpointPolicy(origin: origin, logKeys: [key], witnesses: [key])
    }
    for quorum in [-1, 2] {
      #expect(throws: CheckpointError.badPolicy) {
        try CheckpointPolicy(
          origin: origin, logKeys: [key], witnesses: [cosigner], quorum: quorum)
      }
    }
    // One public key under two names is one witness; the log's own is none.
    let alias = try VerifierKey(
      name: "witness.example/w2", algorithm: .cosignatureV1, publicKey: cosigner.publicKey)
    #expect(throws: CheckpointError.badPolicy) {
      try CheckpointPolicy(
        origin: origin, logKeys: [key], witnesses: [cosigner, alias], quorum: 2)
    }
    let own = try VerifierKey(
      name: "own", algorithm: .cosignatureV1, publicKey: key.publicKey)
    #expect(throws: CheckpointError.badPolicy) {
      try CheckpointPolicy(origin: origin, logKeys: [key], witnesses: [own], quorum: 1)
    }
  }

  @Test func quorums() throws {
    let witnesses = try (0..<3).map {
      try SignerKey.generate(name: "w\($0)", algorithm: .cosignatureV1)
    }
    let signed = try checkpoint.signed(by: [log], after: nil, proof: noProof)
    let trusted = try logPolicy().open(signed)
    let cosignatures = try witnesses.map {
      try trusted.cosignature(by: $0, at: 7, after: nil, proof: noProof)
    }
    for quorum in 0...3 {
      let policy = try CheckpointPolicy(
        origin: checkpoint.origin, logKeys: [log.verifierKey],
        witnesses: witnesses.map(\.verifierKey), quorum: quorum)
      for count in 0...3 {
        let note = try signed.adding(Array(cosignatures[..<count]))
        if count >= quorum {
          #expect(try policy.open(note).independentWitnessCount == count)
        } else {
          #expect(throws: CheckpointError.quorumMissed(needed: quorum, found: count)) {
            try policy.open(note)
          }
        }
      }
    }
    // Witnesses do not stand in for the log.
    let strange = try CheckpointPolicy(
      origin: checkpoint.origin,
      logKeys: [SignerKey.generate(name: checkpoint.origin, algorithm: .ed25519).verifierKey],
      witnesses: witnesses.map(\.verifierKey), quorum: 3)
    #expect(throws: CheckpointError.notSignedByLog) {
      try strange.open(signed.adding(cosignatures))
    }
    let elsewhere = try CheckpointPolicy(
      origin: "mall.example/other", logKeys: [log.verifierKey])
    #expect(throws: CheckpointError.wrongOrigin) { try elsewhere.open(signed) }
  }

  /// One public key under two names is one witness, and the log is none to itself.
  @Test func oneKeyIsOneWitness() throws {
    let other = try SignerKey.generate(name: "other", algorithm: .cosignatureV1)
    let alias = try SignerKey(
      name: "alias", algorithm: .cosignatureV1, seed: bytes(hex: fixtures.checkpoint.witness_seed))
    let own = try SignerKey(
      name: "own", algorithm: .cosignatureV1, seed: bytes(hex: fixtures.checkpoint.log_seed))
    let policy = try CheckpointPolicy(
      origin: checkpoint.origin, logKeys: [log.verifierKey],
      witnesses: [witness, alias, own, other].map(\.verifierKey), quorum: 2)
    let trusted = try logPolicy().open(
      checkpoint.signed(by: [log], after: nil, proof: noProof))
    let cosignatures = try [witness, alias, own, other].map {
      try trusted.cosignature(by: $0, at: 7, after: nil, proof: noProof)
    }
    #expect(throws: CheckpointError.quorumMissed(needed: 2, found: 1)) {
      try policy.open(trusted.note.adding(Array(cosignatures[..<3])))
    }
    let opened = try policy.open(trusted.note.adding(cosignatures))
    #expect(opened.independentWitnessCount == 2)
    #expect(opened.signers.count == 5)
  }

  /// While a key is replaced both sign; a verifier with either is content.
  @Test func rotation() throws {
    let next = try SignerKey.generate(name: checkpoint.origin, algorithm: .ed25519)
    let signed = try checkpoint.signed(by: [log, next], after: nil, proof: noProof)
    for keys in [[log], [next], [log, next]] {
      let policy = try CheckpointPolicy(
        origin: checkpoint.origin, logKeys: keys.map(\.verifierKey))
      #expect(try policy.open(signed).signers.map(\.key) == keys.map(\.verifierKey))
    }
  }
}
