import Foundation
import Ledger
import Testing

/// What README.txt says of a sample, on a sample that is made here.
@Suite struct SampleCheckTests {
  private static let readme = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/Yurai/Report/Data/README.txt")

  /// The proof of one leaf by the definition of RFC 6962 section 2.1.1.
  private func path(_ index: Int, _ leaves: ArraySlice<TreeHash>) -> [TreeHash] {
    guard leaves.count > 1 else { return [] }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let cut = leaves.startIndex + half
    return index < half
      ? path(index, leaves[..<cut]) + [root(leaves[cut...])]
      : path(index - half, leaves[cut...]) + [root(leaves[..<cut])]
  }

  private func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
    var frontier = Frontier()
    frontier.append(contentsOf: leaves)
    return frontier.head.root
  }

  @Test("places and proofs are checked", .enabled(if: Shell.has("python3")))
  func sample() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "yurai-sample-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let block = try #require(
      text.components(separatedBy: "python3 - <<'END'\n").last?.components(separatedBy: "\nEND\n")
        .first)
    func check() throws -> Shell.Outcome { try Shell.run("python3", "-c", block, in: folder) }
    #expect(try check().output == "OK: no sample was drawn\n")

    let leaves = (0..<37).map { "[\"yurai.record/v1\", \"tony\", \($0)]" }
    let hashes = leaves.map { TreeHash.leaf(Array($0.utf8)) }
    let nonce = "0123456789"
    let note =
      "mall.example/provenance\n4\n\(root(hashes[...]).base64)\n\n— mall.example/provenance AAAA\n"
    let program = """
      import hashlib, json, sys
      sha = lambda t: hashlib.sha256(t.encode()).hexdigest()
      note, nonce = sys.argv[1], sys.argv[2]
      seed, picked, i = sha("yurai.sample/v1\\n" + note.rpartition("\\n\\n")[0] + "\\n" + nonce), [], 0
      while len(picked) < 30:
          i += 1
          pick = int(sha("%s,%d" % (seed, i)), 16) % 37
          if pick not in picked: picked.append(pick)
      print(json.dumps([seed, sha(nonce), picked]))
      """
    let drawn = try Shell.run("python3", "-c", program, note, nonce, in: folder)
    let values = try #require(
      try JSONSerialization.jsonObject(with: Data(drawn.output.utf8)) as? [Any])
    let picked = try #require(values[2] as? [Int])
    let records: [String: Any] = ["size": 37, "root": root(hashes[...]).base64]
    let sample: [String: Any] = [
      "version": 1, "run": 3, "records": records, "nonce": nonce, "seed": values[0],
      "committed": ["leaf": 2, "nonce_sha256": values[1]], "checkpoint": note,
      "draws": picked.enumerated().map { number, index in
        [
          "draw": number + 1, "index": index, "leaf": leaves[index],
          "proof": path(index, hashes[...]).map(\.base64), "exception": NSNull(),
        ] as [String: Any]
      },
    ]
    func json(_ value: Any) throws -> String {
      String(
        decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]),
        as: UTF8.self)
    }
    let audit: [String: Any] = ["kind": "audit", "run": 3, "records": records]
    let promise = ["kind": "sample", "run": 3, "nonce_sha256": values[1]]
    let recovery: [String: Any] = ["kind": "recovery"]
    let other: [String: Any] = ["kind": "erasure"]
    func tell(_ leaves: [String: Any]...) throws {
      try (leaves.map(json).joined(separator: "\n") + "\n")
        .write(toFile: "\(folder)/ledger.jsonl", atomically: true, encoding: .utf8)
    }
    try tell(audit, recovery, promise, other, recovery)
    let good = try json(sample)
    let file = "\(folder)/sample.json"
    try good.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try check()
    #expect(result.code == 0 && result.output.contains("OK: 30 drawn"), "\(result)")
    for (old, new) in [
      (nonce, "0123456780"), ("\"tony\\\", \(picked[0])]", "\"umi\\\", \(picked[0])]"),
      ("\"index\":\(picked[5]),", "\"index\":\(picked[6]),"), ("\"size\":37", "\"size\":38"),
    ] {
      let bad = good.replacing(old, with: new)
      try #require(bad != good, "\(old)")
      try bad.write(toFile: file, atomically: true, encoding: .utf8)
      #expect(try check().code != 0, "\(old) → \(new)")
    }
    try good.write(toFile: file, atomically: true, encoding: .utf8)
    try tell(audit, promise, promise, other)
    #expect(try check().errors.contains("the nonce was promised before"))
    try tell(audit, other, promise, recovery)
    #expect(try check().errors.contains("was set back between the promise and the checkpoint"))
  }
}
