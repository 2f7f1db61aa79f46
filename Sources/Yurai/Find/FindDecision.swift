internal import Rendering

/// What of a query and what the data hold: who it could be, and whether that settles it.
///
/// Similarity proposes, keys decide. A name alone, a reading alone, a postal code alone never settle
/// anything, and neither does a single other field: phone numbers go to new owners, families share addresses. Without
/// a name only an email address, which is somebody's own, together with another such field does.
enum FindDecision {
  /// One row of data that a query led to.
  struct Row {
    var kind: SearchCandidate.Kind
    var id: String
    var values: [SearchField: String]
  }

  /// Most candidates that are listed.
  static let most = 20

  /// The result for a query, from all rows that its values led to.
  static func result(for query: FindQuery, _ rows: [Row]) -> SearchResult {
    let all = all(for: query, rows)
    let candidates = all.filter { isPossible($0, query) }.sorted { isLikelier($0, $1) }
    let decision = decision(candidates, query)
    // Once it is settled, the others are strangers, and nobody's business.
    let shown = decision == .one ? candidates.filter { isSettled($0, query) } : candidates
    return SearchResult(
      queryID: query.id, decision: decision, candidates: Array(shown.prefix(most)),
      namesakes: decision == .none ? all.count(where: isNamesake) : 0)
  }

  /// Of the rows, all that are the person whom the query describes, however many records and orders that are.
  static func settled(for query: FindQuery, _ rows: [Row]) -> [SearchCandidate] {
    all(for: query, rows).filter { isPossible($0, query) && isSettled($0, query) }
      .sorted { isLikelier($0, $1) }
  }

  /// Everybody to whom the query led, possible or not.
  static func all(for query: FindQuery, _ rows: [Row]) -> [SearchCandidate] {
    var groups: [[Row]] = []
    for row in rows.sorted(by: { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }) {
      if let last = groups.last?.first, last.kind == row.kind, last.id == row.id {
        groups[groups.count - 1].append(row)
      } else {
        groups.append([row])
      }
    }
    let asked = query.values.map { FieldComparison.Asked($0.key, $0.value) }
    return groups.map { candidate(of: $0, asked) }
  }

  /// What all rows of one candidate say together: what one of them holds agrees, whatever the others say, since
  /// people move.
  private static func candidate(
    of rows: [Row], _ asked: [FieldComparison.Asked]
  ) -> SearchCandidate {
    var agrees: [SearchField: Agreement] = [:]
    var disagrees: Set<SearchField> = []
    for row in rows {
      for value in asked {
        guard let held = held(value, row) else { continue }
        if let how = value.compare(held: held) ?? value.compare(reading: row.values) {
          agrees[value.field] = max(how, agrees[value.field] ?? how)
        } else {
          disagrees.insert(value.field)
        }
      }
    }
    return SearchCandidate(
      kind: rows[0].kind, id: rows[0].id, agrees: agrees,
      disagrees: disagrees.subtracting(agrees.keys))
  }

  /// What of a row a value is compared with; nil where it says nothing of that.
  private static func held(_ value: FieldComparison.Asked, _ row: Row) -> String? {
    let (name, reading) = (row.values[.name], row.values[.nameKana])
    switch value.field {
    case .name where value.isKana:
      // Kanji say nothing of how they are read.
      return reading != nil || name.map(FindQuery.isKana) == true ? name ?? reading : nil
    case .nameKana: return reading ?? name.flatMap { FindQuery.isKana($0) ? $0 : nil }
    default:
      return row.values[value.field].flatMap { Placeholder.stands(in: value.field, $0) ? nil : $0 }
    }
  }

  private static func decision(
    _ candidates: [SearchCandidate], _ query: FindQuery
  ) -> SearchResult.Decision {
    guard !candidates.isEmpty else { return .none }
    let settled = candidates.filter { isSettled($0, query) }
    guard !settled.isEmpty else { return .several }
    let customers = settled.count { $0.kind == .customer }
    // Orders of a guest, and parcels, that fit like the record are the same person's. Without a record
    // they are one person's only if the name says so.
    if customers == 1 { return .one }
    if customers == 0, settled.count == 1 || query[.name] != nil || query[.nameKana] != nil {
      return .one
    }
    return .several
  }

  /// Whether a candidate could be the person at all: something that few share agrees; or the name
  /// does, and nothing that few share says otherwise.
  private static func isPossible(_ candidate: SearchCandidate, _ query: FindQuery) -> Bool {
    let equal = candidate.equalFields
    if equal.contains(where: \.isStrong) { return true }
    guard !equal.isEmpty else { return false }
    if candidate.agrees.contains(where: { $0.key.isStrong }) { return true }
    return !candidate.disagrees.contains(where: \.isStrong)
  }

  /// Whether somebody bears the name that was asked for, or its reading.
  private static func isNamesake(_ candidate: SearchCandidate) -> Bool {
    !candidate.equalFields.isDisjoint(with: [.name, .nameKana])
  }

  /// Whether what agrees settles who it is.
  private static func isSettled(_ candidate: SearchCandidate, _ query: FindQuery) -> Bool {
    let equal = candidate.equalFields
    let agreeing = equal.count(where: \.isStrong)
    let against = candidate.disagrees.count(where: \.isStrong)
    switch name(candidate, query) {
    case .agrees: return agreeing >= 1 && agreeing >= against
    case .disagrees: return false
    case .unknown:
      // A family shares its address and its telephone, and an order number is no secret within it. A name in kana that no
      // reading can be held against may be somebody else's.
      let isUnread = query[.name].map(FindQuery.isKana) ?? false
      return agreeing >= 2 && against == 0 && equal.contains(.email) && !isUnread
    }
  }

  private enum NameAgreement { case agrees, disagrees, unknown }

  /// What name and reading say together. Where one agrees and the other does not, nothing.
  private static func name(_ candidate: SearchCandidate, _ query: FindQuery) -> NameAgreement {
    let equal = candidate.equalFields
    let isEqual = equal.contains(.name) || equal.contains(.nameKana)
    let differs =
      [SearchField.name, .nameKana].contains {
        candidate.disagrees.contains($0) || candidate.agrees[$0] == .similar
      }
    if isEqual { return differs && !equal.contains(.name) ? .disagrees : .agrees }
    return differs ? .disagrees : .unknown
  }

  /// More that few share, then more in all, then a record before an order, then by id.
  private static func isLikelier(_ one: SearchCandidate, _ other: SearchCandidate) -> Bool {
    func rank(_ candidate: SearchCandidate) -> [Int] {
      let equal = candidate.equalFields
      return [
        equal.count(where: \.isStrong), equal.count, candidate.agrees.count,
        -candidate.disagrees.count, candidate.kind == .customer ? 1 : 0,
      ]
    }
    let (first, second) = (rank(one), rank(other))
    return first == second ? one.id < other.id : first.lexicographicallyPrecedes(second) == false
  }
}
