public import Postgres

/// Which database to use, as the flags and the environment say.
public struct DatabaseSettings: Sendable {
  /// What the flags gave; nothing means the private server, unless the environment names another.
  public var parameters: ConnectionParameters
  /// The file of the match secret; nil means the usual place.
  public var secretPath: String?

  /// Settings from flags alone.
  public init(parameters: ConnectionParameters = ConnectionParameters(), secretPath: String? = nil)
  {
    self.parameters = parameters
    self.secretPath = secretPath
  }

  /// Whether anything names a server: a flag, `DATABASE_URL`, or one of libpq's own variables.
  func namesServer(environment: [String: String]) -> Bool {
    if parameters.host != nil || parameters.port != nil || parameters.database != nil
      || parameters.user != nil
    {
      return true
    }
    return fallback(environment: environment) != nil || libpqNamesServer(environment)
  }

  /// `DATABASE_URL`, which counts where neither a flag nor a variable of libpq's own names a server: parts of two
  /// descriptions would make a third one that nobody meant.
  func fallback(environment: [String: String]) -> String? {
    guard parameters.host == nil, parameters.port == nil, parameters.database == nil,
      parameters.user == nil, !libpqNamesServer(environment),
      let url = environment["DATABASE_URL"], !url.isEmpty
    else { return nil }
    return url
  }

  private func libpqNamesServer(_ environment: [String: String]) -> Bool {
    ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE", "PGUSER"]
      .contains { environment[$0]?.isEmpty == false }
  }
}
