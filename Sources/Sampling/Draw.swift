/// One place that a sample drew.
public struct Draw: Hashable, Sendable {
  /// The number i that was hashed with the seed, from 1. Numbers whose pick was drawn before are
  /// skipped, so that these are not always without gaps.
  public let number: Int64
  /// What was drawn: an index of a leaf, from 0, unless the range was another.
  public let index: Int64

  /// A draw as somebody states it; nothing is checked here.
  public init(number: Int64, index: Int64) {
    self.number = number
    self.index = index
  }
}
