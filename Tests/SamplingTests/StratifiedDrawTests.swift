import Sampling
import Testing

struct StratifiedDrawTests {
  /// Three strata of different sizes, and some places that are empty.
  private func stratum(_ index: Int64) -> String? {
    switch index % 20 {
    case 0: nil
    case 1: "small"
    case 2...6: "middle"
    default: "large"
    }
  }

  private func draws(_ needed: [String: Int64], population: Int64 = 2000) -> (
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
    let needed = ["a", "a", nil, "b"].map { stratum in
      drawing.next() != nil && drawing.add(stratum: stratum)
    }
    #expect(needed == [true, false, false, true])
    let isOver = drawing.next() == nil
    #expect(isOver)
  }
}
