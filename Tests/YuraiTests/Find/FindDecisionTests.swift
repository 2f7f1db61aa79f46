import Rendering
import Testing

@testable import Yurai

/// Similarity proposes, keys decide; and no single field ever does.
@Suite struct FindDecisionTests {
  private static let person: [SearchField: String] = [
    .name: "高橋 健一", .nameKana: "タカハシ ケンイチ", .email: "k@example.com", .phone: "090-1234-5678",
    .postalCode: "150-0002", .address: "東京都渋谷区渋谷1-2-3", .orderID: "1187",
  ]

  private func row(
    _ id: String, _ changes: [SearchField: String] = [:],
    kind: SearchCandidate.Kind = .customer
  ) -> FindDecision.Row {
    FindDecision.Row(
      kind: kind, id: id, values: Self.person.merging(changes) { $1 }.filter { !$0.value.isEmpty })
  }

  private func decide(
    _ values: [SearchField: String], _ rows: [FindDecision.Row]
  ) -> SearchResult.Decision {
    FindDecision.result(for: FindQuery(values), rows).decision
  }

  private func asked(_ fields: SearchField...) -> [SearchField: String] {
    Self.person.filter { fields.contains($0.key) }
  }

  @Test("no field alone settles who it is", arguments: SearchField.allCases)
  func alone(_ field: SearchField) {
    #expect(decide(asked(field), [row("C1")]) == .several)
  }

  @Test("what many share does not add up to somebody") func weak() {
    #expect(decide(asked(.name, .nameKana, .postalCode), [row("C1")]) == .several)
    #expect(decide(asked(.nameKana, .postalCode), [row("C1")]) == .several)
  }

  @Test(
    "the name and one thing that few share",
    arguments: [SearchField.email, .phone, .address, .orderID])
  func nameAndOne(_ field: SearchField) {
    #expect(decide(asked(.name, field), [row("C1")]) == .one)
    #expect(decide(asked(.nameKana, field), [row("C1")]) == .one)
    var other = asked(.name, field)
    other[.name] = "佐藤 愛"
    #expect(decide(other, [row("C1")]) == .several)
  }

  @Test("two things that few share, and no word of a name") func two() {
    #expect(decide(asked(.email, .phone), [row("C1")]) == .one)
    #expect(decide(asked(.email, .address), [row("C1")]) == .one)
    // A family shares both, and a parcel's slip tells it the order number.
    #expect(decide(asked(.phone, .address), [row("C1")]) == .several)
    #expect(decide(asked(.phone, .address, .orderID), [row("C1")]) == .several)
  }

  @Test("a family shares phone and address: the name decides") func family() {
    let rows = [
      row("C1"), row("C2", [.name: "高橋 愛", .nameKana: "タカハシ アイ", .email: "ai@example.com"]),
    ]
    #expect(decide(asked(.name, .phone, .address), rows) == .one)
    var third = asked(.phone, .address)
    third[.name] = "高橋 翔"
    #expect(decide(third, rows) == .several)
  }

  @Test("a phone number that went to somebody else says nothing of its old owner") func reused() {
    var query = asked(.phone)
    query[.name] = "佐藤 愛"
    query[.email] = "ai@example.com"
    #expect(decide(query, [row("C1")]) == .several)
  }

  @Test("more against than for is for a human") func against() {
    var query = asked(.name, .phone)
    query[.email] = "other@example.org"
    #expect(decide(query, [row("C1")]) == .one)
    query[.address] = "大阪府大阪市北区梅田9-9-9"
    #expect(decide(query, [row("C1")]) == .several)
  }

  @Test("a namesake whose number is another is nobody") func namesake() {
    var query = asked(.name)
    query[.phone] = "03-9999-8888"
    #expect(decide(query, [row("C1")]) == .none)
    query[.phone] = "090-1234-5687"
    #expect(decide(query, [row("C1")]) == .several)
  }

  @Test("resemblance never settles anything") func similar() {
    var query: [SearchField: String] = [.name: "高橋 健二", .phone: "090-1234-5678"]
    #expect(decide(query, [row("C1")]) == .several)
    query = [.name: "高橋 健一", .email: "k@example.con", .phone: "090-1234-5687"]
    #expect(decide(query, [row("C1")]) == .several)
  }

  @Test("a name that differs is not saved by its reading") func reading() {
    var query = asked(.nameKana, .phone)
    query[.name] = "高橋 賢一"
    #expect(decide(query, [row("C1")]) == .several)
    query = asked(.name, .phone)
    query[.nameKana] = "タカハシ ケンジロウ"
    #expect(decide(query, [row("C1")]) == .one)
  }

  @Test("several rows of one customer count together") func moved() {
    let old = FindDecision.Row(
      kind: .customer, id: "C1",
      values: [.name: "高橋 健一", .address: "京都府京都市中京区寺町1-1", .phone: "075-111-2222"])
    let query: [SearchField: String] = [
      .name: "高橋健一", .email: "k@example.com", .address: "京都市中京区寺町１－１",
    ]
    let result = FindDecision.result(for: FindQuery(query), [row("C1"), old])
    #expect(result.decision == .one)
    #expect(result.candidates.map(\.id) == ["C1"])
    #expect(result.candidates.first?.disagrees == [])
  }

  @Test("a member's own guest orders and parcels do not make several of one") func samePerson() {
    let rows = [
      row("C1"), row("tony/hana/1", kind: .guestOrder),
      row("tony/hana/2", [.email: ""], kind: .recipient),
    ]
    let result = FindDecision.result(for: FindQuery(asked(.name, .phone)), rows)
    #expect(result.decision == .one)
    #expect(result.candidates.first?.id == "C1" && result.candidates.count == 3)
    #expect(decide(asked(.name, .phone), [row("C1"), row("C2")]) == .several)
    #expect(decide(asked(.name, .phone), Array(rows.dropFirst())) == .one)
    #expect(
      decide(asked(.email, .phone), [rows[1], row("tony/hana/3", kind: .guestOrder)]) == .several)
  }

  @Test("once it is settled, strangers who share something are not shown") func strangers() {
    let stranger = row("C2", [.name: "佐藤 愛", .nameKana: "サトウ アイ"])
    let result = FindDecision.result(for: FindQuery(asked(.name, .orderID)), [row("C1"), stranger])
    #expect(result.decision == .one && result.candidates.map(\.id) == ["C1"])
    let open = FindDecision.result(for: FindQuery(asked(.orderID)), [row("C1"), stranger])
    #expect(open.decision == .several && open.candidates.map(\.id) == ["C1", "C2"])
  }

  @Test("blank values were not given") func blanks() {
    #expect(decide([.name: "　", .phone: "090-1234-5678"], [row("C1")]) == .several)
    #expect(FindQuery([.name: " \u{3000}"]).values.isEmpty)
  }

  @Test("the likeliest comes first, and no more than twenty") func order() {
    let rows = (1...30).map { row("C\($0 + 10)", [.phone: "03-0000-00\($0 + 10)"]) } + [row("C99")]
    let result = FindDecision.result(for: FindQuery(asked(.name, .phone, .address)), rows)
    #expect(result.candidates.first?.id == "C99")
    #expect(result.candidates.count == 20)
  }

  @Test(
    "what stands for no value settles nothing, and contradicts nothing",
    arguments: [
      (SearchField.phone, "000-0000-0000"), (.phone, "０００００００００００"), (.phone, "なし"),
      (.phone, "11111111111"),
      (.phone, "-"), (.email, "a9f3@dummy.dummy"), (.email, "なし"), (.email, "noemail@example.com"),
      (.email, "x@mail.invalid"), (.address, "なし"), (.address, "不 明"), (.address, "ー"),
      (.address, "N/A"),
      (.address, "---"), (.orderID, "なし"), (.orderID, "-"),
    ])
  func placeholders(_ field: SearchField, _ value: String) {
    #expect(FindQuery([field: value]).values.isEmpty)
    // A namesake who wrote the same.
    #expect(decide([.name: "高橋 健一", field: value], [row("C1", [field: value])]) == .several)
    // Asked by something else, what is held as none is not held against it.
    let held = FindDecision.result(for: FindQuery(Self.person), [row("C1", [field: value])])
    #expect(held.decision == .one && held.candidates[0].disagrees.isEmpty)
  }

  @Test(
    "what merely looks like it is a value",
    arguments: [
      (SearchField.phone, "090-0000-0000"), (.phone, "03-3333-3333"), (.phone, "110-1111"),
      (.phone, "090-1"), (.phone, "う"), (.email, "え"),
      (.email, "dummy.tanaka@example.com"), (.email, "x@dummy.example.com"), (.address, "無し坂町1"),
      (.address, "沖ノ島"), (.orderID, "0"), (.orderID, "A"),
    ])
  func noPlaceholders(_ field: SearchField, _ value: String) {
    #expect(decide([.name: "高橋 健一", field: value], [row("C1", [field: value])]) == .one)
  }
}
