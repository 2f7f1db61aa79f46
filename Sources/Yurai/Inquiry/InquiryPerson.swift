internal import Matching
public import Rendering

/// Who an inquiry is about: what of the data a letter may speak of.
///
/// Somebody may stand in the data in several ways: as a customer, by orders without an account, and as the
/// destination of orders that others placed. Each way has a trail of its own.
public struct InquiryPerson: Sendable, Equatable {
  /// What they are; of somebody with several ways the first of: customer, guest, recipient.
  public var kind: InquiryCase.PersonKind
  /// The ids of customer records. Several are one person's who registered more than once.
  public var customers: [String] = []
  /// Orders without a customer record, as `mall/merchant/order_id`.
  public var guestOrders: [String] = []
  /// Orders of others that named the person as their destination.
  public var receivedOrders: [String] = []
  /// Of somebody who was erased, the places of the erasures in the records' tree, as `place:N`.
  public var erasures: [String] = []

  /// Somebody who stands in the data in one way, or not at all.
  /// - Parameters:
  ///   - kind: what they are.
  ///   - ids: customers' ids, orders as `mall/merchant/order_id`, or places of erasures, which the desk finds by itself;
  ///     empty for the other kinds.
  public init(_ kind: InquiryCase.PersonKind, _ ids: [String] = []) {
    self.kind = kind
    switch kind {
    case .customer: customers = ids
    case .guestOrder: guestOrders = ids
    case .recipient: receivedOrders = ids
    case .erased: erasures = ids
    case .none, .notYou, .undecided: break
    }
  }

  /// Somebody who stands in the data in all of these ways; nobody settled where there is none.
  public init(customers: [String], guestOrders: [String], receivedOrders: [String]) {
    self.customers = customers
    self.guestOrders = guestOrders
    self.receivedOrders = receivedOrders
    kind =
      !customers.isEmpty
      ? .customer
      : !guestOrders.isEmpty ? .guestOrder : receivedOrders.isEmpty ? .undecided : .recipient
  }

  /// Who the person of a case was said to be last; nil where nobody was named.
  init?(_ known: InquiryCase) {
    guard let kind = known.personKind else { return nil }
    self.init(kind, known.personIds ?? [])
    guestOrders += known.guestOrders ?? []
    receivedOrders += known.receivedOrders ?? []
  }

  /// The ids of the first way.
  public var ids: [String] {
    switch kind {
    case .customer: customers
    case .guestOrder: guestOrders
    case .recipient: receivedOrders
    case .erased: erasures
    case .none, .notYou, .undecided: []
    }
  }

  /// By what somebody says that a check was of this person: every id, or a word where there is none.
  var names: [String] {
    switch kind {
    case .none, .undecided: ["none"]
    case .notYou: ["not-you"]
    case .erased: ["erased"]
    case .customer, .guestOrder, .recipient: customers + guestOrders + receivedOrders
    }
  }

  /// Guest orders that are not the first way.
  var moreGuestOrders: [String] { kind == .guestOrder ? [] : guestOrders }

  /// Orders to the person that are not the first way.
  var moreReceivedOrders: [String] { kind == .recipient ? [] : receivedOrders }

  /// The ways one by one, each as somebody who stands in the data so alone: every customer record, the guest orders
  /// together, the orders to the person together.
  var ways: [InquiryPerson] {
    customers.map { InquiryPerson(.customer, [$0]) }
      + (guestOrders.isEmpty ? [] : [InquiryPerson(.guestOrder, guestOrders)])
      + (receivedOrders.isEmpty ? [] : [InquiryPerson(.recipient, receivedOrders)])
  }

  /// Whether a candidate of a search is one of the ways.
  func holds(_ candidate: SearchCandidate) -> Bool {
    switch candidate.kind {
    case .customer: customers.contains(candidate.id)
    case .guestOrder: guestOrders.contains(candidate.id)
    case .recipient: receivedOrders.contains(candidate.id)
    }
  }

  /// Whether one of those that a search showed, each as kind and id, is one of the ways.
  func isAny(of shown: [String]) -> Bool {
    let ids =
      customers.map { "\(SearchCandidate.Kind.customer.rawValue) \($0)" }
      + guestOrders.map { "\(SearchCandidate.Kind.guestOrder.rawValue) \($0)" }
      + receivedOrders.map { "\(SearchCandidate.Kind.recipient.rawValue) \($0)" }
    return !Set(ids).isDisjoint(with: shown)
  }

  /// The same person with one way more.
  func adding(_ candidate: SearchCandidate) -> InquiryPerson {
    var (customers, guests, received) = (customers, guestOrders, receivedOrders)
    switch candidate.kind {
    case .customer: customers.append(candidate.id)
    case .guestOrder: guests.append(candidate.id)
    case .recipient: received.append(candidate.id)
    }
    return InquiryPerson(customers: customers, guestOrders: guests, receivedOrders: received)
  }

  /// The customer's id, of one way.
  var customer: String? { customers.first }

  /// The orders of one way: a guest's or a recipient's.
  var orders: [String] { kind == .recipient ? receivedOrders : guestOrders }

  /// Under which the facts of a customer, as one way, lie; nil for the others.
  func key(_ secret: MatchSecret) throws -> Int64? {
    try customer.map { try TraceJob.key(of: $0, secret) }
  }
}
