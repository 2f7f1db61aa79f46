import Foundation
import Ledger
import Testing

/// An auditor who pinned a key that was changed since, and has the bundle, openssl and Python alone.
@Suite(.enabled(if: Shell.has("python3", "openssl"))) struct ChangedKeyTests {
  /// What an auditor runs, with her key: `check.py` of Docs/auditing.md, step 1 of the bundle's README.
  private struct Checks {
    let script: String
    let step: String
    let folder: String

    init(of folder: String) throws {
      self.folder = folder
      var root = URL(filePath: #filePath)
      for _ in 1...4 { root.deleteLastPathComponent() }
      let guide = try String(contentsOf: root.appending(path: "Docs/auditing.md"), encoding: .utf8)
      script = try Self.part(of: guide, from: "```python\n", to: "```\n")
      let readme = try String(contentsOfFile: "\(folder)/README.txt", encoding: .utf8)
      step = try Self.part(of: readme, from: "python3 - 'KEY' <<'END'\n", to: "\nEND\n")
    }

    private static func part(of text: String, from start: String, to end: String) throws -> String {
      let rest = try #require(text.components(separatedBy: start).dropFirst().first)
      return try #require(rest.components(separatedBy: end).first)
    }

    func check(_ key: String) throws -> Shell.Outcome {
      try Shell.run("python3", "-c", script, ".", key, in: folder)
    }

    func first(_ key: String) throws -> Shell.Outcome {
      try Shell.run("python3", "-c", step, key, in: folder)
    }

    /// Expects that neither is content, that both say so in words, and say these.
    func refuse(_ key: String, _ words: String) throws {
      for outcome in [try check(key), try first(key)] {
        #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
        #expect(!outcome.errors.contains("Traceback") && !outcome.output.contains("OK: "))
      }
    }
  }

  private func key(_ database: TestDatabase) throws -> String {
    let lines = try database.tool("key", "show").output.split(separator: "\n")
    return String(try #require(lines.first))
  }

  /// Adds a key and retires the one before.
  private func change(_ database: TestDatabase) throws -> String {
    let old = try key(database)
    #expect(try database.tool("key", "rotate").code == 0)
    let id = try #require(old.split(separator: "+").dropFirst().first)
    #expect(try database.tool("key", "retire", String(id)).code == 0)
    return try key(database)
  }

  private func bundle(of database: TestDatabase) throws -> Checks {
    let folder = "\(database.folder)/bundle"
    #expect(try database.tool("report", "--output", folder).code == 0)
    return try Checks(of: folder)
  }

  private func prepare(_ database: TestDatabase) throws {
    #expect(try database.tool("key", "make", "--origin", "mall.example/provenance").code == 0)
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer()])
    mall.add("orders", [Person(1).order()])
    try database.load(mall)
    #expect(try database.tool("audit").code == 0)
  }

  @Test("from a key that was retired she is led to the one that signs") func led() throws {
    try withDatabase(isBlank: true) { database in
      try prepare(database)
      let old = try key(database)
      let same = try bundle(of: database)
      #expect(try same.check(old).code == 0 && same.first(old).output.hasPrefix("OK: "))
      let new = try change(database)
      let once = try bundle(of: database)
      let led = try once.check(old)
      #expect(led.code == 1 && led.errors.hasSuffix("check again with\n\(new)\n"), "\(led)")
      #expect(!led.errors.contains("Traceback"))
      #expect(led.output.contains(": made \(old)\n") && led.output.contains(": added \(new)\n"))
      let step = try once.first(old)
      #expect(step.code == 0 && step.output.contains(": added \(new)\n"), "\(step)")
      #expect(step.output.hasSuffix("OK: your key leads to \(new), which is in the file keys\n"))
      let checked = try once.check(new)
      #expect(checked.code == 0 && checked.output.contains(" files, "), "\(checked)")
      // And by the key between.
      let newest = try change(database)
      let twice = try bundle(of: database)
      #expect(try twice.check(old).errors.hasSuffix("check again with\n\(newest)\n"))
      #expect(try twice.first(old).output.contains("OK: your key leads to \(newest),"))
      #expect(try twice.check(newest).code == 0)
    }
  }

  @Test("not where the ledger is another than the old key signed, nor from another's key")
  func astray() throws {
    try withDatabase(isBlank: true) { database in
      try prepare(database)
      let old = try key(database)
      let new = try change(database)
      let checks = try bundle(of: database)
      let stranger = try SignerKey.generate(
        name: "mall.example/provenance", algorithm: .ed25519
      ).verifierKey.text
      try checks.refuse(stranger, "our key leads to none ")
      let placeholder = try checks.first("KEY")
      #expect(placeholder.code == 1 && placeholder.errors.hasPrefix("put the key"))
      // A leaf that the old key signed is changed: it names a key of somebody else.
      let path = "\(checks.folder)/ledger.jsonl"
      let ledger = try String(contentsOfFile: path, encoding: .utf8)
      func write(_ text: String, _ name: String = "ledger.jsonl") throws {
        try text.write(toFile: "\(checks.folder)/\(name)", atomically: true, encoding: .utf8)
      }
      try write(ledger.replacing(new, with: stranger))
      try checks.refuse(old, "eep this bundle")
      try write(ledger)
      // No head that vouches for the new key is left: only what was signed before.
      let heads = "\(checks.folder)/checkpoints.jsonl"
      let notes = try String(contentsOfFile: heads, encoding: .utf8)
      let added = try #require(
        ledger.components(separatedBy: "\n").firstIndex {
          $0.contains("added")
        })
      let before = try notes.split(separator: "\n").filter {
        let size = try #require($0.firstMatch(of: /"size" ?: (\d+)/)?.output.1)
        return try #require(Int(size)) <= added
      }
      #expect(!before.isEmpty)
      try write(before.joined(separator: "\n") + "\n", "checkpoints.jsonl")
      try checks.refuse(old, "our key leads to none ")
      // A head whose signature is not the old key's.
      try write(
        notes.replacing("mall.example/provenance\\n", with: "mall.example/Provenance\\n"),
        "checkpoints.jsonl")
      #expect(try checks.check(old).code != 0 && checks.first(old).code != 0)
    }
  }
}
