internal import Foundation

/// One POST over HTTP/1.1, without TLS and without redirects, on a socket of its own.
///
/// It is all that sending an event takes, and leaves a networking library out of the binary. Connecting, sending and
/// answering have one deadline together, however many addresses there are and in however small pieces the answer comes;
/// only the look-up of the host's name, before it, has the resolver's own limit.
struct HTTPPost {
  let host: String
  let port: Int
  let path: String
  /// How long all of it may take once the host's name is looked up.
  var patience = Duration.seconds(4)

  /// The most that one address may take to connect, so that there is time for the next one.
  private static let connecting = Duration.seconds(2)

  /// Sends JSON; what went wrong, in words, or nil when the answer was 2xx.
  func send(_ json: String) -> String? {
    guard let (connection, deadline) = connected() else { return "it cannot be reached" }
    defer { close(connection) }
    let name = host.contains(":") ? "[\(host)]" : host
    let request =
      "POST \(path) HTTP/1.1\r\nHost: \(name):\(port)\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(json.utf8.count)\r\nUser-Agent: yurai\r\nConnection: close\r\n\r\n"
    guard write(Array((request + json).utf8), to: connection, by: deadline) else {
      return "it took no data"
    }
    guard let status = status(from: connection, by: deadline) else { return "it gave no answer" }
    return (200..<300).contains(status) ? nil : "it answered \(status)"
  }

  /// A connected socket that does not block, and when all has to be over: it is counted from the end of the look-up.
  private func connected() -> (socket: Int32, deadline: ContinuousClock.Instant)? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "\(port)", &hints, &list) == 0 else { return nil }
    defer { freeaddrinfo(list) }
    let deadline = ContinuousClock.now + patience
    var next = list
    while let address = next?.pointee {
      next = address.ai_next
      let type = address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
      let connection = socket(address.ai_family, type, address.ai_protocol)
      guard connection >= 0 else { continue }
      if connect(connection, address.ai_addr, address.ai_addrlen) == 0 {
        return (connection, deadline)
      }
      let end = min(deadline, .now + Self.connecting)
      if errno == EINPROGRESS, wait(for: POLLOUT, on: connection, until: end),
        error(of: connection) == 0
      {
        return (connection, deadline)
      }
      close(connection)
    }
    return nil
  }

  private func error(of connection: Int32) -> Int32 {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(connection, SOL_SOCKET, SO_ERROR, &code, &size) == 0 ? code : errno
  }

  private func wait(
    for event: Int32, on connection: Int32, until end: ContinuousClock.Instant
  ) -> Bool {
    let left = ContinuousClock.now.duration(to: end)
    guard left > .zero else { return false }
    var entry = pollfd(fd: connection, events: Int16(event), revents: 0)
    // Rounded up: what is left of the last millisecond is waited for too.
    return poll(&entry, 1, Int32((left / .milliseconds(1)).rounded(.up))) == 1
  }

  private func write(
    _ bytes: [UInt8], to connection: Int32, by deadline: ContinuousClock.Instant
  ) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      // A peer that is gone is an error here and no SIGPIPE.
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EAGAIN || !wait(for: POLLOUT, on: connection, until: deadline) {
        return false
      }
    }
    return true
  }

  /// The number in `HTTP/1.1 201 Created`. The rest of the answer is of no interest.
  private func status(from connection: Int32, by deadline: ContinuousClock.Instant) -> Int? {
    var line: [UInt8] = []
    while line.count < 12 {
      guard wait(for: POLLIN, on: connection, until: deadline) else { return nil }
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = recv(connection, &bytes, bytes.count, 0)
      guard count > 0 else { return nil }
      line += bytes[..<count]
    }
    let words = String(decoding: line.prefix(12), as: UTF8.self).split(separator: " ")
    guard words.count == 2, words[0].hasPrefix("HTTP/1.") else { return nil }
    return Int(words[1])
  }
}
