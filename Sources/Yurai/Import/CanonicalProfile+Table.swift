extension CanonicalProfile {
  /// The table of facts that its rows lead to; what persons wrote lies in a table beside it.
  var table: String {
    switch self {
    case .malls: "mall_name"
    case .merchants: "merchant_name"
    case .tenancies: "tenancy"
    case .affiliates: "affiliate"
    case .customers: "customer"
    case .orders, .signups, .provisionSubjects: "collection_event"
    case .provisions: "provision"
    }
  }
}
