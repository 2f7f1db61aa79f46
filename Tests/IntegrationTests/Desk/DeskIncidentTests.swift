import Foundation
import Postgres
import Rendering
import Testing
import Yurai

/// "Was mine leaked?": the incidents on record, for this person, in the first line.
@Suite struct DeskIncidentTests {
  private func withMall(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", (1...3).map { Person($0).customer() })
      mall.add(
        "orders",
        [
          Person(1).order(), Person(1).order("2"), Person(2).order(),
          Person(3).order(
            "1", ["ship_name": "渡邉 さくら", "ship_address": "大阪府大阪市北区梅田1-2-3"]),
        ])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  @discardableResult
  private func record(
    _ subjects: [String], others: String = "not_affected", id: String = "I-1",
    settled: String? = "2012-11-30", title: String = "2011年の不正アクセス", leavesOut: Bool = false,
    in database: TestDatabase
  ) throws -> IncidentJob.Outcome {
    let path = "\(database.folder)/\(UUID().uuidString)"
    let csv = "subject_kind,subject_id,exposure_class,items\n" + subjects.joined(separator: "\n")
    try (csv + "\n").write(toFile: path + ".csv", atomically: true, encoding: .utf8)
    var yaml = """
      version: 1
      incident: \(id)
      title_ja: \(title)
      title_en: Intrusion of 2011
      from: 2011-11-14
      to: 2011-11-30
      known_on: 2012-10-01
      others: \(others)

      """
    if !subjects.isEmpty { yaml += "exposed: \(path).csv\n" }
    if let settled { yaml += "settled_on: \(settled)\n" }
    try yaml.write(toFile: path + ".yaml", atomically: true, encoding: .utf8)
    let file = try IncidentFile(path: path + ".yaml")
    var session = try database.session()
    return try IncidentJob(actor: "officer").record(file, leavesOut: leavesOut, in: &session)
  }

  private func sent(
    _ number: Int, _ database: TestDatabase, _ language: Language = .ja,
    asks: [Ask] = [.leaked, .source]
  ) throws -> InquiryCase.SentLetter {
    try database.clerk.answered(InquiryPerson(.customer, [Person(number).id]), asks, language)
      .finalLetter
  }

  @Test(
    "the class is the first line",
    arguments: [
      ("confirmed", "お客様の情報が流出しました。", "Yourdatawereleaked."),
      ("possible", "お客様の情報が流出した可能性があります。", "Yourdatamayhavebeenleaked."),
      ("not_affected", "お客様の情報は流出していません。", "Yourdatawerenotleaked."),
    ])
  func classes(_ name: String, _ japanese: String, _ english: String) throws {
    try withMall { database throws in
      try record(["customer,C001,\(name),name address"], in: database)
      let ja = try sent(1, database)
      #expect(ja.answer.hasPrefix(japanese), "\(ja.answer)")
      #expect(ja.answers.first?.contains("2011年の不正アクセス") == true)
      #expect(ja.answers.first?.contains("お名前・ご住所") == (name != "not_affected"))
      let en = try sent(1, database, .en)
      #expect(en.answer.hasPrefix(english), "\(en.answer)")
      #expect(en.answers.first?.contains("Intrusionof2011") == true)
      // Everybody else is not affected, as the incident says.
      #expect(try sent(2, database).answer.hasPrefix("お客様の情報は流出していません。"))
    }
  }

  @Test("no incident on record") func none() throws {
    try withMall { database throws in
      #expect(try sent(1, database).answer.hasPrefix("お客様の情報の流出は、確認されていません。"))
      #expect(try sent(1, database, .en).answer.hasPrefix("Noleakofyourdataisknown."))
    }
  }

  @Test("who does not ask is answered what was asked") func notAsked() throws {
    try withMall { database throws in
      try record(["customer,C001,confirmed,name"], in: database)
      #expect(try !(sent(1, database, asks: [.source])).flat.contains("流出"))
    }
  }

  @Test("an order of the customer is listed, and a recipient of one too") func order() throws {
    try withMall { database throws in
      let outcome = try record(
        ["order,tony/hana/1-2,confirmed,card", "order,tony/hana/3-1,possible,card ship_address"],
        in: database
      )
      #expect(outcome.revision == 1 && outcome.classes == ["confirmed": 1, "possible": 1])
      let one = try sent(1, database)
      #expect(one.answer.hasPrefix("お客様の情報が流出しました。"))
      #expect(one.answers.first?.contains("カード情報") == true)
      #expect(try sent(2, database).answer.hasPrefix("お客様の情報は流出していません。"))
      let recipient = try database.clerk.answered(
        InquiryPerson(.recipient, ["tony/hana/3-1"]), [.leaked]
      ).finalLetter
      #expect(recipient.answer.hasPrefix("お客様の情報が流出した可能性があります。"))
      // The card is the orderer's.
      #expect(!recipient.flat.contains("カード") && recipient.flat.contains("ご住所"))
      recipient.expectNone(of: Person(3).secrets + [Person(3).name])
    }
  }

  @Test("a later revision stands for the earlier") func revision() throws {
    try withMall { database throws in
      try record(["customer,C001,confirmed,name"], in: database)
      let later = try record(
        ["customer,C001,not_affected,", "customer,C002,possible,"], in: database)
      #expect(later.revision == 2)
      #expect(try sent(1, database).answer.hasPrefix("お客様の情報は流出していません。"))
      #expect(try sent(2, database).answer.hasPrefix("お客様の情報が流出した可能性があります。"))
      #expect(try database.value("SELECT count(*) FROM exposure") == "3", "both are kept")
    }
  }

  @Test("who was erased is recognised, and not recorded again") func erased() throws {
    try withMall { database throws in
      let listed = ["customer,C001,confirmed,name", "customer,C002,confirmed,name"]
      try record(listed, in: database)
      var job = EraseJob()
      job.reason = "retention"
      var session = try database.session()
      _ = try job.run(customer: "C002", in: &session)
      let later = try record(listed, in: database)
      #expect(later.revision == 2 && later.classes == ["confirmed": 1])
      #expect(later.erased == 1 && later.absent == 0)
      let order = listed + ["order,tony/hana/2-1,confirmed,card"]
      #expect(failure { try record(order, in: database) }.message.contains("line 4 of the CSV"))
      // Who never was there is nobody who was erased.
      let never = failure { try record(listed + ["customer,C404,possible,"], in: database) }
      #expect(never.message.contains("1 subject(s)") && never.message.contains("line 4"))
      let left = try record(order, leavesOut: true, in: database)
      #expect(left.erased == 1 && left.absent == 1 && left.classes == ["confirmed": 1])
      #expect(try database.value("SELECT count(*) FROM incident") == "3")
      #expect(
        try database.value("SELECT string_agg(DISTINCT subject_id, ' ') FROM exposure") == "C001")
    }
  }

  @Test("a list without rows was cut off, and does not make everybody unaffected") func cut() throws
  {
    try withMall { database throws in
      let refusal = failure { try record([""], in: database) }
      #expect(refusal.message.contains("a header and no rows"))
      #expect(try database.value("SELECT count(*) FROM incident") == "0")
    }
  }

  @Test("of several incidents the gravest counts") func gravest() throws {
    try withMall { database throws in
      try record(["customer,C001,confirmed,name"], id: "I-1", in: database)
      try record([], id: "I-2", title: "別の事故", in: database)
      #expect(try sent(1, database).answer.hasPrefix("お客様の情報が流出しました。"))
      #expect(try sent(2, database).answer.hasPrefix("お客様の情報は流出していません。"))
    }
  }

  @Test(
    "undetermined: an interim letter, and the answer when it is known", arguments: Language.allCases
  )
  func undetermined(_ language: Language) throws {
    try withMall { database throws in
      try record(["customer,C001,undetermined,"], in: database)
      let clerk = database.clerk
      let person = InquiryPerson(.customer, ["C001"])
      let known = try clerk.answered(person, [.leaked, .source], language)
      #expect(known.state == "investigation" && known.waitingFor == "privacy officer")
      #expect(known.events.last?.note?.contains("undetermined") == true)
      let first = language == .ja ? "まだ分かっていません" : "Wedonotyetknow"
      #expect(try known.interim.answer.contains(first))
      #expect(try clerk.answer(known.caseNo).letters.count == 2)
      try record(["customer,C001,not_affected,"], in: database)
      let final = try clerk.answer(known.caseNo)
      #expect(final.state == "answered")
      let prefix = language == .ja ? "お客様の情報は流出していません。" : "Yourdatawerenotleaked."
      #expect(try final.finalLetter.answer.hasPrefix(prefix))
      // Who does not ask for it is not kept waiting by it.
      try record(["customer,C002,undetermined,"], in: database)
      #expect(try sent(2, database, language, asks: [.source]).stage == "answer")
    }
  }

  @Test("while the others are undetermined, they are told so") func othersUndetermined() throws {
    try withMall { database throws in
      try record(
        ["customer,C001,confirmed,name"], others: "undetermined", settled: nil, in: database)
      let known = try database.clerk.answered(InquiryPerson(.customer, ["C002"]), [.leaked])
      #expect(known.state == "investigation")
      #expect(try sent(1, database).answer.hasPrefix("お客様の情報が流出しました。"))
    }
  }

  @Test(
    "one unknown subject, and nothing of the file is recorded",
    arguments: [
      "customer,C404,confirmed,name", "order,tony/hana/404,confirmed,card",
      "order,1-1,confirmed,card",
    ])
  func unknown(_ subject: String) throws {
    try withMall { database throws in
      let refused = failure { try record(["customer,C001,confirmed,name", subject], in: database) }
      #expect(refused.message.contains("1 subject(s)"))
      #expect(!refused.message.contains("404"))
      #expect(try database.value("SELECT count(*) FROM incident") == "0")
      #expect(try database.value("SELECT count(*) FROM exposure") == "0")
      #expect(try sent(1, database).answer.hasPrefix("お客様の情報の流出は、確認されていません。"))
    }
  }

  @Test(
    "a file that contradicts itself is refused",
    arguments: [
      ["customer,C001,confirmed,name", "customer,C001,possible,name"],
      ["customer,C001,leaked,name"], ["person,C001,confirmed,name"], ["customer,,confirmed,name"],
      ["customer,C001,confirmed"],
    ])
  func contradictory(_ subjects: [String]) throws {
    try withMall { database throws in
      #expect(failure { try record(subjects, in: database) }.message.contains("line"))
      #expect(try database.value("SELECT count(*) FROM incident") == "0")
    }
  }

  @Test("that the others are safe needs the day on which it was established") func settledOn()
    throws
  {
    try withMall { database throws in
      let refused = failure { try record([], settled: nil, in: database) }
      #expect(refused.message.contains("settled_on"))
    }
  }
}
