import Testing

@testable import PrivateServer

/// Everything that runs a real server, one at a time: each holds memory and disk of its own.
@Suite("With a real server", .serialized, .enabled(if: hasServer, "no PostgreSQL is installed"))
struct ServerTests {}
