extension SampleTerms {
  /// The smallest sample out of a population without end that shows the claim although it has
  /// `allowed` exceptions: the smallest n with P(X ≤ allowed) ≤ risk, X binomial.
  public func size(allowed: Int64 = 0) -> Int64 {
    let allowed = max(0, allowed)
    return Self.first(from: allowed + 1, to: .max / 4) { drawn in
      isWithinRisk(Binomial(drawn: drawn, share: tolerable).logAtMost(allowed))
    }
  }

  /// The smallest sample out of `population` records that shows the claim although it has `allowed`
  /// exceptions: the smallest n with P(X ≤ allowed) ≤ risk, X hypergeometric with the smallest
  /// number of exceptions that makes the claim false.
  ///
  /// It is the whole population where no smaller one will do, and never more.
  public func size(population: Int64, allowed: Int64 = 0) -> Int64 {
    let excluded = excluded(of: population)
    let allowed = max(0, allowed)
    guard population > 0, allowed < excluded else { return max(0, population) }
    return Self.first(from: allowed + 1, to: population) { drawn in
      isWithinRisk(
        Hypergeometric(population: population, exceptions: excluded, drawn: drawn)
          .logAtMost(allowed))
    }
  }

  /// The smallest number of exceptions that is no longer fewer than the tolerable share; at least
  /// 1.
  func excluded(of population: Int64) -> Int64 {
    let exact = tolerable * Double(max(0, population))
    // 0.07 × 100 is a hair above 7 in binary, and is meant to be 7.
    return max(1, Int64((exact - exact * 1e-12).rounded(.up)))
  }

  /// The smallest number for which the condition holds, which holds for all larger ones and for the
  /// last.
  static func first(from start: Int64, to end: Int64, _ holds: (Int64) -> Bool) -> Int64 {
    var step: Int64 = 1
    var low = start
    var high = start
    while high < end, !holds(high) {
      low = high + 1
      high = min(end, high + step)
      step *= 2
    }
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return high
  }
}
