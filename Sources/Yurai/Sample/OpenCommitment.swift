internal import Postgres

/// A nonce that was committed to, and by which nothing was drawn. A bundle shows the sample of its own run only, so that it
/// is told of before another run hides it.
public struct OpenCommitment: Sendable {
  /// The leaf that commits to the nonce.
  public let leaf: Int64
  /// The audit run whose records were to be drawn from.
  public let run: Int

  /// All of them, the first one first.
  /// - Throws: `YuraiError` when the database cannot be read.
  public static func all(in session: inout Session) throws -> [OpenCommitment] {
    try session.connection.rows(SQLScript(named: "sample/unanswered").query()).map { row in
      OpenCommitment(leaf: try row.value(0), run: try row.value(1))
    }
  }

  /// What to tell the operator when an audit run is over, or its bundle written.
  public func warning(at now: Int) -> String {
    let told = "leaf \(leaf) commits to a sample of run \(run), and nothing was drawn"
    guard run < now else {
      return
        "\(told) yet, so that the bundle of that run has none. Once it is drawn `yurai sample export` writes sample.json, which "
        + "`yurai verify --sample` checks with that bundle"
    }
    return
      "\(told): no bundle of a later run shows it, and `yurai verify` says so of each. Draw it (`yurai sample draw`) and "
      + "export it (`yurai sample export --run \(run)`): the auditor checks it with the bundle of run \(run), if one was "
      + "written after the commitment"
  }
}
