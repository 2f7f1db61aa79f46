internal import Foundation
internal import Glibc
public import Rendering
internal import Yams

/// Reads from a message what is asked. It proposes; a clerk may say otherwise, and where it finds nothing, a human
/// reads the message.
public struct AskDetector: Sendable {
  /// What was found in one message.
  public struct Reading: Sendable, Equatable {
    /// The questions, in the order in which they come first.
    public var asks: [Ask] = []
    /// Topics that no letter of ours answers, for instance `misuse`: a human has to read it.
    public var topics: [String] = []
    /// How many sentences ask for something in words that are not known.
    public var unread = 0
  }

  private struct Pattern: Sendable {
    var ask: Ask?
    var topic: String
    /// One after the other, within a sentence.
    var parts: [[UInt8]]
  }

  private let patterns: [Pattern]

  /// With the built-in phrases, `Sources/Yurai/Inquiry/Data/asks.yaml`.
  /// - Throws: `YuraiError` when they cannot be read.
  public init() throws {
    let path = "Sources/Yurai/Inquiry/Data/asks.yaml"
    guard let text = EmbeddedFiles.text[path] else {
      throw YuraiError("\(path) is not in this binary: build it again from a clean checkout")
    }
    try self.init(yaml: text, file: "asks.yaml")
  }

  init(yaml: String, file: String) throws {
    guard let map = try? Yams.compose(yaml: yaml)?.mapping else {
      throw YuraiError("\(file) is no YAML mapping of questions to phrases")
    }
    var patterns: [Pattern] = []
    for (key, value) in map {
      guard let name = key.string, let phrases = value.sequence else {
        throw YuraiError("\(file): a question has a list of phrases")
      }
      for phrase in phrases {
        guard let text = phrase.string, !text.isEmpty else {
          throw YuraiError("\(file): \(name) has a phrase that is no text")
        }
        patterns.append(
          Pattern(
            ask: Ask(rawValue: name), topic: name,
            parts: text.split(separator: "…").map { Array(Self.folded(String($0)).utf8) }))
      }
    }
    self.patterns = patterns
  }

  /// What a message asks. Width, case and spaces between Japanese letters do not matter.
  public func read(_ message: String) -> Reading {
    var first: [String: Int] = [:]
    var asks: [String: Ask] = [:]
    let text = Array(Self.folded(message).utf8)
    for pattern in patterns {
      guard let offset = Self.places(of: pattern, in: text)?.first?.lowerBound else { continue }
      first[pattern.topic] = min(offset, first[pattern.topic] ?? offset)
      asks[pattern.topic] = pattern.ask
    }
    var reading = Reading()
    reading.unread = MessageSentence.split(message, folding: Self.folded).count { sentence in
      !Demand.isUnderstood(
        sentence.text, known: { known(Array(sentence.text.utf8)) }, isSigned: sentence.isSigned)
    }
    for (topic, _) in first.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      if let ask = asks[topic] { reading.asks.append(ask) } else { reading.topics.append(topic) }
    }
    // "Do not erase" holds the word too: nothing is promised that is not wanted.
    if reading.topics.contains("denied") { reading.asks.removeAll { $0 == .erase } }
    return reading
  }

  /// Where in a sentence the phrases stand, each of their parts by itself, and also those that decline something.
  private func known(_ sentence: [UInt8]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    for pattern in patterns {
      var start = 0
      while let found = Self.places(of: pattern, in: sentence, from: start, declined: true) {
        places += found
        start = found.first.map(\.upperBound) ?? sentence.count
      }
    }
    return places
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  /// How far apart two parts of a phrase may be, in bytes: some twenty Japanese letters.
  private static let reach = 60
  /// The same for a question, which may name all that it is about: なぜ、…を持っているのか.
  private static let longReach = 120

  /// Where the parts of a phrase come first that follow each other in the same sentence, each within reach.
  private static func places(
    of pattern: Pattern, in text: [UInt8], from begin: Int = 0, declined: Bool = false
  ) -> [Range<Int>]? {
    guard let first = pattern.parts.first else { return nil }
    let reach = pattern.ask == nil ? reach : longReach
    var start = begin
    while let found = offset(of: first, in: text, from: start) {
      start = found + first.count
      var places = [found..<start]
      for part in pattern.parts.dropFirst() {
        let end = places[places.count - 1].upperBound
        let rest = sentence(text[end..<min(end + reach, text.count)])
        guard let next = offset(of: part, in: Array(rest), from: 0) else { break }
        places.append((end + next)..<(end + next + part.count))
      }
      guard places.count == pattern.parts.count else { continue }
      // 訂正ではなく: what is declined is no request.
      let rest = text[places[places.count - 1].upperBound...].prefix(60)
      if !declined, pattern.ask?.isRequest == true, isDeclined(rest) { continue }
      return places
    }
    return nil
  }

  private static func isDeclined(_ rest: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: rest, as: UTF8.self)
    return refusals.contains { refusal in
      guard let range = text.range(of: refusal) else { return false }
      // Nothing but kana that end the word stands between.
      return text[..<range.lowerBound].count <= 6
        && text[..<range.lowerBound].allSatisfy { "しすのをはがもてたいらこといまでそれろう".contains($0) }
    }
  }

  /// What turns a wish into none, right behind its word.
  private static let refusals = [
    "ではなく", "じゃなく", "でなく", "ではありません", "じゃありません", "ではない", "じゃない", "よりも", "より先に", "不要", "必要はな",
    "必要はあ", "必要ない", "必要あり", "必要ござい", "望みません", "望んでいま", "望まな", "求めません", "求めていま", "求めてな",
    "ないで", "なくてい", "なくてよ", "なくて良", "なくて結構", "なくて大", "なくても", "結構です", "わけでは", "つもりは", "訳では",
  ]

  /// What comes before the end of a sentence.
  private static func sentence(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let ends = [Array("。".utf8), Array("?".utf8), Array("!".utf8), Array(". ".utf8)]
    for index in text.indices where ends.contains(where: { text[index...].starts(with: $0) }) {
      return text[..<index]
    }
    return text
  }

  /// Where some bytes come first in a text; Latin ones only where a word begins, since `improve` is no `prove`.
  private static func offset(of bytes: [UInt8], in text: [UInt8], from begin: Int) -> Int? {
    guard let head = bytes.first, text.count >= bytes.count else { return nil }
    return text.withUnsafeBufferPointer { text in
      bytes.withUnsafeBufferPointer { bytes in
        guard let start = text.baseAddress, let wanted = bytes.baseAddress else { return nil }
        var offset = begin
        while offset + bytes.count <= text.count,
          let found = memchr(start + offset, Int32(head), text.count - offset - bytes.count + 1)
        {
          offset = UnsafeRawPointer(found) - UnsafeRawPointer(start)
          let isInWord = offset > 0 && isLetter(head) && isLetter(text[offset - 1])
          if !isInWord, memcmp(start + offset, wanted, bytes.count) == 0 { return offset }
          offset += 1
        }
        return nil
      }
    }
  }

  /// Compatibility forms, lower case, line ends and runs of spaces as one space, none between
  /// Japanese letters; nothing invisible, and one apostrophe.
  private static func folded(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    var hasSpace = false
    for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace {
        hasSpace = true
        continue
      }
      if scalar.properties.isDefaultIgnorableCodePoint { continue }
      if hasSpace, let last = output.last, last.value < 0x2E80, scalar.value < 0x2E80 {
        output.append(" ")
      }
      hasSpace = false
      output.append(scalar == "\u{2019}" ? "'" : scalar)
    }
    return String(output)
  }
}
