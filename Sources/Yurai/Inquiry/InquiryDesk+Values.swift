internal import Postgres
public import Rendering

extension InquiryDesk {
  /// What the records and orders of the person hold, one for each way in which she stands in the data, for the desk to
  /// compare; none where none was named, or where an order of hers came in anew since, and may be another's. Masking it is the
  /// reader's business (`InquiryText`).
  public func values(
    of known: InquiryCase, in session: inout Session
  ) throws -> [RecordValues] {
    guard let person = InquiryPerson(known), try !isChanged(person, known.caseNo, in: &session)
    else {
      return []
    }
    // Of somebody who was erased, nothing is held to compare.
    return try person.ways.filter { $0.ids != ["erased"] }.map { way in
      try TraceJob().trail(of: way, in: &session).values
    }
  }

  /// Whether an order of the case was corrected since it was said whose it is. A customer's id stays hers; an order can become
  /// another's, and its further recipients are told apart by their places alone.
  func isChanged(
    _ person: InquiryPerson, _ caseNo: String, in session: inout Session
  ) throws -> Bool {
    let orders = person.guestOrders + person.receivedOrders
    guard !orders.filter({ $0 != "erased" }).isEmpty else { return false }
    if try session.connection.value(
      SQLScript(named: "inquiry/ways_changed").query([
        "guests": person.guestOrders, "received": person.receivedOrders, "case": caseNo,
      ]), as: Bool.self)
    {
      return true
    }
    let found: Int = try session.connection.value(
      SQLScript(named: "inquiry/orders_check").query([
        "orders": person.receivedOrders, "recipient": true,
      ]))
    return found < Set(person.receivedOrders).count
  }
}

/// Today at the operator.
public enum DeskDay {
  /// The day in Asia/Tokyo.
  public static var today: Day { Day(AuditJob.today()) ?? Day(daysSince1970: 0) }
}
