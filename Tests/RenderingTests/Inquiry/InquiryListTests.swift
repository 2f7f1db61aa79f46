import Testing

@testable import Rendering

/// `yurai inquiry list`: a line a case, with what is past its day marked, and for whom each waits.
@Suite("The list of inquiries")
struct InquiryListTests {
  private static func row(
    _ number: Int, _ state: String, _ waitingFor: String, due: String?, _ asks: [Ask] = [.source]
  ) throws -> InquiryRow {
    InquiryRow(
      caseNo: "Q-2026-00000\(number)",
      receivedAt: try #require(Moment("2026-09-30T20:00:00Z")), channel: "email", asks: asks,
      state: state, waitingFor: waitingFor, dueOn: due.flatMap { Day($0) },
      actBy: due.flatMap { Day($0) }?.adding(days: -1))
  }

  private static func rows() throws -> [InquiryRow] {
    [
      try row(1, "identity", "person", due: "2026-10-14", Ask.allCases),
      try row(2, "ready", "desk", due: "2026-10-15", [.erase, .leaked]),
      try row(3, "investigation", "privacy officer", due: "2026-10-16"),
      try row(4, "person", "person", due: nil), try row(5, "promised", "desk", due: nil),
      try row(6, "answered", "desk", due: nil), try row(7, "closed", "nobody", due: nil),
    ]
  }

  private static func text(_ language: Language) throws -> InquiryText {
    InquiryText(language: language, today: try #require(Day("2026-10-15")))
  }

  @Test(arguments: Language.allCases)
  func matchesItsSnapshot(_ language: Language) throws {
    let text = try Self.text(language).list(Self.rows())
    try Files.expect(text, matches: "inquiry-list.\(language.rawValue).txt")
    expectHarmless(text, language)
  }

  /// The snapshots, in words: one is past its day, the day itself is not, and a column says who is waited for.
  @Test(arguments: Language.allCases)
  func marksWhatIsPastItsDayAndNamesWhoIsWaitedFor(_ language: Language) throws {
    let lines = try Self.text(language).list(Self.rows()).split(separator: "\n").map(String.init)
    func line(_ number: Int) throws -> String {
      try #require(lines.first { $0.contains("Q-2026-00000\(number)") })
    }
    #expect(try line(1).contains("! 2026-10-14"))
    #expect(lines.count { $0.contains("!") } == 1)
    #expect(try line(2).contains("2026-10-15") && line(3).contains("2026-10-16"))
    // No word is broken where there is room for it.
    #expect(
      lines.contains { $0.contains(language.pick(ja: "名簿の購入", en: "correction,")) })
    let waiters =
      language == .ja
      ? [1: "本人", 2: "窓口", 3: "責任者", 7: "なし"]
      : [1: "person", 2: "desk", 3: "privacy", 7: "nobody"]
    let measure = DisplayWidth(language)
    let title = language.pick(ja: "待ち", en: "waits for")
    let before = try #require(lines.first?.firstRange(of: title)).lowerBound
    let start = measure.columns(String(try #require(lines.first)[..<before]))
    for (number, name) in waiters {
      let line = try line(number)
      let place = line.ranges(of: name).map { measure.columns(String(line[..<$0.lowerBound])) }
      #expect(place.contains(start), "\(number) \(name)")
    }
  }

  @Test(arguments: Language.allCases)
  func nothingToDoIsOneLine(_ language: Language) throws {
    let text = try Self.text(language).list([])
    #expect(
      text
        == language.pick(
          ja: "対応を待っている照会はありません。\n", en: "No inquiry is waiting for anything.\n"))
  }

  @Test func jsonHasItsMembersInOrder() throws {
    let rows = try Self.rows()
    #expect(
      rows[1].json
        == "{\"case\":\"Q-2026-000002\",\"received_at\":\"2026-10-01T05:00:00+09:00\",\"channel\":\"email\","
        + "\"asks\":[\"erase\",\"leaked\"],\"state\":\"ready\",\"waiting_for\":\"desk\","
        + "\"due_on\":\"2026-10-15\",\"act_by\":\"2026-10-14\"}")
    #expect(rows[6].json.hasSuffix("\"due_on\":null,\"act_by\":null}"))
  }
}
