import Testing

@testable import Yurai

/// A key that was added is always found; one that was not, hardly ever.
@Suite struct KeyFilterTests {
  /// Keys as SipHash makes them: pseudo-random.
  private func keys(_ count: Int, seed: UInt64) -> [Int64] {
    var state = seed
    return (0..<count).map { _ in
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return Int64(bitPattern: z ^ z >> 31)
    }
  }

  @Test("what was added is found again", arguments: [1 << 9, 1 << 17, 1 << 28] as [UInt64])
  func noMiss(_ bits: UInt64) {
    var filter = KeyFilter(bits: bits)
    let added = keys(20_000, seed: 1)
    for key in added { _ = filter.mayContain(adding: key) }
    for key in added {
      let found = filter.mayContain(adding: key)
      #expect(found)
    }
  }

  @Test(
    "eight bits a key, as with 17 million orders of two numbers: fewer than one false alarm in thirty"
  )
  func fewFalseAlarms() {
    var filter = KeyFilter(bits: 1 << 20)
    let alarms = keys(131_072, seed: 2).count { filter.mayContain(adding: $0) }
    #expect(alarms < 4_370)
    #expect(alarms > 0, "so small a filter cannot be without")
  }

  @Test("the first key of all is new") func first() {
    var filter = KeyFilter()
    let (before, after) = (filter.mayContain(adding: 0), filter.mayContain(adding: 0))
    #expect(!before && after)
  }
}
