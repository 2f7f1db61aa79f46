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
      guard let offset = Self.offset(of: pattern.parts, in: text) else { continue }
      first[pattern.topic] = min(offset, first[pattern.topic] ?? offset)
      asks[pattern.topic] = pattern.ask
    }
    var reading = Reading()
    reading.unread = sentences(message).count { sentence in
      Demand.isOne(sentence)
        && !patterns.contains { Self.offset(of: $0.parts, in: Array(sentence.utf8)) != nil }
    }
    for (topic, _) in first.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      if let ask = asks[topic] { reading.asks.append(ask) } else { reading.topics.append(topic) }
    }
    // "Do not erase" holds the word too: nothing is promised that is not wanted.
    if reading.topics.contains("denied") { reading.asks.removeAll { $0 == .erase } }
    return reading
  }

  /// The sentences, folded. A line end within a sentence ends none.
  private func sentences(_ message: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    for character in message {
      current.append(character)
      guard "。？！?!.．\u{FF61}".contains(character) else { continue }
      sentences.append(Self.folded(current))
      current = ""
    }
    sentences.append(Self.folded(current))
    return sentences
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  /// How far apart two parts of a phrase may be: some twenty Japanese letters.
  private static let reach = 60

  /// Where the first of some parts comes first that the others follow in the same sentence, each within `reach` bytes.
  private static func offset(of parts: [[UInt8]], in text: [UInt8]) -> Int? {
    guard let first = parts.first else { return nil }
    guard parts.count > 1 else { return offset(of: first, in: text) }
    var start = 0
    while let found = offset(of: first, in: Array(text[start...])) {
      let begin = start + found
      var end = begin + first.count
      var isWhole = true
      for part in parts.dropFirst() {
        let rest = sentence(text[end..<min(end + reach, text.count)])
        guard let next = offset(of: part, in: Array(rest)) else {
          isWhole = false
          break
        }
        end += next + part.count
      }
      if isWhole { return begin }
      start = begin + first.count
    }
    return nil
  }

  /// What comes before the end of a sentence.
  private static func sentence(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let ends = [Array("。".utf8), Array("?".utf8), Array("!".utf8), Array(". ".utf8)]
    for index in text.indices where ends.contains(where: { text[index...].starts(with: $0) }) {
      return text[..<index]
    }
    return text
  }

  /// Where some bytes come first in a text; Latin ones only where a word begins, since `improve` is no `prove`.
  private static func offset(of bytes: [UInt8], in text: [UInt8]) -> Int? {
    guard let head = bytes.first, text.count >= bytes.count else { return nil }
    return text.withUnsafeBufferPointer { text in
      bytes.withUnsafeBufferPointer { bytes in
        guard let start = text.baseAddress, let wanted = bytes.baseAddress else { return nil }
        var offset = 0
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
