internal import Foundation
public import Rendering
internal import Yams

/// What the letters and texts need to know of the company, from `config.yaml`.
public struct OperatorSettings: Sendable {
  /// The company that writes.
  public var company = "（会社名を config.yaml に設定してください / set the company in config.yaml）"
  /// The desk that answers.
  public var department = "個人情報お問い合わせ窓口"
  /// Who signs; nil where the desk does.
  public var signer: String?
  /// Postal address of the desk.
  public var address = ""
  /// Phone of the desk.
  public var phone = ""
  /// E-mail address of the desk.
  public var email = ""
  /// ja or en: the language of what people read, unless `--language` says otherwise.
  public var language = "ja"
  /// Folder of the operator's own letter templates; nil for the built-in ones.
  public var templates: String?
  /// What letters under the GDPR tell of the company, by language (`ja`, `en`).
  public var processing: [String: LetterProcessing] = [:]
  /// Hours by which a record may precede its earliest placed event.
  public var timelyHours = 24
  /// Whether the company was set: a letter without it is not sent.
  public var isComplete: Bool { !address.isEmpty && !email.isEmpty }

  /// Reads the first of: `path`, `$XDG_CONFIG_HOME/yurai/config.yaml` (else `~/.config`), `/etc/yurai/config.yaml`.
  /// - Throws: `YuraiError` with the place of an unknown key or a wrong value.
  public init(path: String? = nil) throws {
    guard let found = try Self.file(path) else { return }
    guard let text = try? String(contentsOfFile: found, encoding: .utf8),
      let map = try? Yams.compose(yaml: text)?.mapping
    else {
      throw YuraiError(
        "\(found) is not a configuration file: see Docs/operations.md for an example")
    }
    let reader = StrictYAML(file: found)
    try reader.check(
      map,
      allowed: [
        "company", "department", "signer", "address", "phone", "email", "language", "timely_hours",
        "templates", "gdpr",
      ],
      in: "the configuration")
    company = try reader.text(map, "company") ?? company
    department = try reader.text(map, "department") ?? department
    signer = try reader.text(map, "signer")
    address = try reader.text(map, "address") ?? address
    phone = try reader.text(map, "phone") ?? phone
    email = try reader.text(map, "email") ?? email
    language = try reader.word(map, "language", of: ["ja", "en"]) ?? language
    templates = try reader.text(map, "templates").map { folder in
      folder.hasPrefix("/")
        ? folder
        : PathText.joined(PathText.folder(of: found), folder)
    }
    if let gdpr = map["gdpr"] { processing = try Self.processing(gdpr, reader) }
    timelyHours = try reader.number(map, "timely_hours", in: 0...87_600) ?? timelyHours
  }

  private static func processing(
    _ node: Node, _ reader: StrictYAML
  ) throws -> [String: LetterProcessing] {
    guard let languages = node.mapping else {
      throw YuraiError("\(reader.place(node)): `gdpr` has `ja` and `en`, each with its sentences")
    }
    try reader.check(languages, allowed: Language.allCases.map(\.rawValue), in: "`gdpr`")
    var found: [String: LetterProcessing] = [:]
    for (key, value) in languages {
      guard let language = key.string, let map = value.mapping else {
        throw YuraiError(
          "\(reader.place(value)): a language of `gdpr` has `purposes`, `storage` and `transfers`")
      }
      try reader.check(map, allowed: ["purposes", "storage", "transfers"], in: "`gdpr`")
      found[language] = LetterProcessing(
        purposes: try reader.text(map, "purposes"), storage: try reader.text(map, "storage"),
        transfers: try reader.text(map, "transfers"))
    }
    return found
  }

  private static func file(_ given: String?) throws -> String? {
    if let given {
      guard FileManager.default.fileExists(atPath: given) else {
        throw YuraiError("\(given) does not exist", exit: .usage)
      }
      return given
    }
    let environment = ProcessInfo.processInfo.environment
    let home =
      environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? "\(environment["HOME"] ?? "")/.config"
    return ["\(home)/yurai/config.yaml", "/etc/yurai/config.yaml"]
      .first { FileManager.default.fileExists(atPath: $0) }
  }
}
