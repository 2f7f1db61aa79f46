import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// What somebody writes to attack the desk is kept as it was written, runs nowhere, and moves no clerk's terminal.
@Suite("Desk: hostile text in an inquiry") struct DeskHostileTests {
  private let person = Person(1)

  private static let values = [
    "'; DROP TABLE yurai.letter CASCADE; --", "\\'); DELETE FROM yurai.inquiry; --", "$1 :case %s",
    "{\"a\":[\"}\\\"", "'\u{301} \"\u{301},\"\u{301}\\\u{301} <\u{338}b> ,\u{301}NULL",
    "<script>alert(1)</script><img src=x onerror=alert(1)>", "{{company}} {{{x}}}",
    "\u{1B}[2J\u{1B}]0;title\u{7}\u{1B}[31m", "a\rb\r\nc\u{8}\u{7F}\u{B}", "\u{9B}31m\u{85}\u{90}",
    "\u{202E}olleh\u{2066}\u{200E}\u{200B}\u{FEFF}", "\u{2028}\u{2029}\u{E0041}\u{AD}",
    String(repeating: "W", count: 300), "=1+1",
  ]

  /// All of them, in three pieces.
  private static let pieces = (0..<3).map { piece in
    values.indices.filter { $0 % 3 == piece }.map { values[$0] }.joined(separator: "\n")
  }

  private func withMall(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [person.customer(), Person(2).customer()])
      mall.add("orders", [person.order(), Person(2).order()])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  /// Rows by table.
  private func counts(_ database: TestDatabase) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    let tables = try database.rows(
      """
      SELECT table_name FROM information_schema.tables
       WHERE table_schema = 'yurai' AND table_type = 'BASE TABLE'
      """)
    for table in tables {
      counts[table[0]] = Int(
        try database.value("SELECT count(*) FROM \(identifier: table[0])"))
    }
    return counts
  }

  @Test("in every field of a case: kept, shown, and nothing ran") func everywhere() throws {
    try withMall { database throws in
      let all = Self.values.joined(separator: "\n")
      let before = try counts(database)
      for (number, value) in Self.pieces.enumerated() {
        let clerk = database.clerk.acting(as: "花子\(value)")
        var given = Dictionary(
          uniqueKeysWithValues: SearchField.allCases.map { ($0, "あ\(value)い") })
        // By something real, so that a letter about the data is written.
        given[.email] = person.email
        let known = try clerk.open(
          .opening(
            given: given, message: Clerk.story + all + value, id: "\(number)\(value)",
            replyTo: value))
        _ = try clerk.find(known.caseNo)
        try clerk.settle(known.caseNo, InquiryPerson(.customer, [person.id]), note: value)
        try clerk.step {
          try $0.check(
            identity: .settled, by: .document, items: [], note: value, of: known.caseNo, in: &$1)
          try $0.note(value, of: known.caseNo, in: &$1)
          try $0.escalate(value, of: known.caseNo, in: &$1)
        }
        let answered = try clerk.answer(known.caseNo, postTo: .given)
        try clerk.step { try $0.close(known.caseNo, note: value, in: &$1) }

        #expect(answered.message == Clerk.story + all + value && answered.replyTo == value)
        #expect(answered.messageId == "\(number)\(value)" && answered.actor == "花子\(value)")
        for (field, value) in given { #expect(answered.given[field.rawValue] == value) }
        let closed = try clerk.load(known.caseNo)
        #expect(closed.events.count == 5 && closed.state == "closed")
        #expect(closed.events.allSatisfy { $0.note == value && $0.actor == "花子\(value)" })
        for letter in closed.letters {
          #expect(letter.sendTo == nil)
          for bad in ["<script", "<img", "\u{1B}", "\u{202E}"] {
            #expect(!letter.html.contains(bad), "\(letter.stage)")
          }
        }
        for language in Language.allCases {
          expectHarmless(try clerk.shown(known.caseNo, language), language)
        }
      }
      // One case a value, with what belongs to it, and nothing else.
      let cases = Self.pieces.count
      let after = try counts(database)
      #expect(Set(after.keys) == Set(before.keys))
      for (table, count) in after {
        let added = [
          "inquiry": cases, "inquiry_event": 5 * cases, "letter": 2 * cases, "search": cases,
          "ledger_leaf": cases, "ledger_salt": cases,
        ]
        if ["ledger_hash", "inquiry_due", "search_key", "search_batch"].contains(table) {
          #expect(count >= before[table] ?? 0, "\(table)")
        } else {
          #expect(count == (before[table] ?? 0) + (added[table] ?? 0), "\(table)")
        }
      }
    }
  }

  @Test("the tool's own show and list move no terminal") func tool() throws {
    try withMall { database throws in
      let clerk = database.clerk.acting(as: Self.values.joined())
      let all = Self.values.joined(separator: "\n")
      let caseNo = try clerk.open(
        .opening(
          given: [.name: all, .address: all, .email: person.email], message: all, id: all,
          replyTo: all)
      ).caseNo
      try clerk.step { try $0.escalate(all, of: caseNo, in: &$1) }
      let json = try database.tool("inquiry", "show", caseNo, "--format", "json")
      #expect(
        json.output.hasPrefix("{\"version\":1,\"inquiry\":{") && json.output.hasSuffix("}}\n"))
      #expect(json.output.count { $0 == "\n" } == 1, "one line")
      let parsed = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      let kept = parsed?["inquiry"] as? [String: Any]
      #expect(kept?["case_no"] as? String == caseNo && kept?["message"] as? String == all)
      for language in Language.allCases {
        let name = language.rawValue
        let shown = try database.tool("inquiry", "show", caseNo, "--letters", "--language", name)
        #expect(shown.code == 0 && shown.output.contains("<U+202E>"), "\(shown.errors)")
        #expect(shown.output.contains("DROP TABLE") && shown.output.contains("<U+001B>"))
        expectHarmless(shown.output, language)
        let listed = try database.tool("inquiry", "list", "--all", "--language", name)
        #expect(listed.code == 0 && listed.output.contains(caseNo), "\(listed.errors)")
        expectHarmless(listed.output, language)
      }
    }
  }
}
