import Foundation
import Testing

@testable import Yurai

/// The hand-over between the thread that parses and the thread that loads.
@Suite struct BoundedChannelTests {
  /// Runs `body` on a thread of its own; the test waits for it with `join`.
  private final class Worker: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    init(_ body: @escaping @Sendable () -> Void) {
      let thread = Thread { [done] in
        body()
        done.signal()
      }
      thread.start()
    }
    /// Whether it ended within the time.
    func join(within seconds: Double = 10) -> Bool {
      done.wait(timeout: .now() + seconds) == .success
    }
  }

  @Test("values arrive in order, all of them") func order() {
    let channel = BoundedChannel<Int>(capacity: 2)
    let sender = Worker {
      for value in 0..<1000 { _ = channel.send(value) }
      channel.close()
    }
    var received: [Int] = []
    while let value = channel.receive() { received.append(value) }
    #expect(received == Array(0..<1000))
    #expect(sender.join())
  }

  @Test("the sender waits when the channel is full") func bounded() {
    let channel = BoundedChannel<Int>(capacity: 2)
    _ = channel.send(1)
    _ = channel.send(2)
    let sender = Worker { _ = channel.send(3) }
    #expect(!sender.join(within: 0.1), "memory must stay flat")
    #expect(channel.receive() == 1)
    #expect(sender.join())
  }

  @Test("a waiting sender is let go when nobody will read") func closeFreesSender() {
    let channel = BoundedChannel<Int>(capacity: 1)
    _ = channel.send(1)
    let sender = Worker { #expect(!channel.send(2)) }
    #expect(!sender.join(within: 0.05))
    channel.close()
    #expect(sender.join())
  }

  @Test("a waiting reader is let go at the end") func closeFreesReader() {
    let channel = BoundedChannel<Int>(capacity: 1)
    let reader = Worker { #expect(channel.receive() == nil) }
    #expect(!reader.join(within: 0.05))
    channel.close()
    #expect(reader.join())
  }

  @Test("what was sent before the end is still received") func drain() {
    let channel = BoundedChannel<Int>(capacity: 3)
    #expect(channel.send(1) && channel.send(2))
    channel.close()
    #expect(!channel.send(3))
    #expect(channel.receive() == 1)
    #expect(channel.receive() == 2)
    #expect(channel.receive() == nil)
    #expect(channel.receive() == nil)
  }
}
