public import Rendering

/// `yurai letter draft`: the letter about one record, to look at. It answers no inquiry, and is kept nowhere.
public struct AnswerJob: Sendable {
  private let settings: OperatorSettings

  /// - Parameter settings: the company that writes.
  public init(settings: OperatorSettings) { self.settings = settings }

  /// Writes the letter for one customer. It rests on the last audit run.
  /// - Throws: `YuraiError` when there is no such customer or no audit, when the facts have changed since the
  ///   audit, or when the letter would break a rule of the letter contract.
  public func letter(
    for customer: String, language: Language, caseNumber: String?, in session: inout Session
  ) throws -> Letter {
    let writer = try LetterWriter(settings: settings)
    return try writer.write(
      about: writer.load(InquiryPerson(.customer, [customer]), in: &session), inquiry: nil,
      caseNumber: caseNumber,
      addressee: nil, language: language, in: &session
    ).letter
  }
}
