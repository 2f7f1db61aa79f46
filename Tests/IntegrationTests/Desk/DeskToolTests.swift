import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// The desk as a clerk types it: what each verb prints, and how it ends.
@Suite("Desk: the verbs of the tool") struct DeskToolTests {
  private let one = Person(1)
  private let two = Person(2)

  /// One customer with an order, another whose origin is not known, and a company that writes.
  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer(), two.customer()])
      mall.add("orders", [one.order()])
      try database.load(mall)
      _ = try database.audit()
      let company = try Clerk.settings()
      try """
      company: \(company.company)
      address: \(company.address)
      phone: \(company.phone)
      email: \(company.email)
      """.write(toFile: config(database), atomically: true, encoding: .utf8)
      try Clerk.story.write(
        toFile: "\(database.folder)/message.txt", atomically: true, encoding: .utf8)
      try body(database)
    }
  }

  private func config(_ database: TestDatabase) -> String { "\(database.folder)/config.yaml" }

  /// Runs a verb of the desk.
  private func inquiry(
    _ arguments: String..., in database: TestDatabase, path: String? = nil
  ) throws -> Tool.Outcome {
    var tool = Tool(xdg: database.server.xdg)
    if let path { tool.environment["PATH"] = path }
    return try tool.run(
      ["inquiry"] + arguments + ["--config", config(database)] + database.reach)
  }

  /// Expects that a verb ended with this code, and if not with 0, that it said nothing on stdout.
  private func expect(
    _ outcome: Tool.Outcome, _ code: Int32, _ words: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.code == code, "\(outcome.errors)", sourceLocation: sourceLocation)
    if code != 0 { #expect(outcome.output.isEmpty, sourceLocation: sourceLocation) }
    guard let words else { return }
    let said = code == 0 ? outcome.output : outcome.errors
    #expect(said.contains(words), sourceLocation: sourceLocation)
  }

  /// Opens the message by post; the case number, which is the first word on stdout.
  private func open(in database: TestDatabase) throws -> String {
    let opened = try inquiry(
      "open", "\(database.folder)/message.txt", "--channel", "letter", "--actor", "hanako",
      "--name", one.name, "--address", one.address, in: database)
    expect(opened, 0, "お問い合わせの受付について")
    let caseNo = try #require(opened.output.split(separator: " ").first.map(String.init))
    #expect(try database.clerk.load(caseNo).actor == "hanako")
    return caseNo
  }

  private func makeReady(_ caseNo: String, in database: TestDatabase) throws {
    try database.clerk.settle(caseNo, InquiryPerson(.customer, [one.id]))
    try database.clerk.check(caseNo)
  }

  @Test(
    "a batch writes in the message's language, else in the configured one, whatever the clerk's")
  func batchLanguage() throws {
    try with { database throws in
      let own = try String(contentsOfFile: config(database), encoding: .utf8)
      try (own + "\nlanguage: en\n").write(
        toFile: config(database), atomically: true, encoding: .utf8)
      let file = "\(database.folder)/messages.csv"
      try """
      message_id,channel,language,text,reply_to
      1,email,,Why do you have my address?,a@example.com
      2,email,ja,なぜ住所を知っているのか。,b@example.com

      """.write(toFile: file, atomically: true, encoding: .utf8)
      let letters = "\(database.folder)/letters"
      expect(
        try inquiry(
          "answer", "--batch", file, "-o", letters, "--language", "ja", in: database), 0)
      #expect(
        try database.rows("SELECT language, kind FROM letter ORDER BY letter_id")
          == [["en", "acknowledgement"], ["ja", "acknowledgement"]])
    }
  }

  @Test("from receipt to the close") func story() throws {
    try with { database throws in
      let caseNo = try open(in: database)
      expect(try inquiry("open", "\(database.folder)/none.txt", in: database), 1, "does not exist")
      expect(try inquiry("list", in: database), 0, caseNo)
      expect(try inquiry("show", caseNo, in: database), 0, "次は：yurai find --inquiry \(caseNo)")
      expect(try inquiry("show", "Q-2026-999999", in: database), 1, "there is no case")
      let found = try database.tool("find", "--inquiry", caseNo)
      expect(found, 0, one.id)

      expect(try inquiry("person", caseNo, "--customer", "C404", in: database), 1, "there is no")
      expect(try inquiry("person", caseNo, in: database), 64, "say --customer")
      expect(
        try inquiry("person", caseNo, "--customer", one.id, "--actor", "keiko", in: database), 0)
      let masked = try inquiry("show", caseNo, in: database)
      expect(masked, 0, "本人確認が済むまで伏せています")
      #expect(!masked.output.contains(one.phone) && !masked.output.contains(one.email))

      expect(try inquiry("answer", caseNo, in: database), 1, "is not settled")
      expect(
        try inquiry("identity", caseNo, "--method", "items", "--result", "good", in: database), 64)
      expect(
        try inquiry(
          "identity", caseNo, "--method", "items", "--checked", "name", "--checked", "address",
          "--result", "settled", "--actor", "minoru", in: database), 0)
      expect(try inquiry("show", caseNo, in: database), 0, one.phone)
      expect(try inquiry("close", caseNo, in: database), 1, "is not answered yet")

      let answered = try inquiry("answer", caseNo, "--actor", "saburo", in: database)
      let sent = try database.clerk.load(caseNo).finalLetter
      expect(answered, 0, "花の本舗")
      #expect(answered.output == sent.text && answered.errors.isEmpty)
      let file = "\(database.folder)/letter.html"
      let again = try inquiry("answer", caseNo, "-o", file, "--language", "en", in: database)
      expect(again, 0)
      #expect(again.output.isEmpty && again.errors.contains("written before"))
      #expect(again.errors.contains("the letter was sent in ja"))
      #expect(try String(contentsOfFile: file, encoding: .utf8) == sent.html)
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      expect(try inquiry("answer", in: database), 64, "give a case number")
      expect(try inquiry("answer", caseNo, "-o", "x.doc", in: database), 64, "--output ends in")

      expect(try inquiry("close", caseNo, "--actor", "tomoko", in: database), 0)
      expect(try inquiry("close", caseNo, in: database), 1, "closed already")
      let known = try database.clerk.load(caseNo)
      #expect(known.state == "closed" && known.letters.map(\.actor) == ["hanako", "saburo"])
      #expect(known.events.map(\.actor) == ["keiko", "minoru", "tomoko"])
      let history = try inquiry("show", caseNo, "--letters", in: database)
      expect(history, 0, sent.text)
      #expect(history.output.contains("  終了  待ち：なし"))
    }
  }

  @Test("a case that is taken back is closed without an answer") func withdrawn() throws {
    try with { database throws in
      let caseNo = try open(in: database)
      let before = try database.content()
      expect(try inquiry("close", caseNo, in: database), 1, "is not answered yet")
      expect(try inquiry("close", caseNo, "--withdrawn", in: database), 64, "--note")
      #expect(try database.content() == before)
      expect(
        try inquiry("close", caseNo, "--withdrawn", "--note", "taken back by phone", in: database),
        0)
      let known = try database.clerk.load(caseNo)
      #expect(known.state == "closed" && known.waitingFor == "nobody")
      #expect(known.letters.map(\.stage) == ["acknowledgement"])
      #expect(known.events.map(\.kind) == ["closed"] && known.events.first?.method == "withdrawn")
      #expect(known.events.first?.note == "taken back by phone")
      let listed = try inquiry("list", in: database)
      #expect(listed.code == 0 && !listed.output.contains(caseNo))
      expect(try inquiry("list", "--all", in: database), 0, caseNo)
      expect(try inquiry("answer", caseNo, in: database), 1, "has no letter")
      // An answered case is closed as one, whatever is said of it.
      let other = try open(in: database)
      try makeReady(other, in: database)
      _ = try database.clerk.answer(other)
      expect(try inquiry("close", other, "--withdrawn", "--note", "x", in: database), 0)
      #expect(try database.clerk.load(other).events.last?.method == nil)
    }
  }

  @Test("a letter that cannot be made as it was wanted leaves the case unanswered")
  func unmade() throws {
    try with { database throws in
      let caseNo = try open(in: database)
      try makeReady(caseNo, in: database)
      let before = try database.content()
      let file = "\(database.folder)/letter"
      expect(try inquiry("answer", caseNo, "-o", "\(file).eml", in: database), 1, "goes by post")
      expect(try inquiry("answer", caseNo, "--format", "eml", in: database), 1, "goes by post")
      // No program that makes a PDF.
      expect(
        try inquiry("answer", caseNo, "-o", "\(file).pdf", in: database, path: database.folder), 1,
        "WeasyPrint")
      expect(
        try inquiry("answer", caseNo, "-o", "\(database.folder)/none/x.txt", in: database), 1)
      #expect(try database.content() == before)
      #expect(try database.clerk.load(caseNo).state == "ready")
      for form in ["eml", "pdf"] {
        #expect(!FileManager.default.fileExists(atPath: "\(file).\(form)"))
      }
      expect(try inquiry("answer", caseNo, "-o", "\(file).txt", in: database), 0)
      #expect(try database.clerk.load(caseNo).state == "answered")
    }
  }

  @Test("the list, in each form: what is late, and who is waited for") func list() throws {
    try with { database throws in
      let clerk = database.clerk
      let late = try clerk.open(
        .opening([.source, .leaked], law: .gdpr, received: "2026-01-31T10:00:00+09:00"))
      let ready = try clerk.open(.opening([.source])).caseNo
      try makeReady(ready, in: database)
      let officer = try clerk.open(.opening([.leaked])).caseNo
      try clerk.escalate(officer)
      let over = try clerk.answered(InquiryPerson(.customer, [one.id]), [.leaked]).caseNo
      try clerk.close(over)
      let due = try #require(try clerk.load(ready).due.first { $0.what == "answer" })
      let (day, act) = (try #require(due.dueOn), try #require(due.actBy))

      let csv = try inquiry("list", "--all", "--format", "csv", in: database)
      let received = try clerk.load(ready).receivedAt.description
      expect(csv, 0)
      #expect(
        csv.output == """
          case,received_at,channel,asks,state,waiting_for,due_on,act_by
          \(late.caseNo),2026-01-31T10:00:00+09:00,letter,source leaked,identity,person,2026-02-28,2026-02-27
          \(ready),\(received),letter,source,ready,desk,\(day),\(act)
          \(officer),\(received),letter,leaked,investigation,privacy officer,,
          \(over),\(received),email,leaked,closed,nobody,,

          """)
      let json = try inquiry("list", "--overdue", "--format", "json", in: database)
      expect(json, 0)
      #expect(
        json.output
          == "{\"version\":1,\"inquiries\":[{\"case\":\"\(late.caseNo)\",\"received_at\":\"2026-01-31T10:00:00+09:00\","
          + "\"channel\":\"letter\",\"asks\":[\"source\",\"leaked\"],\"state\":\"identity\",\"waiting_for\":\"person\","
          + "\"due_on\":\"2026-02-28\",\"act_by\":\"2026-02-27\"}]}\n")

      for language in Language.allCases {
        let text = try inquiry("list", "--language", language.rawValue, in: database)
        expect(text, 0)
        var session = try database.session()
        let rows = try InquiryListing.rows(.open, in: &session)
        #expect(
          text.output == InquiryText(language: language, today: DeskDay.today).list(rows))
        #expect(text.output.contains("! 2026-02-28") && !text.output.contains("! \(day)"))
      }
      expect(try inquiry("list", "--overdue", "--all", in: database), 64, "two different lists")
    }
  }

  @Test("a letter is checked by its text, and the exit code says how it went") func lint() throws {
    try withDatabase { database throws in
      let tool = Tool(xdg: database.server.xdg)
      let file = "\(database.folder)/letter.txt"
      try "件名：ご回答\n\n佐藤さまの情報が流出した可能性があります。\n"
        .write(toFile: file, atomically: true, encoding: .utf8)
      let bad = try tool.run("letter", "lint", file)
      #expect(bad.code == 2 && bad.errors.isEmpty)
      #expect(bad.output.hasPrefix("hedge: 佐藤さまの情報が流出した可能性があります。\n"))
      let json = try tool.run("letter", "lint", file, "--format", "json")
      #expect(json.code == 2 && json.output.contains("\"problems\":[\"hedge\",\"kanjiShare\""))
      #expect(!json.output.contains("佐藤"))
      try "件名：ご回答\n\nお客様の情報は、2006年5月3日のご注文のときに取得したものです。\n"
        .write(toFile: file, atomically: true, encoding: .utf8)
      let good = try tool.run("letter", "lint", file)
      #expect(good.code == 0 && good.output.hasPrefix("no rule of the letter contract is broken\n"))
      let english = try tool.run("letter", "lint", file, "--language", "en", "--format", "json")
      #expect(english.output.contains("\"language\":\"en\""))
      #expect(try tool.run("letter", "lint", "\(file).none").code == 1)
    }
  }

  @Test("templates are written, and checked from the configuration") func templates() throws {
    try withDatabase { database throws in
      let tool = Tool(xdg: database.server.xdg)
      let config = "\(database.folder)/config.yaml"
      try "templates: own\n".write(toFile: config, atomically: true, encoding: .utf8)
      let own = "\(database.folder)/own"
      #expect(try tool.run("letter", "templates", own).code == 0)
      let good = try tool.run("letter", "templates", "--check", "--config", config)
      #expect(good.code == 0 && good.output == "every kind of letter passes in both languages\n")
      let file = "\(own)/letter-traced.ja.mustache"
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try (text + "流出の可能性があります。\n").write(toFile: file, atomically: true, encoding: .utf8)
      let bad = try tool.run("letter", "templates", "--check", "--config", config)
      #expect(bad.code == 2 && bad.output.contains("traced (ja): hedge: 流出の可能性があります。\n"))
    }
  }
}
