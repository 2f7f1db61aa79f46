import Foundation
import Postgres
import Sampling
import Testing
import Yurai

/// What is confidential, sealed for the auditor's own age key.
@Suite struct SealedExportTests {
  /// The example of age.md, and its private key.
  private static let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
  private static let identity = [UInt8](repeating: 0x42, count: 32)

  /// The plain bytes of a sealed file, in which nobody can be read who is in them.
  private func opened(_ path: String) throws -> [UInt8] {
    let sealed = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(sealed.starts(with: Data("age-encryption.org/v1\n-> X25519 ".utf8)))
    let plain = try AgeReader(Array(sealed), identity: Self.identity).read().plain
    var seen = 0
    for person in (1...5).map({ Person($0) }) {
      for value in [person.name, person.email, person.phone, person.address, person.id] {
        #expect(sealed.range(of: Data(value.utf8)) == nil, "\(person.number)")
        if Data(plain).range(of: Data(value.utf8)) != nil { seen += 1 }
      }
    }
    #expect(seen >= 5, "nothing to be hidden")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    // Nobody else opens it.
    #expect(throws: AgeReader.Refusal.self) {
      try AgeReader(Array(sealed), identity: [UInt8](repeating: 0x43, count: 32))
    }
    return plain
  }

  private func plain(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test("the annex") func annex() throws {
    try Liar.with { liar throws in
      let database = liar.database
      let nonce = "471108154711081547110815"
      let committed = try database.tool(
        "sample", "commit", SampleSeed.commitment(nonce: nonce), "--confidence", "90",
        "--tolerable", "30%")
      #expect(committed.code == 0, "\(committed.errors)")
      #expect([0, 2].contains(try database.tool("sample", "draw", "--nonce", nonce).code))
      let (open, sealed) = ("\(database.folder)/open", "\(database.folder)/sealed")
      #expect(try database.tool("sample", "export", open).code == 0)
      let exported = try database.tool("sample", "export", sealed, "--recipient", Self.recipient)
      #expect(exported.code == 0, "\(exported.errors)")
      #expect(exported.output.contains("\(sealed)/annex.jsonl.age: "))
      // Neither a plain annex nor a part of one is left beside it.
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: sealed).sorted()
          == ["annex.jsonl.age", "sample.json"])
      #expect(try opened("\(sealed)/annex.jsonl.age") == plain("\(open)/annex.jsonl"))
    }
  }

  @Test("one record") func record() throws {
    try Liar.with { liar throws in
      let database = liar.database
      let (open, sealed) = ("\(database.folder)/open.json", "\(database.folder)/sealed/r.age")
      try FileManager.default.createDirectory(
        atPath: "\(database.folder)/sealed", withIntermediateDirectories: true)
      #expect(try database.tool("sample", "open", "C002", "--output", open).code == 0)
      let written = try database.tool(
        "sample", "open", "C002", "--output", sealed, "--recipient", Self.recipient)
      #expect(written.code == 0, "\(written.errors)")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: "\(database.folder)/sealed")
          == ["r.age"])
      #expect(try opened(sealed) == plain(open))
    }
  }

  @Test("for no recipient that is one nothing is written") func refused() throws {
    try Liar.with { liar throws in
      let path = "\(liar.database.folder)/r.age"
      let refused = try liar.database.tool(
        "sample", "open", "C002", "--output", path, "--recipient",
        Self.recipient.replacing("zvk", with: "zvq"))
      #expect(refused.code == 64 && refused.output.isEmpty, "\(refused)")
      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(try liar.database.value("SELECT count(*) FROM record_opening") == "0")
    }
  }
}
