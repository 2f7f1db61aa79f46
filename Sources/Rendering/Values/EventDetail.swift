/// What stands around one event of a trail: today's names, the operator then, the evidence.
public struct EventDetail: Codable, Sendable, Equatable {
  /// The mall's operator on the event's day.
  public var operatorName: String?
  /// The mall's operator today, or its last one; nil where it is not known.
  public var operatorNow: String?
  /// Whether the mall does not exist any more.
  public var mallClosed: Bool?
  /// The mall's name today; shown where it differs from the name then.
  public var mallNameNow: String?
  /// The merchant's name today; shown where it differs from the name then.
  public var merchantNameNow: String?
  /// The merchant's legal name, for a letter that names a company.
  public var merchantLegalName: String?
  /// The merchant's postal address, for a letter that routes the person there.
  public var merchantAddress: String?
  /// The merchant's legal name today, for a letter that sends the person there.
  public var merchantLegalNameNow: String?
  /// The merchant's postal address today.
  public var merchantAddressNow: String?
  /// The name under which the merchant is in that mall today; nil when it is not in the mall any more.
  public var storefrontNow: String?
  /// The storefront's URL then.
  public var storefrontURL: String?
  /// settlement_id.
  public var settlementID: String?
  /// When it was settled.
  public var settledAt: MallTime?
  /// tracking_no.
  public var trackingNumber: String?
  /// When it was shipped.
  public var shippedAt: MallTime?
  /// evidence_ref of a sign-up, an enquiry, a campaign entry or a provision.
  public var evidenceReference: String?
  /// Who supplied the batch that carries the event.
  public var batchSupplier: String?
  /// The batch's declared origin: collected, provided, succeeded, purchased, unknown.
  public var batchOrigin: String?
  /// The article 30 record, for what came from another company.
  public var provision: ProvisionRecord?

  /// Everything is optional: an old event may have nothing around it.
  public init(
    operatorName: String? = nil, operatorNow: String? = nil, mallClosed: Bool? = nil,
    mallNameNow: String? = nil, merchantNameNow: String? = nil,
    merchantLegalName: String? = nil, merchantAddress: String? = nil,
    merchantLegalNameNow: String? = nil, merchantAddressNow: String? = nil,
    storefrontNow: String? = nil, storefrontURL: String? = nil, settlementID: String? = nil,
    settledAt: MallTime? = nil,
    trackingNumber: String? = nil, shippedAt: MallTime? = nil, evidenceReference: String? = nil,
    batchSupplier: String? = nil, batchOrigin: String? = nil,
    provision: ProvisionRecord? = nil
  ) {
    self.operatorName = operatorName
    self.operatorNow = operatorNow
    self.mallClosed = mallClosed
    self.mallNameNow = mallNameNow
    self.merchantNameNow = merchantNameNow
    self.merchantLegalName = merchantLegalName
    self.merchantAddress = merchantAddress
    self.merchantLegalNameNow = merchantLegalNameNow
    self.merchantAddressNow = merchantAddressNow
    self.storefrontNow = storefrontNow
    self.storefrontURL = storefrontURL
    self.settlementID = settlementID
    self.settledAt = settledAt
    self.trackingNumber = trackingNumber
    self.shippedAt = shippedAt
    self.evidenceReference = evidenceReference
    self.batchSupplier = batchSupplier
    self.batchOrigin = batchOrigin
    self.provision = provision
  }
}
