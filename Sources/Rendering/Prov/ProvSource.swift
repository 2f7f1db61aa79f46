/// An act of collection that explains some field of a record best: the row that says so, who
/// collected it under which tenancy, and which version of the record came of it.
///
/// A record that several acts explain has as many versions; the last is the record itself.
public struct ProvSource: ProvFact {
  /// Batch and line of the row.
  public var batch: Int
  /// Physical line of the row, from 1.
  public var line: Int
  /// Keyed hash of the customer_id.
  public var key: Int64
  /// From 1, in order of time.
  public var version: Int
  /// Whether no later act adds to the record.
  public var isLast: Bool
  /// Which act.
  public var kind: EventKind
  /// When; nil for a provision without a date.
  public var occurredAt: Moment?
  /// What it proves of the fields.
  public var status: FieldStatus
  /// The fields that it explains best.
  public var fields: [ContactField]
  /// Who collected: the merchant, for a member's sign-up the mall, else the provider; nil when no
  /// such record is held.
  public var collector: String?
  /// Where; nil for what a third party provided.
  public var mall: String?
  /// The tenancy that covers it, with its legal role; nil when none does.
  public var tenancy: (number: Int, role: LegalRole)?
  /// The registered affiliate through which the order came.
  public var affiliate: String?

  /// All that there is to know.
  public init(
    batch: Int, line: Int, key: Int64, version: Int, isLast: Bool, kind: EventKind,
    occurredAt: Moment?, status: FieldStatus, fields: [ContactField], collector: String?,
    mall: String?, tenancy: (number: Int, role: LegalRole)?, affiliate: String?
  ) {
    self.batch = batch
    self.line = line
    self.key = key
    self.version = version
    self.isLast = isLast
    self.kind = kind
    self.occurredAt = occurredAt
    self.status = status
    self.fields = fields
    self.collector = collector
    self.mall = mall
    self.tenancy = tenancy
    self.affiliate = affiliate
  }

  /// The provider of a row, for `collector`.
  public static func provider(batch: Int, line: Int) -> String {
    ProvName.row("provider", batch, line)
  }

  /// All of it.
  public func entries(in section: ProvSection) -> [ProvEntry] {
    switch section {
    case .entity: entities
    case .activity: activities
    case .wasGeneratedBy: generations
    case .used: usages
    case .wasDerivedFrom: derivations
    case .wasAssociatedWith: associations
    case .actedOnBehalfOf: delegations
    case .hadMember:
      [
        ProvEntry(
          relation: "member-" + place,
          [
            "prov:collection": .text(ProvName.thing("batch", batch)), "prov:entity": .text(source),
          ])
      ]
    case .agent, .wasInvalidatedBy, .wasAttributedTo: []
    }
  }

  private var place: String { "b\(batch)-l\(line)" }
  private var word: String { kind.rawValue.replacing("_", with: "-") }
  private var source: String { ProvName.row(word, batch, line) }
  private var sale: String { ProvName.row("act", batch, line) }
  private var collection: String { ProvName.row("collection", batch, line) }
  private var result: String { isLast ? ProvName.recordName(key) : name(of: version) }
  private func name(of version: Int) -> String { ProvName.recordName(key) + ".\(version)" }

  private var types: (form: String, act: String) {
    switch kind {
    case .order: ("yurai:Order", "yurai:Sale")
    case .signup: ("yurai:SignupForm", "yurai:Signup")
    case .enquiry: ("yurai:EnquiryForm", "yurai:Enquiry")
    case .campaign: ("yurai:CampaignForm", "yurai:Campaign")
    case .provision: ("yurai:ProvisionRecord", "yurai:Provision")
    case .succession: ("yurai:SuccessionRecord", "yurai:Succession")
    case .jointUse: ("yurai:JointUseRecord", "yurai:JointUse")
    }
  }

  private var entities: [ProvEntry] {
    let form = ProvEntry(source, types: [types.form], ["yurai:line": .number(line)])
    return [form] + (isLast ? [] : [ProvEntry(result, types: ["yurai:CustomerRecordVersion"])])
  }

  private var activities: [ProvEntry] {
    [
      ProvEntry(
        sale, types: [types.act],
        ["prov:startTime": .at(occurredAt), "prov:endTime": .at(occurredAt)]),
      ProvEntry(
        collection, types: ["yurai:Collection"],
        [
          "prov:startTime": .at(occurredAt), "prov:endTime": .at(occurredAt),
          "yurai:status": .text(status.rawValue),
          "yurai:fields": .list(fields.map { .text($0.rawValue) }),
        ]),
    ]
  }

  private var generations: [ProvEntry] {
    [
      ProvEntry(
        relation: "sold-" + place,
        ["prov:entity": .text(source), "prov:activity": .text(sale), "prov:time": .at(occurredAt)]),
      ProvEntry(
        relation: "collected-" + place,
        [
          "prov:entity": .text(result), "prov:activity": .text(collection),
          "prov:time": .at(occurredAt),
        ]),
    ]
  }

  private var usages: [ProvEntry] {
    let used =
      [("used-", source)]
      + (tenancy.map { [("under-", ProvName.thing("tenancy", $0.number))] } ?? [])
    return used.map { prefix, entity in
      ProvEntry(
        relation: prefix + place,
        [
          "prov:activity": .text(collection), "prov:entity": .text(entity),
          "prov:time": .at(occurredAt),
        ])
    }
  }

  private var derivations: [ProvEntry] {
    let origin = ProvEntry(
      relation: "source-" + place,
      [
        "prov:generatedEntity": .text(result), "prov:usedEntity": .text(source),
        "prov:activity": .text(collection), "prov:type": .name("prov:PrimarySource"),
      ])
    guard version > 1 else { return [origin] }
    return [
      origin,
      ProvEntry(
        relation: "revised-" + place,
        [
          "prov:generatedEntity": .text(result), "prov:usedEntity": .text(name(of: version - 1)),
          "prov:type": .name("prov:Revision"),
        ]),
    ]
  }

  private var associations: [ProvEntry] {
    var entries: [ProvEntry] = []
    if let collector {
      entries.append(
        ProvEntry(
          relation: "collector-" + place,
          [
            "prov:activity": .text(collection), "prov:agent": .text(collector),
            "prov:plan": tenancy.map { .text(ProvName.thing("tenancy", $0.number)) },
            "prov:role": .name("yurai:Collector"),
          ]))
      if kind == .order {
        entries.append(associate("seller", sale, collector, "yurai:Seller"))
      }
    }
    if let mall, tenancy?.role == .entrusted {
      entries.append(associate("processor", collection, mall, "yurai:Processor"))
    }
    if let affiliate {
      let partner = ProvName.thing("affiliate", affiliate)
      entries.append(associate("referrer", sale, partner, "yurai:Referrer"))
    }
    return entries
  }

  private func associate(
    _ word: String, _ activity: String, _ agent: String, _ role: String
  ) -> ProvEntry {
    ProvEntry(
      relation: "\(word)-\(place)",
      ["prov:activity": .text(activity), "prov:agent": .text(agent), "prov:role": .name(role)])
  }

  /// Who acts for whom in this collection, and in no other: by `direct` the merchant for the mall,
  /// whose order form it is; by `entrusted` (APPI article 27(5)(i)) the mall for the merchant.
  private var delegations: [ProvEntry] {
    guard let tenancy, let collector, let mall else { return [] }
    let pair: (delegate: String, responsible: String)
    switch tenancy.role {
    case .direct: pair = (collector, mall)
    case .entrusted: pair = (mall, collector)
    case .jointUse, .succession, .thirdPartyConsent, .thirdPartyOptOut, .unknown: return []
    }
    return [
      ProvEntry(
        relation: "behalf-" + place,
        [
          "prov:delegate": .text(pair.delegate), "prov:responsible": .text(pair.responsible),
          "prov:activity": .text(collection),
        ])
    ]
  }
}
