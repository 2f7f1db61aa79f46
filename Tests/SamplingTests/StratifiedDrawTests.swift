import Sampling
import Testing

struct StratifiedDrawTests {
  /// Three strata of different sizes, and some places that are empty.
  private func stratum(_ index: Int64) -> Stratum? {
    switch index % 20 {
    case 0: nil
    case 1: "small"
    case 2...6: "middle"
    default: "large"
    }
  }

  private func draws(_ needed: [Stratum: Int64], population: Int64 = 2000) -> (
    [Draw], StratifiedDraw
  ) {
    var drawing = StratifiedDraw(seed: "strata", population: population, needed: needed)
    var draws: [Draw] = []
    while let draw = drawing.next() {
      draws.append(draw)
      drawing.add(stratum: stratum(draw.index))
    }
    return (draws, drawing)
  }

  @Test func itGoesOnUntilEachHasItsNumber() {
    let (draws, drawing) = draws(["small": 5, "middle": 10, "large": 3])
    #expect(drawing.isComplete)
    // It ends with the draw that was the last one needed, and has all before it.
    #expect(draws.last.map { stratum($0.index) } == "small")
    #expect(draws.count { stratum($0.index) == "small" } == 5)
    #expect(draws.count { stratum($0.index) == "large" } > 3)
    #expect(drawing.counts["large"] == Int64(draws.count { stratum($0.index) == "large" }))
    var plain = RivestSampler(seed: "strata", population: 2000)
    let same = plain.next(Int64(draws.count))
    #expect(same == draws)
  }

  @Test func itEndsWhenAllIsDrawn() {
    let (draws, drawing) = draws(["small": 5, "absent": 1], population: 60)
    #expect(draws.count == 60)
    #expect(!drawing.isComplete)
    #expect(drawing.missing == ["small": 2, "absent": 1])
  }

  @Test func nothingNeededNothingDrawn() {
    let (draws, drawing) = draws(["small": 0])
    #expect(draws.isEmpty && drawing.isComplete)
  }

  @Test func whetherItWasNeededIsSaid() {
    var drawing = StratifiedDraw(seed: "s", population: 9, needed: ["a": 1, "b": 1])
    let needed = (["a", "a", nil, "b"] as [Stratum?]).map { stratum in
      drawing.next() != nil && drawing.add(stratum: stratum)
    }
    #expect(needed == [true, false, false, true])
    let isOver = drawing.next() == nil
    #expect(isOver)
  }

  /// Two ids that look alike and are not the same bytes, as `é` in its two forms, are two strata.
  @Test func strataAreBytes() {
    let (one, two) = (Stratum("\u{E9}"), Stratum("e\u{301}"))
    #expect(one != two && Set([one, two]).count == 2 && two < one)
    #expect(Stratum.commitment([one: 1, two: 2]) != Stratum.commitment([one: 2, two: 1]))
    // printf '3 \n12 hana\n' | sha256sum
    #expect(
      Stratum.commitment(["hana": 12, "": 3])
        == "2e9d3c17893f3ff76ac6fbef49d0720c9770bd6930d81a4bb7c10fd062f72f49")
  }
}
