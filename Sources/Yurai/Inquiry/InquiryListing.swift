internal import Postgres
public import Rendering

/// `yurai inquiry list`.
public enum InquiryListing {
  /// Which cases.
  public enum Selection: Sendable {
    /// Those that wait for somebody.
    case open
    /// Of those, the ones past their day.
    case overdue
    /// All there are.
    case all
  }

  /// The cases, the most urgent first.
  public static func rows(
    _ selection: Selection, in session: inout Session
  ) throws -> [InquiryRow] {
    let isAll = if case .all = selection { true } else { false }
    let isOverdue = if case .overdue = selection { true } else { false }
    let today = Day(AuditJob.today())
    let query = try SQLScript(named: "inquiry/list").query(["all": isAll])
    return try session.connection.rows(query).map { row in try Self.row(row) }
      .filter { row in
        guard isOverdue else { return true }
        guard let due = row.dueOn, let today else { return false }
        return due < today
      }
  }

  private static func row(_ row: borrowing Row) throws -> InquiryRow {
    guard let received = Moment(try row.value(1, as: String.self)) else {
      throw YuraiError("the time of an inquiry cannot be read")
    }
    let asks: String = try row.value(3)
    return InquiryRow(
      caseNo: try row.value(0), receivedAt: received, channel: try row.value(2),
      asks: asks.split(separator: " ").compactMap { Ask(rawValue: String($0)) },
      state: try row.value(4), waitingFor: try row.value(5),
      dueOn: try row.value(6, as: String?.self).flatMap { Day($0) },
      actBy: try row.value(7, as: String?.self).flatMap { Day($0) })
  }
}
