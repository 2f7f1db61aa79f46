import Foundation
import Testing

@testable import Yurai

/// One event over HTTP, to services of all kinds.
@Suite struct HTTPPostTests {
  @Test(
    "what it answered",
    arguments: [
      ("HTTP/1.1 201 Created\r\n\r\n", nil), ("HTTP/1.1 503 No\r\n\r\n", "it answered 503"),
      ("SSH-2.0-x\r\n\r\n", "it gave no answer"), ("", "it gave no answer"),
    ])
  func answers(_ answer: String, _ words: String?) throws {
    #expect(try said(by: Service(answer: answer)).words == words)
  }

  @Test("nobody listens") func nobody() throws {
    let service = try Service(answer: nil)
    let post = HTTPPost(host: "127.0.0.1", port: service.port, path: "/")
    withExtendedLifetime(service) { #expect(post.send("{}") == "it cannot be reached") }
  }

  @Test("an answer in pieces is one answer, when it comes in time") func pieces() throws {
    let (words, _) = try said(by: Service(answer: "HTTP/1.1 200 OK\r\n", pause: .milliseconds(20)))
    #expect(words == nil)
  }

  @Test("a service that drips holds nobody longer than one that is silent") func drips() throws {
    // A byte each 0.4 seconds: 4.8 until the number is there.
    let service = try Service(answer: "HTTP/1.1 200 OK\r\n", pause: .milliseconds(400))
    let (words, time) = try said(by: service, within: .milliseconds(700))
    #expect(words == "it gave no answer")
    #expect(time >= .milliseconds(700) && time < .milliseconds(3_500), "\(time)")
  }

  private func said(
    by service: Service, within patience: Duration = .seconds(4)
  ) throws -> (words: String?, time: Duration) {
    var post = HTTPPost(host: "127.0.0.1", port: service.port, path: "/api/v1/lineage")
    post.patience = patience
    var words: String?
    let time = ContinuousClock().measure { words = post.send("{}") }
    return (words, time)
  }
}

/// A service on this machine that gives one answer, byte by byte where there is a pause.
///
/// Who accepts on its socket closes it, and nobody else: a number that is free again is soon another test's.
private final class Service: Sendable {
  let port: Int
  /// The socket that nobody listens on.
  private let silent: Int32?

  /// It has to be called once. Without an answer it holds a port that nobody listens on.
  init(answer: String?, pause: Duration? = nil) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    silent = answer == nil ? listener : nil
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && (answer == nil || listen(listener, 1) == 0)
          ? getsockname(listener, $0, &size) : -1
      }
    }
    try #require(listener >= 0 && code == 0, "no port to listen on")
    port = Int(UInt16(bigEndian: address.sin_port))
    guard let answer else { return }
    Thread.detachNewThread {
      defer { close(listener) }
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      defer { close(connection) }
      var request = [UInt8](repeating: 0, count: 4096)
      guard recv(connection, &request, request.count, 0) > 0 else { return }
      let bytes = Array(answer.utf8)
      let step = pause == nil ? max(bytes.count, 1) : 1
      for start in stride(from: 0, to: bytes.count, by: step) {
        let piece = Array(bytes[start..<min(start + step, bytes.count)])
        guard send(connection, piece, piece.count, Int32(MSG_NOSIGNAL)) > 0 else { return }
        if let pause { Thread.sleep(forTimeInterval: pause / .seconds(1)) }
      }
    }
  }

  deinit { if let silent { close(silent) } }
}
