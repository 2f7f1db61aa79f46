internal import Foundation

/// What a sample is to show: "with this confidence, fewer than this share are exceptions".
///
/// Sizes and bounds are exact: hypergeometric for a population of known size, drawn without
/// replacement, and binomial for one without an end.
///
///     let terms = try SampleTerms(confidence: 0.95, tolerable: 0.001)
///     terms.size()                       // 2995
///     terms.size(population: 10_000)     // 2588
///     terms.exceptions(population: 10_000, drawn: 2588, found: 0)  // at most 9
///
public struct SampleTerms: Hashable, Sendable {
  /// How sure, above 0 and below 1: 1 less the risk of the claim being made though it is false.
  public let confidence: Double
  /// The share that the claim excludes, above 0 and below 1.
  public let tolerable: Double

  /// Terms.
  ///
  /// - Throws: ``SamplingError``.
  public init(confidence: Double, tolerable: Double) throws(SamplingError) {
    // The smallest risk and share of which sizes still fit, and all comparisons refuse a NaN.
    guard confidence > 0, confidence <= 1 - 1e-9 else { throw .badConfidence }
    guard tolerable >= 1e-9, tolerable < 1 else { throw .badTolerable }
    self.confidence = confidence
    self.tolerable = tolerable
  }

  /// The logarithm of the risk.
  var logRisk: Double { log1p(-confidence) }

  /// Whether a probability, given as its logarithm, is within the risk. One that is meant to equal
  /// it is: 1 - 0.9 is a hair below 0.1 in binary, so that a billionth is granted.
  func isWithinRisk(_ logarithm: Double) -> Bool { logarithm <= logRisk + 1e-9 }
}

/// Why something are no terms of a sample.
public enum SamplingError: Error, Hashable, Sendable {
  /// The confidence is not above 0 and below 1.
  case badConfidence
  /// The tolerable share is not above 0 and below 1.
  case badTolerable
}

extension SamplingError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .badConfidence: "the confidence is a number above 0 and below 1"
    case .badTolerable: "the tolerable share is a number above 0 and below 1"
    }
  }
}
