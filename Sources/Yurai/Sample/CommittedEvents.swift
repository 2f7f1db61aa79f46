internal import Foundation
internal import Postgres
internal import Rendering

/// What a run committed to of a record's events, so that whoever shows them is told when `yurai verify` will refuse them:
/// what came in since can have put another event first, or changed what is placed.
struct CommittedEvents {
  private let files: Set<String>

  /// Of the run whose `audit` leaf that is.
  init(at leaf: Int64, in connection: inout Connection) throws {
    files = Set(
      try connection.rows(SQLScript(named: "sample/files").query(["leaf": leaf])).map {
        try $0.value(0, as: String.self)
      })
  }

  /// Whether the trail's earliest placed event, of those files, is where and when the leaf says, if its verdict rests on any.
  func bear(_ trail: Trail, out leaf: String) throws -> Bool {
    guard let leaf = try JSONSerialization.jsonObject(with: Data(leaf.utf8)) as? [Any],
      leaf.count == 8, let word = leaf[6] as? String, let verdict = Verdict(rawValue: word)
    else { return false }
    guard [.partial, .uncorroborated, .received, .traced].contains(verdict) else { return true }
    let placed = trail.trail.filter { $0.placed && files.contains($0.source.sha256) }
    func second(_ event: TrailEvent) -> Int64 {
      event.occurredAt.map { Int64((Double($0.moment.microseconds) / 1e6).rounded(.down)) } ?? .min
    }
    let first = placed.map(second).min()
    return placed.contains { event in
      let days = [event.occurredAt?.day.description, event.occurredAt?.moment.day.description]
      return second(event) == first && event.mall?.id == leaf[1] as? String
        && event.merchant?.id == leaf[2] as? String
        && days.prefix(event.mall?.name == nil ? 2 : 1).contains(leaf[4] as? String)
    }
  }

  /// What to say of records that do not.
  static func warning(_ places: [Int64], run: Int) -> String {
    "\(places.count) record(s) are not shown where and when run \(run) had their earliest order, so that `yurai verify` will "
      + "refuse them: orders, tenancies or names were imported or corrected since (at place "
      + places.prefix(5).map(String.init).joined(separator: ", ") + (places.count > 5 ? ", …" : "")
      + "). Run `yurai audit`, and do it again by that run"
  }
}
