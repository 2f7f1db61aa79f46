import Foundation
import Postgres
import Testing
import Yurai

@testable import Rendering

/// A file of messages: what can be answered safely is, and nothing else.
@Suite("Desk: a file of messages") struct DeskBatchTests {
  private let one = Person(1)
  private let two = Person(2)
  private let three = Person(3)
  private static let header = "message_id,channel,text,reply_to,name,email,phone,address,identity"
  private static let text = "なぜ私の住所を知っているのですか。"

  /// Two customers with an order each, a guest, and somebody who placed orders in the names of others.
  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database in
      var mall = Mall.market()
      mall.add("customers", [one.customer(), two.customer(), three.customer()])
      let forged: Fields = [
        "customer_id": "", "order_id": "F-1", "email": "akui@evil.example",
        "address": "大阪府大阪市北区梅田1-1-1", "postal_code": "530-0001", "settlement_id": "PF1",
        "tracking_no": "TF1",
      ]
      let guest: Fields = [
        "customer_id": "", "order_id": "G-1", "settlement_id": "PG1", "tracking_no": "TG1",
      ]
      mall.add(
        "orders",
        [
          one.order(), two.order(), three.order(),
          // In the name and with the telephone of a guest.
          Person(5).order("1", guest),
          Person(5).order("2", forged.merging(["order_id": "F-2"]) { $1 }),
          // A parcel to the name and telephone of a customer, and to the attacker's address.
          Person(9).order(
            "1",
            [
              "customer_id": "", "ship_name": three.name, "ship_phone": three.phone,
              "ship_address": "大阪府大阪市北区梅田1-1-1", "settlement_id": "PZ", "tracking_no": "TZ",
            ]),
        ])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  private struct Outcome {
    var summary: InquiryBatchSummary
    var letters: [String: String]
    var worklist: String
  }

  private func run(
    _ rows: [String], in database: TestDatabase, contactOnFile: Bool = true,
    folder: String = "out", templates: String? = nil
  ) throws -> Outcome {
    let path = "\(database.folder)/messages.csv"
    try Data(([Self.header] + rows).joined(separator: "\n").utf8).write(
      to: URL(fileURLWithPath: path))
    let out = "\(database.folder)/\(folder)"
    var session = try database.session()
    try SearchIndex.prepare(&session, log: { _ in })
    var settings = try Clerk.settings()
    settings.templates = templates
    let batch = try InquiryBatch(
      desk: try InquiryDesk(settings: settings, actor: "hanako"), settings: settings,
      language: .ja, acceptsContactOnFile: contactOnFile)
    let summary = try batch.run(
      InquiryBatchFile(path: path, messages: nil), into: out, in: &session, progress: { _ in })
    var letters: [String: String] = [:]
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(out)/letters")
    for name in names where name.hasSuffix(".txt") {
      letters[name] = try String(contentsOfFile: "\(out)/letters/\(name)", encoding: .utf8)
    }
    return Outcome(
      summary: summary, letters: letters,
      worklist: try String(contentsOfFile: "\(out)/worklist.csv", encoding: .utf8))
  }

  @Test("a file with a fault is refused before anything of it is opened") func faults() throws {
    try with { database throws in
      let good = "1,email,ja,,なぜ私の住所を知っているのですか。"
      for (fault, message) in [
        ("2,email,ja,2099-01-01T00:00:00+09:00,なぜ", "received_at is in the future"),
        ("2,email,ja,,", "has no text"),
      ] {
        let path = "\(database.folder)/faulty.csv"
        try "message_id,channel,language,received_at,text\n\(good)\n\(fault)\n"
          .write(toFile: path, atomically: true, encoding: .utf8)
        let refusal = failure { _ = try InquiryBatchFile(path: path, messages: nil) }
        #expect(refusal.message.contains("line 3") && refusal.message.contains(message))
      }
    }
  }

  private func row(
    _ id: String, channel: String = "email", from: String = "", name: String = "",
    email: String = "", phone: String = "", address: String = "", identity: String = "",
    text: String = DeskBatchTests.text
  ) -> String {
    [id, channel, text, from, name, email, phone, address, identity].joined(separator: ",")
  }

  @Test("an answer to the address on file, and again: nothing twice") func answered() throws {
    try with { database throws in
      let rows = [row("m1", from: one.email.uppercased(), name: one.name, email: one.email)]
      let first = try run(rows, in: database)
      #expect(first.summary.answers == ["traced": 1] && first.summary.opened == 1)
      #expect(first.letters.count == 1)
      let content = try database.content(except: ["search"])
      let again = try run(rows, in: database)
      #expect(again.summary.opened == 0 && again.summary.answers == ["traced": 1])
      #expect(again.letters == first.letters)
      #expect(try database.content(except: ["search"]) == content)
      // A directory that was lost is made again from the archive.
      #expect(try run(rows, in: database, folder: "new").letters == first.letters)
      #expect(
        try database.value("SELECT send_to FROM letter WHERE stage = 'answer'") == one.email)
    }
  }

  @Test("each letter's leaf commits to that letter, with a salt of its own") func leaves() throws {
    try with { database throws in
      _ = try database.clerk.answered(InquiryPerson(.customer, [one.id]), [.source], .en)
      let outcome = try run(
        [
          row("m1", from: one.email, name: one.name, email: one.email),
          row("m2", from: two.email, name: two.name, email: two.email),
        ], in: database)
      #expect(outcome.summary.answers == ["traced": 2])
      let leaves = try database.rows(
        """
        SELECT count(DISTINCT s.salt), count(DISTINCT v.commitment), count(*) FILTER (WHERE octet_length(s.salt) = 32),
               count(*) FILTER (WHERE v.commitment = encode(sha256(s.salt || convert_to(t.body_text, 'UTF8')), 'base64')),
               count(*) FILTER (WHERE (v."case", v.stage, v.letter_kind, v.language) = (t.case_no, t.stage, t.kind, t.language)),
               count(*)
          FROM ledger_leaf l
         CROSS JOIN json_to_record(l.leaf::json)
                    v ("case" text, letter bigint, stage text, letter_kind text, language text, commitment text)
          LEFT JOIN ledger_salt s USING (leaf_index)
          LEFT JOIN letter t ON t.letter_id = v.letter
         WHERE l.kind = 'answer'
        """)
      #expect(leaves == [["3", "3", "3", "3", "3", "3"]])
      // Receipts say nothing of anybody's data.
      #expect(try database.value("SELECT count(*) FROM letter") == "6")
    }
  }

  @Test("a letter that breaks a rule is held, and the others are written") func refused() throws {
    try with { database throws in
      let own = try database.template("letter-traced.ja") { $0 + "流出の可能性があります。\n" }
      let rows = [
        row("m1", from: one.email, name: one.name, email: one.email),
        row("m2", name: "無関係 太郎", email: "no@example.net", identity: "document"),
      ]
      let outcome = try run(rows, in: database, templates: own)
      #expect(outcome.summary.held == ["letter-refused": 1])
      #expect(outcome.summary.answers == ["unheld": 1] && outcome.letters.count == 1)
      let caseNo = try database.value("SELECT case_no FROM inquiry WHERE message_id = 'm1'")
      let reason = "letter-refused: the letter breaks its own rules and was not written: hedge"
      #expect(outcome.worklist.contains("\(caseNo),m1,\(reason) (found: one),desk,"))
      let known = try database.clerk.load(caseNo)
      #expect(known.letters.map(\.stage) == ["acknowledgement"])
      #expect(known.events.map(\.kind) == ["held"] && known.personKind == nil)
      // With a template that is mended the same file answers it.
      let again = try run(rows, in: database)
      #expect(again.summary.answers == ["traced": 1, "unheld": 1] && again.summary.opened == 0)
    }
  }

  /// The files of a folder with what each holds.
  private func files(_ folder: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let path = "\(folder)/\(name)"
      files[name] = try String(contentsOfFile: path, encoding: .utf8)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(name)")
    }
    return files
  }

  @Test("the folder: letters as they are sent, the counts, and the work") func folder() throws {
    try with { database throws in
      var more = Mall()
      more.add("customers", [Person(11).customer()])
      try database.load(more)
      _ = try database.audit()
      let (eleven, out) = (Person(11), "\(database.folder)/out")
      let rows = [
        row("m1", from: one.email, name: one.name, email: one.email),
        row("m2", channel: "letter", name: two.name, phone: two.phone, address: two.address),
        row("m3", from: eleven.email, name: eleven.name, email: eleven.email),
        row("m4", from: "x@example.net", name: one.name, email: one.email),
      ]
      _ = try run(rows, in: database)
      let cases = try (1...4).map { number in
        try database.value("SELECT case_no FROM inquiry WHERE message_id = \("m\(number)")")
      }
      let known = try cases.map { try database.clerk.load($0) }
      let interim = "\(cases[2]).interim-\(try known[2].interim.letterId)"
      let letters = try files("\(out)/letters")
      #expect(
        Set(letters.keys) == [
          "\(cases[0]).txt", "\(cases[0]).eml", "\(cases[1]).txt", "\(cases[1]).html",
          "\(interim).txt", "\(interim).eml",
        ])
      #expect(letters["\(cases[0]).txt"] == (try known[0].finalLetter.text))
      #expect(letters["\(cases[1]).html"] == (try known[1].finalLetter.html))
      #expect(letters["\(interim).txt"] == (try known[2].interim.text))
      let mail = try #require(letters["\(cases[0]).eml"])
      #expect(mail.contains("<\(one.email)>") && mail.contains("multipart/alternative"))
      let receipts = try files("\(out)/acknowledgements")
      #expect(
        Set(receipts.keys)
          == Set(
            cases.map { "\($0).txt" }
              + cases.enumerated().map { "\($1).\($0 == 1 ? "html" : "eml")" }))
      for known in known {
        #expect(receipts["\(known.caseNo).txt"] == (try known.acknowledgement.text))
      }
      for name in ["letters", "acknowledgements"] {
        let mode = try FileManager.default.attributesOfItem(atPath: "\(out)/\(name)")
        #expect(mode[.posixPermissions] as? Int == 0o700)
      }
      #expect(
        Set(try FileManager.default.contentsOfDirectory(atPath: out))
          == ["letters", "acknowledgements", "summary.json", "worklist.csv"])
      let summary = try String(contentsOfFile: "\(out)/summary.json", encoding: .utf8)
      #expect(
        summary.hasPrefix(
          "{\"version\":1,\"messages\":4,\"opened\":4,\"answers\":{\"traced\":2},\"interim\":{\"untraced\":1},"
            + "\"held\":{\"identity-open\":1},\"promised\":0,\"investigate\":1,\"seconds\":")
          && summary.hasSuffix("}\n"))
      let day = DeskDay.today.adding(days: 14)
      #expect(
        try String(contentsOfFile: "\(out)/worklist.csv", encoding: .utf8)
          == """
          case,message_id,reason,waiting_for,due_on
          \(cases[2]),m3,investigate: untraced,privacy officer,\(day)
          \(cases[3]),m4,identity-open (found: one),person,\(day)

          """)
    }
  }

  @Test("a folder that holds another letter under the name is not written into")
  func foreignFolder() throws {
    try with { database throws in
      let rows = [row("m1", from: one.email, name: one.name, email: one.email)]
      let first = try run(rows, in: database)
      let name = try #require(first.letters.keys.first)
      let path = "\(database.folder)/out/letters/\(name)"
      try "another letter".write(toFile: path, atomically: true, encoding: .utf8)
      let refused = failure { _ = try run(rows, in: database) }
      #expect(refused.message.contains("is another letter"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "another letter")
    }
  }

  @Test("without a check of the identity everybody gets the same") func open() throws {
    try with { database throws in
      let outcome = try run(
        [
          row("m1", from: one.email, name: one.name, email: one.email),
          row("m2", from: "x@example.net", name: "無関係", email: "x@example.net"),
        ], in: database, contactOnFile: false)
      #expect(outcome.summary.held == ["identity-open": 2] && outcome.letters.isEmpty)
    }
  }

  @Test("who writes from elsewhere is not answered there") func elsewhere() throws {
    try with { database throws in
      let from = "akui@evil.example"
      let outcome = try run(
        [
          row("m1", from: from, name: one.name, email: one.email),
          row("m2", from: from, name: one.name, email: one.email, identity: "items"),
          row("m3", from: from, name: one.name, email: one.email, identity: "login"),
          row("m4", channel: "letter", name: one.name, phone: one.phone, address: two.address),
          row("m5", from: from, name: one.name, email: one.email, identity: "document"),
          row(
            "m6", channel: "letter", name: one.name, phone: one.phone, address: two.address,
            identity: "document"),
        ], in: database)
      #expect(
        outcome.summary.held
          == ["identity-open": 2, "reply-to-not-on-file": 2, "address-differs": 1],
        "\(outcome.worklist)")
      #expect(outcome.summary.answers == ["traced": 1], "who was seen may choose")
    }
  }

  @Test("an order in somebody's name gives nobody that person's letters") func forged() throws {
    try with { database throws in
      let five = Person(5)
      let outcome = try run(
        [
          // The attacker's own order is beside the guest's: the two do not agree.
          row(
            "m1", from: "akui@evil.example", name: five.name, email: "akui@evil.example",
            phone: five.phone),
          row(
            "m2", channel: "letter", name: five.name, phone: five.phone,
            address: "大阪市北区梅田1-1-1"),
          // The address of a parcel is not the address of the record.
          row(
            "m3", channel: "letter", name: three.name, phone: three.phone,
            address: "大阪市北区梅田1-1-1"),
          // Nor is the parcel the record's, beyond doubt.
          row("m4", from: three.email, name: three.name, email: three.email),
          row("m5", name: three.name, email: three.email, identity: "document"),
          row("m6", name: three.name, phone: three.phone, identity: "document"),
        ], in: database)
      #expect(outcome.letters.isEmpty && outcome.summary.letters == 0, "\(outcome.worklist)")
      #expect(outcome.summary.held.values.reduce(0, +) == 6)
      #expect(outcome.summary.held["several"] ?? 0 >= 3, "\(outcome.worklist)")
    }
  }

  @Test("somebody in several ways is answered about all of them where nothing differs") func ways()
    throws
  {
    try with { database throws in
      var more = Mall()
      let (eight, nine) = (Person(8), Person(9))
      more.add("customers", [eight.customer(), nine.customer(), Person(10).customer()])
      func guest(_ person: Person, _ changes: Fields = [:]) -> Fields {
        person.order(
          "G", ["customer_id": "", "ordered_at": "2006-03-01 10:00"].merging(changes) { $1 })
      }
      func gift(_ person: Person, _ tag: String, _ changes: Fields = [:]) -> Fields {
        Person(10).order(
          tag,
          [
            "ship_name": person.name, "ship_phone": person.phone, "ship_address": person.address,
          ].merging(changes) { $1 })
      }
      more.add(
        "orders",
        [
          eight.order(), guest(eight), gift(eight, "X"), nine.order(), Person(10).order(),
          // In the name and with the telephone of a customer, and with nothing else.
          guest(nine, ["address": "大阪府大阪市北区梅田9-9-9", "email": "akui@evil.example"]),
        ])
      try database.load(more)
      _ = try database.audit()
      let outcome = try run(
        [
          // By what is given one way is found, and by the record the others.
          row("m1", from: eight.email, name: eight.name, email: eight.email),
          row("m2", from: nine.email, name: nine.name, phone: nine.phone),
          row("m3", channel: "letter", name: eight.name, address: eight.address),
        ], in: database)
      #expect(outcome.summary.answers == ["traced": 2], "\(outcome.worklist)")
      let letters = outcome.letters.values.filter { $0.contains(eight.name) }
      #expect(letters.count == 2)
      for letter in letters {
        #expect(letter.contains("8-G") && letter.contains("でのご注文のお届け先"))
        #expect(!letter.contains("10-X") && !letter.contains(Person(10).name))
      }
      #expect(
        try database.value(
          "SELECT count(*) FROM inquiry_event WHERE guest_orders = '{tony/hana/8-G}' AND received_orders = '{tony/hana/10-X}'"
        ) == "2")
      #expect(outcome.summary.held == ["several": 1], "\(outcome.worklist)")
    }
  }

  @Test("not in the data is told on good grounds only") func unheld() throws {
    try with { database throws in
      let outcome = try run(
        [
          row("m1", name: "無関係 太郎", email: "no@example.net", identity: "document"),
          row("m2", name: "無関係 太郎", identity: "document"),
          row("m3", name: "無関係 太郎", email: "no@example.net", identity: "login"),
          row("m4", from: "no@example.net", name: "無関係 太郎", email: "no@example.net"),
        ], in: database)
      #expect(outcome.summary.answers == ["unheld": 1])
      #expect(outcome.summary.held == ["too-little-to-search-by": 1, "identity-open": 2])
      // Somebody of the name is there: people move.
      let moved = try run(
        [row("m5", name: one.name, email: "new@example.net", identity: "document")], in: database)
      #expect(moved.summary.answers.isEmpty && moved.summary.held == ["namesakes": 1])
    }
  }

  @Test("who writes from an address that is held is not told that nothing is") func fromHeld()
    throws
  {
    try with { database throws in
      let outcome = try run(
        [
          row(
            "m1", from: one.email.uppercased(), name: "新姓 花代", phone: "090-0000-1111",
            identity: "document"),
          row(
            "m2", from: "no@example.net", name: "新姓 花代", phone: "090-0000-1111",
            identity: "document"),
          row(
            "m3", from: one.email, name: "新姓 花代", email: "no@example.net", phone: "090-0000-1111",
            identity: "document"),
          row(
            "m4", channel: "letter", from: one.email, name: "新姓 花代", phone: "090-0000-1111",
            identity: "document"),
        ], in: database)
      #expect(outcome.summary.answers == ["unheld": 2])
      #expect(outcome.summary.held == ["reply-to-on-file": 2])
    }
  }

  @Test("what no letter answers is a human's") func topics() throws {
    try with { database throws in
      let outcome = try run(
        [
          row("m1", from: one.email, name: one.name, email: one.email, text: "弁護士に相談します。なぜ住所を。"),
          row("m2", from: one.email, name: one.name, email: one.email, text: "こんにちは"),
        ], in: database)
      #expect(outcome.summary.held == ["topic": 1, "asks-unknown": 1])
      #expect(outcome.worklist.contains("topic: legal") && outcome.worklist.contains(",desk,"))
    }
  }

  @Test("a message that is understood in part is a human's, who says what it asks") func partly()
    throws
  {
    try with { database throws in
      let text = "流出したのですか。パスワードはどうなったのですか。"
      let message = row("m1", from: one.email, name: one.name, email: one.email, text: text)
      #expect(try run([message], in: database).summary.held == ["asks-partly": 1])
      let caseNo = try database.value("SELECT case_no FROM inquiry")
      let clerk = database.clerk
      let known = try clerk.step { try $0.ask([.leaked, .source, .stop], of: caseNo, in: &$1) }
      #expect(known.asks == [.leaked, .source, .stop])
      #expect(known.events.filter { $0.kind == "asked" }.map(\.ask) == ["source", "stop"])
      let shown = try clerk.shown(caseNo)
      #expect(shown.contains("ご質問の追加") && shown.contains("次は：yurai"))
      #expect(
        shown.split(separator: "\n").allSatisfy { DisplayWidth(.ja).columns(String($0)) <= 80 })
      try clerk.settle(caseNo, InquiryPerson(.customer, [one.id]))
      try clerk.check(caseNo, [.name, .address])
      let sent = try clerk.answer(caseNo).finalLetter
      #expect(sent.text.contains("取得元") && sent.text.contains("利用の停止"))
      let late = failure { try clerk.step { _ = try $0.ask([.erase], of: caseNo, in: &$1) } }
      #expect(late.message.contains("is answered"))
    }
  }

  @Test("once somebody has said what it asks, the same file answers it") func partlyAgain() throws {
    try with { database throws in
      let text = "流出したのですか。パスワードはどうなったのですか。"
      let message = row("m1", from: one.email, name: one.name, email: one.email, text: text)
      #expect(try run([message], in: database).summary.held == ["asks-partly": 1])
      let caseNo = try database.value("SELECT case_no FROM inquiry")
      _ = try database.clerk.step { try $0.ask([.source], of: caseNo, in: &$1) }
      let outcome = try run([message], in: database)
      #expect(outcome.summary.held.isEmpty && outcome.summary.answers == ["traced": 1])
      let sent = try database.clerk.load(caseNo).finalLetter
      #expect(sent.text.contains("流出") && sent.text.contains("取得元"))
    }
  }

  @Test("what was held for want of something is looked at again") func again() throws {
    try with { database throws in
      let first = try run(
        [row("m1", from: "x@example.net", name: one.name, email: one.email)], in: database)
      #expect(first.summary.held == ["identity-open": 1])
      let second = try run(
        [row("m1", from: "x@example.net", name: one.name, email: one.email, identity: "document")],
        in: database)
      #expect(second.summary.opened == 0 && second.summary.answers == ["traced": 1])
      let other = try run(
        [row("m1", from: one.email, name: one.name, email: one.email, text: "別の文です。なぜ住所を。")],
        in: database)
      #expect(other.summary.held == ["message-id-reused": 1])
      #expect(try database.value("SELECT count(*) FROM inquiry") == "1")
    }
  }

  @Test("the work that letters promise is counted, each row of the list") func counted() throws {
    try with { database throws in
      let rows = [
        row(
          "m1", from: one.email, name: one.name, email: one.email,
          text: "なぜ私の住所を知っているのですか。消去してください。"),
        row("m2", from: two.email, name: two.name, email: two.email),
        row("m3", from: "x@example.net", name: three.name, email: three.email),
      ]
      let outcome = try run(rows, in: database)
      let work = outcome.worklist.split(separator: "\n").dropFirst()
      #expect(outcome.summary.promised == 1 && outcome.summary.investigate == 0)
      #expect(work.count { $0.contains(",promised: erase,") } == 1 && work.count == 2)
      #expect(outcome.summary.text.hasSuffix("promised, to be done (worklist.csv): 1"))
      #expect(outcome.summary.json.contains("\"promised\":1,\"investigate\":0,"))
      // Done, it is work no more.
      try database.clerk.done(
        .erase,
        try database.value(
          "SELECT case_no FROM inquiry WHERE message_id = 'm1'"))
      #expect(try run(rows, in: database).summary.promised == 0)
    }
  }

  @Test("a note that says nothing is refused") func emptyNote() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening()).caseNo
      for text in ["", "  \n", "\u{3000}"] {
        #expect(failure { try clerk.note(caseNo, text) }.exit == .usage)
      }
      #expect(try clerk.load(caseNo).events.isEmpty)
      try clerk.note(caseNo)
      #expect(try clerk.load(caseNo).events.map(\.kind) == ["note"])
    }
  }

  @Test("what was promised has a day, and the case is not over before it is done")
  func promises() throws {
    try with { database throws in
      let clerk = database.clerk
      let known = try clerk.answered(InquiryPerson(.customer, [one.id]), [.source, .erase])
      #expect(known.state == "promised")
      #expect(failure { try clerk.close(known.caseNo) }.message.contains("done"))
      var session = try database.session()
      #expect(
        try InquiryListing.rows(.open, in: &session).first?.dueOn
          == DeskDay.today.adding(days: 14))
      let wrong = failure { try clerk.done(.disclosure, known.caseNo) }
      #expect(wrong.message.contains("not promised"))
      try clerk.done(.erase, known.caseNo)
      #expect(failure { try clerk.done(.erase, known.caseNo) }.message.contains("done already"))
      try clerk.close(known.caseNo)
      #expect(try clerk.load(known.caseNo).state == "closed")
    }
  }
}

extension Clerk {
  fileprivate func done(_ ask: Ask, _ caseNo: String) throws {
    try step { try $0.done(ask, note: nil, of: caseNo, in: &$1) }
  }
}
