/// The SQL by which one kind of file goes in. Names are those of `Sql/import`.
enum LoadPlan {
  /// Customers and events: staged, judged row by row against what is held, then merged; or, into an empty
  /// table, put in place at once.
  case bulk(subject: String, judge: String, facts: String, records: String, idColumn: String)
  /// The small tables.
  case small(script: String)

  init(_ profile: CanonicalProfile) {
    switch profile {
    case .customers:
      self = .bulk(
        subject: "customer", judge: "customer", facts: "customer", records: "customer_record",
        idColumn: "customer_id")
    case .orders:
      self = .bulk(
        subject: "event", judge: "order", facts: "collection_event", records: "collection_record",
        idColumn: "order_id")
    case .signups:
      self = .bulk(
        subject: "event", judge: "event", facts: "collection_event", records: "collection_record",
        idColumn: "signup_id")
    case .provisionSubjects:
      self = .bulk(
        subject: "event", judge: "event", facts: "collection_event", records: "collection_record",
        idColumn: "provision_id")
    case .malls: self = .small(script: "malls")
    case .merchants: self = .small(script: "merchants")
    case .tenancies: self = .small(script: "tenancies")
    case .affiliates: self = .small(script: "affiliates")
    case .provisions: self = .small(script: "provisions")
    }
  }
}
