import Sampling
import Testing

/// The values were made by scipy and by exact products of fractions, and are those of the AICPA's
/// tables and of other published ones.
struct SampleTermsTests {
  private func size(_ tolerable: Double, _ confidence: Double = 0.95, allowed: Int64 = 0) throws
    -> Int64
  {
    try SampleTerms(confidence: confidence, tolerable: tolerable).size(allowed: allowed)
  }

  @Test func sizesWithoutAnEndOfThePopulation() throws {
    #expect(try size(0.001) == 2995)
    #expect(try size(0.001, 0.90) == 2302)
    #expect(try size(0.001, 0.99) == 4603)
    #expect(try (1...3).map { try size(0.001, allowed: $0) } == [4742, 6294, 7752])
    #expect(
      try [0.1, 0.05, 0.02, 0.01, 0.005, 0.0001].map { try size($0) }
        == [29, 59, 149, 299, 598, 29956])
  }

  @Test func oneLessDoesNotDo() throws {
    let terms = try SampleTerms(confidence: 0.95, tolerable: 0.001)
    #expect(abs(terms.share(drawn: 2994, found: 0) - 0.00100008) < 5e-9)
    #expect(terms.share(drawn: 2994, found: 0) > 0.001)
    #expect(abs(terms.share(drawn: 2995, found: 0) - 0.00099974) < 5e-9)
    #expect(terms.share(drawn: 2995, found: 0) <= 0.001)
  }

  /// AICPA, attribute sampling: tolerable 2 to 10, 15 and 20 percent, no exception expected.
  @Test func tablesOfTheAICPA() throws {
    let tolerable = [0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.10, 0.15, 0.20]
    #expect(
      try tolerable.map { try size($0) } == [149, 99, 74, 59, 49, 42, 36, 32, 29, 19, 14])
    #expect(
      try tolerable.map { try size($0, 0.90) } == [114, 76, 57, 45, 38, 32, 28, 25, 22, 15, 11])
    #expect(try (0...4).map { try size(0.05, allowed: $0) } == [59, 93, 124, 153, 181])
  }

  /// Percent, as the tables for the evaluation of results print them, before they are rounded up.
  @Test(
    arguments: [
      (5, 100, 10.225), (3, 50, 14.78), (0, 60, 4.87), (2, 100, 6.16),
    ] as [(Int64, Int64, Double)])
  func resultsEvaluated(found: Int64, drawn: Int64, percent: Double) throws {
    let terms = try SampleTerms(confidence: 0.95, tolerable: 0.05)
    #expect(abs(terms.share(drawn: drawn, found: found) * 100 - percent) < 0.006)
  }

  @Test(
    arguments: [
      (1000, 950), (2000, 1553), (5000, 2253), (10_000, 2588), (50_000, 2907), (100_000, 2950),
      (500_000, 2986), (1_000_000, 2990), (4_000_000, 2994),
    ] as [(Int64, Int64)])
  func sizesOfAKnownPopulation(population: Int64, expected: Int64) throws {
    let terms = try SampleTerms(confidence: 0.95, tolerable: 0.001)
    #expect(terms.size(population: population) == expected)
    #expect(terms.exceptions(population: population, drawn: expected, found: 0) < population / 1000)
    #expect(
      terms.exceptions(population: population, drawn: expected - 1, found: 0) >= population / 1000)
  }

  @Test func sizesOfAKnownPopulationForOnePercent() throws {
    let terms = try SampleTerms(confidence: 0.95, tolerable: 0.01)
    #expect(
      [1000, 10_000, 1_000_000].map { terms.size(population: $0) } == [258, 294, 299])
  }

  @Test(
    arguments: [
      (1000, 59, 0, 48), (1000, 100, 0, 28), (10_000, 300, 0, 97), (10_000, 2588, 0, 9),
      (100_000, 2950, 0, 99), (1_000_000, 2990, 0, 999), (1_000_000, 2995, 0, 998),
      (1_000_000, 2995, 1, 1581), (500, 50, 1, 43),
    ] as [(Int64, Int64, Int64, Int64)])
  func upperBounds(population: Int64, drawn: Int64, found: Int64, most: Int64) throws {
    let terms = try SampleTerms(confidence: 0.95, tolerable: 0.001)
    #expect(terms.exceptions(population: population, drawn: drawn, found: found) == most)
    #expect(
      terms.share(population: population, drawn: drawn, found: found)
        == Double(most) / Double(population))
  }

  /// Against binomial coefficients, for all of a few small populations.
  @Test(arguments: [1, 2, 5, 10, 17] as [Int64])
  func smallPopulationsExactly(population: Int64) throws {
    let terms = try SampleTerms(confidence: 0.9, tolerable: 0.3)
    for drawn in 0...population {
      for found in 0...drawn {
        let most = (found...(population - drawn + found)).last {
          exact(population, $0, drawn, found) > 0.1 + 1e-12
        }
        #expect(
          terms.exceptions(population: population, drawn: drawn, found: found) == most,
          "\(population) \(drawn) \(found)")
      }
    }
  }

  /// P(X ≤ found); P(0) of 2 in 10 with 3 drawn is 7/15.
  private func exact(_ n: Int64, _ d: Int64, _ k: Int64, _ found: Int64) -> Double {
    (0...found).reduce(0.0) { sum, x in
      sum + choose(d, x) * choose(n - d, k - x) / choose(n, k)
    }
  }

  private func choose(_ n: Int64, _ k: Int64) -> Double {
    guard k >= 0, k <= n else { return 0 }
    return (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }

  @Test func ruleAgainstItself() throws {
    #expect(abs(exact(10, 2, 3, 0) - 7.0 / 15) < 1e-15)
    #expect(abs(exact(1000, 48, 59, 0) - 0.050182) < 5e-7)
    #expect(abs(exact(1000, 49, 59, 0) - 0.047072) < 5e-7)
  }

  @Test func nothingDrawnShowsNothing() throws {
    let terms = try SampleTerms(confidence: 0.95, tolerable: 0.001)
    #expect(terms.exceptions(population: 50, drawn: 0, found: 0) == 50)
    #expect(terms.share(population: 0, drawn: 0, found: 0) == 1)
    #expect(terms.share(drawn: 0, found: 0) == 1)
    #expect(terms.size(population: 0) == 0)
    // Numbers that no sample has.
    #expect(terms.exceptions(population: 50, drawn: 60, found: 0) == 50)
    #expect(terms.exceptions(population: 50, drawn: 10, found: 11) == 50)
    #expect(terms.exceptions(population: 50, drawn: 10, found: -1) == 50)
    #expect(terms.exceptions(population: 50, drawn: 50, found: 0) == 0)
    #expect(terms.exceptions(population: 50, drawn: 50, found: 7) == 7)
  }

  @Test func allOfASmallPopulation() throws {
    let terms = try SampleTerms(confidence: 0.95, tolerable: 0.001)
    #expect(terms.size(population: 1) == 1)
    #expect(terms.size(population: 10) == 10)
    #expect(terms.size(population: 500) == 475)
    #expect(terms.size(population: 500, allowed: 3) == 500)
  }

  @Test func strangeTermsAreRefused() {
    for value in [0, 1, -0.1, 1.5, .nan, .infinity] {
      #expect(throws: SamplingError.badConfidence) {
        try SampleTerms(confidence: value, tolerable: 0.1)
      }
      #expect(throws: SamplingError.badTolerable) {
        try SampleTerms(confidence: 0.9, tolerable: value)
      }
    }
  }

  @Test func theLargestAnswersAreFast() throws {
    let terms = try SampleTerms(confidence: 0.99, tolerable: 1e-9)
    #expect(terms.size() > 4_605_000_000)
    #expect(terms.size(population: 1 << 40) > 0)
    let usual = try SampleTerms(confidence: 0.95, tolerable: 0.001)
    #expect(
      (10_000..<11_000).contains(
        usual.exceptions(population: 10_000_000, drawn: 3000, found: 0) + 400))
  }
}
