/// 由来: what `trace --format json` prints, version 1. `json` is the documented text; `Codable` is
/// there to read it back.
public struct Trail: Codable, Sendable, Equatable {
  /// Format version, always 1.
  public var version: Int
  /// customer_id; of one order the customer that it names, empty for a guest's.
  public var customer: String
  /// `mall/merchant/order_id` of the order whose trail this is; nil is a customer record.
  public var order: String?
  /// The answer.
  public var verdict: Verdict
  /// One entry a filled contact field, in the order name, email, phone, address.
  public var fields: [FieldTrace]
  /// The events of the record; earliest first, those without a time last.
  public var trail: [TrailEvent]
  /// Rule ids of the findings on the record.
  public var findings: [String]

  /// A trail of format version 1.
  public init(
    customer: String, verdict: Verdict, fields: [FieldTrace], trail: [TrailEvent],
    findings: [String]
  ) {
    self.version = 1
    self.customer = customer
    self.verdict = verdict
    self.fields = fields
    self.trail = trail
    self.findings = findings
  }

  /// One line of JSON, members in the documented order, nothing behind the last brace.
  public var json: String {
    let isGuest = order != nil && customer.isEmpty
    var members: [(String, OrderedJSON)] = [
      ("version", .int(version)), ("customer", isGuest ? .null : .string(customer)),
    ]
    if let order { members.append(("order", .string(order))) }
    members += [
      ("verdict", .string(verdict.rawValue)),
      ("fields", .array(fields.map(\.ordered))),
      ("trail", .array(trail.map(\.ordered))),
      ("findings", .array(findings.map { .string($0) })),
    ]
    return OrderedJSON.object(members).text
  }
}

/// One filled contact field and the event that explains it best.
public struct FieldTrace: Codable, Sendable, Equatable {
  /// Which field.
  public var field: ContactField
  /// The best status over the customer's events that carry the value.
  public var status: FieldStatus
  /// The event with that status (`order:tony/cocomin/1001`); nil when the status is `none`.
  public var collectedBy: String?

  /// Leave `collectedBy` nil when no event carries the value.
  public init(field: ContactField, status: FieldStatus, collectedBy: String? = nil) {
    self.field = field
    self.status = status
    self.collectedBy = collectedBy
  }

  enum CodingKeys: String, CodingKey {
    case field, status
    case collectedBy = "collected_by"
  }

  var ordered: OrderedJSON {
    .object([
      ("field", .string(field.rawValue)),
      ("status", .string(status.rawValue)),
      ("collected_by", .optional(collectedBy)),
    ])
  }
}
