import Postgres
import Rendering
import Testing
import Yurai

/// A disclosure under the GDPR tells of the company what article 15 wants told, or is not sent.
@Suite("Desk: access under the GDPR") struct DeskAccessTests {
  private let person = Person(1)

  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [person.customer()])
      mall.add("orders", [person.order("1", ["ship_name": "渡邉 さくら", "ship_phone": "06-1-1"])])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  /// A case of which who asks is settled.
  private func ready(
    _ person: InquiryPerson, _ asks: [Ask], _ law: Law, _ clerk: Clerk
  ) throws -> String {
    let caseNo = try clerk.open(
      .opening(asks, .en, law: law, given: Clerk.given(person, "佐藤 次郎"))
    ).caseNo
    if [.none, .notYou].contains(person.kind) { _ = try clerk.find(caseNo) }
    try clerk.settle(caseNo, person)
    try clerk.check(caseNo, by: .inPerson, [])
    return caseNo
  }

  /// The answer of a company that has said only this of itself.
  private func answer(
    _ caseNo: String, _ processing: [String: LetterProcessing], _ database: TestDatabase
  ) throws -> InquiryCase {
    var settings = try Clerk.settings()
    settings.processing = processing
    var session = try database.session()
    return try InquiryDesk(settings: settings, actor: "hanako").answer(caseNo, in: &session)
  }

  @Test("what is configured stands in the letter", arguments: Language.allCases, [Law.gdpr, .uk])
  func told(_ language: Language, _ law: Law) throws {
    try with { database throws in
      let words =
        language == .ja
        ? ["ご注文のお届けに使います。", "7年で消します。", "日本でだけ取り扱います。"]
        : [
          "We use them to deliver orders.", "We keep them for seven years.", "They stay in Japan.",
        ]
      for who in [
        InquiryPerson(.customer, [person.id]), InquiryPerson(.recipient, ["tony/hana/1-1"]),
      ] {
        for asks in [[Ask.disclosure], [.source]] {
          let sent = try database.clerk.answered(who, asks, language, law: law).finalLetter
          sent.expectAll(of: words, "\(who.kind) \(asks)")
        }
      }
      let other = try database.clerk.answered(
        InquiryPerson(.customer, [person.id]), [.recipients], language, law: law)
      try other.finalLetter.expectNone(of: words)
      let appi = try database.clerk.answered(
        InquiryPerson(.customer, [person.id]), [.disclosure], language)
      try appi.finalLetter.expectNone(of: words)
    }
  }

  @Test(
    "what is not configured stops a disclosure, and names the keys", arguments: [Law.gdpr, .uk])
  func missing(_ law: Law) throws {
    try with { database throws in
      let clerk = database.clerk
      let who = InquiryPerson(.customer, [person.id])
      let caseNo = try ready(who, [.disclosure, .source], law, clerk)
      let partly = ["en": LetterProcessing(purposes: "We use them to deliver orders.")]
      for (processing, keys) in [
        ([:], ["purposes", "storage", "transfers"]), (partly, ["storage", "transfers"]),
        (["ja": LetterProcessing(purposes: "a", storage: "b", transfers: "c")], ["purposes"]),
      ] as [([String: LetterProcessing], [String])] {
        let refused = failure { _ = try answer(caseNo, processing, database) }
        for key in keys { #expect(refused.message.contains("`gdpr: en: \(key)`")) }
        #expect(refused.message.contains("purposes`") == keys.contains("purposes"))
      }
      #expect(try clerk.load(caseNo).letters.count == 1)
      // Nothing else is stopped by it.
      for (other, asks, law) in [
        (who, [.source], law), (who, [.disclosure], .appi),
        (InquiryPerson(.none), [.disclosure], law),
        (InquiryPerson(.notYou), [.disclosure], law),
      ] as [(InquiryPerson, [Ask], Law)] {
        let free = try ready(other, asks, law, clerk)
        #expect(try answer(free, [:], database).letters.count == 2, "\(other.kind) \(asks) \(law)")
      }
      #expect(try clerk.answer(caseNo).letters.count == 2, "configured, it goes out")
    }
  }
}
