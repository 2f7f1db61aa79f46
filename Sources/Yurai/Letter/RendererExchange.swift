internal import Foundation

/// Both directions of a talk with a program at once: one that answers before it has read everything
/// must not wait for us while we wait for it.
struct RendererExchange {
  private let feed: Int32
  private let answer: Int32
  private let input: [UInt8]
  private var sent = 0
  private var isFed = false
  private var isAnswered = false
  /// What came back so far.
  private(set) var output: [UInt8] = []

  /// Both descriptors do not block.
  init(feed: Int32, answer: Int32, input: [UInt8]) {
    self.feed = feed
    self.answer = answer
    self.input = input
  }

  /// Waits until something can be written or read, at most that long, and does it.
  mutating func advance(milliseconds: Int32) {
    // poll passes over negative descriptors, so what is done is not asked for again.
    var waiting = [
      pollfd(fd: isFed ? -1 : feed, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: isAnswered ? -1 : answer, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&waiting, 2, milliseconds)
    if !isFed { write() }
    if !isAnswered { read() }
  }

  private mutating func write() {
    while sent < input.count {
      let count = input[sent...].withUnsafeBytes {
        send(feed, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else {
        // It has gone or reads no more; how it ended tells the rest.
        if errno != EAGAIN, errno != EINTR { isFed = true }
        return
      }
      sent += count
    }
    shutdown(feed, Int32(SHUT_WR))
    isFed = true
  }

  private mutating func read() {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      while true {
        let count = Foundation.read(answer, buffer.baseAddress, buffer.count)
        if count == 0 { isAnswered = true }
        guard count > 0 else { return }
        output.append(contentsOf: buffer[..<count])
        // Not without end at a time: the caller looks at the size and the clock.
        if output.count > 1 << 20, count < buffer.count { return }
      }
    }
  }
}
