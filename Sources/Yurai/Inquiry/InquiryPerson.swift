internal import Matching
public import Rendering

/// Who an inquiry is about: what of the data a letter may speak of.
public struct InquiryPerson: Sendable, Equatable {
  /// What they are.
  public var kind: InquiryCase.PersonKind
  /// A customer's id, or orders as `mall/merchant/order_id`; empty for the other kinds.
  public var ids: [String]

  /// - Parameters: see the properties.
  public init(_ kind: InquiryCase.PersonKind, _ ids: [String] = []) {
    self.kind = kind
    self.ids = ids
  }

  /// The customer's id.
  var customer: String? { kind == .customer ? ids.first : nil }

  /// The orders of a guest or a recipient.
  var orders: [String] { kind == .guestOrder || kind == .recipient ? ids : [] }

  /// Under which a customer's facts lie; nil for the others.
  func key(_ secret: MatchSecret) throws -> Int64? {
    try customer.map { try TraceJob.key(of: $0, secret) }
  }
}
