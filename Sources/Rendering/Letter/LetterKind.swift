/// Which letter a record gets. The raw value names its template, `letter-<kind>.<language>`.
public enum LetterKind: String, Codable, Sendable, CaseIterable {
  /// Everything came from the person's own acts.
  case traced
  /// Something came from another company, with its record.
  case received
  /// Something was bought, and the letter says so.
  case purchased
  /// The merchants hold it and the operator processes for them; they answer requests.
  case entrusted
  /// Nothing is known.
  case untraced
  /// What is recorded does not hold together.
  case contradicted
  /// Some fields cannot be shown.
  case partial
  /// Everything is placed, and evidence is missing.
  case uncorroborated
  /// The person stands in the data in several ways, and one of them cannot be shown yet.
  case several
  /// Nothing is held any more.
  case erased
  /// The person is the destination of somebody else's order.
  case recipient
  /// The person is not in the data (APPI article 33(3)).
  case unheld
  /// The person's contact point was typed by somebody else; nothing of theirs is told.
  case notYou = "notyou"
  /// Whether this is the person could not be settled, so nothing is said of anybody.
  case unconfirmed
  /// Receipt, and what is needed to confirm the identity: the same words whatever the data hold.
  case acknowledgement
  /// More time is needed (GDPR article 12(3)).
  case `extension`

  /// The verdict decides; `entrusted` replaces `traced` when every tenancy that collected a
  /// field is entrusted, because then the operator may hold no retained data (article 16(4)).
  public init(_ detail: TrailDetail) {
    switch detail.trail.verdict {
    case .traced:
      let roles = detail.dealings.map(\.legalRole)
      let isEntrusted = !roles.isEmpty && roles.allSatisfy { $0 == .entrusted }
      self = isEntrusted ? .entrusted : .traced
    case .received: self = .received
    case .purchased: self = .purchased
    case .untraced: self = .untraced
    case .contradicted: self = .contradicted
    case .partial: self = .partial
    case .uncorroborated: self = .uncorroborated
    case .erased: self = .erased
    }
  }

  /// Whether the letter says nothing that rests on the data.
  public var isNeutral: Bool {
    switch self {
    case .acknowledgement, .`extension`, .unconfirmed: true
    default: false
    }
  }

  /// Whether the origin cannot be shown yet, so that the letter is not the last word.
  public var isInterim: Bool {
    switch self {
    case .untraced, .contradicted, .partial, .uncorroborated, .several: true
    default: false
    }
  }

  /// Whether the letter cannot say yet if the data came from a list, though their origin is shown: a file behind them was
  /// declared as of unknown origin.
  public func leavesListsOpen(_ detail: TrailDetail) -> Bool {
    switch self {
    case .traced, .entrusted, .recipient: detail.ways.contains(where: \.isOfUnknownFile)
    default: false
    }
  }
}

extension TrailDetail {
  /// The events that explain a field, earliest first.
  var collecting: [TrailEvent] {
    let ids = Set(trail.fields.compactMap(\.collectedBy))
    return trail.trail.filter { ids.contains($0.event) }.sorted(by: TrailDetail.isEarlier)
  }

  /// Those of them that explain a field of such a status; nil when there are none.
  private func collecting(where isWanted: (FieldStatus) -> Bool) -> [TrailEvent]? {
    let ids = Set(trail.fields.filter { isWanted($0.status) }.compactMap(\.collectedBy))
    let events = collecting.filter { ids.contains($0.event) }
    return events.isEmpty ? nil : events
  }

  /// Everything that stands behind what is held: the events that explain a field, and all others that
  /// are placed and carry one of its values; earliest first.
  var dealings: [TrailEvent] {
    let ids = Set(trail.fields.compactMap(\.collectedBy))
    return trail.trail.filter { ids.contains($0.event) || ($0.placed && !$0.carries.isEmpty) }
      .sorted(by: TrailDetail.isEarlier)
  }

  /// The fields that the person gave by an act of her own.
  var ownFields: [ContactField] {
    // Without a known act of purchase nobody can tell which fields were not bought.
    guard trail.verdict != .purchased || trail.trail.contains(where: isPurchase) else { return [] }
    let events = Dictionary(
      trail.trail.map { ($0.event, $0) }, uniquingKeysWith: { first, _ in first })
    return trail.fields.filter { field in
      guard field.status >= .placed, let event = field.collectedBy.flatMap({ events[$0] }) else {
        return false
      }
      return event.kind.isOwnAct && !isPurchase(event)
    }.map(\.field)
  }

  /// Whether every file behind it was declared as collected; a file of unknown origin proves nothing about
  /// lists.
  var isCollected: Bool {
    origins.allSatisfy { $0 == nil || $0 == "collected" }
  }

  /// Whether nobody declared where some file behind it came from.
  var isOfUnknownFile: Bool { origins.contains("unknown") }

  private var origins: [String?] {
    dealings.map { detail(of: $0).batchOrigin } + [recordOrigin]
  }

  /// The event that the letter's first line names: of those that decide the verdict the one
  /// behind most fields, then the earliest.
  func principal(_ kind: LetterKind) -> TrailEvent? {
    let candidates: [TrailEvent]
    switch kind {
    case .several, .untraced, .erased, .unheld, .notYou, .unconfirmed, .acknowledgement,
      .`extension`:
      return nil
    case .purchased: candidates = trail.trail.filter(isPurchase)
    case .received: candidates = collecting.filter { !$0.kind.isOwnAct }
    case .contradicted: candidates = collecting.isEmpty ? trail.trail : collecting
    case .partial: candidates = collecting(where: { $0 >= .placed }) ?? collecting
    case .uncorroborated: candidates = collecting(where: { $0 == .placed }) ?? collecting
    case .traced, .entrusted, .recipient: candidates = collecting
    }
    return candidates.sorted(by: TrailDetail.isEarlier).reduce(nil as TrailEvent?) { best, next in
      guard let best else { return next }
      return fieldCount(next) > fieldCount(best) ? next : best
    }
  }

  /// Whether the event or its batch is declared as bought or opt-out. An order in a bought file
  /// is no order of the person's with us.
  public func isPurchase(_ event: TrailEvent) -> Bool {
    let detail = detail(of: event)
    return detail.provision?.basis.isPurchase ?? false || detail.batchOrigin == "purchased"
  }

  private func fieldCount(_ event: TrailEvent) -> Int {
    trail.fields.count { $0.collectedBy == event.event }
  }

  private static func isEarlier(_ left: TrailEvent, _ right: TrailEvent) -> Bool {
    switch (left.occurredAt, right.occurredAt) {
    case (let first?, let second?):
      first == second ? left.event < right.event : first < second
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): left.event < right.event
    }
  }
}
