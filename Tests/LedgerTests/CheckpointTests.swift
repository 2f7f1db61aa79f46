import Ledger
import Testing

@Suite struct CheckpointTests {
  static let root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="
  static let emptyRoot = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

  @Test(arguments: [
    "Log\n123\n\(root)\n", "a log with spaces\n1\n\(root)\n", "Log\n0\n\(emptyRoot)\n",
    "Log\n9223372036854775807\n\(root)\n", "Log\n9944\n\(root)\nHere's some associated data.\n",
    "Log\n9944\n\(root)\nlots\nof\nlines\n", "記録\n8\n\(root)\n追記\n",
  ])
  func texts(_ text: String) throws {
    let checkpoint = try Checkpoint(text: text)
    #expect(checkpoint.text == text)
    #expect(
      try Checkpoint(
        origin: checkpoint.origin, head: checkpoint.head, extensions: checkpoint.extensions)
        == checkpoint)
  }

  @Test(arguments: [
    ("", CheckpointError.Part.lines), ("\n", .lines), ("Log\n", .lines), ("Log\n9944\n", .lines),
    ("Log\n123\n\(root)", .lines), ("\n123\n\(root)\n", .origin), ("a\tb\n123\n\(root)\n", .origin),
    ("Log\n\n\(root)\n", .size), ("Log\nbananas\n\(root)\n", .size), ("Log\n-34\n\(root)\n", .size),
    ("Log\n+34\n\(root)\n", .size), ("Log\n034\n\(root)\n", .size), ("Log\n00\n\(root)\n", .size),
    ("Log\n 34\n\(root)\n", .size), ("Log\n34 \n\(root)\n", .size), ("Log\n0x22\n\(root)\n", .size),
    ("Log\n3_4\n\(root)\n", .size), ("Log\n３４\n\(root)\n", .size), ("Log\n34.0\n\(root)\n", .size),
    ("Log\n9223372036854775808\n\(root)\n", .size),
    ("Log\n18446744073709551617\n\(root)\n", .size),
    ("Log\n3438945738945739845734895735\n\(root)\n", .size),
    ("Log\n123\n\n", .root), ("Log\n123\nThisIsn'tBase64\n", .root),
    ("Log\n123\nYmFuYW5hcw==\n", .root), ("Log\n123\n\(root.dropLast())\n", .root),
    ("Log\n123\n\(root) \n", .root), ("Log\n123\n\(root.dropLast(2))h=\n", .root),
    ("Log\n0\n\(root)\n", .root),
    ("Log\n123\n\(root)\n\n", .extensions), ("Log\n123\n\(root)\na\n\nb\n", .extensions),
    ("Log\n123\n\(root)\n\na\n", .extensions), ("Log\n123\n\(root)\na\u{7}\n", .extensions),
  ])
  func malformed(_ text: String, _ part: CheckpointError.Part) {
    #expect(throws: CheckpointError.malformed(part)) { try Checkpoint(text: text) }
  }

  @Test func whatIsNoCheckpoint() throws {
    let head = Frontier().head
    for origin in ["", "a\nb", "a\n"] {
      #expect(throws: CheckpointError.malformed(.origin)) {
        try Checkpoint(origin: origin, head: head)
      }
    }
    #expect(throws: CheckpointError.malformed(.extensions)) {
      try Checkpoint(origin: "o", head: head, extensions: ["a", ""])
    }
    #expect(throws: CheckpointError.malformed(.size)) {
      try Checkpoint(origin: "o", head: TreeHead(size: -1, root: head.root))
    }
  }

  @Test func theGoChecksumDatabase() throws {
    let key = try VerifierKey(Vectors.sumKey)
    let policy = try CheckpointPolicy(origin: "go.sum database tree", logKeys: [key])
    let trusted = try policy.open(parsing: Array(Vectors.sumNote.utf8))
    #expect(trusted.checkpoint.head.size == 20_852_163)
    #expect(trusted.signers.map(\.key) == [key])
    // The example of the specification is that head under another name, and does not verify.
    let sofa = Vectors.sumNote.replacing(
      "go.sum database tree", with: "example.com/behind-the-sofa"
    )
    .replacing("sum.golang.org", with: "example.com/behind-the-sofa")
    let other = try CheckpointPolicy(origin: "example.com/behind-the-sofa", logKeys: [key])
    #expect(throws: CheckpointError.notSignedByLog) { try other.open(parsing: Array(sofa.utf8)) }
  }

  @Test func theSigsumTestLog() throws {
    let key = try VerifierKey(Vectors.sigsumKey)
    let policy = try CheckpointPolicy(origin: "sigsum.org:testonly", logKeys: [key])
    let trusted = try policy.open(parsing: Array(Vectors.sigsumNote.utf8))
    #expect(trusted.checkpoint.head.size == 23)
    #expect(trusted.checkpoint.origin == key.name)
  }
}
