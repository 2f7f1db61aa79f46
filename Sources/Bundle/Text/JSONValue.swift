/// A JSON value as it was written: members in their order, whole numbers exact.
enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number without a fraction or an exponent that fits 64 bits.
  case integer(Int64)
  /// Any other number.
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  /// No name comes twice.
  case object([Member])

  struct Member: Hashable, Sendable {
    let name: String
    let value: JSONValue
  }

  /// A member of an object.
  subscript(name: String) -> JSONValue? { members?.first { $0.name == name }?.value }

  var members: [Member]? { if case .object(let members) = self { members } else { nil } }
  var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

  /// A whole number from 0 to 2^53, which all readers of JSON read alike and of which sums fit.
  var count: Int64? { integer.flatMap { (0...1 << 53).contains($0) ? $0 : nil } }

  /// Any number.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .decimal(let number): number
    default: nil
    }
  }

  /// The numbers of an object whose members are all whole numbers from 0.
  var counts: [String: Int64]? {
    guard let members else { return nil }
    var counts: [String: Int64] = [:]
    for member in members {
      guard let count = member.value.count else { return nil }
      counts[member.name] = count
    }
    return counts
  }
}
