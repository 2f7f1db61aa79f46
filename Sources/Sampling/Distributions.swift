internal import Foundation

/// How many exceptions a sample has that was drawn without replacement.
struct Hypergeometric {
  let population: Int64
  let exceptions: Int64
  let drawn: Int64

  /// The logarithm of P(X ≤ found).
  ///
  /// The first term is a product of as few factors as there are, each near 1, so that nothing is
  /// lost to the difference of large factorials; each further one comes from the one before.
  func logAtMost(_ found: Int64) -> Double {
    let least = max(0, drawn + exceptions - population)
    let most = min(drawn, exceptions)
    guard found >= least else { return -.infinity }
    guard found < most else { return 0 }
    var term = logOf(least: least)
    var sum = term
    for x in least..<found {
      let up = log(Double(exceptions - x)) + log(Double(drawn - x))
      let down = log(Double(x + 1)) + log(Double(population - exceptions - drawn + x + 1))
      term += up - down
      sum = logSum(sum, term)
    }
    return min(0, sum)
  }

  /// The logarithm of P(X = least).
  private func logOf(least: Int64) -> Double {
    if least == 0 {
      // C(N-D, n) / C(N, n), which is the same with n and D changed over.
      let (few, many) = (min(drawn, exceptions), max(drawn, exceptions))
      return (0..<few).reduce(0.0) { $0 + log1p(-Double(many) / Double(population - $1)) }
    }
    // Nothing but exceptions was left undrawn: C(D, N-n) / C(N, N-n), the same with n and D changed.
    let (few, many) = (
      population - max(drawn, exceptions), population - min(drawn, exceptions)
    )
    return (0..<few).reduce(0.0) { $0 + log1p(-Double(many) / Double(population - $1)) }
  }
}

/// How many exceptions a sample has out of a population without end.
struct Binomial {
  let drawn: Int64
  /// Above 0 and below 1.
  let share: Double

  /// The logarithm of P(X ≤ found).
  func logAtMost(_ found: Int64) -> Double {
    guard found >= 0 else { return -.infinity }
    guard found < drawn else { return 0 }
    let odds = log(share) - log1p(-share)
    var term = Double(drawn) * log1p(-share)
    var sum = term
    for x in 0..<found {
      term += log(Double(drawn - x)) - log(Double(x + 1)) + odds
      sum = logSum(sum, term)
    }
    return min(0, sum)
  }
}

/// The logarithm of the sum of two numbers that are given as logarithms.
private func logSum(_ a: Double, _ b: Double) -> Double {
  let (low, high) = (min(a, b), max(a, b))
  return low == -.infinity ? high : high + log1p(exp(low - high))
}
