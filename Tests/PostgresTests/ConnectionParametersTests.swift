import Testing

@testable import Postgres

@Suite struct ConnectionParametersTests {
  private func keywords(_ parameters: ConnectionParameters, password: String? = nil) throws
    -> [String]
  {
    try parameters.keywords(password: password).map { "\($0.keyword)=\($0.value)" }
  }

  @Test func whatIsNotGivenIsLeftToLibPQ() throws {
    #expect(
      try keywords(ConnectionParameters())
        == ["fallback_application_name=yurai", "client_encoding=UTF8"])
  }

  /// psql's order: a connection string comes after host, port and user, and so overrides them.
  @Test func orderDecidesWhoWins() throws {
    let parameters = ConnectionParameters(
      host: "/tmp", port: "5433", user: "taro", database: "service=mall",
      applicationName: "tests", options: ["sslmode": "disable", "connect_timeout": "3"])
    #expect(
      try keywords(parameters, password: "x y")
        == [
          "host=/tmp", "port=5433", "user=taro", "password=x y", "connect_timeout=3",
          "sslmode=disable", "dbname=service=mall", "fallback_application_name=tests",
          "client_encoding=UTF8",
        ])
  }

  @Test(arguments: [
    ("mall", false), ("由来", false), ("a/b", false), ("dbname=mall", true), ("service=x", true),
    ("postgresql:///mall", true), ("postgres://u@h/d", true), ("", false),
  ])
  func connectionStrings(text: String, expected: Bool) {
    #expect(ConnectionParameters.isConnectionString(text) == expected)
  }

  @Test(arguments: [
    "postgresql://u:p%40ss@/mall?host=/tmp&connect_timeout=5", "host=/tmp dbname='a b'",
    "service=mall", "mall",
  ])
  func readableConnectionStrings(text: String) throws {
    #expect(try keywords(ConnectionParameters(database: text)).contains("dbname=\(text)"))
  }

  /// libpq would quote parts of these in its messages, and a password with them.
  @Test(arguments: [
    "host=/tmp password=hush hush2", "postgresql://u:hush@ss@host/mall", "password='hush",
    "postgresql://u:hush@h/mall?nonsense=hush", "nonsense=hush",
    "postgresql://u:%zzhush@h/d",
  ])
  func unreadableConnectionStringsAreNotQuoted(text: String) throws {
    do {
      _ = try keywords(ConnectionParameters(database: text))
      Issue.record("accepted")
    } catch let error as PostgresError {
      #expect(error.code == .usage)
      #expect(!error.description.contains("hush"), "\(error)")
    }
  }

  @Test func zeroBytesAreRefused() {
    for parameters in [
      ConnectionParameters(host: "a\u{0}"), ConnectionParameters(options: ["a\u{0}": "b"]),
      ConnectionParameters(password: .text("\u{0}")),
    ] {
      #expect(throws: PostgresError.self) { _ = try Connection(parameters) }
    }
  }

  @Test func printingShowsNoPassword() {
    let parameters = ConnectionParameters(
      host: "h", port: "1", database: "postgresql://u:hush@h/d", password: .text("hush"),
      options: ["password": "hush", "sslpassword": "hush"])
    var dumped = ""
    dump(parameters, to: &dumped)
    for text in ["\(parameters)", String(reflecting: parameters), dumped] {
      #expect(!text.contains("hush"), "\(text)")
    }
    #expect("\(parameters)" == "host=h port=1 dbname=<connection string>")
  }

  @Test func anUnreachableServerIsConnectionFailed() {
    let password = ConnectionParameters.Password.onDemand { _ in
      Issue.record("asked for a password that no server wants")
      return nil
    }
    do throws(PostgresError) {
      _ = try Connection(
        ConnectionParameters(host: "/nonexistent", user: "u", database: "d", password: password))
      Issue.record("connected")
    } catch {
      #expect(error.code == .connectionFailed)
      #expect(error.sqlState == nil)
      #expect(error.description.contains("/nonexistent"))
    }
  }
}
