/// Draws until each stratum has its number, where the stratum of a place is known only once it was
/// drawn.
///
/// Nothing but the strata of the draws decides when it ends, so that in each stratum the draws are
/// a sample of it. Every draw is part of the sample, also one of a stratum that has its number:
///
///     var drawing = StratifiedDraw(seed: seed, population: 48211, needed: ["tony": 258])
///     while let draw = drawing.next() { drawing.add(stratum: stratum(of: draw.index)) }
///
public struct StratifiedDraw: Sendable {
  /// How many draws each stratum still needs; those that need none are left out.
  public private(set) var missing: [Stratum: Int64]
  /// How many draws each stratum had, needed or not.
  public private(set) var counts: [Stratum: Int64] = [:]

  private var sampler: RivestSampler

  /// A drawing from the places 0 up to but not including `population`, which ends when each stratum
  /// had as many draws as it needs.
  public init(seed: String, population: Int64, needed: [Stratum: Int64]) {
    sampler = RivestSampler(seed: seed, population: population)
    missing = needed.filter { $0.value > 0 }
  }

  /// Whether each stratum has its number.
  public var isComplete: Bool { missing.isEmpty }

  /// The next draw; nothing once it is complete, or all was drawn. Whoever gets one has to say its
  /// stratum before the next.
  public mutating func next() -> Draw? { isComplete ? nil : sampler.next() }

  /// Says the stratum of the last draw; nothing for a place that is empty and so has none.
  ///
  /// - Returns: Whether its stratum needed it.
  @discardableResult
  public mutating func add(stratum: Stratum?) -> Bool {
    guard let stratum else { return false }
    counts[stratum, default: 0] += 1
    guard let left = missing[stratum] else { return false }
    missing[stratum] = left > 1 ? left - 1 : nil
    return true
  }
}
