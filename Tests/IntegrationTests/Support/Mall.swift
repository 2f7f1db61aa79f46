import Foundation

/// The fields of a row by column.
typealias Fields = [String: String]

/// A small hand-written mall: files in memory, and the manifest beside them.
struct Mall {
  /// One file of the manifest.
  struct File {
    var path: String
    var profile: String
    var bytes: [UInt8]
    /// Further keys of the manifest's entry, as YAML.
    var keys: [String: String] = [:]
  }

  var timezone = "Asia/Tokyo"
  var files: [File] = []

  /// Adds a canonical file; its header has the columns that any row fills.
  mutating func add(
    _ profile: String, _ rows: [Fields], path: String? = nil, origin: String = "collected",
    _ keys: [String: String] = [:]
  ) {
    var keys = keys
    keys["origin"] = keys["origin"] ?? origin
    files.append(
      File(
        path: path ?? "\(profile)-\(files.count + 1).csv", profile: "canonical/\(profile)",
        bytes: Array(Self.csv(rows).utf8), keys: keys))
  }

  /// Adds a file as it is.
  mutating func add(
    raw text: String, as profile: String, path: String = "raw.csv", _ keys: [String: String] = [:]
  ) {
    files.append(File(path: path, profile: profile, bytes: Array(text.utf8), keys: keys))
  }

  /// Writes the files and the manifest; the manifest's path.
  func write(to folder: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var yaml = "version: 1\ntimezone: \(timezone)\nfiles:\n"
    for file in files {
      try Data(file.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(file.path)"))
      yaml += "  - path: \(file.path)\n    profile: \(file.profile)\n"
      for (key, value) in file.keys.sorted(by: { $0.key < $1.key }) {
        yaml += "    \(key): \(value)\n"
      }
    }
    try Data(yaml.utf8).write(to: URL(fileURLWithPath: "\(folder)/manifest.yaml"))
    return "\(folder)/manifest.yaml"
  }

  /// Rows as CSV with LF; every field is quoted, so that anything may stand in one.
  static func csv(_ rows: [Fields]) -> String {
    let columns = Set(rows.flatMap(\.keys)).sorted()
    var text = columns.joined(separator: ",") + "\n"
    for row in rows {
      text +=
        columns.map { "\"\((row[$0] ?? "").replacing("\"", with: "\"\""))\"" }
        .joined(separator: ",") + "\n"
    }
    return text
  }
}
