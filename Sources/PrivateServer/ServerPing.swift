internal import Glibc

/// A connection attempt that speaks just enough of PostgreSQL's protocol (3.0) to learn whether the
/// server accepts us, and hangs up. `postmaster.pid` says `ready` also while the server recovers
/// from the crash of a backend.
enum ServerPing: Hashable {
  /// A session was opened; the version is the server's own words ("15.18 (Debian …)").
  case accepts(version: String)
  /// It is starting, recovering or stopping (SQLSTATE 57P03).
  case notYet
  /// It refused, with its SQLSTATE and message.
  case refuses(sqlState: String, message: String)
  /// Nothing answers on the socket.
  case unreachable(Int32)

  static func send(to endpoint: Endpoint) -> ServerPing {
    let raw = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard raw >= 0 else { return .unreachable(errno) }
    let connection = Descriptor(raw)
    _ = fcntl(connection.raw, F_SETFD, FD_CLOEXEC)
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(connection.raw, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(connection.raw, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    if let number = connect(connection.raw, to: endpoint.socketPath) { return .unreachable(number) }
    guard transmit(startup(endpoint), to: connection.raw) else { return .unreachable(errno) }
    return converse(connection.raw)
  }

  private static func connect(_ descriptor: Int32, to path: String) -> Int32? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return ENAMETOOLONG }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    return result == 0 ? nil : errno
  }

  private static func startup(_ endpoint: Endpoint) -> [UInt8] {
    var body: [UInt8] = [0, 3, 0, 0]
    for text in ["user", endpoint.user, "database", endpoint.database, ""] {
      body += Array(text.utf8) + [0]
    }
    let length = UInt32(body.count + 4)
    return withUnsafeBytes(of: length.bigEndian) { Array($0) } + body
  }

  private static func converse(_ descriptor: Int32) -> ServerPing {
    var version = ""
    while let (type, body) = message(from: descriptor) {
      switch type {
      case UInt8(ascii: "R") where body.contains(where: { $0 != 0 }):
        return .refuses(sqlState: "28000", message: "the server asks for a password")
      case UInt8(ascii: "S"):
        let pair = body.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        if pair.first == "server_version", pair.count > 1 { version = pair[1] }
      case UInt8(ascii: "E"):
        return refusal(body)
      case UInt8(ascii: "Z"):
        _ = transmit([UInt8(ascii: "X"), 0, 0, 0, 4], to: descriptor)
        return .accepts(version: version)
      default:
        continue
      }
    }
    // Hung up without a word, or did not answer in time.
    return .unreachable(ECONNRESET)
  }

  /// Reads an ErrorResponse: fields of a letter and a text, each ended by a NUL.
  static func refusal(_ body: [UInt8]) -> ServerPing {
    var fields: [UInt8: String] = [:]
    for field in body.split(separator: 0) {
      if let key = field.first {
        fields[key] = String(decoding: field.dropFirst(), as: UTF8.self)
      }
    }
    let state = fields[UInt8(ascii: "C")] ?? ""
    if state == "57P03" { return .notYet }
    return .refuses(sqlState: state, message: fields[UInt8(ascii: "M")] ?? "")
  }

  private static func message(from descriptor: Int32) -> (UInt8, [UInt8])? {
    guard let head = receive(5, from: descriptor) else { return nil }
    let length = head[1...].reduce(0) { $0 << 8 | Int($1) } - 4
    guard (0...65_536).contains(length), let body = receive(length, from: descriptor) else {
      return nil
    }
    return (head[0], body)
  }

  private static func receive(_ count: Int, from descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        recv(descriptor, $0.baseAddress.map { $0 + filled }, count - filled, 0)
      }
      if got > 0 { filled += got } else if got == 0 || errno != EINTR { return nil }
    }
    return bytes
  }

  private static func transmit(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }
}
