internal import ArgumentParser
internal import Foundation
internal import Postgres
internal import Yurai

/// The connection flags, as psql has them.
struct ConnectionOptions: ParsableArguments {
  @Option(name: [.customShort("h"), .long], help: "Database server host or socket directory.")
  var host: String?

  @Option(name: .shortAndLong, help: "Database server port.")
  var port: String?

  @Option(name: [.customShort("U"), .long], help: "Database user name.")
  var username: String?

  @Option(name: .shortAndLong, help: "Database name, conninfo string or URI.")
  var dbname: String?

  @Flag(name: [.customShort("w"), .long], help: "Never ask for a password.")
  var noPassword = false

  @Option(help: ArgumentHelp("File of the match secret.", valueName: "path"))
  var secretFile: String?

  @Flag(name: .shortAndLong, help: "Say nothing on stderr but errors.")
  var quiet = false

  /// A session; what the person should know goes to stderr.
  func session() throws -> Session {
    let settings = DatabaseSettings(
      parameters: ConnectionParameters(host: host, port: port, user: username, database: dbname),
      secretPath: secretFile)
    return try Session(settings, log: log)
  }

  /// Writes one line to stderr, unless quiet.
  var log: @Sendable (String) -> Void {
    guard !quiet else { return { _ in } }
    return { FileHandle.standardError.write(Data("yurai: \($0)\n".utf8)) }
  }
}
