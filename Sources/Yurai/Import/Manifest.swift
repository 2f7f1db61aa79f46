internal import Foundation
internal import Yams

/// What the files of an import are: the YAML beside them.
struct Manifest: Sendable {
  /// One file.
  struct Entry: Sendable {
    var path: String
    var profile: String
    /// Where the manifest lists it, as `file:line`.
    var place = ""
    /// Where each of its keys has its value, likewise; of a joined file under `with ` and its name.
    var places: [String: String] = [:]
    var encoding = "auto"
    var mall: String?
    var merchant: String?
    var suppliedBy: String?
    var origin = "unknown"
    var records: Int?
    var sha256: String?
    var timezone: String?
    /// Further files that a mapping joins, by the name that the mapping gives them.
    var with: [String: String] = [:]

    /// Where the value of a key stands, as `file:line`; where the file is listed when it has none.
    func place(of key: String) -> String { places[key] ?? place }

    /// Whether the file has as many data lines as the manifest's control total says; also one that was loaded before.
    func checkTotal(_ lines: Int64) throws {
      guard let records, Int64(records) != lines else { return }
      throw YuraiError(
        "\(path) has \(lines) data lines where the manifest's control total says \(records): it may be "
          + "cut off. Nothing of it was loaded")
    }
  }

  var timezone = "Asia/Tokyo"
  var entries: [Entry] = []
  /// The folder that paths are relative to.
  var folder: String

  static let origins = ["collected", "provided", "succeeded", "purchased", "unknown"]
  static let encodings = ["auto", "utf-8", "cp932"]

  /// Reads a manifest strictly: an unknown key, a wrong word or a missing file name is an error that says
  /// where and what would be right.
  init(path: String) throws {
    let text = try TextFile.text(at: path, asGiven: "a manifest (YAML)")
    folder = PathText.folder(of: path)
    let reader = StrictYAML(file: path)
    let map = try reader.root(text, of: "a manifest")
    try reader.check(map, allowed: ["version", "timezone", "files"], in: "the manifest")
    guard try reader.text(map, "version") == "1" else {
      throw YuraiError(
        "\(map["version"].map(reader.place) ?? path): version: 1 is the only version that this yurai reads"
      )
    }
    if let zone = try reader.text(map, "timezone") {
      timezone = try Self.zone(zone, in: map["timezone"].map(reader.place) ?? path)
    }
    guard let files = map["files"]?.sequence, !files.isEmpty else {
      throw YuraiError(
        "\(map["files"].map(reader.place) ?? path): `files:` should list at least one file")
    }
    entries = try files.map { try Self.entry($0, reader) }
  }

  private static func entry(_ node: Node, _ reader: StrictYAML) throws -> Entry {
    let place = reader.place(node)
    guard let map = node.mapping else {
      throw YuraiError("\(place): a file is `- path: …` with its keys below")
    }
    try reader.check(
      map,
      allowed: [
        "path", "profile", "encoding", "timezone", "mall", "merchant", "supplied_by", "origin",
        "records",
        "sha256", "with",
      ], in: "a file")
    guard let path = try reader.text(map, "path"), let profile = try reader.text(map, "profile")
    else {
      throw YuraiError("\(place): a file needs `path` and `profile`")
    }
    var entry = Entry(path: path, profile: profile, place: place)
    for (key, value) in map { entry.places[key.string ?? ""] = reader.place(value) }
    entry.encoding = try reader.word(map, "encoding", of: encodings) ?? "auto"
    entry.origin = try reader.word(map, "origin", of: origins) ?? "unknown"
    entry.mall = try reader.text(map, "mall")
    entry.merchant = try reader.text(map, "merchant")
    entry.suppliedBy = try reader.text(map, "supplied_by")
    // All of them are kept, and the file's name for ever: it goes into the ledger.
    for (key, text, isIdentifier) in [
      ("supplied_by", entry.suppliedBy, false), ("mall", entry.mall, true),
      ("merchant", entry.merchant, true), ("path", entry.path, true),
    ] {
      guard let text, CardNumber.isPresent(in: Array(text.utf8).span, isIdentifier: isIdentifier)
      else { continue }
      throw YuraiError(
        "\(entry.place(of: key)): `\(key)` holds a card number, which is stored nowhere. Take it out"
      )
    }
    for (key, id) in [("mall", entry.mall), ("merchant", entry.merchant)]
    where id?.contains("/") == true {
      throw YuraiError(
        "\(entry.place(of: key)): `\(key)` holds a slash, which stands between mall and merchant in the ids of orders. Take another id"
      )
    }
    for (key, id) in [("mall", entry.mall), ("merchant", entry.merchant)]
    where id.map({ Array($0.utf8).span.hasInvisible }) == true {
      throw YuraiError(
        "\(entry.place(of: key)): `\(key)` holds a character that nobody sees, and would be another id than the one that looks the same. "
          + "Type it anew")
    }
    if let zone = try reader.text(map, "timezone") {
      entry.timezone = try Self.zone(zone, in: entry.place(of: "timezone"))
    }
    if let records = try reader.text(map, "records") {
      guard let count = Int(records), count >= 0 else {
        throw YuraiError(
          "\(entry.place(of: "records")): `records` is the number of data rows, for example 48211")
      }
      entry.records = count
    }
    if let hash = try reader.text(map, "sha256")?.lowercased() {
      guard hash.count == 64, hash.allSatisfy(\.isHexDigit) else {
        throw YuraiError(
          "\(entry.place(of: "sha256")): `sha256` is 64 hexadecimal digits, as `sha256sum` prints them"
        )
      }
      entry.sha256 = hash
    }
    if let node = map["with"] {
      guard let with = node.mapping else {
        throw YuraiError("\(entry.place(of: "with")): `with` lists further files as `name: path`")
      }
      for (key, value) in with {
        guard let name = key.string, let file = value.string else {
          throw YuraiError("\(entry.place(of: "with")): `with` lists further files as `name: path`")
        }
        entry.with[name] = file
        entry.places["with \(name)"] = reader.place(value)
      }
    }
    return entry
  }

  private static func zone(_ name: String, in place: String) throws -> String {
    // Foundation also takes JST and GMT+9; to PostgreSQL the second is nine hours west of Greenwich.
    guard TimeZone(identifier: name) != nil, name == "UTC" || name.contains("/") else {
      throw YuraiError("\(place): `timezone: \(name)` is not an IANA zone; Asia/Tokyo is one")
    }
    return name
  }
}
