import Crypto
import Foundation
import Ledger
import Postgres
import PrivateServer
import Testing
import Yurai

/// What an import, an audit and a change of keys leave in the ledger; who signs it.
@Suite struct LedgerTests {
  @Test("each thing that happened is a leaf, in order") func leaves() throws {
    try Liar.with { liar in
      let kinds = try liar.database.rows("SELECT kind FROM ledger_leaf ORDER BY leaf_index")
        .map { $0[0] }
      let imports = try liar.database.value("SELECT count(*) FROM batch")
      #expect(
        kinds == ["legacy", "key"] + Array(repeating: "import", count: Int(imports) ?? 0)
          + ["rules", "audit"])
      let records = try liar.database.value(
        "SELECT leaf::json -> 'records' ->> 'size' FROM ledger_leaf WHERE kind = 'audit'")
      #expect(records == "5")
      let root = try liar.database.value(
        """
        SELECT (leaf::json -> 'records' ->> 'root') = encode(records_root, 'base64')
          FROM ledger_leaf JOIN audit_run USING (leaf_index)
        """)
      #expect(root == "t")
    }
  }

  @Test("the commitment that the import makes is the one that the database makes of the row")
  func commitments() throws {
    var mall = Mall.market()
    var rows = (1...3).map { Person($0).customer() }
    let odd = [
      #"髙橋 "花子" \ Ｊｒ．"#, "タブ\tの中", "顔😀と𠮷野家、é と é", "O'Brien; DROP TABLE customer --",
    ]
    for (index, name) in odd.enumerated() {
      var row = Person(10 + index).customer()
      row["name"] = name
      row["registered_at"] =
        ["1969-12-31 23:59:58", "2006-05-03T00:05:00+09:00", "", "1950-01-01"][index]
      rows.append(row)
    }
    mall.add("customers", rows)
    try Liar.with(mall) { liar in
      var session = try liar.database.session()
      var job = AuditJob()
      job.verifiesRows = true
      let outcome = try job.run(in: &session)
      #expect(outcome.untrue == 0)
      let held = try liar.database.value("SELECT count(*) FROM record_salt")
      #expect(held == "7")
    }
  }

  /// SHA-256 over the rule files, as Docs/bundle.md says it: all of `audit/`, then all of `rules/`, each in byte order.
  private static func rules() throws -> String {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sql")
    var hash = SHA256()
    for folder in ["audit", "rules"] {
      let path = sources.appending(path: folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: path.path)
        .filter { $0.hasSuffix(".sql") }
        .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
      for name in names { hash.update(data: try Data(contentsOf: path.appending(path: name))) }
    }
    return hash.finalize().map { String(256 + Int($0), radix: 16).dropFirst() }.joined()
  }

  @Test("where the rules are others than the last leaf of them says, the next audit says so first")
  func rules() throws {
    try withDatabase { database in
      // Without a key: nothing is signed that would not let the leaf be changed.
      let liar = Liar(database: database)
      try database.load(Liar.mall())
      _ = try database.audit()
      let others = String(repeating: "0f", count: 32)
      try liar.lie([
        """
        UPDATE ledger_leaf SET leaf = regexp_replace(leaf, '"sha256" : "[0-9a-f]{64}"',
                                                     '"sha256" : "\(others)"')
         WHERE kind = 'rules'
        """
      ])
      try liar.rehash()
      func leaves() throws -> [[String]] {
        try database.rows(
          """
          SELECT kind, coalesce(leaf::json ->> 'sha256', leaf::json ->> 'rules') FROM ledger_leaf
           WHERE kind IN ('rules', 'audit') ORDER BY leaf_index
          """)
      }
      let own = try Self.rules()
      #expect(try leaves() == [["rules", others], ["audit", own]])
      let size = try Int(database.value("SELECT count(*) FROM ledger_leaf")) ?? 0
      #expect(try liar.changes().isEmpty)
      #expect(try leaves().suffix(2) == [["rules", own], ["audit", own]])
      #expect(try database.value("SELECT count(*) FROM ledger_leaf") == "\(size + 2)")
      // And once.
      _ = try database.audit()
      #expect(try leaves().map { $0[0] } == ["rules", "audit", "rules", "audit", "audit"])
    }
  }

  @Test("a key that others can read is refused") func keyFile() throws {
    try Liar.with { liar in
      let path = "\(liar.folder)/keys"
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      var session = try liar.database.session()
      let error = failure { _ = try LedgerExchange.checkpoint(in: &session) }
      #expect(error.message.contains("chmod 600"))
    }
  }

  @Test("an old and a new key sign together, until the old one is retired") func rotation() throws {
    try Liar.with { liar in
      var session = try liar.database.session()
      let old = try VerifierKey(LedgerSigner.keys(makes: false, in: &session)[0])
      let both = try LedgerSigner.rotate(in: &session).map { try VerifierKey($0) }
      #expect(both.count == 2 && both[1] == old)
      var note = try SignedNote(parsing: Array(LedgerExchange.checkpoint(in: &session).utf8))
      #expect(try note.verify(with: both).signers.count == 2)
      let id = String("\(old)".suffix(8))
      #expect(try LedgerSigner.retire(id: id, in: &session).count == 1)
      note = try SignedNote(parsing: Array(LedgerExchange.checkpoint(in: &session).utf8))
      #expect(note.signatures.count == 1)
      #expect(throws: NoteError.self) { try note.verify(with: [old]) }
      #expect(failure { _ = try LedgerSigner.retire(id: id, in: &session) }.exit == .usage)
      #expect(try liar.database.audit().findings(of: "row-changed").isEmpty)
    }
  }

  @Test("a change of keys that was cut short is brought to its end by the next signature")
  func cutShort() throws {
    try Liar.with { liar in
      var session = try liar.database.session()
      let path = "\(liar.folder)/keys"
      let before = try String(contentsOfFile: path, encoding: .utf8)
      func changes() throws -> [String] {
        try liar.database.rows(
          "SELECT leaf::json ->> 'change' FROM ledger_leaf WHERE kind = 'key' ORDER BY leaf_index"
        ).map { $0[0] }
      }
      // The file was written, and its leaf rolled back.
      let name = try VerifierKey(LedgerSigner.keys(makes: false, in: &session)[0]).name
      let new = try SignerKey.generate(name: name, algorithm: .ed25519)
      func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      }
      try write(new.privateText + "\n" + before)
      var note = try SignedNote(parsing: Array(LedgerExchange.checkpoint(in: &session).utf8))
      #expect(try changes() == ["made", "added"] && note.signatures.count == 2)
      // The leaf was written, and the old key not yet destroyed.
      let both = try String(contentsOfFile: path, encoding: .utf8)
      let old = try VerifierKey(LedgerSigner.keys(makes: false, in: &session)[1])
      _ = try LedgerSigner.retire(id: String("\(old)".suffix(8)), in: &session)
      try write(both)
      note = try SignedNote(parsing: Array(LedgerExchange.checkpoint(in: &session).utf8))
      #expect(try changes() == ["made", "added", "retired"] && note.signatures.count == 1)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == new.privateText + "\n")
      // A folder that is another ledger's is none of this.
      try write(SignerKey.generate(name: name, algorithm: .ed25519).privateText + "\n")
      let error = failure { _ = try LedgerExchange.checkpoint(in: &session) }
      #expect(error.exit == .unexplained && error.message.contains("another database's"))
      #expect(try changes().count == 3)
    }
  }

  @Test("a query for a time stamp is not stored as its answer") func timestampQuery() throws {
    try Liar.with { liar in
      var session = try liar.database.session()
      let stamped = try LedgerExchange.checkpoint(forStamping: true, in: &session)
      // What `openssl ts -query` writes holds the same hash.
      let query: [UInt8] =
        [0x30, 0x36, 0x02, 0x01, 0x01, 0x30, 0x31]
        + Array(SHA256.hash(data: Data(stamped.utf8)))
      let error = failure { _ = try LedgerExchange.add(timestamp: query, in: &session) }
      #expect(error.exit == .unexplained && error.message.contains("*.tsq"))
      #expect(try liar.database.value("SELECT count(*) FROM checkpoint_timestamp") == "0")
    }
  }

  @Test("a witness's state that cannot be read is not taken for none") func unreadableState() throws
  {
    try Liar.with { liar in
      var session = try liar.database.session()
      let log = try LedgerSigner.keys(makes: false, in: &session)[0]
      let desk = WitnessDesk(keyPath: "\(liar.database.folder)/witness")
      _ = try desk.makeKey(name: "auditor.example/w1")
      let state = "\(liar.database.folder)/state"
      try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: false)
      let request = try LedgerExchange.request(after: 0, in: &session)
      let error = failure { _ = try desk.cosign(request: request, log: log, state: state) }
      #expect(error.message.contains("is there and cannot be read"))
    }
  }

  @Test("a witness cosigns what continues the last checkpoint, and nothing else") func witness()
    throws
  {
    try Liar.with { liar in
      var session = try liar.database.session()
      let log = try LedgerSigner.keys(makes: false, in: &session)[0]
      let desk = WitnessDesk(keyPath: "\(liar.database.folder)/witness")
      let key = try desk.makeKey(name: "auditor.example/w1")
      let state = "\(liar.database.folder)/state"
      let first = try LedgerExchange.request(after: 0, in: &session)
      let line = try desk.cosign(request: first, log: log, state: state)
      let size = try LedgerExchange.add(cosignature: line, by: key, in: &session)
      #expect(try LedgerExchange.checkpoint(in: &session).contains("auditor.example/w1"))
      _ = try liar.database.audit()
      // Not from where she is; of another log; a proof that is none.
      #expect(throws: YuraiError.self) {
        try desk.cosign(
          request: LedgerExchange.request(after: 1, in: &session), log: log, state: state)
      }
      let next = try LedgerExchange.request(after: size, in: &session)
      #expect(throws: YuraiError.self) { try desk.cosign(request: next, log: key, state: state) }
      let proof = next.split(separator: "\n", omittingEmptySubsequences: false)[1]
      let other = TreeHash.leaf(Array("another".utf8)).base64
      let bad = failure {
        _ = try desk.cosign(
          request: next.replacing(proof, with: other), log: log, state: state)
      }
      #expect(bad.exit == .unexplained)
      _ = try desk.cosign(request: next, log: log, state: state)
    }
  }

  @Test("several connections append at once: no gap, no leaf twice, every root right")
  func concurrent() throws {
    let (writers, each) = (6, 8)
    var mall = Mall.market()
    mall.add("customers", (1...writers).map { Person($0).customer() }, path: "c.csv")
    try Liar.with(mall) { liar throws in
      let database = liar.database
      let before = try Int(database.value("SELECT count(*) FROM ledger_leaf")) ?? 0
      DispatchQueue.concurrentPerform(iterations: writers) { writer in
        // An exception granted anew is a leaf each time; no two of them wait for one customer.
        #expect(throws: Never.self) {
          var session = try database.session()
          for number in 0..<each {
            try Listings.grantException(
              customer: Person(writer + 1).id, approver: "a", reason: "\(number)", evidence: "e",
              in: &session)
          }
        }
      }
      let leaves = try database.rows("SELECT leaf_index, leaf FROM ledger_leaf ORDER BY leaf_index")
      #expect(leaves.count == before + writers * each)
      #expect(leaves.enumerated().allSatisfy { "\($0.offset)" == $0.element[0] })
      // Each commits with a salt of its own, so no two leaves are equal.
      #expect(Set(leaves.map { $0[1] }).count == leaves.count)
      var frontier = Frontier()
      let wanted = leaves.flatMap { frontier.append(.leaf(Array($0[1].utf8))) }
      let stored = try database.rows(
        "SELECT hash_index, encode(hash, 'hex') FROM ledger_hash ORDER BY hash_index")
      #expect(stored.count == wanted.count)
      for (hash, row) in zip(wanted, stored) {
        let digits = hash.hash.bytes.map { String(256 + Int($0), radix: 16).dropFirst() }.joined()
        #expect(row == ["\(hash.index)", digits])
      }
      #expect(try database.audit().findings(of: "row-changed").isEmpty)
    }
  }

  /// The statements that a session sends, as the server's log has them.
  private func statements(
    _ database: TestDatabase, _ body: (inout Session) throws -> Void
  ) throws -> [String] {
    var session = try database.session()
    let pid = try session.connection.value("SELECT pg_backend_pid()", as: Int.self)
    try session.connection.execute("SET log_statement = 'all'")
    try body(&session)
    try session.connection.execute("SET log_statement = 'none'")
    let log = try String(contentsOfFile: database.server.location.logFile, encoding: .utf8)
    return log.components(separatedBy: "[\(pid)] LOG:").dropFirst().filter {
      $0.contains(" execute ") || $0.contains(" statement: ")
    }
  }

  @Test("a proof is one query, however large the ledger is") func oneQuery() throws {
    try Liar.with { liar throws in
      var counts: Set<Int> = []
      for _ in 0..<3 {
        for _ in 0..<4 { _ = try liar.database.audit() }
        let sent = try statements(liar.database) { session in
          _ = try LedgerExchange.request(after: 3, in: &session)
        }
        counts.insert(sent.count)
        // One for the head that is signed, one for its proof.
        #expect(sent.count { $0.contains("FROM ledger_hash") } == 2, "\(sent)")
      }
      #expect(counts.count == 1)
      let opened = try statements(liar.database) { session in
        _ = try RecordOpening(of: "C002", actor: "a", in: &session)
      }
      #expect(opened.count { $0.contains("FROM record_tile") } == 1, "\(opened)")
    }
  }
}
