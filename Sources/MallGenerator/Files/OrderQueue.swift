/// Puts the orders of all buyers in order of time without ever holding them all.
///
/// A first pass counts the orders of each day. Whole days are then gathered into windows of at most
/// `windowLimit` orders (or one day), and for each window a pass over all plans collects the orders that
/// fall into it, eight bytes each. Memory is that of one window however large the mall; each window costs
/// one more derivation of the plans, which is small beside writing the window's rows.
struct OrderQueue {
  static let windowLimit = 2_000_000

  private let simulation: Simulation
  private let windowLimit: Int

  init(_ simulation: Simulation, windowLimit: Int = OrderQueue.windowLimit) {
    self.simulation = simulation
    self.windowLimit = windowLimit
  }

  /// Calls `body` with the place of every order, the earliest first; those of one second by place.
  func forEach(
    _ body: (_ buyer: Int, _ number: Int) throws(GeneratorError) -> Void
  ) throws(GeneratorError) {
    for window in windows() {
      var keys: [UInt64] = []
      keys.reserveCapacity(window.count)
      simulation.forEachOrder { time, buyer, number in
        if window.moments.contains(time) { keys.append(Self.key(time, buyer, number)) }
      }
      keys.sort()
      for key in keys { try body(Int(key >> 5 & 0x1FFF_FFFF), Int(key & 0x1F)) }
    }
  }

  private struct Window {
    var moments: Range<Int>
    var count: Int
  }

  private func windows() -> [Window] {
    var counts = [Int](repeating: 0, count: simulation.calendar.tradingDays + 2)
    simulation.forEachOrder { time, _, _ in counts[time / Calendar.secondsADay] += 1 }
    var result: [Window] = []
    var open = Window(moments: 0..<0, count: 0)
    for (day, count) in counts.enumerated() {
      let start = day * Calendar.secondsADay
      if open.count > 0, open.count + count > windowLimit {
        result.append(open)
        open = Window(moments: start..<start, count: 0)
      }
      open.moments = open.moments.lowerBound..<(start + Calendar.secondsADay)
      open.count += count
    }
    result.append(open)
    return result
  }

  /// 30 bits of time (34 years), 29 of buyer, 5 of number: sorts as the tuple does.
  private static func key(_ time: Int, _ buyer: Int, _ number: Int) -> UInt64 {
    UInt64(time) << 34 | UInt64(buyer) << 5 | UInt64(number)
  }
}
