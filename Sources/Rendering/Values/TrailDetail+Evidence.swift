extension TrailDetail {
  /// What somebody else has about the events, by event: the member `evidence` of a line of the annex. An event of which
  /// there is nothing is left out, and so is what there is not of one.
  public var evidenceJSON: String {
    var seen: Set<String> = []
    let events = trail.trail.compactMap { event -> (String, OrderedJSON)? in
      guard seen.insert(event.event).inserted else { return nil }
      let members = detail(of: event).evidence
      return members.isEmpty ? nil : (event.event, .object(members))
    }
    return OrderedJSON.object(events).text
  }
}

extension EventDetail {
  fileprivate var evidence: [(String, OrderedJSON)] {
    [
      ("settlement_id", settlementID), ("settled_at", settledAt?.description),
      ("tracking_no", trackingNumber), ("shipped_at", shippedAt?.description),
      ("evidence_ref", evidenceReference),
    ].compactMap { name, value in value.map { (name, .string($0)) } }
  }
}
