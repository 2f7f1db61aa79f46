import Crypto

/// Draws from a range without replacement so that anybody can draw the same again: R. Rivest's
/// `sampler.py` (2011), as election audits use it.
///
/// The i-th pick is SHA-256(seed ‖ "," ‖ i), i in decimal from 1, read as one big-endian number,
/// modulo the size of the range. A pick that came before is skipped. A larger sample begins with
/// the smaller one:
///
///     var sampler = RivestSampler(seed: "abcde", population: 1000)
///     sampler.next()  // number 1, index 246
///     sampler.next()  // number 2, index 426
///
/// With `sha256sum`: `printf 'abcde,1' | sha256sum`.
public struct RivestSampler: Sendable {
  /// What is drawn from.
  public let range: Range<Int64>
  /// How many different places were drawn.
  public var count: Int64 { Int64(drawn.count) }

  private let seeded: SHA256
  private var number: Int64 = 0
  private var drawn: Set<Int64> = []

  /// Draws from the range; from an empty one nothing comes.
  ///
  /// - Precondition: the range has fewer than 2^63 members.
  public init(seed: String, range: Range<Int64>) {
    precondition(
      !range.upperBound.subtractingReportingOverflow(range.lowerBound).overflow,
      "the range is too large")
    self.range = range
    var hasher = SHA256()
    hasher.update(data: Array(seed.utf8) + [UInt8(ascii: ",")])
    seeded = hasher
  }

  /// Draws leaves of a tree of that many: 0 up to but not including `population`.
  public init(seed: String, population: Int64) {
    self.init(seed: seed, range: 0..<max(0, population))
  }

  /// The pick of a number, whether it came before or not; the range is not empty.
  public func pick(_ number: Int64) -> Int64 {
    var hasher = seeded
    hasher.update(data: Array("\(number)".utf8))
    let size = UInt64(range.upperBound - range.lowerBound)
    var rest: UInt64 = 0
    var word: UInt64 = 0
    for (place, byte) in hasher.finalize().enumerated() {
      word = word << 8 | UInt64(byte)
      // Eight bytes at a time, as one would divide by hand in base 2^64.
      if place % 8 == 7 { rest = size.dividingFullWidth((rest, word)).remainder }
    }
    return range.lowerBound + Int64(rest)
  }

  /// The next draw; nothing once all was drawn.
  public mutating func next() -> Draw? {
    guard drawn.count < range.upperBound - range.lowerBound else { return nil }
    while true {
      number += 1
      let index = pick(number)
      if drawn.insert(index).inserted { return Draw(number: number, index: index) }
    }
  }

  /// The next draws, fewer when no more are left.
  public mutating func next(_ count: Int64) -> [Draw] {
    var draws: [Draw] = []
    while draws.count < count, let draw = next() { draws.append(draw) }
    return draws
  }
}
