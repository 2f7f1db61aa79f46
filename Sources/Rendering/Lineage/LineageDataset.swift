/// A file or a table, as OpenLineage names it.
public struct LineageDataset: Sendable, Equatable {
  /// `file`, or the server: `postgres://host:port`.
  public var namespace: String
  /// Name of the file without its folder, or `database.schema.table`.
  public var name: String
  /// SHA-256 of a file's bytes, in hexadecimal.
  public var sha256: String?
  /// Data lines read, or rows written.
  public var rows: Int?

  /// A file that was read.
  public static func file(_ name: String, sha256: String, lines: Int) -> LineageDataset {
    LineageDataset(namespace: "file", name: name, sha256: sha256, rows: lines)
  }

  /// A table of ours.
  /// - Parameters:
  ///   - table: name within the schema `yurai`.
  ///   - database: name of the database.
  ///   - namespace: the server.
  ///   - rows: rows read or written, where they were counted.
  /// - Returns: the dataset.
  public static func table(
    _ table: String, of database: String, at namespace: String, rows: Int? = nil
  ) -> LineageDataset {
    LineageDataset(
      namespace: namespace, name: "\(database).yurai.\(table)", sha256: nil, rows: rows)
  }

  /// The server's namespace, from what the connection says. A socket is named by the machine: its
  /// folder may tell who the user is, and means nothing on another machine.
  public static func namespace(host: String, port: String, machine: String) -> String {
    let isSocket = host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@")
    // An IPv6 address goes in brackets (RFC 3986, 3.2.2).
    let name = isSocket ? machine : host.contains(":") ? "[\(host)]" : host
    return "postgres://\(name):\(port)"
  }

  func json(isInput: Bool) -> OrderedJSON {
    var members: [(String, OrderedJSON)] = [
      ("namespace", .string(namespace)), ("name", .string(name)),
    ]
    if let sha256 {
      let version = LineageFacet.version.json([("datasetVersion", .string(sha256))])
      members.append(("facets", .object([("version", version)])))
    }
    if let rows {
      let facet: LineageFacet = isInput ? .inputStatistics : .outputStatistics
      members.append(
        (
          isInput ? "inputFacets" : "outputFacets",
          .object([(facet.rawValue, facet.json([("rowCount", .int(rows))]))])
        ))
    }
    return .object(members)
  }
}
