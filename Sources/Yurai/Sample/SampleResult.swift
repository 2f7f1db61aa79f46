internal import Sampling

/// What a sample shows: how many draws are exceptions, and how many of all records can be (Docs/bundle.md, "sample.json").
struct SampleResult {
  /// One draw, as far as it counts.
  struct Draw {
    var exception: String?
    /// Nil for a place that is empty.
    let stratum: Stratum?
  }

  let drawn: Int64
  let exceptions: Int64
  let erased: Int64
  let bound: Double
  let boundOfLiving: Double

  /// `strata` has how many records each stratum has that are not erased; nil when the sample is not stratified.
  init(
    _ draws: [Draw], _ terms: SampleTerms, _ run: SampledRun, strata: [Stratum: Int64]?
  ) {
    let (all, found) = (Int64(draws.count), Int64(draws.count { $0.exception != nil }))
    let gone = Int64(draws.count { $0.exception == "erased" })
    (drawn, exceptions, erased) = (all, found, gone)
    guard let strata else {
      bound = terms.share(population: run.size, drawn: all, found: found)
      boundOfLiving = terms.share(
        population: run.living, drawn: all - gone, found: found - gone)
      return
    }
    var (bound, living) = (0.0, 0.0)
    for (stratum, population) in strata {
      let own = draws.filter { $0.stratum == stratum }
      let (count, marked) = (Int64(own.count), Int64(own.count { $0.exception != nil }))
      bound = max(
        bound,
        terms.share(population: population, drawn: count, found: min(count, marked + gone)))
      living = max(living, terms.share(population: population, drawn: count, found: marked))
    }
    (self.bound, boundOfLiving) = (bound, living)
  }
}
