import Testing

@testable import Rendering

@Suite("A search")
struct SearchTextTests {
  private let result = SearchResult(
    queryID: "7", decision: .several,
    candidates: [
      SearchCandidate(
        kind: .customer, id: "C0000001", agrees: [.name: .typed, .phone: .similar],
        disagrees: [.address, .email]),
      SearchCandidate(
        kind: .guestOrder, id: "tony/cocomin/1187\u{202E}\u{1B}[2J",
        agrees: [.name: .key, .nameKana: .key],
        disagrees: []),
      SearchCandidate(
        kind: .recipient, id: String(repeating: "長い", count: 40) + "/1",
        agrees: [.postalCode: .key],
        disagrees: [.name]),
    ])

  @Test(arguments: Language.allCases)
  func matchesItsSnapshot(_ language: Language) throws {
    let text = SearchText(language: language).render(result)
    try Files.expect(text, matches: "find.\(language.rawValue).txt")
    expectHarmless(text, language)
  }

  @Test(arguments: Language.allCases)
  func aDecisionWithoutCandidatesIsOneLine(_ language: Language) {
    let nobody = SearchResult(queryID: "", decision: .none, candidates: [])
    let text = SearchText(language: language).render(nobody)
    #expect(text.split(separator: "\n").count == 1)
    expectHarmless(text, language)
  }

  @Test func jsonHasItsMembersInOrder() {
    let one = SearchResult(
      queryID: "q\"1", decision: .one,
      candidates: [
        SearchCandidate(
          kind: .guestOrder, id: "tony/hana/1", agrees: [.phone: .key, .name: .typed],
          disagrees: [.email])
      ])
    #expect(
      one.json
        == #"{"version":1,"query_id":"q\"1","decision":"one","candidates":[{"kind":"guest_order","id":"tony/hana/1","#
        + #""agrees":["name","phone"],"disagrees":["email"],"how":{"name":"typed","phone":"key"}}]}"#
    )
  }
}
