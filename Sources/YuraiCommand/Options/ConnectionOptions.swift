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

  @Flag(name: .shortAndLong, help: "Say nothing on stderr but errors and warnings.")
  var quiet = false

  /// A session; what the person should know goes to stderr.
  func session() throws -> Session {
    var parameters = ConnectionParameters(host: host, port: port, user: username, database: dbname)
    if !noPassword { parameters.password = .onDemand(Self.ask) }
    let settings = DatabaseSettings(parameters: parameters, secretPath: secretFile)
    return try Session(settings, log: log)
  }

  /// Asks at the terminal, as psql does, and only when the server wants a password.
  private static let ask: @Sendable (String) -> String? = { user in
    guard isatty(STDIN_FILENO) == 1, let typed = getpass("Password for user \(user): ") else {
      return nil
    }
    return String(cString: typed)
  }

  /// Writes one line to stderr, unless quiet.
  var log: @Sendable (String) -> Void {
    guard !quiet else { return { _ in } }
    return warn
  }

  /// Writes one line to stderr, also when quiet: what is damaged is said once, and by nothing else.
  var warn: @Sendable (String) -> Void {
    { StandardError.write("yurai: \($0)\n") }
  }
}
