import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// What a file of messages brings with it: texts as files, sizes, ids, addresses; and what the desk writes beside the database.
@Suite("Desk: files of messages and what is written of them") struct DeskMessagesTests {
  private let one = Person(1)
  private let two = Person(2)
  private static let header = "message_id,channel,text,reply_to,name,email,phone,address,identity"
  private static let text = "なぜ私の住所を知っているのですか。"

  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer(), two.customer()])
      mall.add("orders", [one.order(), two.order()])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  /// A row, every value quoted.
  private func row(
    _ id: String, text: String = DeskMessagesTests.text, channel: String = "email",
    from: String = "", name: String = "", email: String = "", address: String = "",
    identity: String = ""
  ) -> String {
    [id, channel, text, from, name, email, "", address, identity]
      .map { "\"" + $0.unicodeScalars.map { $0 == "\"" ? "\"\"" : "\($0)" }.joined() + "\"" }
      .joined(separator: ",")
  }

  private func file(
    _ rows: [String], in database: TestDatabase, messages: String? = nil
  ) throws -> InquiryBatchFile {
    let path = "\(database.folder)/messages.csv"
    try ([Self.header] + rows).joined(separator: "\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    return try InquiryBatchFile(path: path, messages: messages)
  }

  /// Runs a file into the folder `out`.
  private func run(_ file: InquiryBatchFile, in database: TestDatabase) throws
    -> InquiryBatchSummary
  {
    var session = try database.session()
    try SearchIndex.prepare(&session, log: { _ in })
    let settings = try Clerk.settings()
    let batch = try InquiryBatch(
      desk: try InquiryDesk(settings: settings, actor: "hanako"), settings: settings,
      language: .ja, acceptsContactOnFile: true)
    return try batch.run(
      file, into: "\(database.folder)/out", in: &session, progress: { _ in })
  }

  private func opened(_ database: TestDatabase) throws -> String {
    try database.value("SELECT count(*) FROM inquiry")
  }

  /// A folder of texts, `texts`, below the database's own.
  private func save(_ files: [String: [UInt8]], in database: TestDatabase) throws -> String {
    let folder = "\(database.folder)/texts"
    try FileManager.default.createDirectory(
      atPath: "\(folder)/sub", withIntermediateDirectories: true)
    for (name, bytes) in files {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    return folder
  }

  // MARK: Texts as files

  @Test("texts lie in a folder, in UTF-8 or CP932, and are kept as they were written")
  func folder() throws {
    try with { database throws in
      // 流出したのですか。 in CP932: the second byte of ソ, and of no other letter here, is a backslash.
      let bytes: [UInt8] = [
        0x97, 0xAC, 0x8F, 0x6F, 0x82, 0xB5, 0x82, 0xBD, 0x82, 0xCC, 0x82, 0xC5, 0x82, 0xB7, 0x82,
        0xA9, 0x81, 0x42, 0x83, 0x5C,
      ]
      let folder = try save(
        ["m1.txt": bytes, "m2.txt": [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)], in: database)
      let rows = [
        row("m1", text: "", from: one.email, name: one.name, email: one.email),
        row("m2", text: " ", from: two.email, name: two.name, email: two.email),
      ]
      let summary = try run(file(rows, in: database, messages: folder), in: database)
      #expect(summary.answers == ["traced": 2] && summary.held.isEmpty)
      #expect(
        try database.rows("SELECT message_id, message, asks FROM inquiry ORDER BY 1") == [
          ["m1", "流出したのですか。ソ", "{leaked}"], ["m2", Self.text, "{source}"],
        ])
    }
  }

  @Test("a text that is not there, or is none, is refused before anything is opened")
  func noText() throws {
    try with { database throws in
      let folder = try save(
        [
          "good.txt": Array(Self.text.utf8), "empty.txt": [], "sub/x.txt": Array("中身".utf8),
          "../x.txt": Array("中身".utf8), "../\u{301}x.txt": Array("中身".utf8),
          "binary.txt": Array("中身".utf8) + [0xFF, 0xFE],
        ], in: database)
      for (id, message) in [
        ("missing", "has no file of its message_id"), ("empty", "of its message is empty"),
        ("../x", "has no file of its message_id"), ("sub/x", "has no file of its message_id"),
        ("../\u{301}x", "has no file of its message_id"),
        ("\(database.folder)/x", "has no file of its message_id"),
      ] {
        let refusal = failure {
          _ = try file([row("good", text: ""), row(id, text: "")], in: database, messages: folder)
        }
        #expect(refusal.message.contains("line 3 of messages.csv"), "\(id): \(refusal.message)")
        #expect(refusal.message.contains(message), "\(id): \(refusal.message)")
        #expect(!refusal.message.contains("中身"))
      }
      let none = failure { _ = try file([row("good", text: "")], in: database) }
      #expect(none.message.contains("line 2") && none.message.contains("--messages"))
      // The text of the row counts, whatever its id is.
      #expect(try file([row("../x")], in: database, messages: folder).count == 1)
      let binary = try file(
        [row("good", text: ""), row("binary", text: "")], in: database, messages: folder)
      let refusal = failure { _ = try run(binary, in: database) }
      #expect(refusal.message.contains("binary.txt is neither UTF-8 nor CP932"))
      #expect(!refusal.message.contains("中身"))
      #expect(try opened(database) == "0")
    }
  }

  // MARK: Ten megabytes

  @Test("ten megabytes are refused with their place, without a word of them") func tooLong() throws
  {
    try with { database throws in
      let long = String(repeating: "秘密の中身。", count: 10 * (1 << 20) / 18 + 1)
      #expect(long.utf8.count > 10 << 20)
      let folder = try save(["long.txt": Array(long.utf8)], in: database)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link.txt", withDestinationPath: "\(folder)/long.txt")
      func refuses(_ place: String, _ reason: String, _ body: () throws -> Void) throws {
        let refusal = failure(body)
        #expect(refusal.message.contains(place), "\(refusal.message.prefix(300))")
        #expect(refusal.message.contains(reason), "\(refusal.message.prefix(300))")
        #expect(!refusal.message.contains("秘密") && refusal.message.utf8.count < 400)
        #expect(try opened(database) == "0")
      }
      try refuses("long.txt has \(long.utf8.count) bytes", "more than 1048576") {
        _ = try MessageFile.read(path: "\(folder)/long.txt")
      }
      try refuses("messages.csv: line 3, byte ", "longer than 1048576") {
        _ = try run(file([row("m1"), row("m2", text: long)], in: database), in: database)
      }
      try refuses("line 3 of messages.csv", "has \(long.utf8.count) bytes") {
        let rows = [row("m1"), row("long", text: "")]
        _ = try run(file(rows, in: database, messages: folder), in: database)
      }
      // The size of a link is not that of what it leads to.
      try refuses("line 3: ", "has \(long.utf8.count) bytes") {
        let rows = [row("m1"), row("link", text: "")]
        _ = try run(file(rows, in: database, messages: folder), in: database)
      }
      try refuses("the message has \(long.utf8.count) bytes", "more than 1048576") {
        _ = try database.clerk.open(.opening(message: long))
      }
      try refuses("name", "more than 4096") {
        _ = try file([row("m1", name: String(long.prefix(2000)))], in: database)
      }
      try refuses("name", "longer than 4096") {
        _ = try database.clerk.open(.opening(given: [.name: String(long.prefix(2000))]))
      }
    }
  }

  // MARK: The work list

  @Test("no cell of the work list is a formula, and none ends before its end") func formulas()
    throws
  {
    try with { database throws in
      let cells = [
        ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""), ("＝1", "\"'＝1\""),
        ("+1", "\"'+1\""), ("＋1", "\"'＋1\""), ("-1", "\"'-1\""), ("－1", "\"'－1\""),
        ("@x", "\"'@x\""), ("＠x", "\"'＠x\""), (" =1", "\"' =1\""),
        ("\u{3000}=1", "\"'\u{3000}=1\""),
        ("\t=1", "\"' =1\""), ("\n=1", "\"' =1\""),
        // With a mark behind it each of these is another character, and the same byte.
        ("=\u{301}1", "\"'=\u{301}1\""), ("＝\u{FE0F}1", "\"'＝\u{FE0F}1\""),
        ("a,\u{301}b", "\"a,\u{301}b\""), ("a\"\u{301},=1", "\"a\"\"\u{301},=1\""),
        ("a\",=1", "\"a\"\",=1\""), ("a\r\nb", "a  b"), ("\u{202E}=1", "<U+202E>=1"),
        ("m=1", "m=1"), ("1-1", "1-1"),
      ]
      _ = try run(file(cells.map { row($0.0) }, in: database), in: database)
      let list = try String(contentsOfFile: "\(database.folder)/out/worklist.csv", encoding: .utf8)
      let lines = list.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      try #require(lines.count == cells.count + 2 && lines.last?.isEmpty == true)
      #expect(lines[0].elementsEqual("case,message_id,reason,waiting_for,due_on".utf8))
      // Case numbers, and so the rows, are in the order of the file.
      for (line, (id, cell)) in zip(lines.dropFirst(), cells) {
        let rest = line.drop { $0 != UInt8(ascii: ",") }
        #expect(rest.starts(with: ",\(cell),identity-open".utf8), "\(id): \(String(line) ?? "")")
      }
    }
  }

  // MARK: Mail

  @Test("a batch's mail is for whom it is, and no value of a message becomes a header")
  func mail() throws {
    try with { database throws in
      let attack = "a@b.example\r\nBcc: x@evil.example"
      let broken = "\(one.name)\r\nBcc: x@evil.example\r\n\r\n<b>"
      let rows = [
        row("m1", from: " \(one.email.uppercased())", name: one.name, email: one.email),
        // Sent wherever the person wishes, who was seen.
        row("m2", from: "two@example.net", name: two.name, email: two.email, identity: "document"),
        row("m3", from: attack, name: two.name, email: two.email, identity: "document"),
        row("m4", from: "three@example.net", name: broken, email: "three@example.net"),
        row("m5", channel: "letter", name: one.name, address: one.address),
      ]
      let summary = try run(file(rows, in: database), in: database)
      #expect(summary.answers == ["traced": 3])
      #expect(summary.held == ["address-unusable": 1, "identity-open": 1])
      let cases = try database.rows("SELECT message_id, case_no FROM inquiry ORDER BY 1")
      let forms = ["eml", "eml", nil, nil, "html"]
      for ((id, caseNo), form) in zip(cases.map { ($0[0], $0[1]) }, forms) {
        let known = try database.clerk.load(caseNo)
        let receipt = ["m3", "m5"].contains(id) ? "html" : "eml"
        for (folder, stage, form) in [
          ("letters", "answer", form), ("acknowledgements", "acknowledgement", receipt),
        ] {
          let path = "\(database.folder)/out/\(folder)/\(caseNo)"
          for other in ["txt", "eml", "html"] {
            let isThere = form != nil && (other == "txt" || other == form)
            #expect(
              FileManager.default.fileExists(atPath: "\(path).\(other)") == isThere,
              "\(id) \(folder) \(other)")
          }
          guard let form else { continue }
          let sent = try #require(known.letters.first { $0.stage == stage })
          let text = try String(contentsOfFile: "\(path).\(form)", encoding: .utf8)
          guard form == "eml" else {
            #expect(text == sent.html, "\(id)")
            continue
          }
          let mail = try #require(MailParts(text), "\(id) \(folder) is no mail")
          #expect(
            mail.fields.map(\.name) == [
              "X-Unsent", "Date", "From", "To", "Subject", "Message-ID", "MIME-Version",
              "Content-Type",
            ], "\(id)")
          let to = try #require(mail.mailbox("To"))
          let address = [
            // As the record has it for the answer; for the receipt, as it came.
            "m1": stage == "answer" ? one.email : "TARO.1@example.jp", "m2": "two@example.net",
            "m4": "three@example.net",
          ]
          #expect(to.address == address[id], "\(id) \(stage)")
          let names = [
            "m1": one.name, "m2": two.name, "m4": "\(one.name) Bcc: x@evil.example <b>",
          ]
          #expect(to.name == names[id], "\(id) \(stage)")
          #expect(mail.mailbox("From")?.address == "privacy@example.co.jp")
          #expect(mail.subject == sent.subject && !sent.subject.isEmpty)
          #expect(
            mail.value("Message-ID") == "<\(caseNo).\(stage).\(sent.letterId)@example.co.jp>")
          try #require(mail.bodies.count == 2)
          #expect(mail.bodies[0].text.replacing("\r\n", with: "\n") == sent.text)
          #expect(mail.bodies[1].text.replacing("\r\n", with: "\n") == sent.html)
          #expect(mail.bodies[0].fields.first?.contains("text/plain") == true)
          #expect(mail.bodies[1].fields.first?.contains("text/html") == true)
        }
      }
    }
  }

  @Test(
    "an address that no mail can be sent to opens no case",
    arguments: [
      "a@b.example\r\nBcc: x@evil.example", "a@b.example, c@d.example", "nobody", "a@b@c.example",
      "a@\u{202E}b.example",
    ])
  func unusable(_ address: String) throws {
    try with { database throws in
      for channel in [InquiryChannel.email, .web] {
        let refusal = failure {
          _ = try database.clerk.open(.opening(channel: channel, replyTo: address))
        }
        #expect(refusal.message.contains("is no e-mail address"), "\(refusal.message)")
        #expect(!refusal.message.contains("@"))
      }
      #expect(try opened(database) == "0")
      // By post it is nothing but what somebody wrote.
      let known = try database.clerk.open(.opening(channel: .letter, replyTo: address))
      #expect(known.replyTo == address)
      #expect(try known.acknowledgement.sendTo == nil && known.acknowledgement.sendBy == "post")
    }
  }
}
