import Foundation

@testable import Rendering

/// A mail taken apart as a mail program does it, written apart from what writes it.
struct MailParts {
  /// Names and unfolded values, in their order.
  private(set) var fields: [(name: String, value: String)] = []
  /// Headers and decoded content of each part.
  private(set) var bodies: [(fields: [String], text: String)] = []

  /// Nil for what is no mail: bytes beyond ASCII, a bare CR or LF, a line that is too long, a
  /// field without a name, parts that do not end.
  init?(_ eml: String) {
    let bytes = Array(eml.utf8)
    guard bytes.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 13 || $0 == 10 }) else {
      return nil
    }
    var lines = String(decoding: bytes.filter { $0 != 13 }, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.popLast() == "", lines.joined(separator: "\r\n") + "\r\n" == eml else { return nil }
    guard let end = lines.firstIndex(of: "") else { return nil }
    for line in lines[..<end] {
      guard line.utf8.count <= 76 || line.hasSuffix(">") else { return nil }
      if line.hasPrefix(" ") {
        guard !fields.isEmpty, line.contains(where: { $0 != " " }) else { return nil }
        fields[fields.count - 1].value += line
      } else {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        fields.append((String(line[..<colon]), String(value)))
      }
    }
    guard let quoted = fields.last?.value.split(separator: "boundary=\"").last else { return nil }
    let delimiter = "--" + quoted.dropLast()
    var parts = lines[(end + 1)...].split(
      separator: delimiter, omittingEmptySubsequences: false)
    guard parts.first?.isEmpty == true, let last = parts.popLast(), last.last == delimiter + "--"
    else { return nil }
    parts.append(last.dropLast())
    for part in parts.dropFirst() {
      guard let blank = part.firstIndex(of: ""),
        part[blank...].allSatisfy({ $0.utf8.count <= 76 }),
        let content = MailParts.base64(part[(blank + 1)...].joined()),
        let text = String(validating: content, as: UTF8.self)
      else { return nil }
      bodies.append((Array(part[..<blank]), text))
    }
  }

  /// The value of the only field of this name.
  func value(_ name: String) -> String? {
    let values = fields.filter { $0.name == name }.map(\.value)
    return values.count == 1 ? values.first : nil
  }

  /// The text of the subject.
  var subject: String? { value("Subject").flatMap(MailParts.text) }

  /// Display name and addr-spec of From or To.
  func mailbox(_ name: String) -> (name: String, address: String)? {
    guard let value = value(name) else { return nil }
    guard value.hasSuffix(">"), let open = value.lastIndex(of: "<") else { return ("", value) }
    let address = value[value.index(after: open)...].dropLast()
    let phrase = value[..<open].dropLast()
    if phrase.hasPrefix("\"") {
      let inner = phrase.dropFirst().dropLast()
      let isWhole = phrase.hasSuffix("\"") && !inner.utf8.contains { $0 == 0x22 || $0 == 0x5C }
      return isWhole ? (String(inner), String(address)) : nil
    }
    // Outside quotes only atoms and spaces may stand.
    guard !phrase.utf8.contains(where: { Array("()<>[]:;@\\,.\"".utf8).contains($0) }) else {
      return nil
    }
    return MailParts.text(String(phrase)).map { ($0, String(address)) }
  }

  /// A header's text: all encoded words, or none.
  private static func text(_ value: String) -> String? {
    guard value.contains("=?") else { return value }
    let words = value.split(separator: " ").map { word(String($0)) }
    return words.contains(nil) ? nil : words.compactMap { $0 }.joined()
  }

  static func word(_ word: String) -> String? {
    guard word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?="), word.utf8.count <= 75,
      let bytes = base64(String(word.dropFirst(10).dropLast(2)))
    else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  static func base64(_ text: String) -> [UInt8]? {
    Data(base64Encoded: text).map(Array.init)
  }
}
