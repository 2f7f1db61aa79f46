import Foundation
import Testing

@testable import Rendering

@Suite("Trail JSON")
struct TrailTests {
  /// The example of the documented format; what it leaves open is filled with "…" or a day.
  static let example = """
    {"version":1,"customer":"…","verdict":"traced","fields":[{"field":"address","status":"proven",\
    "collected_by":"order:tony/cocomin/1001"}],"trail":[{"event":"order:tony/cocomin/1001",\
    "kind":"order","occurred_at":"2006-05-03T00:05:00+09:00","storefront":"ちゃっかりダイエットココミン",\
    "merchant":{"id":"cocomin","name":"…"},"mall":{"id":"tony","name":"…"},\
    "tenancy":{"opened_on":"2005-02-01","closed_on":"2008-03-31","ended":true},\
    "legal_role":"direct","affiliate":null,"placed":true,"corroborated":true,\
    "evidence":["settlement","shipment"],"carries":["name","address"],\
    "source":{"file":"orders-2006.csv","line":123,"sha256":"…"}}],"findings":["…"]}
    """

  private var trail: Trail {
    var event = Samples.order
    event.merchant?.name = "…"
    event.mall?.name = "…"
    event.source.sha256 = "…"
    event.carries = [.name, .address]
    return Trail(
      customer: "…", verdict: .traced,
      fields: [.init(field: .address, status: .proven, collectedBy: event.event)],
      trail: [event], findings: ["…"])
  }

  @Test func matchesTheDocumentedExample() {
    #expect(trail.json == TrailTests.example)
  }

  @Test func isReadBackFromItsText() throws {
    let read = try JSONDecoder().decode(Trail.self, from: Data(TrailTests.example.utf8))
    #expect(read == trail)
  }

  @Test func writesAnAffiliateAndWhatIsMissing() {
    var event = Samples.secondOrder
    event.occurredAt = nil
    event.storefront = nil
    event.tenancy = nil
    event.legalRole = nil
    event.merchant = .init(id: "m99999", name: nil)
    let json = Trail(
      customer: "C1", verdict: .untraced, fields: [.init(field: .name, status: .none)],
      trail: [event], findings: []
    ).json
    for part in [
      #""affiliate":{"id":"a1","programme":"電脳卸","partner":"ブログA"}"#, #""occurred_at":null"#,
      #""storefront":null,"merchant":{"id":"m99999","name":null}"#,
      #""tenancy":null,"legal_role":null"#, #""collected_by":null"#, #""findings":[]"#,
    ] {
      #expect(json.contains(part), "\(part)")
    }
  }

  @Test func escapesWhatJSONAndTerminalsCannotTake() throws {
    let hostile = "\"\\\n\t\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{E0041}/𠮷\u{2028}"
    let json = OrderedJSON.string(hostile).text
    #expect(
      json
        == #""\"\\\n\t\u001b[31m\u007f\u009b\u202e\udb40\udc41/𠮷\u2028""#)
    #expect(try JSONDecoder().decode(String.self, from: Data(json.utf8)) == hostile)
  }

  @Test func detailSurvivesCoding() throws {
    let data = try JSONEncoder().encode(Samples.received)
    #expect(try JSONDecoder().decode(TrailDetail.self, from: data) == Samples.received)
  }

  @Test func takesTheOrderNumberOutOfTheEvent() {
    var event = Samples.order
    event.event = "order:tony/cocomin/2006/05/1001"
    #expect(event.reference == "2006/05/1001")
    event.kind = .signup
    event.event = "signup:SU/1"
    #expect(event.reference == "SU/1")
  }

  @Test func labelsAreThereInBothLanguages() {
    for language in Language.allCases {
      let labels =
        Verdict.allCases.map { $0.label(language) }
        + FieldStatus.allCases.map { $0.label(language) }
        + ContactField.allCases.map { $0.label(language) }
        + LegalRole.allCases.map { $0.label(language) }
      #expect(labels.allSatisfy { !$0.isEmpty })
    }
    #expect(Set(Verdict.allCases.map { $0.label(.ja) }).count == 8)
    #expect(Verdict.allCases.filter(\.isExplained) == [.erased, .received, .traced])
    #expect(FieldStatus.allCases.sorted() == [.none, .claimed, .placed, .proven])
  }
}
