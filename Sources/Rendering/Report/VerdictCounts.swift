/// How many records have each verdict. All eight are always written, in the order in which they
/// are decided.
public struct VerdictCounts: Codable, Sendable, Equatable {
  private var counts: [String: Int]

  /// Verdicts left out count zero.
  public init(_ counts: [Verdict: Int] = [:]) {
    self.counts = [:]
    for (verdict, count) in counts { self[verdict] = count }
  }

  /// Records with this verdict.
  public subscript(verdict: Verdict) -> Int {
    get { counts[verdict.rawValue] ?? 0 }
    set { counts[verdict.rawValue] = newValue == 0 ? nil : newValue }
  }

  /// Records with any verdict.
  public var total: Int { Verdict.allCases.reduce(0) { $0 + self[$1] } }

  /// Records whose verdict is not an explanation, before exceptions.
  public var unexplained: Int {
    Verdict.allCases.filter { !$0.isExplained }.reduce(0) { $0 + self[$1] }
  }

  /// Reads an object from verdict to count; throws on a verdict that does not exist.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self.init()
    for (name, count) in try container.decode([String: Int].self) {
      guard let verdict = Verdict(rawValue: name) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "unknown verdict")
      }
      self[verdict] = count
    }
  }

  /// Writes all eight.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let pairs = Verdict.allCases.map { ($0.rawValue, self[$0]) }
    try container.encode(Dictionary(uniqueKeysWithValues: pairs))
  }

  var ordered: OrderedJSON {
    .object(Verdict.allCases.map { ($0.rawValue, .int(self[$0])) })
  }
}
