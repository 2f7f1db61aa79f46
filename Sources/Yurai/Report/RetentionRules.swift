internal import Rendering
internal import Yams

/// How long records of provisions are kept: data (`Sources/Yurai/Report/Data/retention.yaml`) with the
/// days on which each version is in force, so that a change of the law is a new entry.
struct RetentionRules: Sendable {
  struct Rule: Sendable {
    let term: ProvenanceReport.Retention
    let bases: [ProvisionRecord.Basis]
    let validity: ClosedRange<Day>
  }

  let rules: [Rule]

  /// The rules in this binary.
  init() throws {
    let file = "retention.yaml"
    guard let yaml = EmbeddedFiles.text["Sources/Yurai/Report/Data/\(file)"] else {
      throw YuraiError("\(file) is not in this binary")
    }
    try self.init(yaml: yaml, file: file)
  }

  /// Rules from the text of a file; `file` is its name in messages.
  ///
  /// Throws `YuraiError` with the line of what is wrong, also for two versions on one day.
  init(yaml: String, file: String) throws {
    let reader = StrictYAML(file: file)
    let map = try reader.root(yaml, of: "a list of retention rules")
    try reader.check(map, allowed: ["version", "about", "rules"], in: "a list of retention rules")
    guard try reader.text(map, "version") == "1" else {
      throw YuraiError("\(file): version: 1 is the only version that this yurai reads")
    }
    rules = try reader.list(map, "rules").map { try Rule($0, reader) }
    for (index, rule) in rules.enumerated() {
      for earlier in rules[..<index] where earlier.validity.overlaps(rule.validity) {
        guard Set(earlier.bases).isDisjoint(with: rule.bases) else {
          throw YuraiError("\(file): `\(rule.term.id)` is in force already on some day")
        }
      }
    }
  }

  /// The rule for a provision of that ground on that day; nil where none is in force.
  func rule(for basis: ProvisionRecord.Basis, on day: Day) -> Rule? {
    rules.first { $0.bases.contains(basis) && $0.validity.contains(day) }
  }
}

extension RetentionRules.Rule {
  fileprivate init(_ node: Node, _ reader: StrictYAML) throws {
    guard let map = node.mapping else {
      throw YuraiError("\(reader.place(node)): a rule has `id`, `basis` and `months`")
    }
    try reader.check(
      map,
      allowed: ["id", "basis", "months", "valid_from", "valid_to", "authority", "explanation"],
      in: "a retention rule")
    bases = try reader.list(map, "basis").map { word in
      guard let basis = ProvisionRecord.Basis(rawValue: word.string ?? "") else {
        throw YuraiError("\(reader.place(word)): there is no such basis of a provision")
      }
      return basis
    }
    guard let months = try reader.number(map, "months", in: 1...1200) else {
      throw YuraiError("\(reader.place(node)): `months` is missing")
    }
    validity = try reader.validity(map, "valid_from", "valid_to", at: node)
    let authority = try Self.pair(map, "authority", reader, node)
    let explanation = try Self.pair(map, "explanation", reader, node)
    term = ProvenanceReport.Retention(
      id: try reader.required(map, "id", at: node), from: try reader.day(map, "valid_from"),
      to: try reader.day(map, "valid_to"), months: months, authorityJa: authority.ja,
      authorityEn: authority.en, textJa: explanation.ja, textEn: explanation.en)
  }

  private static func pair(
    _ map: Node.Mapping, _ key: String, _ reader: StrictYAML, _ node: Node
  ) throws -> (ja: String, en: String) {
    guard let inner = map[key]?.mapping else {
      throw YuraiError("\(reader.place(node)): `\(key)` has `ja` and `en`")
    }
    try reader.check(inner, allowed: ["ja", "en"], in: "`\(key)`")
    return (
      try reader.required(inner, "ja", at: node), try reader.required(inner, "en", at: node)
    )
  }
}
