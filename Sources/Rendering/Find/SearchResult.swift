/// How a value that was asked for and one that is held agree.
public enum Agreement: String, Sendable, Comparable {
  /// They resemble each other: a reason to look, never to decide.
  case similar
  /// Equal by match key: another spelling of the same value.
  case key
  /// Equal as typed.
  case typed

  /// Weaker first.
  public static func < (one: Agreement, other: Agreement) -> Bool { one.rank < other.rank }

  private var rank: Int {
    switch self {
    case .similar: 0
    case .key: 1
    case .typed: 2
    }
  }
}

/// Somebody whom a query could mean.
public struct SearchCandidate: Sendable, Equatable {
  /// What of the data names them.
  public enum Kind: String, Sendable {
    /// A customer record; its id is the customer's.
    case customer
    /// An order without a customer record; its id is `mall/merchant/order_id`.
    case guestOrder = "guest_order"
    /// The person to whom an order was sent by somebody else; the id is the order's.
    case recipient
  }

  /// What they are.
  public var kind: Kind
  /// As findings name it.
  public var id: String
  /// The fields that agree, and how.
  public var agrees: [SearchField: Agreement]
  /// Fields that were asked for and are held with another value.
  public var disagrees: Set<SearchField>

  /// A candidate without state of its own.
  public init(
    kind: Kind, id: String, agrees: [SearchField: Agreement], disagrees: Set<SearchField>
  ) {
    self.kind = kind
    self.id = id
    self.agrees = agrees
    self.disagrees = disagrees
  }

  /// Fields that agree by more than resemblance.
  public var equalFields: Set<SearchField> {
    Set(agrees.filter { $0.value > .similar }.keys)
  }
}

/// What a query led to. It holds no values: which fields agree, not what they say.
public struct SearchResult: Sendable, Equatable {
  /// How far the query settles who is meant.
  public enum Decision: String, Sendable {
    /// One person: the name and a field that few share agree, or the email and another one, and nobody else fits.
    case one
    /// Somebody, but not settled who, or whether it is the person at all.
    case several
    /// Nobody.
    case none
  }

  /// Id of the query in its batch; empty for a single one.
  public var queryID: String
  /// The decision.
  public var decision: Decision
  /// Those whom it could mean, the likeliest first.
  public var candidates: [SearchCandidate]
  /// Where nobody fits: how many bear the name, or its reading, and hold something else in all that few share. One of them may
  /// be the person as she was before she moved. Not in the JSON.
  public var namesakes: Int

  /// A result without state of its own.
  public init(
    queryID: String, decision: Decision, candidates: [SearchCandidate], namesakes: Int = 0
  ) {
    self.queryID = queryID
    self.decision = decision
    self.candidates = candidates
    self.namesakes = namesakes
  }

  /// One line of JSON, as documented: members in a fixed order, fields in theirs.
  public var json: String {
    OrderedJSON.object([
      ("version", .int(1)), ("query_id", .string(queryID)),
      ("decision", .string(decision.rawValue)),
      ("candidates", candidatesJSON),
    ]).text
  }

  /// The candidates alone, for the record of the search.
  public var shown: String { candidatesJSON.text }

  private var candidatesJSON: OrderedJSON {
    .array(
      candidates.map { candidate in
        let agrees = candidate.agrees.keys.sorted()
        return .object([
          ("kind", .string(candidate.kind.rawValue)), ("id", .string(candidate.id)),
          ("agrees", .array(agrees.map { .string($0.rawValue) })),
          ("disagrees", .array(candidate.disagrees.sorted().map { .string($0.rawValue) })),
          (
            "how",
            .object(agrees.map { ($0.rawValue, .string(candidate.agrees[$0]?.rawValue ?? "")) })
          ),
        ])
      })
  }
}
