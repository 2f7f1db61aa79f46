internal import Foundation

/// Hands values from one thread to another, at most `capacity` ahead, so that memory stays flat.
///
/// Sound as `@unchecked Sendable`: every access to the state holds the condition's lock.
final class BoundedChannel<Element: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let capacity: Int
  private var queue: [Element] = []
  private var isClosed = false

  init(capacity: Int) { self.capacity = capacity }

  /// Waits for room, then appends. False once the channel is closed: nobody will read it.
  func send(_ element: Element) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while queue.count >= capacity && !isClosed { condition.wait() }
    guard !isClosed else { return false }
    queue.append(element)
    condition.broadcast()
    return true
  }

  /// Waits for the next value; nil once the channel is closed and empty.
  func receive() -> Element? {
    condition.lock()
    defer { condition.unlock() }
    while queue.isEmpty && !isClosed { condition.wait() }
    guard !queue.isEmpty else { return nil }
    let element = queue.removeFirst()
    condition.broadcast()
    return element
  }

  /// Ends it for both sides; what was sent can still be received.
  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }
}
