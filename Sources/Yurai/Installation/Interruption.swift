internal import Dispatch
internal import Foundation
internal import Postgres
internal import Synchronization

/// SIGINT, SIGTERM and SIGHUP, which a dropped session sends: the statement at the server is cancelled, and the process ends with 130.
public enum Interruption {
  private struct State {
    var canceller: Canceller?
    /// Of further connections that are at work.
    var others: [Canceller] = []
    var sources: [any DispatchSourceSignal] = []
    var wasInterrupted = false
  }
  // Dispatch sources are safe to keep behind a lock; they are only held, never touched again.
  nonisolated(unsafe) private static var state = State()
  private static let lock = Mutex(())

  /// Whether the user has asked to stop.
  public static var wasRequested: Bool { lock.withLock { _ in state.wasInterrupted } }

  /// Ends the job when the user has asked to stop, whether or not a statement was there to be cancelled.
  /// - Throws: `YuraiError` with exit `interrupted`.
  static func check(_ consequence: String) throws {
    guard wasRequested else { return }
    throw YuraiError("interrupted; \(consequence)", exit: .interrupted)
  }

  /// From now on a signal cancels what that connection is doing.
  static func watch(_ canceller: Canceller) {
    lock.withLock { _ in
      state.canceller = canceller
      guard state.sources.isEmpty else { return }
      for number in [SIGINT, SIGTERM, SIGHUP] {
        // Under nohup the work goes on.
        if number == SIGHUP, isIgnored(number) { continue }
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { interrupt() }
        source.resume()
        state.sources.append(source)
      }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    // SIG_IGN is the address 1, and C functions cannot be compared.
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }

  /// While `body` runs, a signal cancels what a further connection is doing too.
  static func watching<Result>(
    also canceller: Canceller, _ body: () throws -> Result
  ) rethrows -> Result {
    lock.withLock { _ in state.others.append(canceller) }
    defer { lock.withLock { _ in _ = state.others.popLast() } }
    return try body()
  }

  private static func interrupt() {
    let (cancellers, again) = lock.withLock { _ in
      defer { state.wasInterrupted = true }
      return (state.others + (state.canceller.map { [$0] } ?? []), state.wasInterrupted)
    }
    // A second Ctrl-C means it: the server rolls back by itself when the connection goes.
    if again { _exit(YuraiError.Exit.interrupted.rawValue) }
    do { for canceller in cancellers { try canceller.cancel() } } catch {
      _exit(YuraiError.Exit.interrupted.rawValue)
    }
  }
}
