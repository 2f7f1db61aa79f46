import Testing

@testable import PrivateServer

@Suite("Where the server lives")
struct ServerLocationTests {
  @Test(arguments: [
    (["XDG_DATA_HOME": "/d", "HOME": "/h"], false, "/d/yurai"),
    (["XDG_DATA_HOME": "", "HOME": "/h"], false, "/h/.local/share/yurai"),
    (["XDG_DATA_HOME": "relative", "HOME": "/h"], false, "/h/.local/share/yurai"),
    (["HOME": "/h/"], false, "/h/.local/share/yurai"),
    (["HOME": "/root"], true, "/var/lib/yurai"),
    ([:], true, "/var/lib/yurai"),
    (["XDG_DATA_HOME": "/d/", "HOME": "/root"], true, "/d/yurai"),
  ])
  func resolves(_ environment: [String: String], _ isRoot: Bool, _ expected: String) {
    #expect(ServerLocation.resolve(environment: environment, isRoot: isRoot).directory == expected)
  }

  @Test func pathsHangTogether() {
    let location = ServerLocation(directory: "/a//b/./c/")
    #expect(location.directory == "/a/b/c")
    #expect(location.dataDirectory == "/a/b/c/pgdata")
    #expect(location.socketDirectory == "/a/b/c/run")
    #expect(location.logFile == "/a/b/c/server.log")
    #expect(location.lockFile == "/a/b/c/lock")
    #expect(ServerLocation(directory: "x").directory.hasPrefix("/"))
  }

  /// `sockaddr_un` holds 107 bytes; `/run/.s.PGSQL.00000` takes 19 of them.
  @Test(arguments: [(88, true), (89, false)]) func longPaths(_ length: Int, _ fits: Bool) {
    let location = ServerLocation(directory: "/" + String(repeating: "x", count: length - 1))
    #expect(location.socketDirectory.hasPrefix("/tmp/yurai-") == !fits)
    #expect(location.socketDirectory.utf8.count + 15 <= 107 || !fits)
  }

  @Test func libpqSplitsAtCommas() {
    #expect(ServerLocation(directory: "/a,b").socketDirectory.hasPrefix("/tmp/yurai-"))
  }

  /// The published vectors of FNV-1a, 64 bits.
  @Test(arguments: [
    ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
  ])
  func hash(_ text: String, _ expected: String) {
    #expect(ServerLocation.hash(text) == expected)
  }

  @Test func aControlCharacterIsRefused() {
    let location = ServerLocation(directory: "/tmp/yurai\nplanted")
    let text = failure(.directoryUnusable) {
      _ = try PrivateServer(location: location, log: { _ in }).ensureRunning()
    }
    #expect(!text.contains("planted"))
  }
}
