internal import Foundation
internal import Postgres
internal import Rendering

/// The market of a document: what grows with the shops and the files, and not with the records.
struct ProvFacts {
  /// In the order in which they are written.
  let facts: [any ProvFact]
  private let outlets: [Int: (mall: ProvParty?, merchant: ProvParty?)]

  /// Reads what `prov_source` refers to.
  init(of key: Int64?, _ audit: ProvAudit, in connection: inout Connection) throws {
    var outlets: [Int: (mall: ProvParty?, merchant: ProvParty?)] = [:]
    var parties: Set<ProvParty> = []
    try connection.forEach(SQLScript(named: "prov/outlets").query()) { row in
      let number: Int = try row.value(0)
      let mall = try Self.party(.mall, row.value(1), row.value(3), row.value(4), number)
      let merchant = try Self.party(.merchant, row.value(2), row.value(5), row.value(6), number)
      outlets[number] = (mall, merchant)
      for party in [mall, merchant].compactMap(\.self) { parties.insert(party) }
    }
    self.outlets = outlets
    // A registered party is met once for each of its outlets, and is one agent.
    var agents: [String: ProvParty] = [:]
    for party in parties { agents[party.name] = party }
    var facts: [any ProvFact] = [audit]
    facts += agents.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    facts += try Self.operations(&connection)
    facts += try Self.tenancies(outlets, &connection)
    facts += try Self.batches(key, &connection)
    facts += try Self.partners(&connection)
    self.facts = facts
  }

  /// An act of collection, from a row of `prov/sources`.
  func source(_ row: borrowing Row) throws -> ProvSource {
    let kind = EventKind(rawValue: try row.value(5)) ?? .order
    let tenancy: Int? = try row.value(10)
    let role: String? = try row.value(11)
    let fields: String = try row.value(8)
    let time: Int64? = try row.value(6)
    let provider: Int? = try row.value(13)
    let line: Int? = try row.value(14)
    let outlet = outlets[try row.value(9)]
    let collector =
      kind.isOwnAct
      ? (outlet?.merchant ?? outlet?.mall)?.name
      : provider.map { ProvSource.provider(batch: $0, line: line ?? 0) }
    return ProvSource(
      batch: try row.value(0), line: try row.value(1), key: try row.value(2),
      version: try row.value(3), isLast: try row.value(4), kind: kind,
      occurredAt: time.map { Moment(microseconds: $0) }, status: Self.status(try row.value(7)),
      fields: fields.split(separator: " ").compactMap { ContactField(rawValue: String($0)) },
      collector: collector, mall: outlet?.mall?.name,
      tenancy: tenancy.map { ($0, role.flatMap(LegalRole.init) ?? .unknown) },
      affiliate: try row.value(12))
  }

  /// Levels as the audit counts them.
  private static func status(_ level: Int) -> FieldStatus {
    switch level {
    case ..<1: .none
    case 1: .claimed
    case 2: .placed
    default: .proven
    }
  }

  private static func party(
    _ kind: ProvParty.Kind, _ isNamed: Bool, _ id: String?, _ names: String, _ outlet: Int
  ) throws -> ProvParty? {
    guard isNamed else { return nil }
    var shown: [String] = []
    for name in try JSONDecoder().decode([String].self, from: Data(names.utf8))
    where !shown.contains(name) { shown.append(name) }
    return ProvParty(kind, registeredID: id, outlet: id == nil ? outlet : 0, names: shown)
  }

  private static func operations(_ connection: inout Connection) throws -> [any ProvFact] {
    try connection.rows(SQLScript(named: "prov/operations").query()).map { row in
      ProvOperation(
        mall: try row.value(0), operatorName: try row.value(1), operatorID: try row.value(2),
        from: try row.value(3), to: try row.value(4), isFirst: try row.value(5))
    }
  }

  private static func tenancies(
    _ outlets: [Int: (mall: ProvParty?, merchant: ProvParty?)], _ connection: inout Connection
  ) throws -> [any ProvFact] {
    var facts: [any ProvFact] = []
    try connection.forEach(SQLScript(named: "prov/tenancies").query()) { row in
      let outlet = outlets[try row.value(7)]
      guard let mall = outlet?.mall, let merchant = outlet?.merchant else { return }
      let end: Int64? = try row.value(4)
      facts.append(
        ProvTenancy(
          number: try row.value(0), storefront: try row.value(1),
          role: LegalRole(rawValue: try row.value(2)) ?? .unknown,
          openedAt: Moment(microseconds: try row.value(3)),
          endedAt: end.map { Moment(microseconds: $0) },
          openedOn: try row.value(5), closedOn: try row.value(6), mall: mall, merchant: merchant))
    }
    return facts
  }

  private static func batches(
    _ key: Int64?, _ connection: inout Connection
  ) throws -> [any ProvFact] {
    let query = try SQLScript(named: "prov/batches").query(["customer_key": key])
    return try connection.rows(query).map { row in
      ProvBatch(
        number: try row.value(0), fileName: try row.value(1), sha256: try row.value(2),
        origin: try row.value(3), lines: try row.value(4),
        importedAt: Moment(microseconds: try row.value(5)))
    }
  }

  private static func partners(_ connection: inout Connection) throws -> [any ProvFact] {
    var facts: [any ProvFact] = []
    try connection.forEach(SQLScript(named: "prov/affiliates").query()) { row in
      facts.append(ProvAffiliate(id: try row.value(0), programme: try row.value(1)))
    }
    try connection.forEach(SQLScript(named: "prov/providers").query()) { row in
      facts.append(
        ProvProvider(batch: try row.value(0), line: try row.value(1), basis: try row.value(2)))
    }
    return facts
  }
}
