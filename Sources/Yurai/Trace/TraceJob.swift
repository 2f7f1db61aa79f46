internal import Foundation
internal import Matching
internal import Postgres
public import Rendering

/// Reads the trail of one customer record, or of a guest or a recipient, from the facts as they are now.
public struct TraceJob: Sendable {
  /// Hours by which a record may precede its earliest placed event.
  public var timelyHours = 24

  /// With the usual settings.
  public init() {}

  /// The trail and what a letter needs beyond it.
  /// - Throws: `YuraiError` when there is no such customer.
  public func trail(of customer: String, in session: inout Session) throws -> TrailDetail {
    try trail(of: InquiryPerson(.customer, [customer]), in: &session)
  }

  /// The trail of one way in which somebody stands in the data. A guest's is made of the orders named; a recipient's of them too, as the
  /// destination.
  /// - Throws: `YuraiError` when there is no such customer or order.
  public func trail(of person: InquiryPerson, in session: inout Session) throws -> TrailDetail {
    guard let detail = try known(person, in: &session) else {
      throw YuraiError(
        person.customer == nil
          ? "there is no order with that id. Orders are named mall/merchant/order_id, as `yurai find` prints them"
          : "there is no customer with that id. Ids are the operator's own, as in the column customer_id"
      )
    }
    return detail
  }

  /// The trail of what an id names: a customer record, or one order, a guest's or not.
  ///
  /// An order is named as `find` and findings print it, `mall/merchant/order_id`, or as trails do, with `order:` in
  /// front. A customer's id may look like either: without `order:` the record goes first, and with it the order.
  /// - Returns: the trail; of an order with `order` set, and that order's own fields and findings.
  /// - Throws: `YuraiError` when there is neither.
  public func trail(named id: String, in session: inout Session) throws -> TrailDetail {
    let prefix = "order:"
    let isOrder = id.hasPrefix(prefix)
    let order = isOrder ? String(id.dropFirst(prefix.count)) : id
    if !isOrder, let detail = try known(InquiryPerson(.customer, [id]), in: &session) {
      return detail
    }
    if order.utf8.contains(UInt8(ascii: "/")),
      var detail = try known(InquiryPerson(.guestOrder, [order]), in: &session)
    {
      let rows = try session.connection.rows(
        SQLScript(named: "queries/order_customer").query(["order": order]))
      detail.trail.order = order
      detail.trail.customer = rows.isEmpty ? "" : try rows.value(0, 0) ?? ""
      return detail
    }
    if isOrder, let detail = try known(InquiryPerson(.customer, [id]), in: &session) {
      return detail
    }
    throw YuraiError(
      "there is no \(isOrder ? "order" : "customer or order") with that id. Customers are named by the operator's own id, "
        + "as in the column customer_id, and orders mall/merchant/order_id, as `yurai find` prints them"
    )
  }

  private func known(
    _ person: InquiryPerson, in session: inout Session
  ) throws -> TrailDetail? {
    let query = try SQLScript(named: "queries/trace").query([
      "customer_key": try person.key(session.secret), "orders": person.orders,
      "recipient": person.kind == .recipient, "timely_hours": timelyHours,
    ])
    let rows = try session.connection.rows(query)
    guard !rows.isEmpty else { return nil }
    let json: String = try rows.value(0, 0)
    var detail = try JSONDecoder().decode(TrailDetail.self, from: Data(json.utf8))
    let rules = Dictionary(uniqueKeysWithValues: try Rule.all().map { ($0.id, $0) })
    detail.findings = detail.trail.findings.compactMap { id in
      rules[id].map { FindingTitle(rule: id, titleJa: $0.titleJa, titleEn: $0.titleEn) }
    }
    detail.way =
      person.kind == .recipient ? .recipient : person.customer == nil ? .guest : .record
    return detail
  }

  /// The key under which a customer's facts lie.
  static func key(of customer: String, _ secret: MatchSecret) throws -> Int64 {
    var maker = KeyMaker(secret: secret)
    let bytes = Array(customer.utf8)
    guard let key = maker.identifier(bytes.span, .customer) else {
      throw YuraiError("a customer id is not empty", exit: .usage)
    }
    return key
  }
}
