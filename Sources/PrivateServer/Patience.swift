internal import Glibc

/// A wait in small steps that says after two seconds what it is waiting for, and gives up at a
/// limit.
struct Patience {
  private let started = ContinuousClock.now
  private let limit: Duration
  private let notice: String
  private let log: @Sendable (String) -> Void
  private var nextNotice = Duration.seconds(2)
  private var step: UInt32 = 2_000

  init(limit: Duration, notice: String, log: @escaping @Sendable (String) -> Void) {
    self.limit = limit
    self.notice = notice
    self.log = log
  }

  /// Sleeps a little, 2 ms at first and 50 ms in the end; false when the limit is passed.
  mutating func pause() -> Bool {
    let waited = ContinuousClock.now - started
    if waited >= limit { return false }
    if waited >= nextNotice {
      let seconds = waited.components.seconds
      log(seconds < 30 ? notice : "\(notice) (\(seconds) s)")
      nextNotice = waited + .seconds(30)
    }
    usleep(step)
    step = min(step * 5 / 4, 50_000)
    return true
  }
}
