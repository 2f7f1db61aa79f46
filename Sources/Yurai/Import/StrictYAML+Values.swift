internal import Rendering
internal import Yams

extension StrictYAML {
  /// The mapping at the top of `yaml`; `what` is what the file should be, with its article.
  func root(_ yaml: String, of what: String) throws -> Node.Mapping {
    let root: Node?
    do { root = try Yams.compose(yaml: yaml) } catch let error as YamlError {
      throw YuraiError("\(file) is not YAML: \(Self.place(of: error))")
    }
    guard let map = root?.mapping else {
      throw YuraiError("\(file) is not \(what): it should begin with `version: 1`")
    }
    return map
  }

  /// The nodes of a list that must not be empty.
  func list(_ map: Node.Mapping, _ key: String) throws -> [Node] {
    guard let list = map[key]?.sequence, !list.isEmpty else {
      throw YuraiError("\(map[key].map(place) ?? file): `\(key)` should list at least one entry")
    }
    return Array(list)
  }

  /// Text that has to be there.
  func required(_ map: Node.Mapping, _ key: String, at node: Node) throws -> String {
    guard let text = try text(map, key) else {
      throw YuraiError("\(place(map[key] ?? node)): `\(key)` is missing")
    }
    return text
  }

  /// A value of an enumeration that is written as its raw value; nil when absent.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ map: Node.Mapping, _ key: String, as type: Choice.Type
  ) throws -> Choice? {
    guard let node = map[key], let word = try text(map, key) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw YuraiError("\(place(node)): `\(key): \(word)` should be one of \(words)")
    }
    return choice
  }

  /// A whole number within `range`; nil when absent.
  func number(_ map: Node.Mapping, _ key: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let node = map[key], let text = try text(map, key) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw YuraiError(
        "\(place(node)): `\(key): \(text)` should be \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A day; nil when absent.
  func day(_ map: Node.Mapping, _ key: String) throws -> Day? { try map[key].map(day) }

  /// A day.
  func day(_ node: Node) throws -> Day {
    guard let day = Day(node.string ?? "") else {
      throw YuraiError("\(place(node)): `\(node.string ?? "?")` is no day such as 2026-06-19")
    }
    return day
  }

  /// Where in the file the parser stopped, and why.
  static func place(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "line \(mark.line), column \(mark.column): \(problem)"
    case .duplicatedKeysInMapping(let keys, let context):
      "line \(context.mark.line), column \(context.mark.column): the key `\(keys.first ?? "?")` stands here, and again below"
    default: "it cannot be parsed"
    }
  }
}
