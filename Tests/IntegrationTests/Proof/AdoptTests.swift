import Foundation
import Postgres
import PrivateServer
import Testing
import Yurai

/// A database that was restored from a dump: every row is written anew, and one command takes it over.
@Suite struct AdoptTests {
  private static let said =
    "restored: every row was written again since its import, as by a restore from a dump: if it "
    + "was one, run yurai db adopt"

  @Test("the audit says so in one line; adopted, it says nothing; and changes are found again")
  func adopted() throws {
    try Liar.with { liar throws in
      try liar.withRestored { restored throws in
        let verdicts = try liar.database.audit().verdicts
        // The folder's checkpoint covers the audit above, the dump does not: back to the dump's.
        let note = try restored.database.value(
          "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
        try Data(note.utf8).write(to: URL(fileURLWithPath: "\(liar.folder)/checkpoint"))
        #expect(try restored.changes() == [Self.said])
        // Whoever has the database and the public checkpoint, and no key, adopts nothing.
        let keyless = "\(liar.folder)-keyless"
        try FileManager.default.createDirectory(
          atPath: keyless, withIntermediateDirectories: false,
          attributes: [.posixPermissions: 0o700])
        try Data(note.utf8).write(to: URL(fileURLWithPath: "\(keyless)/checkpoint"))
        var stranger = Tool(xdg: restored.database.server.xdg)
        stranger.environment["YURAI_LEDGER_DIR"] = keyless
        let refused = try stranger.run(["db", "adopt"] + restored.database.reach)
        #expect(
          refused.code == 64 && refused.errors.contains("its key is not in"), "\(refused.errors)")
        let outcome = try restored.database.tool("db", "adopt")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
          outcome.output
            == "adopted: 5 customer records, each as it was committed to, and 4 events\n")
        #expect(try restored.changes().isEmpty)
        #expect(try restored.database.audit().verdicts == verdicts)
        let leaf = try restored.database.value(
          "SELECT leaf FROM ledger_leaf WHERE kind = 'adoption'")
        #expect(leaf.contains("\"customers\" : 5, \"events\" : 4, \"transactions\" : [\""))
        // Every bundle tells of it, to whoever reads it and to whoever checks it.
        let bundle = "\(restored.database.folder)/adopted"
        let report = try restored.database.tool("report", "--output", bundle, "--language", "en")
        #expect([0, 2].contains(report.code), "\(report.errors)")
        let page = try String(contentsOfFile: "\(bundle)/report.html", encoding: .utf8)
        #expect(page.contains("Every row was taken over from a restored copy"))
        #expect(!page.contains("Rows that were altered after their import"))
        let verified = try stranger.run(["verify", bundle, "--language", "en"])
        #expect(
          verified.output.filter { !$0.isWhitespace }
            .contains("bytheseleaveseveryrowwastakenoverfromarestoredcopy"), "\(verified.output)")
        if let other = try Shell.verifyBundle([bundle], in: restored.database.folder) {
          #expect(
            other.output.contains("every row was taken over from a restored copy"), "\(other)")
        }
        // Twice is once too often.
        let again = try restored.database.tool("db", "adopt")
        #expect(again.code == 64 && again.errors.contains("was not restored from a dump"))
        // A new import is its own; a provision's events may be written again by one.
        var mall = Mall()
        mall.add("customers", [Person(6).customer(), Person(1).customer(["name": "改姓"])])
        mall.add("provisions", [.provision("P1", basis: "joint_use")], path: "p2.csv")
        try restored.database.load(mall)
        #expect(try restored.changes().isEmpty)
        try restored.lie(["UPDATE customer SET phone_key = 1 WHERE customer_id IN ('C002', 'C006')"]
        )
        #expect(
          try restored.changes() == [
            "C002: was written again since its import; the text is what was committed to",
            "C006: was written again since its import; the text is what was committed to",
          ])
      }
    }
  }

  @Test("a row that the transaction of an old import would have written is foreign now")
  func superseded() throws {
    try Liar.with { liar throws in
      try liar.withRestored { restored throws in
        #expect(try restored.database.tool("db", "adopt").code == 0)
        // The old import's number comes round again: here the row's own is put in its place.
        try restored.lie([
          "UPDATE customer SET phone_key = 1 WHERE customer_id = 'C002'",
          "UPDATE batch_rows SET transaction = pg_current_xact_id()::xid WHERE batch_id = "
            + "(SELECT batch_id FROM customer WHERE customer_id = 'C002')",
        ])
        #expect(try restored.changes().contains { $0.hasPrefix("C002: was written again") })
      }
    }
  }

  @Test("refused when one record is not what was committed to, and named by the audit")
  func refused() throws {
    try Liar.with { liar throws in
      try liar.withRestored { restored throws in
        try restored.lie([
          "UPDATE customer_record SET address = '東京都虚偽区1' WHERE name = '佐藤　一郎' "
            + "OR name = (SELECT max(name) FROM customer_record)"
        ])
        let outcome = try restored.database.tool("db", "adopt")
        #expect(outcome.code == 2 && outcome.errors.contains("1 rows are not what"))
        #expect(!outcome.errors.contains("虚偽"))
        #expect(try restored.database.value("SELECT count(*) FROM adoption") == "0")
        let changes = try restored.changes()
        #expect(changes.count == 2 && changes.contains(Self.said), "\(changes)")
        #expect(changes.contains { $0.hasSuffix("is not what its import committed to") })
      }
    }
  }

  @Test("refused when rows are missing, and where nothing was restored") func incomplete() throws {
    try Liar.with { liar throws in
      let fresh = try liar.database.tool("db", "adopt")
      #expect(fresh.code == 64, "\(fresh.errors)")
      try liar.lie(["UPDATE customer SET phone_key = 1"])
      #expect(try liar.database.tool("db", "adopt").code == 64)
      try liar.withRestored { restored throws in
        try restored.lie([
          "DELETE FROM collection_event WHERE source_id = '1-2'",
          "DELETE FROM collection_record WHERE settlement_id = 'S1-2'",
        ])
        #expect(try restored.database.tool("db", "adopt").code == 2)
      }
    }
  }
}
