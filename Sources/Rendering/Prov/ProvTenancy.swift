/// 出店: a plan that holds while the merchant trades in the mall. When the merchant leaves, the
/// tenancy is invalidated and never the merchant, so that a use after that time is an error that
/// any checker of PROV's ordering constraints finds.
public struct ProvTenancy: ProvFact {
  let number: Int
  let storefront: String
  let role: LegalRole
  let openedAt: Moment
  let endedAt: Moment?
  let openedOn: String
  let closedOn: String?
  let mall: ProvParty
  let merchant: ProvParty

  /// - Parameters:
  ///   - number: number of the tenancy.
  ///   - storefront: the storefront's name as customers saw it.
  ///   - role: on what footing the operator holds what it collected.
  ///   - openedAt: the first day's midnight in the mall's zone.
  ///   - endedAt: the midnight after the last day; nil while it has not passed.
  ///   - openedOn: the first day.
  ///   - closedOn: the last day, past or agreed; nil when there is none.
  ///   - mall: where.
  ///   - merchant: who.
  public init(
    number: Int, storefront: String, role: LegalRole, openedAt: Moment, endedAt: Moment?,
    openedOn: String, closedOn: String?, mall: ProvParty, merchant: ProvParty
  ) {
    self.number = number
    self.storefront = storefront
    self.role = role
    self.openedAt = openedAt
    self.endedAt = endedAt
    self.openedOn = openedOn
    self.closedOn = closedOn
    self.mall = mall
    self.merchant = merchant
  }

  /// The plan, the lease that made it, and its end.
  public func entries(in section: ProvSection) -> [ProvEntry] {
    let name = ProvName.thing("tenancy", number)
    let lease = ProvName.thing("lease", number)
    let end = ProvName.thing("lease-end", number)
    switch section {
    case .entity:
      return [
        ProvEntry(
          name, types: ["prov:Plan", "yurai:Tenancy"],
          [
            "prov:label": .text(storefront), "yurai:legalRole": .text(role.rawValue),
            "yurai:openedOn": .text(openedOn), "yurai:closedOn": .named(closedOn),
          ])
      ]
    case .activity:
      return [act(lease, "yurai:Lease", openedAt)]
        + (endedAt.map { [act(end, "yurai:LeaseEnd", $0)] } ?? [])
    case .wasGeneratedBy:
      return [
        ProvEntry(
          relation: "generated-tenancy-\(number)",
          [
            "prov:entity": .text(name), "prov:activity": .text(lease), "prov:time": .time(openedAt),
          ])
      ]
    case .wasInvalidatedBy:
      return endedAt.map { time in
        [
          ProvEntry(
            relation: "invalidated-tenancy-\(number)",
            ["prov:entity": .text(name), "prov:activity": .text(end), "prov:time": .time(time)])
        ]
      } ?? []
    case .wasAttributedTo:
      return [
        ProvEntry(
          relation: "attributed-tenancy-\(number)",
          ["prov:entity": .text(name), "prov:agent": .text(mall.name)])
      ]
    case .wasAssociatedWith:
      return [mall, merchant].map { party in
        ProvEntry(
          relation: "party-\(number)-\(party.kind.rawValue)",
          ["prov:activity": .text(lease), "prov:agent": .text(party.name)])
      }
    default: return []
    }
  }

  private func act(_ name: String, _ type: String, _ time: Moment) -> ProvEntry {
    ProvEntry(
      name, types: [type], ["prov:startTime": .time(time), "prov:endTime": .time(time)])
  }
}
