import Testing

/// All tests that need a server. They run in parallel, each with tables of its own.
@Suite(
  .enabled(if: PrivateServer.programs != nil, "PostgreSQL's server programs are not installed"))
struct ServerTests {
  static func server() throws -> PrivateServer { try #require(PrivateServer.shared) }
}
