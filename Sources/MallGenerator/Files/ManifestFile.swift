/// Writes `manifest.yaml`: for each file what it is and what it does not say itself.
struct ManifestFile {
  /// One entry.
  struct Entry {
    var path: String
    var profile: String
    var encoding: String
    var suppliedBy: String
    var origin = "collected"
    var mall: String?
    var merchant: String?
    /// The control total; nil for exports, whose rows are not their orders.
    var records: Int?
  }

  /// Who supplies the register.
  static let registerName = "Contract register, yearly export"

  static func write(_ entries: [Entry], directory: String) throws(GeneratorError) -> Summary.File {
    var file = try FileWriter(directory: directory, path: "manifest.yaml")
    try file.text { $0.append("version: 1\ntimezone: Asia/Tokyo\nfiles:\n") }
    for entry in entries {
      try file.text { $0.append(text: Self.text(entry)) }
    }
    try file.flush()
    return file.summary
  }

  private static func text(_ entry: Entry) -> String {
    var text = "  - path: \(entry.path)\n    profile: \(entry.profile)\n"
    text += "    encoding: \(entry.encoding)\n"
    if let mall = entry.mall { text += "    mall: \(mall)\n" }
    if let merchant = entry.merchant { text += "    merchant: \(merchant)\n" }
    text += "    supplied_by: \"\(entry.suppliedBy)\"\n    origin: \(entry.origin)\n"
    if let records = entry.records { text += "    records: \(records)\n" }
    return text
  }

  /// The entry of a canonical file; its name says its profile.
  static func canonical(_ file: Summary.File) -> Entry {
    let name = String(file.path.dropLast(4))
    let isProvided = name.hasPrefix("provision")
    let supplier =
      switch name {
      case "malls", "merchants", "tenancies", "affiliates": registerName
      case "provisions", "provision-subjects": "Legal department, provision records"
      default: "Mall system, monthly export"
      }
    return Entry(
      path: file.path, profile: "canonical/\(name)", encoding: "utf-8", suppliedBy: supplier,
      origin: isProvided ? "provided" : "collected", records: file.records)
  }
}
