internal import Yams

/// Reads YAML so that a slip of the pen is an error with its place, not a setting that is silently ignored.
struct StrictYAML {
  let file: String

  /// `file:line` of a node.
  func place(_ node: Node) -> String { node.mark.map { "\(file):\($0.line)" } ?? file }

  /// Every key must be one of `allowed`.
  func check(_ map: Node.Mapping, allowed: [String], in what: String) throws {
    for (key, _) in map {
      guard let name = key.string, allowed.contains(name) else {
        throw YuraiError(
          "\(place(key)): \(what) has no key `\(key.string ?? "?")`; it has \(allowed.joined(separator: ", "))"
        )
      }
    }
  }

  /// A scalar as text; nil when absent or empty.
  func text(_ map: Node.Mapping, _ key: String) throws -> String? {
    guard let node = map[key] else { return nil }
    guard let scalar = node.scalar else {
      throw YuraiError("\(place(node)): `\(key)` is one value")
    }
    return scalar.string.isEmpty || scalar.string == "null" || scalar.string == "~"
      ? nil : scalar.string
  }

  /// One of the words.
  func word(_ map: Node.Mapping, _ key: String, of words: [String]) throws -> String? {
    guard let word = try text(map, key) else { return nil }
    guard words.contains(word) else {
      throw YuraiError(
        "\(map[key].map(place) ?? file): `\(key): \(word)` should be one of \(words.joined(separator: ", "))"
      )
    }
    return word
  }
}
