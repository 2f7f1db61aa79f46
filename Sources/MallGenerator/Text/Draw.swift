/// Random numbers that depend only on (seed, domain, index): SplitMix64 (Steele, Lea, Flood 2014)
/// started from a mix of the three.
///
/// Any customer or order can be derived again at any time, in any order, without holding the others.
struct Draw {
  /// What a stream of numbers is for; two domains never share numbers.
  enum Domain: UInt64 {
    case person = 1
    case household
    case oldHome
    case plan
    case order
    case guest
    case record
    case merchant
    case stay
    case fault
  }

  private var state: UInt64

  init(seed: UInt64, _ domain: Domain, _ index: Int) {
    state = Self.mix(
      Self.mix(seed &+ domain.rawValue &* 0xD1B5_4A32_D192_ED03)
        &+ UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A number in `0..<bound`. The bias of the multiplication (below 2^-32 here) does not matter.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  mutating func percent(_ share: Int) -> Bool {
    below(100) < share
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
