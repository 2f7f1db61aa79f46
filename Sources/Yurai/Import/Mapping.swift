internal import Crypto
internal import Foundation
internal import Tabular
internal import Yams

/// How files of another system become canonical rows: YAML data, the project's own or a user's.
///
/// The file says which columns to take and what they are called from there on. What SQL does well (joins,
/// regular expressions, grouping lines into orders) is a query over those columns; it runs in a read-only
/// transaction, and is trusted as any other script of the operator's.
struct Mapping: Sendable {
  /// A header, as the mapping writes it and as it is compared.
  struct Header: Sendable {
    let text: String
    var normal: String { HeaderBinding.normal(text) }
  }

  /// A column to take.
  struct Source: Sendable {
    /// What the query calls it.
    let name: String
    /// Headers it may have; the first that occurs counts.
    let headers: [Header]
    /// Which one, from 1, when a header repeats; nil where that is not foreseen.
    let nth: Int?
    let isOptional: Bool
  }

  /// A file joined by a key to the first, or to one that is joined already.
  struct Joined: Sendable {
    let name: String
    let columns: [Source]
    /// The file that it joins: `source`, or the name of an earlier joined file.
    let to: String
    /// Own column by that file's column.
    let on: [(own: String, other: String)]
  }

  let name: String
  let target: CanonicalProfile
  let columns: [Source]
  let joined: [Joined]
  let dates: TimeReader.Order
  let dialect: Dialect
  /// What the delimiter is called.
  let delimiterName: String
  let query: String
  /// The profile with the beginning of the YAML's SHA-256: a changed mapping reads a known file anew, and a
  /// batch says by which mapping it was read.
  let versionedName: String

  /// The mapping for a profile: built in, or a YAML file beside the manifest.
  ///
  /// - Parameters:
  ///   - profile: as the manifest names it.
  ///   - folder: the manifest's.
  ///   - place: where the manifest names it, for an error.
  /// - Returns: the mapping.
  /// - Throws: `YuraiError` when there is none, or it is not one.
  static func named(_ profile: String, folder: String, place: String) throws -> Mapping {
    if profile.hasSuffix(".yaml") || profile.hasSuffix(".yml") {
      let path =
        profile.hasPrefix("/") ? profile : PathText.joined(folder, profile)
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw YuraiError(
          "\(place): the mapping \(profile) cannot be read: it is looked for beside the manifest")
      }
      return try Mapping(yaml: text, file: profile)
    }
    guard let text = EmbeddedFiles.text[file(of: profile)] else {
      let known = CanonicalProfile.allCases.map(\.rawValue) + builtIn
      throw YuraiError(
        "\(place): there is no profile \(profile). There are \(known.joined(separator: ", ")), and your own mapping as a "
          + ".yaml file beside the manifest")
    }
    return try Mapping(yaml: text, file: profile)
  }

  /// Where a built-in mapping lies in the project, under which it is embedded.
  static func file(of profile: String) -> String {
    "Sources/Yurai/Import/Mappings/\(profile.replacingOccurrences(of: "/", with: "-")).yaml"
  }

  /// Names of the mappings in this binary.
  static var builtIn: [String] {
    EmbeddedFiles.text.keys.filter { $0.hasPrefix("Sources/Yurai/Import/Mappings/") }.map {
      String($0.dropFirst("Sources/Yurai/Import/Mappings/".count).dropLast(".yaml".count))
        .replacingOccurrences(of: "-", with: "/")
    }.sorted()
  }

  private static let delimiters: [(name: String, byte: UInt8)] = [
    ("comma", UInt8(ascii: ",")), ("tab", UInt8(ascii: "\t")), ("semicolon", UInt8(ascii: ";")),
    ("pipe", UInt8(ascii: "|")),
  ]

  init(yaml: String, file: String) throws {
    let reader = StrictYAML(file: file)
    let hash = SHA256.hash(data: Data(yaml.utf8)).prefix(6)
    versionedName =
      "\(file)#" + Hex.text(hash)
    guard let map = try? Yams.compose(yaml: yaml)?.mapping else {
      throw YuraiError("\(file) is not a mapping: it should begin with `version: 1`")
    }
    try reader.check(
      map,
      allowed: [
        "version", "about", "into", "delimiter", "quote", "dates", "columns", "files", "query",
      ],
      in: "a mapping")
    guard try reader.text(map, "version") == "1" else {
      throw YuraiError("\(file): version: 1 is the only version that this yurai reads")
    }
    guard let into = try reader.text(map, "into"), let target = CanonicalProfile(rawValue: into)
    else {
      throw YuraiError(
        "\(file): `into` names the canonical profile that the rows become: "
          + CanonicalProfile.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard let query = try reader.text(map, "query") else {
      throw YuraiError(
        "\(file): `query` is a SELECT over `source` that gives line, lines and canonical columns")
    }
    name = file
    self.target = target
    self.query = query.trimmingCharacters(in: CharacterSet(charactersIn: " \n\t;"))
    dates =
      try reader.word(map, "dates", of: TimeReader.Order.allCases.map(\.rawValue))
      .flatMap(TimeReader.Order.init) ?? .yearMonthDay
    delimiterName =
      try reader.word(map, "delimiter", of: Self.delimiters.map(\.name)) ?? "comma"
    let delimiter = Self.delimiters.first { [delimiterName] in $0.name == delimiterName }?.byte
    let isQuoted = try reader.word(map, "quote", of: ["double", "none"]) != "none"
    dialect = Dialect(
      delimiter: delimiter ?? UInt8(ascii: ","), quote: isQuoted ? UInt8(ascii: "\"") : nil)
    columns = try Self.columns(map["columns"], reader)
    joined = try (map["files"]?.mapping ?? Node.Mapping([])).map { key, value in
      try Self.joined(key, value, reader)
    }
    var known = ["source"]
    for file in joined {
      guard known.contains(file.to), !known.contains(file.name), file.name != "mapped" else {
        throw YuraiError(
          "\(reader.file): `files: \(file.name)` joins `\(file.to)`, which should stand above it; a name stands "
            + "for one file, and `source` and `mapped` are taken")
      }
      known.append(file.name)
    }
  }

  private static func joined(_ key: Node, _ value: Node, _ reader: StrictYAML) throws -> Joined {
    guard let name = identifier(key), let map = value.mapping else {
      throw YuraiError(
        "\(reader.place(key)): a joined file is `name:` with `columns` and `on` below")
    }
    try reader.check(map, allowed: ["columns", "on"], in: "a joined file")
    var to: String?
    let on = try (map["on"]?.mapping ?? Node.Mapping([])).map { own, other in
      let parts = (other.string ?? "").split(separator: ".", omittingEmptySubsequences: false)
        .map(String.init)
      let file = parts.count == 2 ? parts[0] : "source"
      guard let own = identifier(own), let column = parts.last.flatMap(identifier),
        parts.count <= 2,
        to == nil || to == file
      else {
        throw YuraiError(
          "\(reader.place(value)): `on` is `own column: column of the first file`, or `own column: "
            + "file.column` for one file that is joined before")
      }
      to = file
      return (own: own, other: column)
    }
    guard let to, !on.isEmpty else {
      throw YuraiError("\(reader.place(value)): `on` says which columns join it")
    }
    return Joined(name: name, columns: try columns(map["columns"], reader), to: to, on: on)
  }

  private static func columns(_ node: Node?, _ reader: StrictYAML) throws -> [Source] {
    guard let map = node?.mapping, !map.isEmpty else {
      throw YuraiError("\(reader.file): `columns` lists `name: header` for every column to take")
    }
    return try map.map { key, value in
      guard let name = identifier(key),
        !["line", "manifest_mall", "manifest_merchant"].contains(name)
      else {
        throw YuraiError(
          "\(reader.place(key)): a column's name is small letters, digits and _, and not line, manifest_mall or "
            + "manifest_merchant, which each table has anyway")
      }
      if let header = value.string {
        return Source(
          name: name, headers: [Header(text: header)], nth: nil, isOptional: false)
      }
      guard let more = value.mapping else {
        throw YuraiError("\(reader.place(value)): a column is a header, or {header, nth, optional}")
      }
      try reader.check(more, allowed: ["header", "headers", "nth", "optional"], in: "a column")
      return Source(
        name: name, headers: try headers(more, reader, at: value),
        nth: try ordinal(more, reader, at: value),
        isOptional: try reader.word(more, "optional", of: ["true", "false"]) == "true")
    }
  }

  private static func headers(
    _ column: Node.Mapping, _ reader: StrictYAML, at place: Node
  ) throws -> [Header] {
    var headers: [String] = []
    if let header = try reader.text(column, "header") { headers = [header] }
    if let list = column["headers"] {
      headers += list.sequence?.compactMap(\.string) ?? []
      guard list.sequence?.count == headers.count else {
        throw YuraiError("\(reader.place(place)): `headers` is a list, in place of `header`")
      }
    }
    guard !headers.isEmpty else {
      throw YuraiError(
        "\(reader.place(place)): a column needs `header`, or `headers` to choose from")
    }
    return headers.map(Header.init)
  }

  private static func ordinal(
    _ column: Node.Mapping, _ reader: StrictYAML, at place: Node
  ) throws -> Int? {
    guard let text = try reader.text(column, "nth") else { return nil }
    guard let number = Int(text), number >= 1 else {
      throw YuraiError("\(reader.place(place)): `nth` is a number from 1")
    }
    return number
  }

  /// A name that can stand in SQL unquoted.
  private static func identifier(_ node: Node) -> String? { node.string.flatMap(identifier) }

  private static func identifier(_ text: String) -> String? {
    guard let first = text.first, first.isLetter || first == "_",
      text.allSatisfy({ $0 == "_" || ($0.isASCII && ($0.isLowercase || $0.isNumber)) })
    else { return nil }
    return text
  }
}
