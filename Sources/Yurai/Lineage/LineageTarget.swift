internal import Foundation

/// Where lineage events go: a file, to which they are appended a line each, or an HTTP endpoint.
public enum LineageTarget: Sendable, Equatable {
  /// A file of JSON lines.
  case file(String)
  /// `http://host[:port]/path`; without a path `/api/v1/lineage`, as OpenLineage's clients have it.
  case http(host: String, port: Int, path: String)

  /// Reads a URL or the path of a file.
  /// - Throws: `YuraiError` with exit `usage` for what cannot be sent to; https is one of them.
  public init(_ text: String) throws {
    guard let separator = text.range(of: "://") else {
      guard !text.isEmpty else { throw Self.usage("it is empty") }
      self = .file(text)
      return
    }
    switch text[..<separator.lowerBound].lowercased() {
    case "file":
      let path = String(text[separator.upperBound...])
      guard path.hasPrefix("/") else { throw Self.usage("a file URL is file:///folder/name") }
      self = .file(path.removingPercentEncoding ?? path)
    case "http":
      guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty else {
        throw Self.usage("it is no URL")
      }
      guard url.user == nil, url.password == nil else {
        throw Self.usage("a user or a password in it would be sent unprotected")
      }
      let path = url.percentEncodedPath
      let query = url.percentEncodedQuery.map { "?" + $0 } ?? ""
      self = .http(
        host: host.trimmingCharacters(in: ["[", "]"]), port: url.port ?? 80,
        path: (path.isEmpty || path == "/" ? "/api/v1/lineage" : path) + query)
    case "https":
      throw Self.usage(
        "yurai speaks no TLS here: give http:// of a proxy on this machine that forwards to it")
    default: throw Self.usage("it is http://…, file:///… or the path of a file")
    }
  }

  /// What a message may show: no path and no query, which may hold a key.
  var name: String {
    switch self {
    case .file(let path): path
    case .http(let host, let port, _): "http://\(host):\(port)"
    }
  }

  private static func usage(_ reason: String) -> YuraiError {
    YuraiError("this lineage target cannot be used: \(reason)", exit: .usage)
  }

  /// Sends one event; what went wrong, in words, or nil.
  func send(_ json: String) -> String? {
    switch self {
    case .file(let path): Self.append(json + "\n", to: path)
    case .http(let host, let port, let path):
      HTTPPost(host: host, port: port, path: path).send(json)
    }
  }

  /// One write to a file opened for appending: lines of several runs at once do not mix. Nobody is waited for at a pipe.
  private static func append(_ line: String, to path: String) -> String? {
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard file >= 0 else { return String(cString: strerror(errno)) }
    defer { close(file) }
    let bytes = Array(line.utf8)
    let count = write(file, bytes, bytes.count)
    return count == bytes.count ? nil : "it was not written whole"
  }
}
