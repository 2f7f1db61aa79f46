import Foundation
import Postgres
import Testing
import Yurai

/// Somebody who is in the role yurai_auditor and in no other: what she writes from the database, and what it refuses her.
@Suite struct AuditorRoleTests {
  private static let nonce = "471108154711081547110815"
  private static let other = "081547110815471108154711"

  /// A ledger with a key, an audit, one sample drawn and another committed to, and a login of the group.
  private func withAuditor(
    in group: String = "yurai_auditor", _ body: (Liar, Login) throws -> Void
  ) throws {
    try Liar.with { liar throws in
      let database = liar.database
      var session = try database.session()
      var job = SampleJob()
      job.tolerable = 0.3
      for nonce in [Self.nonce, Self.other] {
        _ = try job.commit(try Self.hash(nonce), in: &session)
      }
      _ = try job.draw(nonce: Self.nonce, in: &session)
      try database.grantRoles()
      let login = Login(database: database, name: "\(database.name)_\(group)")
      try login.create(in: group)
      let result = Result { try body(liar, login) }
      login.drop()
      try result.get()
    }
  }

  private static func hash(_ text: String) throws -> String {
    let done = try Shell.run(
      "sh", "-c", "printf %s \(text) | sha256sum | cut -c1-64", in: "/")
    return done.output.trimmingCharacters(in: .newlines)
  }

  private func key(_ liar: Liar) throws -> String {
    var session = try liar.database.session()
    return try LedgerSigner.keys(makes: false, in: &session)[0]
  }

  @Test("she writes the bundle of what was signed, which verifies, and leaves no trace of it")
  func bundle() throws {
    try withAuditor { liar, login throws in
      let database = liar.database
      let before = try database.content()
      let folder = "\(database.folder)/bundle"
      let written = try login.tool("report", "--output", folder, "--zip", "--quiet")
      #expect(written.code == 0, "\(written.errors)")
      // The same bytes as the owner's.
      let own = "\(database.folder)/own"
      #expect(try database.tool("report", "--output", own, "--zip", "--quiet").code == 0)
      #expect(try Shell.run("diff", "-r", folder, own, in: "/").code == 0)
      let checked = try login.tool("report", "--format", "json", "--quiet")
      #expect(checked.code == 0 && checked.output.contains("\"customers\":5"), "\(checked.errors)")
      for bundle in [folder, folder + ".zip"] {
        let verified = try Tool(xdg: database.server.xdg).run(
          "verify", bundle, "--key", try key(liar), "--language", "en")
        #expect(verified.code == 0, "\(verified.output) \(verified.errors)")
        #expect(verified.output.hasPrefix("Verified: everything that was checked holds."))
      }
      // What was drawn is told again.
      let drawn = try login.tool("sample", "draw", "--nonce", Self.nonce, "--quiet")
      #expect(drawn.code == 2 && drawn.output.contains("records drawn"), "\(drawn)")
      #expect(try database.content() == before)
    }
  }

  @Test("what has grown since it was signed she cannot sign, in the folder of the keys neither")
  func unsigned() throws {
    try withAuditor { liar, login throws in
      let database = liar.database
      var session = try database.session()
      try Listings.grantException(
        customer: "C004", approver: "佐藤", reason: "紙", evidence: "棚", in: &session)
      let before = try database.content()
      let kept = FileManager.default.contents(atPath: "\(liar.folder)/checkpoint")
      for words in [["report", "--output", "\(database.folder)/bundle"], ["checkpoint"]] {
        let refused = try login.run(words)
        #expect(refused.code == 1, "\(words)")
        #expect(
          refused.errors.contains("leaves since it was signed last, and this role may not sign it"),
          "\(refused.errors)")
      }
      #expect(!FileManager.default.fileExists(atPath: "\(database.folder)/bundle"))
      #expect(FileManager.default.contents(atPath: "\(liar.folder)/checkpoint") == kept)
      #expect(try database.content() == before)
      #expect(try database.tool("checkpoint", "--quiet").code == 0)
      #expect(try login.tool("report", "--output", "\(database.folder)/bundle").code == 0)
    }
  }

  @Test("where the ledger has no key she is told who can make one") func keyless() throws {
    try withDatabase(isBlank: true) { database in
      try database.load(Liar.mall())
      _ = try database.audit()
      try database.grantRoles()
      let login = Login(database: database, name: "\(database.name)_keyless")
      try login.create(in: "yurai_auditor")
      defer { login.drop() }
      let refused = try login.tool("report", "--output", "\(database.folder)/bundle")
      #expect(refused.code == 1)
      #expect(
        refused.errors.contains("the ledger has no key yet, and this role may not make one"),
        "\(refused.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(database.folder)/ledger/keys"))
      #expect(try database.tool("key", "make", "--origin", "mall.example/x").code == 0)
      #expect(try database.tool("checkpoint").code == 0)
      let written = try login.tool("report", "--output", "\(database.folder)/bundle")
      #expect(written.code == 0, "\(written.errors)")
    }
  }

  @Test("what opens a record, what is drawn anew and what grows the ledger is refused")
  func refused() throws {
    try withAuditor { liar, login throws in
      let database = liar.database
      let before = try database.content()
      let kept = FileManager.default.contents(atPath: "\(liar.folder)/checkpoint")
      let keys = FileManager.default.contents(atPath: "\(liar.folder)/keys")
      let file = "\(database.folder)/record.json"
      let annex = "\(database.folder)/annex"
      for words in [
        ["sample", "commit", try Self.hash("another")], ["sample", "draw", "--nonce", Self.other],
        ["sample", "export", annex], ["sample", "open", "C002", "--output", file],
        ["key", "rotate"], ["trace", "C002"], ["audit"],
        ["erase", "C004", "--retention"],
        ["exception", "C004", "--approver", "a", "--reason", "r", "--evidence", "e"],
      ] {
        let refused = try login.run(words)
        #expect(refused.code == 1, "\(words): \(refused)")
        #expect(refused.errors.contains("permission denied"), "\(words): \(refused.errors)")
        #expect(refused.errors.contains("Docs/operations.md, \"Roles\""), "\(refused.errors)")
        for person in (1...5).map({ Person($0) }) {
          #expect(!(refused.output + refused.errors).contains(person.name), "\(words)")
        }
      }
      #expect(!FileManager.default.fileExists(atPath: file))
      #expect(!FileManager.default.fileExists(atPath: "\(annex)/annex.jsonl"))
      #expect(!FileManager.default.fileExists(atPath: "\(annex)/annex.jsonl.part"))
      #expect(FileManager.default.contents(atPath: "\(liar.folder)/checkpoint") == kept)
      #expect(FileManager.default.contents(atPath: "\(liar.folder)/keys") == keys)
      for query in [
        "SELECT salt FROM record_salt", "SELECT name FROM customer_record",
        "SELECT * FROM customer_record",
        "SELECT * FROM ledger_salt",
        "SELECT * FROM erased_mark", "INSERT INTO sample SELECT * FROM sample",
        "INSERT INTO checkpoint SELECT * FROM checkpoint",
        "INSERT INTO record_opening (leaf_no, run_id, actor) VALUES (0, 1, 'x')",
      ] as [Query] { #expect(try !login.may(query), "\(query)") }
      #expect(try database.content() == before)
    }
  }

  @Test("the batch draws, exports and opens for her") func batch() throws {
    try withAuditor(in: "yurai_batch") { liar, login throws in
      let database = liar.database
      let folder = "\(database.folder)/bundle"
      let annex = "\(database.folder)/annex"
      let file = "\(database.folder)/record.json"
      #expect([0, 2].contains(try login.tool("sample", "draw", "--nonce", Self.other).code))
      #expect(try login.tool("sample", "export", annex).code == 0)
      #expect(try login.tool("sample", "open", "C002", "--output", file).code == 0)
      #expect(try login.tool("report", "--output", folder).code == 0)
      let verified = try Tool(xdg: database.server.xdg).run(
        "verify", folder, "--key", try key(liar), "--annex", "\(annex)/annex.jsonl", "--record",
        file, "--language", "en")
      #expect(verified.code == 0, "\(verified.output)")
    }
  }
}
