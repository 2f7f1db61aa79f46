/// One act of collection on a trail, with the names of its day.
public struct TrailEvent: Codable, Sendable, Equatable {
  /// `kind:id`; for an order `order:mall/merchant/order_id`.
  public var event: String
  /// What kind of act.
  public var kind: EventKind
  /// When; nil for a provision whose day is not recorded.
  public var occurredAt: MallTime?
  /// 店舗名 on that day; nil without a tenancy.
  public var storefront: String?
  /// Nil for a member's sign-up and for what came from another company.
  public var merchant: Party?
  /// Nil for what came from another company.
  public var mall: Party?
  /// The tenancy that covers the event; nil when none does.
  public var tenancy: Tenancy?
  /// The tenancy's legal role; nil without one.
  public var legalRole: LegalRole?
  /// The partner through which an order came.
  public var affiliate: Affiliate?
  /// Whether registered merchant, mall and tenancy cover the event.
  public var placed: Bool
  /// Whether something outside the event stands behind it.
  public var corroborated: Bool
  /// `settlement`, `shipment`; for other kinds the name of what stands behind them.
  public var evidence: [String]
  /// The contact fields whose value this event carries.
  public var carries: [ContactField]
  /// The line that says so.
  public var source: Source

  /// See the properties; everything that may be unknown has nil for a default.
  public init(
    event: String, kind: EventKind, occurredAt: MallTime? = nil, storefront: String? = nil,
    merchant: Party? = nil, mall: Party? = nil, tenancy: Tenancy? = nil,
    legalRole: LegalRole? = nil, affiliate: Affiliate? = nil, placed: Bool,
    corroborated: Bool, evidence: [String] = [], carries: [ContactField] = [], source: Source
  ) {
    self.event = event
    self.kind = kind
    self.occurredAt = occurredAt
    self.storefront = storefront
    self.merchant = merchant
    self.mall = mall
    self.tenancy = tenancy
    self.legalRole = legalRole
    self.affiliate = affiliate
    self.placed = placed
    self.corroborated = corroborated
    self.evidence = evidence
    self.carries = carries
    self.source = source
  }

  enum CodingKeys: String, CodingKey {
    case event, kind
    case occurredAt = "occurred_at"
    case storefront, merchant, mall, tenancy
    case legalRole = "legal_role"
    case affiliate, placed, corroborated, evidence, carries, source
  }

  /// The number that the person knows it by: the id without mall and merchant.
  var reference: String {
    let parts = event.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return event }
    let identity = parts[1]
    if kind == .order {
      let path = identity.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      return path.count == 3 ? String(path[2]) : String(identity)
    }
    // A sign-up is known by the mall, and by a merchant where there is one.
    let place = [mall?.id, merchant?.id].compactMap { $0 }.map { $0 + "/" }.joined()
    return String(identity.hasPrefix(place) ? identity.dropFirst(place.count) : identity)
  }

  var ordered: OrderedJSON {
    .object([
      ("event", .string(event)),
      ("kind", .string(kind.rawValue)),
      ("occurred_at", .optional(occurredAt?.description)),
      ("storefront", .optional(storefront)),
      ("merchant", merchant?.ordered ?? .null),
      ("mall", mall?.ordered ?? .null),
      ("tenancy", tenancy?.ordered ?? .null),
      ("legal_role", .optional(legalRole?.rawValue)),
      ("affiliate", affiliate?.ordered ?? .null),
      ("placed", .bool(placed)),
      ("corroborated", .bool(corroborated)),
      ("evidence", .array(evidence.map { .string($0) })),
      ("carries", .array(carries.map { .string($0.rawValue) })),
      ("source", source.ordered),
    ])
  }
}
