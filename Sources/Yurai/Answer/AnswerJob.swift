internal import Foundation
internal import Postgres
public import Rendering

/// `yurai answer`: the first letter to a person who asks why the company has the data.
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
    let rows = try session.connection.rows(
      SQLScript(named: "queries/letter_run").query([
        "customer_key": try TraceJob.key(of: customer, session.secret)
      ]))
    guard !rows.isEmpty else {
      throw YuraiError("there has been no audit yet: run `yurai audit --full` first")
    }
    var job = TraceJob()
    job.timelyHours = try rows.value(0, 2)
    let detail = try job.trail(of: customer, in: &session)
    guard let audited: String = try rows.value(0, 3) else {
      throw YuraiError(
        "this record came in after the last audit. Run `yurai audit --full`, so that the letter can rest on it"
      )
    }
    let isNewer: Bool = try rows.value(0, 4)
    guard audited == detail.trail.verdict.rawValue, !isNewer else {
      throw YuraiError(
        "the facts about this record have changed since the last audit: run `yurai audit --full` again, so that the "
          + "letter says what the audit says")
    }
    let text: String = try rows.value(0, 1)
    guard let finished = Moment(text), let today = Day(AuditJob.today()) else {
      throw YuraiError("the time of the last audit cannot be read")
    }
    let context = LetterContext(
      company: settings.company, department: settings.department, signer: settings.signer,
      address: settings.address, phone: settings.phone, email: settings.email,
      caseNumber: caseNumber,
      letterDate: today, addressee: detail.values.name ?? "",
      run: .init(id: try rows.value(0, 0), finishedAt: finished), language: language)
    let letter = try Self.renderer().render(detail, context)
    let problems = LetterLint().problems(in: letter, about: detail, context)
    guard problems.isEmpty else {
      throw YuraiError(
        "the letter breaks its own rules and was not written: "
          + problems.map(\.rule.rawValue).joined(separator: ", "))
    }
    return letter
  }

  private static func renderer() throws -> LetterRenderer {
    let folder = "Sources/Rendering/Templates/"
    return try LetterRenderer(templates: EmbeddedFiles.text.filter { $0.key.hasPrefix(folder) })
  }
}
