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
    #expect(try check().output == "OK: no sample of this run was drawn\n")

    // Of 37 records at least 2 make 5 %, which 29 draws miss in fewer than 5 of 100 cases.
    let unexplained = Set(stride(from: 0, to: 37, by: 5))
    let leaves = (0..<37).map {
      #"["yurai.record/v1", "tony", "hana", null, null, 1, "\#(unexplained.contains($0) ? "untraced" : "traced")", "\#($0)"]"#
    }
    let hashes = leaves.map { TreeHash.leaf(Array($0.utf8)) }
    let nonce = "0123456789"
    let note =
      "mall.example/provenance\n4\n\(root(hashes[...]).base64)\n\n— mall.example/provenance AAAA\n"
    let program = """
      import hashlib, json, sys
      sha = lambda t: hashlib.sha256(t.encode()).hexdigest()
      note, nonce = sys.argv[1], sys.argv[2]
      seed, picked, i = sha("yurai.sample/v1\\n" + note.rpartition("\\n\\n")[0] + "\\n" + nonce), [], 0
      while len(picked) < 29:
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
      "committed": ["leaf": 2, "nonce_sha256": values[1]], "checkpoint": note, "size": 29,
      "confidence": 0.95, "tolerable": 0.05, "stratified": NSNull(),
      "draws": picked.enumerated().map { number, index in
        [
          "draw": number + 1, "index": index, "leaf": leaves[index],
          "proof": path(index, hashes[...]).map(\.base64),
          "exception": unexplained.contains(index) && index != 10 ? "unexplained" : NSNull(),
        ] as [String: Any]
      },
    ]
    func json(_ value: Any) throws -> String {
      String(
        decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]),
        as: UTF8.self)
    }
    let audit: [String: Any] = ["kind": "audit", "run": 3, "records": records]
    let promise: [String: Any] = [
      "kind": "sample", "run": 3, "nonce_sha256": values[1], "confidence": 0.95, "tolerable": 0.05,
      "stratified": NSNull(),
    ]
    let recovery: [String: Any] = ["kind": "recovery"]
    let other: [String: Any] = ["kind": "erasure"]
    let exception: [String: Any] = ["kind": "exception", "record": 10]
    func tell(_ leaves: [String: Any]...) throws {
      try (leaves.map(json).joined(separator: "\n") + "\n")
        .write(toFile: "\(folder)/ledger.jsonl", atomically: true, encoding: .utf8)
    }
    func sign(_ heads: [(size: Int, note: String)], last: String) throws {
      let lines = try heads.map { try json(["size": $0.size, "note": $0.note]) + "\n" }
      try lines.joined().write(
        toFile: "\(folder)/checkpoints.jsonl", atomically: true, encoding: .utf8)
      try last.write(toFile: "\(folder)/checkpoint", atomically: true, encoding: .utf8)
    }
    func head(_ size: Int) -> String { note.replacing("\n4\n", with: "\n\(size)\n") }
    try sign([(1, head(1)), (2, head(2)), (4, note)], last: head(5))
    try tell(exception, audit, promise, other, recovery)
    let good = try json(sample)
    let file = "\(folder)/sample.json"
    try good.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try check()
    #expect(result.code == 0 && result.output.contains("OK: 29 drawn"), "\(result)")
    let counted = picked.count { unexplained.contains($0) && $0 != 10 }
    try #require(counted > 1 && picked.contains(10))
    #expect(result.output.contains("\(counted) of them unexplained"), "\(result)")
    let drawnUnexplained = #""exception":"unexplained""#
    for (old, new) in [
      (nonce, "0123456780"), (#"\"tony\""#, #"\"umi\""#), (drawnUnexplained, #""exception":null"#),
      ("\"confidence\":0.95", "\"confidence\":0.5"),
      ("\"index\":\(picked[5]),", "\"index\":\(picked[6]),"), ("\"size\":37", "\"size\":38"),
    ] {
      let bad = good.replacing(old, with: new)
      try #require(bad != good, "\(old)")
      try bad.write(toFile: file, atomically: true, encoding: .utf8)
      #expect(try check().code != 0, "\(old) → \(new)")
    }
    // Fewer draws than the terms ask for, or other terms than were promised.
    var short = sample
    short["draws"] = (sample["draws"] as? [Any])?.dropLast().map { $0 }
    short["size"] = 28
    try json(short).write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try check().errors.contains("29 should have been drawn"))
    try good.write(toFile: file, atomically: true, encoding: .utf8)
    // A checkpoint that came between, one that nobody listed; the bundle's own may be the first.
    for (heads, last, isFirst) in [
      ([(3, head(3)), (4, note)], head(5), false), ([(1, head(1))], head(5), false),
      ([(1, head(1))], note, true),
    ] {
      try sign(heads, last: last)
      #expect(try check().errors.contains("not the first after the promise") != isFirst)
    }
    // An exception that was granted after the audit excuses nothing in it.
    try sign([(4, note)], last: head(5))
    try tell(other, audit, promise, exception)
    #expect(try check().errors.contains("is not marked as its leaf says"))
    try tell(audit, promise, promise, other)
    #expect(try check().errors.contains("the nonce was promised before"))
    try tell(audit, other, promise, recovery)
    #expect(try check().errors.contains("was set back between the promise and the checkpoint"))
  }
}
