internal import Rendering
internal import Yams

/// One version of one rule: what a law wants done about an inquiry that arrives on certain days.
struct DeadlineRule: Sendable {
  /// The same for all versions.
  let id: String
  let law: Law
  let what: Deadline.What
  /// Of an extension notice: the rule that it lets take longer.
  let noticeFor: String?
  let asks: Set<Ask>
  /// Nil: without delay.
  let length: Period?
  /// The whole length with its extension; nil where there is none.
  let extendedLength: Period?
  /// Days of receipt.
  let validity: ClosedRange<Day>
  let authority: (ja: String, en: String)
  let explanation: (ja: String, en: String)
  /// `file:line`.
  let place: String

  init(_ node: Node, _ reader: StrictYAML) throws {
    let place = reader.place(node)
    guard let map = node.mapping else {
      throw YuraiError("\(place): a rule is `- id: …` with its keys below")
    }
    try reader.check(
      map,
      allowed: [
        "id", "law", "what", "notice_for", "asks", "length", "extends_by", "valid_from", "valid_to",
        "authority", "explanation",
      ], in: "a rule")
    self.place = place
    id = try reader.required(map, "id", at: node)
    guard let law = try reader.choice(map, "law", as: Law.self),
      let what = try reader.choice(map, "what", as: Deadline.What.self)
    else { throw YuraiError("\(place): a rule needs `law` and `what`") }
    (self.law, self.what) = (law, what)
    noticeFor = try reader.text(map, "notice_for")
    asks = try Self.asks(map["asks"] ?? node, reader)
    let length =
      try reader.required(map, "length", at: node) == "none"
      ? nil : Self.period(map, "length", reader)
    let more = try Self.period(map, "extends_by", reader)
    self.length = length
    extendedLength = more.flatMap { length?.extended(by: $0) }
    validity = try reader.validity(map, "valid_from", "valid_to", at: node)
    authority = try Self.bilingual(map, "authority", reader, at: node)
    explanation = try Self.bilingual(map, "explanation", reader, at: node)
    guard more == nil || (what == .answer && extendedLength != nil) else {
      throw YuraiError(
        "\(place): `extends_by` is for an answer, and counts days or months as its `length` does")
    }
    guard (what == .extensionNotice) == (noticeFor != nil), noticeFor == nil || length != nil else {
      throw YuraiError(
        "\(place): an extension_notice, and nothing else, says `notice_for` which rule, and has a "
          + "`length`")
    }
  }

  /// Whether the rule is about any of `asks`; about everything while nothing is known.
  func concerns(_ asks: [Ask]) -> Bool { asks.isEmpty || !self.asks.isDisjoint(with: asks) }

  private static func asks(_ node: Node, _ reader: StrictYAML) throws -> Set<Ask> {
    if node.string == "all" { return Set(Ask.allCases) }
    guard let list = node.sequence, !list.isEmpty else {
      throw YuraiError("\(reader.place(node)): `asks` is all, or a list of asks")
    }
    return Set(
      try list.map { entry in
        guard let ask = entry.string.flatMap(Ask.init) else {
          let known = Ask.allCases.map(\.rawValue).joined(separator: ", ")
          throw YuraiError("\(reader.place(entry)): `asks` is all, or a list of \(known)")
        }
        return ask
      })
  }

  private static func period(
    _ map: Node.Mapping, _ key: String, _ reader: StrictYAML
  ) throws -> Period? {
    guard let node = map[key], let text = try reader.text(map, key) else { return nil }
    guard let period = Period(text) else {
      throw YuraiError("\(reader.place(node)): `\(key): \(text)` is no length such as `1 month`")
    }
    return period
  }

  private static func bilingual(
    _ rule: Node.Mapping, _ key: String, _ reader: StrictYAML, at node: Node
  ) throws -> (ja: String, en: String) {
    guard let text = rule[key], let map = text.mapping else {
      throw YuraiError("\(reader.place(rule[key] ?? node)): `\(key)` is in `ja` and in `en`")
    }
    try reader.check(map, allowed: ["ja", "en"], in: "`\(key)`")
    return (
      ja: try reader.required(map, "ja", at: text), en: try reader.required(map, "en", at: text)
    )
  }
}
