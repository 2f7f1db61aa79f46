internal import Foundation

extension SampleTerms {
  /// At most how many exceptions the whole population has, with the confidence of the terms: the
  /// largest D with P(X ≤ found) > risk, X hypergeometric.
  ///
  /// - Parameters:
  ///   - population: How many records there are.
  ///   - drawn: How many of them were drawn, without replacement.
  ///   - found: How many of these are exceptions.
  /// - Returns: From `found` to what is left when all drawn others are none; the whole population
  ///   for numbers that no sample has.
  public func exceptions(population: Int64, drawn: Int64, found: Int64) -> Int64 {
    guard found >= 0, found <= drawn, drawn <= population else { return max(0, population) }
    let most = population - (drawn - found)
    // The first number that the sample excludes, less one.
    return Self.first(from: found, to: most + 1) { exceptions in
      exceptions > most
        || isWithinRisk(
          Hypergeometric(population: population, exceptions: exceptions, drawn: drawn)
            .logAtMost(found))
    } - 1
  }

  /// The share that ``exceptions(population:drawn:found:)`` is of the population; 1 when there is
  /// nothing to draw from, or nothing was drawn.
  public func share(population: Int64, drawn: Int64, found: Int64) -> Double {
    guard population > 0 else { return 1 }
    return Double(exceptions(population: population, drawn: drawn, found: found))
      / Double(population)
  }

  /// At most which share are exceptions in a population without end, with the confidence of the
  /// terms: Clopper and Pearson's upper bound, one-sided.
  public func share(drawn: Int64, found: Int64) -> Double {
    guard drawn > 0, found >= 0, found < drawn else { return 1 }
    if found == 0 { return -expm1(logRisk / Double(drawn)) }
    var low = 0.0
    var high = 1.0
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { return high }
      if Binomial(drawn: drawn, share: middle).logAtMost(found) > logRisk {
        low = middle
      } else {
        high = middle
      }
    }
  }
}
