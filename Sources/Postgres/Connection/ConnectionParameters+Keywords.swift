internal import CLibPQ

extension ConnectionParameters {
  /// The keywords and values for `PQconnectdbParams`, in the order that decides who wins: a later
  /// one overrides an earlier one, and a connection string in `dbname` counts at its place.
  func keywords(password: String?) throws(PostgresError) -> [(keyword: String, value: String)] {
    var list: [(keyword: String, value: String)] = []
    if let host { list.append(("host", host)) }
    if let port { list.append(("port", port)) }
    if let user { list.append(("user", user)) }
    if let password { list.append(("password", password)) }
    for (keyword, value) in options.sorted(by: { $0.key < $1.key }) {
      list.append((keyword, value))
    }
    if let database {
      try Self.check(database)
      list.append(("dbname", database))
    }
    list.append(("fallback_application_name", applicationName))
    // Last, so that nothing overrides it: all text in this library is UTF-8.
    list.append(("client_encoding", "UTF8"))
    for (keyword, value) in list where keyword.utf8.contains(0) || value.utf8.contains(0) {
      throw .usage("a connection parameter holds a zero byte")
    }
    return list
  }

  /// libpq quotes parts of a connection string it cannot read, or a host it cannot find, in its
  /// messages; these parts may be a password. So such a string never reaches it.
  private static func check(_ database: String) throws(PostgresError) {
    guard isConnectionString(database) else { return }
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(database, &message) else {
      let text = message.map { String(cString: $0) }
      PQfreemem(message)
      throw PostgresError(
        .usage, summary: "the connection string cannot be read",
        fields: ServerFields(message: text))
    }
    defer { PQconninfoFree(options) }
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val, String(cString: keyword) == "host",
        String(cString: value).contains("@")
      {
        throw .usage("the connection string's host holds an @: write one in a password as %40")
      }
      option += 1
    }
  }
}
