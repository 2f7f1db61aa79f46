internal import Postgres
internal import Rendering

/// `yurai incident record`: puts an incident, or a later state of one, on record.
public struct IncidentJob: Sendable {
  /// What was recorded.
  public struct Outcome: Sendable {
    /// The incident.
    public var id: String
    /// 1, or one more than the last.
    public var revision: Int
    /// Subjects by class.
    public var classes: [String: Int]
  }

  private let actor: String

  /// - Parameter actor: who records it; not empty.
  public init(actor: String) { self.actor = actor }

  /// Records the file as the incident's next revision, in one transaction.
  /// - Throws: `YuraiError` for subjects that are not in the data.
  public func record(_ file: IncidentFile, in session: inout Session) throws -> Outcome {
    try session.connection.transaction { connection in
      let rows = try connection.rows(
        SQLScript(named: "incident/record").query([
          "incident": file.id, "title_ja": file.titleJa, "title_en": file.titleEn,
          "from": file.from.description, "to": file.to.description,
          "known_on": file.knownOn.description, "settled_on": file.settledOn?.description,
          "others": file.others,
          "scope": file.scope.joined(separator: " "), "actor": actor,
        ]))
      let revision: Int = try rows.value(0, 0)
      try connection.execute(
        SQLScript(named: "incident/exposed").query([
          "incident": file.id, "revision": revision,
          "kinds": file.subjects.map(\.kind), "ids": file.subjects.map(\.id),
          "classes": file.subjects.map(\.exposureClass),
          "items": file.subjects.map { $0.items.joined(separator: " ") },
        ]))
      let unknown: Int = try connection.value(
        SQLScript(named: "incident/unknown_subjects").query([
          "incident": file.id, "revision": revision,
        ]))
      guard unknown == 0 else {
        throw YuraiError(
          "\(unknown) subject(s) of the incident are neither a customer nor an order in the data; nothing was recorded"
        )
      }
      var classes: [String: Int] = [:]
      for subject in file.subjects { classes[subject.exposureClass, default: 0] += 1 }
      return Outcome(id: file.id, revision: revision, classes: classes)
    }
  }
}
