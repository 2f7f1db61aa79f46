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

  @Test("what was added is found again", arguments: [0, 1 << 20, 1 << 40] as [Int64])
  func noMiss(_ bytes: Int64) {
    var filter = KeyFilter(fileBytes: bytes)
    let added = keys(20_000, seed: 1)
    for key in added { _ = filter.mayContain(adding: key) }
    for key in added {
      let found = filter.mayContain(adding: key)
      #expect(found)
    }
  }

  @Test("an order of 200 bytes with two numbers: fewer than one false alarm in twenty")
  func fewFalseAlarms() {
    var filter = KeyFilter(fileBytes: 200 * 50_000)
    let alarms = keys(100_000, seed: 2).count { filter.mayContain(adding: $0) }
    #expect(alarms < 5_000)
    #expect(alarms > 0, "so small a filter cannot be without")
  }

  @Test("the first key of all is new") func first() {
    var filter = KeyFilter(fileBytes: 1 << 20)
    let (before, after) = (filter.mayContain(adding: 0), filter.mayContain(adding: 0))
    #expect(!before && after)
  }
}
