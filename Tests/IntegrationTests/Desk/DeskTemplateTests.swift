import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// A company writes with templates of its own, and no letter leaves that breaks the contract.
@Suite("Desk: templates of the company's own") struct DeskTemplateTests {
  private let one = Person(1)

  /// A case that is ready for its answer.
  private func withCase(_ body: (TestDatabase, String) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer()])
      mall.add("orders", [one.order()])
      try database.load(mall)
      _ = try database.audit()
      let clerk = database.clerk
      let caseNo = try clerk.open(.opening()).caseNo
      try clerk.settle(caseNo, InquiryPerson(.customer, [one.id]))
      try clerk.check(caseNo)
      try body(database, caseNo)
    }
  }

  @Test("a letter that breaks a rule is not written, and the case stays as it was")
  func refused() throws {
    try withCase { database, caseNo throws in
      let clerk = database.clerk
      let before = try database.content()
      for (rule, words) in [
        ("hedge", "流出の可能性があります。"), ("forbiddenWord", "お客様の情報は、適宜お調べします。"),
        ("hedge, roleWord", "ショッピングサイトで、おそらく流出しました。"),
      ] {
        let own = try database.template("letter-traced.ja") { $0 + words + "\n" }
        let error = failure { try clerk.with(templates: own).answer(caseNo) }
        #expect(
          error.message == "the letter breaks its own rules and was not written: \(rule)")
      }
      #expect(try database.content() == before)
      let known = try clerk.load(caseNo)
      #expect(known.state == "ready" && known.letters.map(\.stage) == ["acknowledgement"])
      #expect(try clerk.answer(caseNo).state == "answered")
    }
  }

  @Test("so is an acknowledgement: nothing is opened") func acknowledgement() throws {
    try withCase { database, _ throws in
      let own = try database.template("letter-acknowledgement.ja") { $0 + "流出の可能性があります。\n" }
      let error = failure { _ = try database.clerk.with(templates: own).open(.opening()) }
      #expect(error.message.contains("was not written: hedge"))
      #expect(try database.value("SELECT count(*) FROM inquiry") == "1")
    }
  }

  @Test("the company's wording takes the place of the built-in one") func own() throws {
    try withCase { database, caseNo throws in
      let thanks = "お問い合わせをいただきありがとうございます。"
      let words = "お手紙をくださり、ありがとうございます。"
      let own = try database.template("letter-traced.ja") { $0.replacing(thanks, with: words) }
      // What is no template may lie beside them.
      try "x".write(toFile: "\(own)/README", atomically: true, encoding: .utf8)
      let known = try database.clerk.with(templates: own).answer(caseNo)
      let sent = try known.finalLetter
      sent.expectAll(of: [words, "花の本舗"])
      sent.expectNone(of: [thanks])
      #expect(sent.kind == "traced" && known.state == "answered")
    }
  }

  @Test("a template that is wrong, or that replaces none, stops the desk") func wrong() throws {
    try withCase { database, caseNo throws in
      let own = try database.template("letter-traced.ja") { $0 + "\n" }
      func refusal(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = "\(own)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return failure { try database.clerk.with(templates: own).answer(caseNo) }.message
      }
      #expect(
        try refusal("letter-tracd.ja.mustache", Array("= x\n".utf8))
          .hasSuffix(
            "/letter-tracd.ja.mustache replaces no template: the names are in Docs/letters.md"))
      #expect(
        try refusal("letter-traced.en.mustache", [0x3D, 0x20, 0xFF]).hasSuffix("is no UTF-8 text"))
      #expect(
        try refusal("letter-traced.en.mustache", Array("= x\n! {{addres}}\n".utf8))
          == "letter template letter-traced.en: unknown addres. Correct it in the folder `templates` of config.yaml"
      )
      #expect(
        try refusal("letter-traced.en.mustache", Array("= x\n".utf8))
          .hasPrefix("letter template letter-traced.en, line 1: malformed."))
      let none = failure { try database.clerk.with(templates: "\(own)/none").answer(caseNo) }
      #expect(none.message.contains("cannot be read"))
      #expect(try database.clerk.load(caseNo).letters.count == 1)
      #expect(try database.clerk.with(templates: own).answer(caseNo).state == "answered")
    }
  }

  @Test("a letter that cannot be made in its form is not archived, and the case stays as it was")
  func unready() throws {
    try withCase { database, caseNo throws in
      let before = try database.content()
      var seen: [String] = []
      let error = failure {
        try database.clerk.step { desk, session in
          _ = try desk.answer(caseNo, in: &session) { letter, sendTo in
            seen = [letter.subject, sendTo ?? "post"]
            throw YuraiError("no printer")
          }
        }
      }
      #expect(error.message == "no printer" && seen == ["お客様の個人情報について（ご回答）", "post"])
      #expect(try database.content() == before)
      #expect(try database.clerk.load(caseNo).state == "ready")
      #expect(try database.clerk.answer(caseNo).state == "answered")
    }
  }
}
