public import Rendering

extension InquiryDesk {
  /// What the records and orders of the person hold, one for each way in which she stands in the data, for the desk to
  /// compare; none where none was named. Masking it is the reader's business (`InquiryText`).
  public func values(
    of known: InquiryCase, in session: inout Session
  ) throws -> [RecordValues] {
    // Of somebody who was erased, nothing is held to compare.
    try (InquiryPerson(known)?.ways ?? []).filter { $0.ids != ["erased"] }.map { way in
      try TraceJob().trail(of: way, in: &session).values
    }
  }
}

/// Today at the operator.
public enum DeskDay {
  /// The day in Asia/Tokyo.
  public static var today: Day { Day(AuditJob.today()) ?? Day(daysSince1970: 0) }
}
