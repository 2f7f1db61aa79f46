public import Rendering

extension InquiryDesk {
  /// What the record of the person holds, for the desk to compare; nil where no record was named. Masking it is the
  /// reader's business (`InquiryText`).
  public func values(
    of known: InquiryCase, in session: inout Session
  ) throws -> RecordValues? {
    guard let kind = known.personKind, let ids = known.personIds, !ids.isEmpty else { return nil }
    return try TraceJob().trail(of: InquiryPerson(kind, ids), in: &session).values
  }
}

/// Today at the operator.
public enum DeskDay {
  /// The day in Asia/Tokyo.
  public static var today: Day { Day(AuditJob.today()) ?? Day(daysSince1970: 0) }
}
