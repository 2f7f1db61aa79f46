internal import Postgres
public import Rendering

extension InquiryDesk {
  /// The ways in which the same person stands in the data besides those named: for the desk to look at, and recorded as a
  /// search of the case is. Ids and which fields agree; no values.
  /// - Throws: `YuraiError` when there is no such record, or when the ways named are not one person's.
  public func otherWays(
    than person: InquiryPerson, apart: [String], of caseNo: String, in session: inout Session
  ) throws -> [SearchCandidate] {
    try SearchIndex.prepare(&session) { _ in }
    let others = try PersonWays.others(
      than: person, writer.trails(of: person, in: &session), apart: apart, in: &session)
    guard !others.isEmpty else { return [] }
    let result = SearchResult(queryID: "", decision: .several, candidates: others)
    try session.connection.execute(
      SQLScript(named: "find/search_record").query([
        "actor": actor, "inquiries": [caseNo] as [String?], "ids": [nil] as [String?],
        "asked": ["{}"], "decisions": [result.decision.rawValue], "shown": [result.shown],
      ]))
    return others
  }

  /// Why a person is not settled while the data hold her in other ways too.
  static func incomplete(_ others: [SearchCandidate], _ caseNo: String) -> YuraiError {
    YuraiError(
      "the data hold this person in other ways too (\(PersonWays.summary(others))), so a letter would say less than is held: "
        + "name them as well, or say with --apart ID --note which are somebody else's. `yurai inquiry person \(caseNo)` "
        + "with the same options lists them")
  }

  /// Whether a check of the identity is one of every way in which the person stands in the data.
  /// - Throws: `YuraiError` when an item is none that is held, or a way is not covered.
  func check(
    _ items: [SearchField], _ result: IdentityResult, by method: IdentityMethod,
    against ways: [TrailDetail]
  ) throws {
    guard let first = ways.first else { return }
    for item in items where !ways.contains(where: { $0.holds(item) }) {
      throw YuraiError(
        "the record holds no \(item.rawValue): only what is held already can be compared")
    }
    guard result == .settled, !method.isOfAPerson, ways.count > 1 else { return }
    for way in ways {
      let isCovered =
        method == .items
        ? Set(items.filter { way.holds($0) }.map(\.fact)).count >= 2
        : way == first || PersonWays.bond(first.values, way.values) == .agreesInAll
      guard isCovered else {
        let name =
          switch way.way {
          case .guest: "the guest orders"
          case .recipient: "the orders to the person"
          case .record, nil: "a customer record"
          }
        throw YuraiError(
          method == .items
            ? "\(name) hold fewer than two of these items: every way in which the person stands in the data has to be compared"
            : "\(name) differ from the record that was checked: compare items that they hold (--method items), or check by "
              + "document, in_person or registered_mail")
      }
    }
  }
}

extension TrailDetail {
  /// Whether there is something of this field to compare.
  fileprivate func holds(_ field: SearchField) -> Bool {
    switch field {
    case .name: values.name != nil
    case .email: values.email != nil
    case .phone: values.phone != nil
    case .address: values.address != nil
    case .postalCode: values.postalCode != nil
    case .orderID: trail.trail.contains { $0.kind == .order }
    // A trail has no reading. What the case searched by its reading shows no more than the name does.
    case .nameKana: values.name != nil
    }
  }
}

extension SearchField {
  /// A reading is of the name, a postal code of the address: whoever knows the one knows the other.
  var fact: SearchField {
    switch self {
    case .nameKana: .name
    case .postalCode: .address
    case .name, .email, .phone, .address, .orderID: self
    }
  }
}
