import Foundation
import Ledger
import Postgres
import Sampling
import Testing
import Yurai

/// A disaster, and a backup that ends before what was signed: the ledger goes on, and nobody can hide that it was set back.
@Suite struct RecoverTests {
  private static let reason = "ディスク障害。27日 03:00 のバックアップを復元"

  private func recover(_ liar: Liar, _ reason: String = Self.reason) throws -> Tool.Outcome {
    try liar.database.tool("db", "recover", "--reason", reason)
  }

  private func size(_ liar: Liar) throws -> Int {
    try #require(Int(try liar.database.value("SELECT count(*) FROM ledger_leaf")))
  }

  private func note(_ liar: Liar) throws -> String {
    try String(contentsOfFile: "\(liar.folder)/checkpoint", encoding: .utf8)
  }

  private func sign(_ liar: Liar) throws -> String {
    var session = try liar.database.session()
    return try LedgerExchange.checkpoint(in: &session)
  }

  private func report(_ liar: Liar, _ name: String) throws -> String {
    let folder = "\(liar.database.folder)/\(name)"
    let outcome = try liar.database.tool("report", "--output", folder, "--language", "en")
    try #require(outcome.code == 0, "\(outcome.errors)")
    return folder
  }

  private func verify(_ liar: Liar, _ arguments: String...) throws -> Tool.Outcome {
    try Tool(xdg: liar.database.server.xdg).run(["verify", "--language", "en"] + arguments)
  }

  private func python(_ liar: Liar, _ words: String...) throws -> Shell.Outcome? {
    try Shell.verifyBundle(words, in: liar.database.folder)
  }

  @Test("the ledger goes on; who holds less is content, who holds more is told")
  func recovered() throws {
    try Liar.with { liar throws in
      let older = try report(liar, "older")
      let verdicts = try liar.database.audit().verdicts
      let kept = try size(liar)
      _ = try sign(liar)
      try liar.withRestored { restored throws in
        var more = Mall()
        more.add("customers", [Person(6).customer()], path: "more.csv")
        try liar.database.load(more)
        _ = try liar.database.audit()
        let newer = try report(liar, "newer")
        let lost = try size(liar)
        let named = try note(liar)
        let refusal = try restored.refusal()
        #expect(refusal.contains("covers \(lost) leaves and the ledger has \(kept)"), "\(refusal)")
        #expect(try restored.database.tool("db", "adopt").code == 2)
        let outcome = try recover(restored)
        #expect(outcome.code == 0, "\(outcome.errors)")
        for part in [
          "was set back to \(kept) leaves. Leaves \(kept) to \(lost - 1), which were signed, are lost",
          "The \(kept) leaves that are left are as they were signed", "yurai db adopt",
        ] { #expect(outcome.output.contains(part), "\(outcome.output)") }
        // The leaf names what is lost word for word; the folder goes on from it.
        let leaf =
          "SELECT leaf::json -> 'lost' ->> 'note' FROM ledger_leaf WHERE leaf_index = \(kept)"
        #expect(try restored.database.value(Query(text: leaf)) == named)
        #expect(try note(restored).contains("\n\(kept + 1)\n"))
        #expect(!FileManager.default.fileExists(atPath: "\(liar.folder)/recovery"))
        let again = try recover(restored)
        #expect(again.code == 64 && again.errors.contains("nothing is lost"), "\(again.errors)")
        #expect(try restored.database.tool("db", "adopt").code == 0)
        #expect(try restored.changes().isEmpty)
        #expect(try restored.database.audit().verdicts == verdicts)
        // What the auditor sees.
        let key = try restored.database.tool("key", "show").output
          .split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("mall.example/test+") }
        let log = String(try #require(key))
        let bundle = try report(restored, "bundle")
        let held = try verify(liar, bundle, "--key", log, "--previous", older)
        #expect(held.code == 0, "\(held.output)")
        let said = held.output.replacing(/\n *\n?/, with: " ")
        #expect(said.contains("The ledger was set back to its first \(kept) leaves"), "\(said)")
        #expect(said.contains(Self.reason.replacing(" ", with: "")) || said.contains("ディスク障害"))
        let failed = try verify(liar, bundle, "--key", log, "--previous", newer)
        #expect(failed.code == 2)
        let why = failed.output.replacing(/\n *\n?/, with: " ")
        #expect(
          why.contains(
            "the ledger was set back to its first \(kept) leaves when a backup was restored"),
          "\(why)")
        #expect(why.contains("By the operator's own account") && !why.contains("rewritten, from"))
        let page = try String(contentsOfFile: "\(bundle)/report.html", encoding: .utf8)
        #expect(page.contains("Signed entries were lost") && page.contains("ディスク障害"))
        if let other = try python(liar, bundle, "--key", log, "--previous", older) {
          #expect(other.code == 0 && other.output.contains("was set back to \(kept)"), "\(other)")
        }
        if let refused = try python(liar, bundle, "--key", log, "--previous", newer) {
          #expect(
            refused.code == 2 && refused.output.contains("operator's own account"), "\(refused)")
        }
      }
    }
  }

  @Test("refused where nothing is lost, and without a reason") func nothing() throws {
    try Liar.with { liar throws in
      let outcome = try recover(liar)
      #expect(outcome.code == 64 && outcome.errors.contains("nothing is lost"), "\(outcome.errors)")
      for reason in ["", "  ", "two\nlines", String(repeating: "x", count: 501)] {
        #expect(try recover(liar, reason).code == 64)
      }
      try FileManager.default.moveItem(
        atPath: liar.folder, toPath: "\(liar.database.folder)/elsewhere")
      #expect(try recover(liar).errors.contains("bring that folder back"))
      #expect(
        try liar.database.value("SELECT count(*) FROM ledger_leaf WHERE kind = 'recovery'") == "0")
    }
  }

  @Test("refused when a leaf differs, or a hash, or a run: that is no restored backup")
  func tampered() throws {
    try Liar.with { liar throws in
      try liar.withRestored { restored throws in
        _ = try liar.database.audit()
        let before = try note(liar)
        try restored.lie([
          "UPDATE ledger_leaf SET leaf = replace(leaf, 'purchased', 'collected') "
            + "WHERE kind = 'import' AND leaf LIKE '%purchased%'"
        ])
        #expect(try recover(restored).code == 2)
        try restored.rehash()
        let outcome = try recover(restored)
        #expect(outcome.code == 2, "\(outcome.errors)")
        #expect(outcome.errors.contains("nothing was recorded"), "\(outcome.errors)")
        #expect(outcome.errors.contains("are not those that were signed"), "\(outcome.errors)")
        #expect(try note(liar) == before)
        #expect(!FileManager.default.fileExists(atPath: "\(liar.folder)/recovery"))
      }
    }
  }

  @Test("who has the database and not the folder cannot have a recovery of his own signed")
  func forged() throws {
    try Liar.with { liar throws in
      _ = try liar.database.audit()
      let named = try note(liar)
      let head = try Checkpoint(text: SignedNote(parsing: Array(named.utf8)).text).head
      // Back to before the last audit, with the leaf that would excuse it.
      let kept = Int(head.size) - 1
      try liar.lie([
        "DELETE FROM checkpoint WHERE size > \(kept)", "DELETE FROM run_census WHERE run_id = 2",
        "UPDATE record_tile SET run_id = run_id", "DELETE FROM audit_run WHERE run_id = 2",
        "UPDATE ledger_leaf SET kind = 'recovery', leaf = json_build_object('kind', 'recovery', 'at', "
          + "'2026-11-27T03:00:00Z', 'kept', \(kept), 'lost', json_build_object('size', \(head.size), "
          + "'root', '\(head.root.base64)', 'note', '\(named)'), 'reason', 'x')::text WHERE leaf_index = \(kept)",
      ])
      try liar.rehash()
      #expect(try liar.refusal().contains("are not those of the last checkpoint signed"))
      let outcome = try liar.database.tool("checkpoint")
      #expect(outcome.code == 2 && outcome.errors.contains("it was rewritten"), "\(outcome.errors)")
    }
  }

  @Test(
    "killed after it was recorded and before it was signed: repeated, or signed by the next audit")
  func killed() throws {
    try Liar.with { liar throws in
      try liar.withRestored { restored throws in
        _ = try liar.database.audit()
        let lost = try note(liar)
        #expect(try recover(restored).code == 0)
        let signed = try note(restored)
        // As it was in the folder before the signature.
        func undo() throws {
          let text = try SignedNote(parsing: Array(signed.utf8)).text
          try Data(lost.utf8).write(to: URL(fileURLWithPath: "\(liar.folder)/checkpoint"))
          try Data(text.utf8).write(to: URL(fileURLWithPath: "\(liar.folder)/recovery"))
        }
        try undo()
        let outcome = try recover(restored)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try note(restored) == signed)
        try undo()
        #expect(try restored.changes().count == 1, "only that it was restored")
        #expect(!FileManager.default.fileExists(atPath: "\(liar.folder)/recovery"))
        #expect(
          try restored.database.value("SELECT count(*) FROM ledger_leaf WHERE kind = 'recovery'")
            == "1")
        // What it excused is the one checkpoint that it names.
        try undo()
        try restored.lie([
          "UPDATE ledger_leaf SET leaf = replace(leaf, '27日', '28日') WHERE kind = 'recovery'"
        ])
        try restored.rehash()
        #expect(try restored.refusal().contains("were signed: the ledger was rewritten"))
        #expect(try restored.database.tool("checkpoint").code == 2)
      }
    }
  }

  @Test("a second time needs a recovery of its own, and the first does not serve for it")
  func twice() throws {
    try Liar.with { liar throws in
      try liar.withRestored("one") { first throws in
        try liar.withRestored("two") { second throws in
          _ = try liar.database.audit()
          let kept = try size(first)
          #expect(try recover(first).code == 0)
          let text = try SignedNote(parsing: Array(note(first).utf8)).text
          try first.withRestored("three") { third throws in
            _ = try first.database.audit()
            // The mark that was left behind by a crash does not excuse a ledger that ends with its leaf.
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(liar.folder)/recovery"))
            #expect(try third.refusal().contains("its end was cut off"))
            #expect(try third.database.tool("checkpoint").code == 2)
            try FileManager.default.removeItem(atPath: "\(liar.folder)/recovery")
          }
          let later = try note(first)
          #expect(try second.refusal().contains("its end was cut off"))
          // Nor when the first one's mark is still in the folder.
          try Data(text.utf8).write(to: URL(fileURLWithPath: "\(liar.folder)/recovery"))
          #expect(try second.refusal().contains("its end was cut off"))
          #expect(try second.database.tool("checkpoint").code == 2)
          #expect(try recover(second).code == 0)
          let leaf =
            "SELECT leaf::json -> 'lost' ->> 'note' FROM ledger_leaf WHERE leaf_index = \(kept)"
          #expect(try second.database.value(Query(text: leaf)) == later)
          #expect(try first.refusal().contains("rewritten"), "that one is another's past now")
        }
      }
    }
  }

  @Test("two recoveries to one place: the second names the first, whose leaf is lost")
  func twiceToOnePlace() throws {
    try Liar.with { liar throws in
      let kept = try size(liar)
      try liar.withRestored("one") { first throws in
        try liar.withRestored("two") { second throws in
          for _ in 0..<4 { _ = try liar.database.audit() }
          let original = try report(liar, "original")
          let named = try note(liar)
          #expect(try recover(first, "fire").code == 0)
          let between = try report(first, "between")
          let again = try recover(second, "flood")
          #expect(again.code == 0, "\(again.errors)")
          #expect(again.output.contains("names 1 earlier recovery"), "\(again.output)")
          let leaf =
            "SELECT leaf::json -> 'earlier' -> 0 -> 'lost' ->> 'note' FROM ledger_leaf WHERE leaf_index = \(kept)"
          #expect(try second.database.value(Query(text: leaf)) == named)
          let bundle = try report(second, "bundle")
          let json = try verify(liar, bundle, "--format", "json")
          #expect(json.output.contains(#""earlier":[{"leaf":\#(kept),"#), "\(json.output)")
          let page = try String(contentsOfFile: "\(bundle)/report.html", encoding: .utf8)
          #expect(page.contains("fire") && page.contains("flood"))
          // Who holds what the first one lost, which is longer than what the second one lost.
          for (previous, size) in [(original, try size(liar)), (between, try self.size(first))] {
            let failed = try verify(liar, bundle, "--previous", previous)
            let why = failed.output.replacing(/\n *\n?/, with: " ")
            #expect(failed.code == 2 && why.contains("By the operator's own account"), "\(why)")
            #expect(why.contains("leaves \(kept) to \(size - 1) of the earlier bundle"), "\(why)")
            #expect(why.contains("fire") && why.contains("flood"), "\(why)")
            #expect(!why.contains("tells of a recovery"), "\(why)")
            if let other = try python(liar, bundle, "--previous", previous) {
              #expect(
                other.code == 2 && other.output.contains("operator's own account"), "\(other)")
              #expect(other.output.contains("fire") && other.output.contains("flood"), "\(other)")
            }
          }
        }
      }
    }
  }

  @Test("a backup of what an earlier recovery gave up is refused, and one from its place is not")
  func passed() throws {
    try Liar.with { liar throws in
      let kept = try size(liar)
      try liar.withRestored("one") { one throws in
        try liar.withRestored("same") { same throws in
          _ = try liar.database.audit()
          try liar.withRestored("two") { two throws in
            for _ in 0..<2 { _ = try liar.database.audit() }
            #expect(try recover(one).code == 0)
            let hint =
              "this backup was made before that: its leaves \(kept) to \(kept) are among those that were given up"
            // As long as what was signed since, it looks like a ledger that was rewritten; longer than that, like a backup.
            let rewritten = try recover(two)
            #expect(rewritten.code == 2 && rewritten.errors.contains("was rewritten"))
            #expect(rewritten.errors.contains(hint), "\(rewritten.errors)")
            _ = try one.database.audit()
            let before = try note(liar)
            let outcome = try recover(two)
            #expect(outcome.code == 2 && outcome.errors.contains(hint), "\(outcome.errors)")
            #expect(outcome.errors.contains("or one of at most \(kept) leaves"))
            #expect(try note(liar) == before)
            #expect(!FileManager.default.fileExists(atPath: "\(liar.folder)/recovery"))
            #expect(
              try two.database.value("SELECT count(*) FROM ledger_leaf WHERE kind = 'recovery'")
                == "0")
          }
          #expect(try recover(same).code == 0)
        }
      }
    }
  }

  @Test("a recovery names all before it whose leaves are lost, each once, and no other")
  func chain() throws {
    try Liar.with { liar throws in
      let low = try size(liar)
      try liar.withRestored("low") { second throws in
        try liar.withRestored("lower") { third throws in
          _ = try liar.database.audit()
          let high = try size(liar)
          try liar.withRestored("high") { first throws in
            for _ in 0..<2 { _ = try liar.database.audit() }
            func earlier(_ liar: Liar, _ leaf: Int) throws -> String {
              try liar.database.value(
                Query(
                  text:
                    "SELECT coalesce((SELECT string_agg((e ->> 'kept') || ' ' || (e ->> 'reason'), ', ') "
                    + "FROM json_array_elements(leaf::json -> 'earlier') AS e), 'none') "
                    + "FROM ledger_leaf WHERE leaf_index = \(leaf)"))
            }
            #expect(try recover(first, "1").code == 0)
            #expect(try earlier(first, high) == "none")
            for _ in 0..<2 { _ = try first.database.audit() }
            #expect(try recover(second, "2").code == 0)
            #expect(try earlier(second, low) == "\(high) 1")
            // Remembered also where only the second one's leaf tells of the first.
            try FileManager.default.removeItem(atPath: "\(liar.folder)/recoveries")
            // A backup that holds a recovery's leaf tells of it, and of what that leaf names.
            try second.withRestored("again") { again throws in
              _ = try second.database.audit()
              #expect(try recover(again, "3").code == 0)
              #expect(try earlier(again, low + 1) == "none")
            }
            // And once only where its own leaf is remembered too.
            let remembered = try #require(
              FileHandle(forWritingAtPath: "\(liar.folder)/recoveries"))
            _ = try remembered.seekToEnd()
            let own: Query = "SELECT leaf || chr(10) FROM ledger_leaf WHERE leaf_index = \(high)"
            try remembered.write(contentsOf: Data(try first.database.value(own).utf8))
            try remembered.close()
            #expect(try recover(third, "4").code == 0)
            #expect(try earlier(third, low) == "\(high) 1, \(low) 2, \(low + 1) 3")
            let bundle = try report(third, "bundle")
            let held = try verify(liar, bundle)
            #expect(held.code == 0, "\(held.output)")
            let said = held.output.replacing(/\n */, with: " ")
            for part in ["reason then: 1", "reason then: 2", "reason then: 3", "gives it: 4"] {
              #expect(said.contains(part), "\(said)")
            }
            let json = try String(contentsOfFile: "\(bundle)/report.json", encoding: .utf8)
            #expect(json.contains(#""reason":"1","told_by":\#(low)}"#), "\(json)")
            let page = try String(contentsOfFile: "\(bundle)/report.html", encoding: .utf8)
            #expect(page.contains("leaf \(low) names it"))
            if let other = try python(liar, bundle) {
              #expect(other.code == 0 && other.output.contains("set back to \(high) leaves"))
            }
          }
        }
      }
    }
  }

  @Test("what the folder remembers of recoveries is used only if this ledger's key signed it")
  func remembered() throws {
    try Liar.with { liar throws in
      try liar.withRestored("one") { one throws in
        try liar.withRestored("two") { two throws in
          _ = try liar.database.audit()
          #expect(try recover(one).code == 0)
          let path = "\(liar.folder)/recoveries"
          let leaf = try one.database.value("SELECT leaf FROM ledger_leaf WHERE kind = 'recovery'")
          #expect(try String(contentsOfFile: path, encoding: .utf8) == leaf + "\n")
          // A folder of an older version lacks it: the next signature brings it there.
          try FileManager.default.removeItem(atPath: path)
          #expect(try one.database.tool("checkpoint").code == 0)
          #expect(try String(contentsOfFile: path, encoding: .utf8) == leaf + "\n")
          _ = try one.database.audit()
          for lie in [
            "no leaf\n", leaf.replacing("\"size\" : ", with: "\"size\" : 1") + "\n",
            leaf.replacing("mall.example/test\\n", with: "mall.example/tesu\\n") + "\n",
          ] {
            try Data(lie.utf8).write(to: URL(fileURLWithPath: path))
            let outcome = try recover(two)
            #expect(outcome.code == 2, "\(outcome.errors)")
            #expect(
              outcome.errors.contains("recoveries does not hold the recoveries that this ledger's"))
          }
          // Without it the first one is hidden from all but those who hold its leaf.
          let between = try report(one, "between")
          try FileManager.default.removeItem(atPath: path)
          let silent = try recover(two)
          #expect(silent.code == 0 && !silent.output.contains("earlier"), "\(silent)")
          let bundle = try report(two, "bundle")
          let told = try verify(liar, bundle, "--previous", between)
          let why = told.output.replacing(/\n */, with: " ")
          #expect(told.code == 2 && why.contains("tells of a recovery to"), "\(why)")
          if let other = try python(liar, bundle, "--previous", between) {
            #expect(other.code == 2 && other.output.contains("that is not named any more"))
          }
        }
      }
    }
  }

  @Test(
    "no sample is drawn by a commitment that a recovery came after, unless its checkpoint is left")
  func sampled() throws {
    try Liar.with { liar throws in
      let nonce = "4711 0815 4711 0815 4711 0815"
      let committed = try commit(liar, nonce)
      #expect(committed.code == 0, "\(committed.errors)")
      let leaf = try size(liar) - 1
      let again = try commit(liar, nonce)
      #expect(again.code == 64 && again.errors.contains("by leaf \(leaf)"), "\(again.errors)")
      #expect(try size(liar) == leaf + 1, "and no second leaf")
      try liar.withRestored("covered") { covered throws in
        try liar.withRestored("bare") { bare throws in
          // As it was when the leaf was written and not yet signed.
          try bare.lie(["DELETE FROM checkpoint WHERE size > \(leaf)"])
          let drawn = try draw(liar, nonce)
          _ = try liar.database.audit()
          #expect(try recover(covered).code == 0)
          #expect(try draw(covered, nonce).output == drawn.output, "the seed that it was")
          // The recovery's leaf comes right after what that checkpoint covers: both verifiers take it.
          let bundle = try report(covered, "covered")
          let held = try verify(liar, bundle, "--format", "json")
          #expect(held.code == 0, "\(held.output)")
          #expect(held.output.contains(#"{"id":"sample-commitment","outcome":"held""#))
          if let other = try python(liar, bundle) {
            #expect(other.code == 0 && other.output.contains("ok    sample-commitment"), "\(other)")
          }
          _ = try covered.database.audit()
          #expect(try recover(bare).code == 0)
          let refused = try draw(bare, nonce)
          #expect(refused.code == 2 && refused.output.isEmpty, "\(refused.errors)")
          #expect(
            refused.errors.contains(
              "set back to a backup (leaf \(leaf + 1)) after the commitment to this nonce (leaf \(leaf))"
            ),
            "\(refused.errors)")
          #expect(refused.errors.contains("a new nonce"))
          #expect(try bare.database.value("SELECT count(*) FROM sample") == "0")
          let other = "1508 0042 1508 0042 1508 0042"
          #expect(try commit(bare, other).code == 0)
          #expect(try !draw(bare, other).output.isEmpty)
        }
      }
    }
  }

  private func commit(_ liar: Liar, _ nonce: String) throws -> Tool.Outcome {
    let hash = SampleSeed.commitment(nonce: nonce)
    return try liar.database.tool(
      "sample", "commit", hash, "--confidence", "50", "--tolerable", "40%")
  }

  private func draw(_ liar: Liar, _ nonce: String) throws -> Tool.Outcome {
    try liar.database.tool("sample", "draw", "--nonce", nonce, "--format", "json")
  }

  @Test("leaves that were not signed when the backup was made are said to be so") func unsigned()
    throws
  {
    try Liar.with { liar throws in
      var more = Mall()
      more.add("customers", [Person(6).customer()], path: "more.csv")
      var session = try liar.database.session()
      _ = try LedgerExchange.checkpoint(in: &session)
      let signed = try size(liar)
      try liar.lie([
        "INSERT INTO ledger_leaf SELECT \(signed), kind, leaf FROM ledger_leaf WHERE kind = 'rules'"
      ])
      try liar.rehash()
      try liar.withRestored { restored throws in
        try liar.database.load(more)
        _ = try liar.database.audit()
        let outcome = try recover(restored)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
          outcome.output.contains(
            "The first \(signed) leaves are as they were signed. Those from \(signed) to"))
      }
    }
  }

  @Test("a key that was added after the backup signs on") func rotated() throws {
    try Liar.with { liar throws in
      var session = try liar.database.session()
      let old = try LedgerSigner.keys(makes: false, in: &session)[0]
      try liar.withRestored { restored throws in
        _ = try LedgerSigner.rotate(in: &session)
        _ = try liar.database.audit()
        let outcome = try recover(restored)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
          outcome.output.contains(
            "Keys recorded again, which were added after the backup was made: 1"))
        #expect(try restored.database.tool("db", "adopt").code == 0)
        _ = try restored.database.audit()
        let held = try verify(liar, try report(restored, "bundle"), "--key", old)
        #expect(held.code == 0, "\(held.output)")
      }
    }
  }

  @Test("refused where no key that the backup knows signed what is lost") func retired() throws {
    try Liar.with { liar throws in
      var session = try liar.database.session()
      try liar.withRestored { restored throws in
        let keys = try LedgerSigner.rotate(in: &session)
        let id = try #require(keys[1].split(separator: "+").dropFirst().first)
        _ = try LedgerSigner.retire(id: String(id), in: &session)
        _ = try liar.database.audit()
        let outcome = try recover(restored)
        #expect(
          outcome.code == 2 && outcome.errors.contains("after the keys were changed"),
          "\(outcome.errors)")
      }
    }
  }

  @Test(
    "a witness who holds the later checkpoint does not cosign, before and after the ledger is as long"
  )
  func witness() throws {
    try Liar.with { liar throws in
      var session = try liar.database.session()
      let log = try LedgerSigner.keys(makes: false, in: &session)[0]
      let desk = WitnessDesk(keyPath: "\(liar.database.folder)/witness")
      _ = try desk.makeKey(name: "auditor.example/w1")
      let state = "\(liar.database.folder)/state"
      try liar.withRestored { restored throws in
        for _ in 0..<2 { _ = try liar.database.audit() }
        let lost = Int64(try size(liar))
        let first = try LedgerExchange.request(after: 0, in: &session)
        _ = try desk.cosign(request: first, log: log, state: state)
        let kept = FileManager.default.contents(atPath: state)
        #expect(try recover(restored).code == 0)
        var other = try restored.database.session()
        let unknown = failure { _ = try LedgerExchange.request(after: lost, in: &other) }
        #expect(unknown.message.contains("set back to a backup"), "\(unknown)")
        let shorter = try LedgerExchange.request(after: 0, in: &other)
        let refused = failure { _ = try desk.cosign(request: shorter, log: log, state: state) }
        #expect(refused.exit == .unexplained && refused.message.contains("set back to a backup"))
        while try size(restored) <= Int(lost) { _ = try restored.database.audit() }
        let longer = try LedgerExchange.request(after: lost, in: &other)
        let again = failure { _ = try desk.cosign(request: longer, log: log, state: state) }
        #expect(again.exit == .unexplained && again.message.contains("does not continue"))
        #expect(FileManager.default.contents(atPath: state) == kept)
      }
    }
  }
}
