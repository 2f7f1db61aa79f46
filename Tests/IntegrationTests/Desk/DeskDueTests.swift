import Postgres
import Rendering
import Testing
import Yurai

/// By when something is due, with the rule that says so, and when it may take longer.
@Suite struct DeskDueTests {
  private func due(
    _ law: Law, _ received: String, _ asks: [Ask] = [.source, .erase]
  ) throws -> [String: InquiryCase.Due] {
    var due: [String: InquiryCase.Due] = [:]
    try withDatabase { database throws in
      let known = try database.clerk.open(.opening(asks, law: law, received: received))
      for line in known.due { due[line.ruleId] = line }
    }
    return due
  }

  @Test(
    "the GDPR's month ends with the month",
    arguments: [
      ("2026-01-31T10:00:00+09:00", "2026-02-28"), ("2026-01-28T10:00:00+09:00", "2026-02-28"),
      ("2026-01-27T10:00:00+09:00", "2026-02-27"), ("2024-01-31T10:00:00+09:00", "2024-02-29"),
      // Already February at the operator.
      ("2026-01-31T20:00:00Z", "2026-03-01"), ("2026-03-31T10:00:00+09:00", "2026-04-30"),
    ])
  func month(_ received: String, _ expected: String) throws {
    let answer = try #require(try due(.gdpr, received)["gdpr-answer"])
    #expect(answer.dueOn?.description == expected)
    #expect(answer.what == "answer" && answer.revision == 1)
    #expect(answer.authorityEn.contains("12(3)") && answer.authorityJa.contains("第12条"))
    #expect(answer.noticeBy == answer.dueOn && answer.extendableTo != nil)
  }

  @Test(
    "the APPI's line of 14 days, and duties without a day",
    arguments: [
      ("2026-02-14T23:59:59+09:00", "2026-02-28", "2026-02-27"),
      ("2026-02-15T00:00:00+09:00", "2026-03-01", "2026-02-27"),
      ("2026-09-09T10:00:00+09:00", "2026-09-23", "2026-09-18"),
    ])
  func fourteen(_ received: String, _ expected: String, _ actBy: String) throws {
    let due = try due(.appi, received)
    let line = try #require(due["appi-two-weeks"])
    #expect(line.dueOn?.description == expected && line.actBy?.description == actBy)
    #expect(line.authorityJa.contains("第39条") && line.extendableTo == nil)
    let stop = try #require(due["appi-stop"])
    #expect(stop.dueOn == nil && stop.authorityJa.contains("第35条"))
  }

  @Test(
    "the UK's acknowledgement, from the day of the rule on",
    arguments: [
      ("2026-06-18T10:00:00+09:00", nil), ("2026-06-19T10:00:00+09:00", "2026-07-19"),
      ("2026-06-18T23:00:00Z", "2026-07-19"),
    ])
  func acknowledgement(_ received: String, _ expected: String?) throws {
    let due = try due(.uk, received)
    let line = due["uk-complaint-acknowledgement"]
    #expect(line?.dueOn?.description == expected)
    #expect(due["uk-answer"] != nil)
    if let line { #expect(line.what == "acknowledge" && line.authorityEn.contains("164A")) }
  }

  /// A mall whose first customer's origin is known, and the second's is not.
  private func withMall(_ body: (Clerk) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [1, 2].map { Person($0).customer() })
      mall.add("orders", [Person(1).order()])
      try database.load(mall)
      _ = try database.audit()
      try body(database.clerk)
    }
  }

  /// By when the list says that something is due.
  private func listed(_ caseNo: String, _ clerk: Clerk) throws -> String? {
    let query: Query =
      "SELECT coalesce(due_on::text, '') FROM inquiry_state WHERE case_no = \(caseNo)"
    let day = try clerk.database.value(query)
    return day.isEmpty ? nil : day
  }

  /// A case that came so many days ago, ready for its answer.
  private func ready(_ person: Int, _ days: Int, _ law: Law, _ clerk: Clerk) throws -> String {
    let day = DeskDay.today.adding(days: -days)
    let caseNo = try clerk.open(
      .opening(
        [.source, .erase], .en, law: law, received: "\(day)T09:00:00+09:00", channel: .email,
        replyTo: "asker@example.jp")
    ).caseNo
    try clerk.settle(caseNo, InquiryPerson(.customer, [Person(person).id]))
    try clerk.check(caseNo, by: .inPerson, [])
    return caseNo
  }

  @Test(
    "what a letter promises is not later than the law's month, which stands until it is done",
    arguments: [Law.gdpr, .uk])
  func promised(_ law: Law) throws {
    try withMall { clerk throws in
      for (days, isLate) in [(25, false), (40, true), (3, false)] {
        let caseNo = try ready(1, days, law, clerk)
        let due = try #require(try clerk.load(caseNo).dueOn)
        let answered = try clerk.answer(caseNo)
        let soon = DeskDay.today.adding(days: 14)
        let promise = isLate ? soon : min(soon, due)
        let line = answered.due.first { $0.what == "promise" && $0.ruleId == "erase" }
        #expect(line?.dueOn == promise)
        let said = promise.text(.en).filter { !$0.isWhitespace }
        #expect(try answered.finalLetter.flat.contains("theresultby\(said)"), "\(days)")
        #expect(answered.state == "promised")
        #expect(try listed(caseNo, clerk) == min(promise, due).description)
        try clerk.step { try $0.done(.erase, note: nil, of: caseNo, in: &$1) }
        #expect(try listed(caseNo, clerk) == nil)
      }
      // Japan's law has no such month: two weeks, as ever.
      let caseNo = try ready(1, 10, .appi, clerk)
      let line = try clerk.answer(caseNo).due.first { $0.what == "promise" }
      #expect(line?.dueOn == DeskDay.today.adding(days: 14))
    }
  }

  @Test("an extension after an interim letter moves the day of its result") func extendedLater()
    throws
  {
    try withMall { clerk throws in
      let caseNo = try ready(2, 20, .gdpr, clerk)
      #expect(try clerk.answer(caseNo).state == "investigation")
      let before = try #require(try clerk.load(caseNo).dueOn)
      let after = try clerk.extend(caseNo)
      let until = try #require(after.due.first { $0.what == "answer" && $0.revision == 2 }?.dueOn)
      #expect(until > before)
      // What was requested keeps the day that the letter gave for it.
      try clerk.step { try $0.done(.erase, note: nil, of: caseNo, in: &$1) }
      #expect(try listed(caseNo, clerk) == until.description)
      #expect(try clerk.load(caseNo).dueOn == until)
    }
  }

  @Test(
    "a message from before the law is refused, since nothing would ever be overdue",
    arguments: [(Law.gdpr, "2018-05-24", "2018-05-25"), (.appi, "2005-03-31", "2005-04-01")])
  func beforeTheLaw(_ law: Law, _ before: String, _ first: String) throws {
    try withDatabase { database throws in
      func open(_ day: String) throws {
        _ = try database.clerk.open(
          .opening([.erase], law: law, received: "\(day)T09:00:00+09:00"))
      }
      let refused = failure { try open(before) }
      #expect(refused.exit == .usage && refused.message.contains(before), "\(refused.message)")
      try open(first)
      #expect(try database.value("SELECT count(*) FROM inquiry") == "1")
    }
  }

  @Test("the day is told in the acknowledgement and to the desk", arguments: Language.allCases)
  func told(_ language: Language) throws {
    try withDatabase { database throws in
      let known = try database.clerk.open(
        .opening([.source], language, law: .gdpr, received: "2026-01-31T10:00:00+09:00"))
      #expect(known.dueOn?.description == "2026-02-28")
      let day = language == .ja ? "2026年2月28日" : "28February2026"
      #expect(try !known.acknowledgement.flat.contains(day), "a day that is over is no promise")
      let shown = try database.clerk.shown(known.caseNo, language)
      #expect(shown.contains("! 2026-02-28") && shown.contains("12"))
      let bare = try database.clerk.open(.opening([.leaked], language, law: .appi))
      #expect(bare.dueOn == nil, "without delay is no day")
    }
  }

  @Test("a day that is to come stands in the acknowledgement", arguments: Language.allCases)
  func promised(_ language: Language) throws {
    try withDatabase { database throws in
      let today = DeskDay.today
      let appi = try database.clerk.open(.opening([.source], language, law: .appi))
      let gdpr = try database.clerk.open(.opening([.source], language, law: .gdpr))
      #expect(appi.dueOn == today.adding(days: 14))
      let month = try #require(gdpr.dueOn)
      #expect((today.adding(days: 28)...today.adding(days: 31)).contains(month))
      for (known, day) in [(appi, today.adding(days: 14)), (gdpr, month)] {
        let text = day.text(language)
        try known.acknowledgement.expectAll(
          of: [
            language == .ja ? "お答えの期限は\(text)です。" : "Our answer is due by \(text)."
          ], known.law.rawValue)
      }
    }
  }

  @Test("an extension: once, inside the first month, with a notice", arguments: [Law.gdpr, .uk])
  func extended(_ law: Law) throws {
    try withDatabase { database throws in
      let clerk = database.clerk
      let known = try clerk.open(.opening([.source], law: law))
      let first = try #require(known.due.first { $0.what == "answer" })
      let longer = try clerk.extend(known.caseNo)
      let due = try #require(longer.due.first { $0.ruleId == first.ruleId })
      #expect(due.revision == 2 && due.dueOn == first.extendableTo && longer.dueOn == due.dueOn)
      #expect(longer.events.map(\.kind) == ["extended"] && longer.events[0].note == "many records")
      let notice = try #require(longer.letters.last)
      #expect(notice.stage == "extension" && notice.run == nil)
      let until = try #require(due.dueOn)
      #expect(notice.answer.contains(until.text(.ja)))
      let second = failure { _ = try clerk.extend(known.caseNo) }
      #expect(second.message.contains("extended already"))
      #expect(try clerk.load(known.caseNo).letters.count == 2)
      #expect(try clerk.load(known.caseNo).state == "identity", "it answers nothing")
    }
  }

  @Test("on the last day of the first month, and not on the day after") func lastDay() throws {
    try withDatabase { database throws in
      let clerk = database.clerk
      var (allowed, refused) = (0, 0)
      for days in 26...33 {
        let day = DeskDay.today.adding(days: -days)
        let known = try clerk.open(
          .opening([.source], law: .gdpr, received: "\(day)T09:00:00+09:00"))
        let notice = try #require(known.due.first { $0.ruleId == "gdpr-answer" }?.noticeBy)
        if notice >= DeskDay.today {
          #expect(try clerk.extend(known.caseNo).due.contains { $0.revision == 2 }, "\(day)")
          allowed += 1
        } else {
          let late = failure { _ = try clerk.extend(known.caseNo) }
          #expect(late.message.contains("until \(notice) only"), "\(day)")
          #expect(try clerk.load(known.caseNo).letters.count == 1)
          refused += 1
        }
      }
      #expect(allowed > 0 && refused > 0)
    }
  }

  @Test("the APPI knows none") func appi() throws {
    try withDatabase { database throws in
      let known = try database.clerk.open(.opening())
      let refused = failure { _ = try database.clerk.extend(known.caseNo) }
      #expect(refused.message.contains("knows no extension"))
      #expect(try database.clerk.load(known.caseNo).due.allSatisfy { $0.revision == 1 })
    }
  }
}
