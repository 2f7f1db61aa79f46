import Foundation
import Testing

@testable import Rendering

/// What each fact adds to a PROV document.
@Suite struct ProvTests {
  private let mall = ProvParty(.mall, registeredID: "tony", outlet: 0, names: ["トニータウン", "トニーモール"])
  private let merchant = ProvParty(.merchant, registeredID: "花 屋", outlet: 0, names: ["花屋"])

  private func source(_ change: (inout ProvSource) -> Void = { _ in }) -> ProvSource {
    var source = ProvSource(
      batch: 3, line: 120, key: -2, version: 1, isLast: true, kind: .order,
      occurredAt: Moment("2006-05-03T00:05:00+09:00"), status: .proven, fields: [.name, .address],
      collector: merchant.name, mall: mall.name, tenancy: (5, .direct), affiliate: "A1")
    change(&source)
    return source
  }

  private func json(_ fact: some ProvFact, _ section: ProvSection) throws -> [String: [String: Any]]
  {
    let text = "{" + fact.entries(in: section).map(\.json).joined(separator: ",") + "}"
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]])
  }

  @Test("names are parts of qualified names, and different for different things") func names() {
    #expect(ProvName.recordName(-2) == "id:record-fffffffffffffffe")
    #expect(ProvName.recordName(255) == "id:record-00000000000000ff")
    #expect(ProvName.thing("mall", "a-b_9") == "id:mall-a-b_9")
    #expect(ProvName.thing("mall", "a.b/c:d%\n") == "id:mall-a%2Eb%2Fc%3Ad%25%0A")
    #expect(merchant.name == "id:merchant-%E8%8A%B1%20%E5%B1%8B")
    let unknown = ProvParty(.merchant, registeredID: nil, outlet: 7, names: [])
    #expect(unknown.name == "id:unregistered-merchant-7", "what stood in the file is not shown")
  }

  @Test("a document is JSON from its first to its last piece, without empty sections") func pieces()
    throws
  {
    var document = ProvDocument()
    var text = ""
    for section in ProvSection.allCases {
      document.open(section)
      for entry in source().entries(in: section) { text += document.entry(entry) }
    }
    text += document.close()
    let whole = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]])
    #expect(
      Set(whole.keys) == [
        "prefix", "entity", "activity", "wasGeneratedBy", "used", "wasDerivedFrom",
        "wasAssociatedWith", "actedOnBehalfOf", "hadMember",
      ])
    var empty = ProvDocument()
    empty.open(.entity)
    #expect(
      empty.close() == "{\"prefix\":{\"id\":\"urn:yurai:id:\",\"yurai\":\"urn:yurai:terms:\"}}\n")
  }

  @Test("a collection used the order and the tenancy, and made the record") func collection() throws
  {
    let used = try json(source(), .used)
    #expect(
      Set(used.values.compactMap { $0["prov:entity"] as? String }) == [
        "id:order-b3-l120", "id:tenancy-5",
      ])
    let made = try json(source(), .wasGeneratedBy)
    #expect(made["_:collected-b3-l120"]?["prov:entity"] as? String == "id:record-fffffffffffffffe")
    #expect(made["_:collected-b3-l120"]?["prov:time"] as? String == "2006-05-03T00:05:00+09:00")
    let associated = try json(source(), .wasAssociatedWith)
    #expect(associated["_:collector-b3-l120"]?["prov:plan"] as? String == "id:tenancy-5")
    #expect(associated["_:referrer-b3-l120"]?["prov:agent"] as? String == "id:affiliate-A1")
  }

  @Test("an earlier version is a record of its own, and the next one revises it") func versions()
    throws
  {
    let first = try json(source { $0.isLast = false }, .wasGeneratedBy)
    #expect(
      first["_:collected-b3-l120"]?["prov:entity"] as? String == "id:record-fffffffffffffffe.1")
    let second = try json(source { $0.version = 2 }, .wasDerivedFrom)
    #expect(
      second["_:revised-b3-l120"]?["prov:usedEntity"] as? String == "id:record-fffffffffffffffe.1")
    #expect(try json(source(), .wasDerivedFrom)["_:revised-b3-l120"] == nil)
  }

  @Test("who acts for whom, by the legal role", arguments: LegalRole.allCases)
  func delegation(_ role: LegalRole) throws {
    let relation = try json(source { $0.tenancy = (5, role) }, .actedOnBehalfOf)[
      "_:behalf-b3-l120"]
    let pair = [relation?["prov:delegate"], relation?["prov:responsible"]].map { $0 as? String }
    switch role {
    case .direct: #expect(pair == [merchant.name, mall.name])
    case .entrusted: #expect(pair == [mall.name, merchant.name])
    default: #expect(relation == nil)
    }
    if relation != nil {
      #expect(relation?["prov:activity"] as? String == "id:collection-b3-l120", "and in no other")
    }
  }

  @Test("without a tenancy there is no plan and no delegation; without a date no time")
  func unplaced() throws {
    let claimed = source {
      $0.tenancy = nil
      $0.occurredAt = nil
      $0.status = .claimed
    }
    #expect(try json(claimed, .used).count == 1)
    #expect(
      try json(claimed, .wasAssociatedWith)["_:collector-b3-l120"]?["prov:plan"] == nil)
    #expect(claimed.entries(in: .actedOnBehalfOf).isEmpty)
    #expect(try json(claimed, .wasGeneratedBy).values.allSatisfy { $0["prov:time"] == nil })
  }

  @Test("a tenancy ends, a merchant does not") func leaving() throws {
    func tenancy(until end: Moment?) -> ProvTenancy {
      ProvTenancy(
        number: 5, storefront: "ちゃっかりダイエットココミン", role: .direct,
        openedAt: Moment(microseconds: 0), endedAt: end, openedOn: "1970-01-01", closedOn: nil,
        mall: mall, merchant: merchant)
    }
    let end = try json(tenancy(until: Moment(microseconds: 1)), .wasInvalidatedBy)
    #expect(end.values.compactMap { $0["prov:entity"] as? String } == ["id:tenancy-5"])
    #expect(tenancy(until: nil).entries(in: .wasInvalidatedBy).isEmpty)
    for section in ProvSection.allCases where section != .agent {
      #expect(merchant.entries(in: section).isEmpty)
    }
  }

  @Test("a record alone has no generation") func record() throws {
    let record = ProvRecord(key: 1, batch: 2, verdict: .untraced)
    #expect(record.entries(in: .wasGeneratedBy).isEmpty)
    let entity = try json(record, .entity)["id:record-0000000000000001"]
    #expect(entity?["yurai:verdict"] as? String == "untraced")
    #expect(record.entries(in: .hadMember).count == 1)
  }
}
