internal import Foundation
internal import Postgres
internal import Rendering

/// What a run committed to of a record's events, so that whoever shows others says since which leaf of the ledger they are
/// others: what came in since can have put another event first, or changed what is placed.
struct CommittedEvents {
  /// What is shown of a record, beside what the run committed to.
  enum Standing {
    /// The same.
    case same
    /// An order as a later file corrected it, where and when it was; the leaf that tells of the correction.
    case corrected(since: Int64)
    /// Another order or none, by what came in since; the leaf that tells of it.
    case changed(since: Int64)
    /// Another order or none, and no leaf tells why.
    case untold

    /// The leaf that the line of the record names.
    var since: Int64? {
      switch self {
      case .corrected(let leaf), .changed(let leaf): leaf
      case .same, .untold: nil
      }
    }
  }

  /// A file that was imported after the run.
  private struct Later {
    let leaf: Int64
    let sha256: String
    /// The leaf that tells which rows it took the place of.
    let correction: Int64?
  }

  private let files: Set<String>
  private let later: [Later]

  /// Of the run whose `audit` leaf that is.
  init(at leaf: Int64, in connection: inout Connection) throws {
    files = Set(
      try connection.rows(SQLScript(named: "sample/files").query(["leaf": leaf])).map {
        try $0.value(0, as: String.self)
      })
    later = try connection.rows(SQLScript(named: "sample/since").query(["leaf": leaf])).map {
      Later(leaf: try $0.value(0), sha256: try $0.value(1), correction: try $0.value(2))
    }
  }

  /// Whether the trail's earliest placed event is where and when the leaf says, if its verdict rests on any; by the files that
  /// there were, or by one that corrected rows since.
  func standing(of trail: Trail, _ leaf: String) throws -> Standing {
    if try bear(trail, out: leaf, files) { return .same }
    let corrections = later.filter { $0.correction != nil && !files.contains($0.sha256) }
    for file in corrections {
      if let since = file.correction, try bear(trail, out: leaf, files.union([file.sha256])) {
        return .corrected(since: since)
      }
    }
    let placed = trail.trail.filter(\.placed)
    let first = placed.map(Self.second).min()
    let shown = corrections.first { file in
      placed.contains { Self.second($0) == first && $0.source.sha256 == file.sha256 }
    }
    guard let since = shown?.correction ?? later.last?.leaf else { return .untold }
    return .changed(since: since)
  }

  private func bear(_ trail: Trail, out leaf: String, _ files: Set<String>) throws -> Bool {
    guard let leaf = try JSONSerialization.jsonObject(with: Data(leaf.utf8)) as? [Any],
      leaf.count == 8, let word = leaf[6] as? String, let verdict = Verdict(rawValue: word)
    else { return false }
    guard [.partial, .uncorroborated, .received, .traced].contains(verdict) else { return true }
    let placed = trail.trail.filter { $0.placed && files.contains($0.source.sha256) }
    let first = placed.map(Self.second).min()
    return placed.contains { event in
      let days = [event.occurredAt?.day.description, event.occurredAt?.moment.day.description]
      return Self.second(event) == first && event.mall?.id == leaf[1] as? String
        && event.merchant?.id == leaf[2] as? String
        && days.prefix(event.mall?.name == nil ? 2 : 1).contains(leaf[4] as? String)
    }
  }

  private static func second(_ event: TrailEvent) -> Int64 {
    event.occurredAt.map { Int64((Double($0.moment.microseconds) / 1e6).rounded(.down)) } ?? .min
  }

  /// What to say of records of which no leaf tells why they are not shown as they were.
  static func warning(_ places: [Int64], run: Int) -> String {
    "\(places.count) record(s) are not shown where and when run \(run) had their earliest order, and no leaf of the ledger says "
      + "why, so that `yurai verify` will refuse them (at place "
      + places.prefix(5).map(String.init).joined(separator: ", ") + (places.count > 5 ? ", …" : "")
      + "). Run `yurai audit --verify-rows`, and look at its findings"
  }
}
