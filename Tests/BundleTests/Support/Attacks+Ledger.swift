import Ledger
import Testing

@testable import Bundle

extension Attack {
  static let onSignatures: [Attack] = [
    Attack("the manifest is signed by another key", .manifest) {
      var world = try World()
      world.tell()
      let files = try world.sealed(try world.files(), by: [World.signer(2)])
      return Evidence(files: files, verifier: BundleVerifier())
    },
    .telling(
      "a second key signs that the ledger does not know", .keys,
      world: {
        $0.tell()
        $0.signers.append(try World.signer(2))
      }),
    .telling(
      "another key signs everything and is recorded", .key,
      world: {
        $0.key = try World.signer(2)
        $0.signers = [$0.key]
        $0.tell()
      }),
    .telling(
      "the log has two lines on the checkpoint", .checkpoint,
      files: { files, _ in
        let note = try SignedNote(parsing: files["checkpoint"] ?? [])
        files["checkpoint"]? += Array((note.signatures[0].line + "\n").utf8)
      }),
    .telling(
      "the log has two lines on an earlier checkpoint", .history,
      files: { files, world in
        let line = try world.note(world.signed[0]).signatures[0].line
        try files.replace("checkpoints.jsonl", line, line + "\\n" + line)
      }),
    .telling(
      "a retired key goes on signing", .keys,
      world: {
        $0.tell()
        let other = try World.signer(2).verifierKey.text
        $0.append("key", #""change" : "added", "vkey" : "\#(other)""#)
        $0.append("key", #""change" : "retired", "vkey" : "\#($0.key.verifierKey.text)""#)
      }),
    .telling(
      "a key is made twice", .keys,
      world: {
        $0.tell()
        let other = try World.signer(2).verifierKey.text
        $0.append("key", #""change" : "made", "vkey" : "\#(other)""#)
      }),
    .telling(
      "the signature of a witness is forged", .checkpoint,
      files: { files, world in
        let forger = try World.signer(8, "witness.example/w1", witness: true)
        let text = String(decoding: files["keys"] ?? [], as: UTF8.self)
        let key = try #require(text.split(separator: "\n").last?.dropFirst(8))
        // Named as the true witness is, in a signature that is not hers.
        let note = try SignedNote(parsing: files["checkpoint"] ?? [])
        let line = try #require(note.signatures.last?.line)
        let bent = line.dropLast(8) + (line.hasSuffix("AAAAAAA=") ? "BAAAAAA=" : "AAAAAAA=")
        try files.replace("checkpoint", line, String(bent))
        #expect(key != forger.verifierKey.text)
      }),
    .telling(
      "the checkpoint is of another log", .checkpoint,
      files: { files, world in
        let other = try World.signer(1, "mall.example/other")
        let checkpoint = try Checkpoint(
          origin: "mall.example/other", head: MemoryTree(world.leaves).head)
        files["checkpoint"] = try SignedNote.sign(checkpoint.text, by: [other]).bytes
      }),
    .telling(
      "the time stamp is of another checkpoint", .timestamp,
      files: { files, world in
        files["timestamp/checkpoint"] = try world.note(18).bytes
        files["timestamp/checkpoint.tsr"] = World.timestamp(try world.note(18).bytes)
      }),
    .telling(
      "the time stamp's answer is to something else", .timestamp,
      files: { files, _ in files["timestamp/checkpoint.tsr"] = World.timestamp([1, 2, 3]) }),
    .telling(
      "the time stamp's answer is missing", .timestamp,
      files: { files, _ in files["timestamp/checkpoint.tsr"] = nil }),
  ]

  static let onTheLedger: [Attack] = [
    .telling(
      "another root is signed", .ledger,
      files: { files, world in
        let head = TreeHead(size: Int64(world.leaves.count), root: .leaf([1]))
        let checkpoint = try Checkpoint(origin: World.origin, head: head)
        files["checkpoint"] = try SignedNote.sign(checkpoint.text, by: [world.key]).bytes
      }),
    .telling(
      "the ledger's tail is cut", .ledger,
      files: { files, _ in try files.editLine("ledger.jsonl", 9) { _ in nil } }),
    .telling(
      "two leaves are swapped", .ledger,
      files: { files, world in
        try files.editLine("ledger.jsonl", 2) { _ in world.leaves[3] }
        try files.editLine("ledger.jsonl", 3) { _ in world.leaves[2] }
      }),
    .telling(
      "a leaf is altered after it was signed", .history,
      files: { files, world in
        let before = files["checkpoints.jsonl"]
        var later = world
        later.leaves[2] = later.leaves[2].replacing("customers.csv", with: "customerz.csv")
        files = try later.files()
        files["checkpoints.jsonl"] = before
      }),
    .telling(
      "all checkpoints are left out", .history,
      files: { files, _ in files["checkpoints.jsonl"] = [] }),
    .telling(
      "the checkpoints end before the bundle's own", .history,
      files: { files, world in
        let last = world.signed.count - (world.signed.last == world.leaves.count ? 1 : 0)
        try files.editLine("checkpoints.jsonl", last) { _ in nil }
      }),
    .telling(
      "an earlier checkpoint is left out, and the report names it", .report,
      files: { files, _ in try files.editLine("checkpoints.jsonl", 0) { _ in nil } }),
    .telling(
      "an earlier checkpoint is by another key", .history,
      files: { files, world in
        var forged = world
        forged.signers = [try World.signer(2)]
        let line = try forged.files()["checkpoints.jsonl"]
        files["checkpoints.jsonl"] = line
      }),
    .telling(
      "a leaf is of an unknown kind", .leaves,
      world: {
        $0.tell()
        $0.append("purchase", #""batch" : 3"#)
      }),
    .telling(
      "a leaf has one member more", .leaves,
      world: {
        $0.tell()
        $0.append("exception", #""record" : 3, "commitment" : "\#(TreeHash.empty)", "x" : 1"#)
      }),
    .telling(
      "a leaf says a thing twice", .leaves,
      world: {
        $0.tell()
        $0.append("rules", #""tool" : "1", "tool" : "2", "sha256" : "\#(World.hex(""))""#)
      }),
    .telling(
      "the ledger does not begin with what was before", .leaves,
      world: {
        $0.tell()
        $0.leaves.removeFirst()
        $0.signed = $0.signed.map { $0 - 1 }
        $0.auditIndex -= 1
        $0.sampleIndex -= 1
      }),
    .telling(
      "what a recovery says is lost was signed by another key", .recoveries,
      world: {
        $0.tell()
        try $0.recover(to: 19, lost: $0.note($0.leaves.count, by: [World.signer(2)]))
      }),
    .telling(
      "a recovery names another size than the checkpoint that it holds", .recoveries,
      world: {
        $0.tell()
        try $0.recover(to: 19, size: 22)
      }),
    .telling(
      "a recovery stands elsewhere than where the ledger was set back to", .recoveries,
      world: {
        $0.tell()
        try $0.recover(to: 19, saying: 18)
      }),
    .telling(
      "a recovery says that it kept more than stands before it", .recoveries,
      world: {
        $0.tell()
        try $0.recover(to: 19, saying: 20)
      }),
    .telling(
      "nothing is lost by a recovery", .recoveries,
      world: {
        $0.tell()
        try $0.recover(to: 19, lost: $0.note(19))
      }),
    .telling(
      "an earlier recovery's checkpoint was signed by another key", .recoveries,
      world: {
        $0.tell()
        let forged = try World.earlier(9, $0.note($0.leaves.count, by: [World.signer(2)]))
        try $0.recover(to: 19, naming: forged)
      }),
    .telling(
      "an earlier recovery names another size than its checkpoint", .recoveries,
      world: {
        $0.tell()
        try $0.recover(to: 19, naming: World.earlier(19, $0.note($0.leaves.count), size: 22))
      }),
    .telling(
      "an earlier recovery would not be lost", .recoveries,
      world: {
        $0.tell()
        try $0.recover(to: 19, naming: World.earlier(18, $0.note($0.leaves.count)))
      }),
    .telling(
      "nothing is lost by an earlier recovery", .recoveries,
      world: {
        $0.tell()
        try $0.recover(to: 19, naming: World.earlier(21, $0.note($0.leaves.count)))
      }),
    .telling(
      "an earlier recovery has no reason", .recoveries,
      world: {
        $0.tell()
        try $0.recover(to: 19, naming: World.earlier(19, $0.note($0.leaves.count), reason: ""))
      }),
    .telling(
      "an earlier recovery has one member more", .leaves,
      world: {
        $0.tell()
        let item = try World.earlier(9, $0.note($0.leaves.count))
        try $0.recover(to: 19, naming: item.dropLast() + #", "x" : 1}"#)
      }),
    Attack("a recovery that does not name the one that lost the auditor's leaves", .previous) {
      var world = try World()
      world.tell()
      world.append("erasure", World.erasure(12))
      let kept = BundleFiles(try world.files())
      try world.recover(to: 19, reason: "fire")
      try world.recover(to: 19, reason: "flood")
      world.signed.append(world.leaves.count)
      for place in 13..<17 { world.append("erasure", World.erasure(place)) }
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, previous: kept))
    },
    Attack("a recovery of an earlier checkpoint than the auditor's", .previous) {
      var world = try World()
      world.tell()
      let kept = BundleFiles(try world.files())
      try world.recover(to: 19, lost: world.note(20))
      world.append("erasure", World.erasure(12))
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, previous: kept))
    },
    Attack("a recovery, and a leaf before it is another one", .previous) {
      var world = try World()
      world.tell()
      let kept = BundleFiles(try world.files())
      try world.recover(to: 19)
      world.leaves[2] = world.leaves[2].replacing("customers.csv", with: "customerz.csv")
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, previous: kept))
    },
    Attack("the same key signs another history of the same size", .previous) {
      var world = try World()
      world.tell()
      let kept = BundleFiles(try world.files())
      world.findings["uncorroborated-order"] = 1
      world.tell()
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, previous: kept))
    },
    Attack("the tail is cut off and the rest signed anew", .previous) {
      var world = try World()
      world.tell()
      let kept = BundleFiles(try world.files())
      world.leaves.removeLast(2)
      world.signed.removeLast()
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, previous: kept))
    },
    Attack("a batch is dropped from history, and all signed anew", .previous) {
      var world = try World()
      world.tell()
      let kept = BundleFiles(try world.files())
      world.leaves.remove(at: 3)
      world.signed = world.signed.map { $0 - 1 }
      world.auditIndex -= 1
      world.sampleIndex -= 1
      world.append(
        "erasure",
        #""record" : 12, "reason" : "person", "events" : 3, "#
          + #""backups_until" : "2026-12-31""#)
      world.append(
        "erasure",
        #""record" : 13, "reason" : "person", "events" : 3, "#
          + #""backups_until" : "2026-12-31""#)
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, previous: kept))
    },
    Attack("the checkpoint that the auditor kept is left out", .previous) {
      var world = try World()
      world.tell()
      let kept = BundleFiles(try world.files())
      world.append(
        "erasure",
        #""record" : 12, "reason" : "person", "events" : 3, "#
          + #""backups_until" : "2026-12-31""#)
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, previous: kept))
    },
    Attack("the earlier bundle is damaged", .previous) {
      var world = try World()
      world.tell()
      var kept = try world.files()
      kept["census.csv"]?[3] ^= 1
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, previous: BundleFiles(kept)))
    },
  ]
}
