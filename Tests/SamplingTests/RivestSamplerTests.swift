import Sampling
import Testing

struct RivestSamplerTests {
  /// The vectors that come with sampler.py: seed, total, and the first picks from 1 to the total.
  struct Vector: Sendable {
    let seed: String
    let total: Int64
    let picks: [Int64]

    init(_ seed: String, _ total: Int64, _ picks: [Int64]) {
      (self.seed, self.total, self.picks) = (seed, total, picks)
    }
  }

  static let vectors = [
    Vector("1", 1000, [97, 89, 163]),
    Vector("0", 2, [1, 1, 2]),
    Vector("0", 1000, [905, 573, 160]),
    Vector("0000000000", 1000, [978, 359, 132]),
    Vector("999999999999999999999999", 1000, [544, 800, 654]),
    Vector("3546311556112163624615351222", 876, [740, 180, 264, 789, 238]),
    Vector("abcde", 1000, [247, 427, 157]),
    Vector("abc123", 1000, [455, 764, 629]),
    Vector("snowman: ☃", 1000, [634, 56, 46]),
    Vector("😀", 1000, [596, 415, 303, 11, 141]),
  ]

  @Test("published vectors", arguments: vectors)
  func vector(_ vector: Vector) {
    let sampler = RivestSampler(seed: vector.seed, range: 1..<(vector.total + 1))
    let numbers = (1...vector.picks.count).map(Int64.init)
    #expect(numbers.map(sampler.pick) == vector.picks)
    // The same places, counted from 0.
    let leaves = RivestSampler(seed: vector.seed, population: vector.total)
    #expect(numbers.map(leaves.pick) == vector.picks.map { $0 - 1 })
  }

  @Test func aPickThatCameBeforeIsSkipped() {
    var sampler = RivestSampler(seed: "3546311556112163624615351222", range: 1..<877)
    let draws = sampler.next(40)
    #expect(sampler.pick(32) == 611)
    #expect(draws.prefix(31).contains { $0.index == 611 })
    #expect(!draws.contains { $0.number == 32 })
    #expect(draws.prefix(33).map(\.number) == Array(1...31) + [33, 34])
  }

  @Test(arguments: [1, 2, 3, 10, 257, 1000] as [Int64])
  func allIsDrawnOnce(population: Int64) {
    var sampler = RivestSampler(seed: "all", population: population)
    let draws = sampler.next(population + 5)
    #expect(draws.map(\.index).sorted() == Array(0..<population))
    #expect(zip(draws, draws.dropFirst()).allSatisfy { $0.number < $1.number })
    let next = sampler.next()
    #expect(next == nil)
    #expect(sampler.count == population)
  }

  @Test func nothingComesOfNothing() {
    var sampler = RivestSampler(seed: "x", population: 0)
    var negative = RivestSampler(seed: "x", population: -3)
    let none = [sampler.next(), negative.next()]
    #expect(none == [nil, nil])
  }

  @Test func aLargerSampleBeginsWithTheSmaller() {
    var small = RivestSampler(seed: "prefix", population: 5000)
    var large = RivestSampler(seed: "prefix", population: 5000)
    let few = small.next(100) + small.next(50)
    let many = large.next(1000)
    #expect(Array(many.prefix(150)) == few)
  }

  /// Which are drawn does not depend on how the range is split or offset.
  @Test func anOffsetMovesEachDraw() {
    var plain = RivestSampler(seed: "offset", population: 997)
    var moved = RivestSampler(seed: "offset", range: -100..<897)
    let places = plain.next(500).map { $0.index - 100 }
    let others = moved.next(500).map(\.index)
    #expect(places == others)
  }

  @Test func numbersOfSixtyTwoBitsAreDividedRight() {
    let size: Int64 = 1 << 62
    let sampler = RivestSampler(seed: "wide", population: size)
    // A power of two: the last 62 bits of the hash.
    #expect((1...200).allSatisfy { (0..<size).contains(sampler.pick($0)) })
    // printf 'wide,1' | sha256sum, its last 16 digits, and 0x3fffffffffffffff.
    #expect(sampler.pick(1) == 718070443961262907)
  }

  @Test func oneInTenIsDrawnFromEachTenth() {
    var sampler = RivestSampler(seed: "even", population: 100_000)
    var tenths = [Int](repeating: 0, count: 10)
    for draw in sampler.next(10_000) { tenths[Int(draw.index / 10_000)] += 1 }
    #expect(tenths.allSatisfy { (880...1120).contains($0) })
  }
}
