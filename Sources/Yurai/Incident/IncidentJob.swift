internal import Matching
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
    /// Subjects of the file that are not recorded: customers who were erased.
    public var erased: Int
    /// Subjects of the file that are not recorded: they are not in the data, and it was said to leave them out.
    public var absent: Int
  }

  private let actor: String

  /// - Parameter actor: who records it; not empty.
  public init(actor: String) { self.actor = actor }

  /// Records the file as the incident's next revision, in one transaction.
  ///
  /// A customer who was erased is recognised by the mark that the erasure left, and is not recorded: nothing of an erased
  /// person is. An order that went with an erasure leaves no mark by its number.
  /// - Parameters:
  ///   - file: the incident.
  ///   - leavesOut: whether other subjects that are not in the data are left out rather than refused.
  ///   - session: a connection.
  /// - Returns: what was recorded.
  /// - Throws: `YuraiError` for subjects that are not in the data, by their lines.
  public func record(
    _ file: IncidentFile, leavesOut: Bool = false, in session: inout Session
  ) throws -> Outcome {
    let secret = session.secret
    return try session.connection.transaction { connection in
      let unknown = try Self.unknown(file.subjects, in: &connection)
      let erased = try Self.erased(unknown, secret, in: &connection)
      let absent = unknown.filter { !erased.contains($0.line) }
      guard absent.isEmpty || leavesOut else { throw Self.refusal(absent) }
      let left = Set(unknown.map(\.line))
      let subjects = file.subjects.filter { !left.contains($0.line) }
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
          "kinds": subjects.map(\.kind), "ids": subjects.map(\.id),
          "classes": subjects.map(\.exposureClass),
          "items": subjects.map { $0.items.joined(separator: " ") },
        ]))
      var classes: [String: Int] = [:]
      for subject in subjects { classes[subject.exposureClass, default: 0] += 1 }
      return Outcome(
        id: file.id, revision: revision, classes: classes, erased: erased.count,
        absent: absent.count)
    }
  }

  /// The subjects that are neither a customer nor an order in the data.
  private static func unknown(
    _ subjects: [IncidentFile.Subject], in connection: inout Connection
  ) throws -> [IncidentFile.Subject] {
    try connection.rows(
      SQLScript(named: "incident/unknown_subjects").query([
        "kinds": subjects.map(\.kind), "ids": subjects.map(\.id),
      ])
    ).map { row in subjects[try row.value(0, as: Int.self) - 1] }
  }

  /// The lines of those who are customers that were erased.
  private static func erased(
    _ subjects: [IncidentFile.Subject], _ secret: MatchSecret, in connection: inout Connection
  ) throws -> Set<Int> {
    let customers = subjects.filter { $0.kind == "customer" }
    return Set(
      try connection.rows(
        SQLScript(named: "incident/erased_subjects").query([
          "lines": customers.map(\.line),
          "keys": customers.map { try TraceJob.key(of: $0.id, secret) },
        ])
      ).map { row in try row.value(0) })
  }

  private static func refusal(_ absent: [IncidentFile.Subject]) -> YuraiError {
    let lines = absent.prefix(5).map { "\($0.line)" }.joined(separator: ", ")
    return YuraiError(
      "\(absent.count) subject(s) of the incident are neither a customer nor an order in the data (line \(lines)"
        + (absent.count > 5 ? ", …" : "")
        + " of the CSV); nothing was recorded. If they were erased since: --leave-out")
  }
}
