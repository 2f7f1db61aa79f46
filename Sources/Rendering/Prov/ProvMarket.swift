/// A mall or a merchant as an agent. It never ends: what ends is a tenancy.
public struct ProvParty: ProvFact, Hashable {
  /// What it is.
  public enum Kind: String, Sendable {
    case mall, merchant
  }

  let kind: Kind
  /// The id under which it is registered; nil for one that is not, whose id may be anything.
  let registeredID: String?
  let outlet: Int
  let names: [String]

  /// - Parameters:
  ///   - kind: a mall or a merchant.
  ///   - registeredID: its id; nil when nothing is registered under the id that rows name.
  ///   - outlet: number of the pair of mall and merchant, which then names it.
  ///   - names: its names, oldest first.
  public init(_ kind: Kind, registeredID: String?, outlet: Int, names: [String]) {
    self.kind = kind
    self.registeredID = registeredID
    self.outlet = outlet
    self.names = names
  }

  /// Its name in the document.
  public var name: String {
    registeredID.map { ProvName.thing(kind.rawValue, $0) }
      ?? ProvName.thing("unregistered-\(kind.rawValue)", outlet)
  }

  /// The agent.
  public func entries(in section: ProvSection) -> [ProvEntry] {
    guard section == .agent else { return [] }
    let labels = names.map { ProvEntry.Value.text($0) }
    return [
      ProvEntry(
        name,
        types: ["prov:Organization", kind == .mall ? "yurai:Mall" : "yurai:Merchant"],
        [
          "prov:label": labels.isEmpty ? nil : labels.count == 1 ? labels[0] : .list(labels),
          "yurai:registered": registeredID == nil ? .flag(false) : nil,
        ])
    ]
  }
}

/// A company that ran a mall, while the mall bore one name.
public struct ProvOperation: ProvFact {
  let mall: String
  let operatorName: String
  let operatorID: String
  let from: String?
  let to: String?
  let isFirst: Bool

  /// - Parameters:
  ///   - mall: id of the mall.
  ///   - operatorName: the company.
  ///   - operatorID: short name of it that is one for each company.
  ///   - from: first day; nil when it has no beginning.
  ///   - to: last day; nil when it has no end.
  ///   - isFirst: whether no earlier value is about the same company.
  public init(
    mall: String, operatorName: String, operatorID: String, from: String?, to: String?,
    isFirst: Bool
  ) {
    self.mall = mall
    self.operatorName = operatorName
    self.operatorID = operatorID
    self.from = from
    self.to = to
    self.isFirst = isFirst
  }

  /// The company as an agent, and the delegation with its period.
  public func entries(in section: ProvSection) -> [ProvEntry] {
    let company = ProvName.thing("operator", operatorID)
    switch section {
    case .agent where isFirst:
      return [
        ProvEntry(
          company, types: ["prov:Organization", "yurai:Operator"],
          ["prov:label": .text(operatorName)])
      ]
    case .actedOnBehalfOf:
      let mall = ProvName.thing("mall", mall)
      return [
        ProvEntry(
          relation: "operated-\(mall.dropFirst(3))-\(from ?? "always")",
          [
            "prov:delegate": .text(mall), "prov:responsible": .text(company),
            "yurai:validFrom": .named(from), "yurai:validTo": .named(to),
          ])
      ]
    default: return []
    }
  }
}

/// The partner through whose programme an order came. Its own name is left out: it may be a person.
public struct ProvAffiliate: ProvFact {
  let id: String
  let programme: String

  /// - Parameters:
  ///   - id: the registered affiliate.
  ///   - programme: its programme.
  public init(id: String, programme: String) {
    self.id = id
    self.programme = programme
  }

  /// The agent.
  public func entries(in section: ProvSection) -> [ProvEntry] {
    guard section == .agent else { return [] }
    return [
      ProvEntry(
        ProvName.thing("affiliate", id), types: ["yurai:Affiliate"],
        ["yurai:programme": .text(programme)])
    ]
  }
}

/// A third party that handed data over, named by the row of its record: it may be a person.
public struct ProvProvider: ProvFact {
  let batch: Int
  let line: Int
  let basis: String

  /// - Parameters:
  ///   - batch: file of the provision's record.
  ///   - line: its line.
  ///   - basis: the ground: consent, opt_out, purchase, succession or joint_use.
  public init(batch: Int, line: Int, basis: String) {
    self.batch = batch
    self.line = line
    self.basis = basis
  }

  /// The agent.
  public func entries(in section: ProvSection) -> [ProvEntry] {
    guard section == .agent else { return [] }
    return [
      ProvEntry(
        ProvName.row("provider", batch, line), types: ["yurai:Provider"],
        ["yurai:basis": .text(basis)])
    ]
  }
}
