/// One header field, folded into lines of ASCII. No text can end the field or start another: what
/// is not ours is neutral, and then either visible ASCII or encoded.
struct MailField {
  /// Without line ends; every line but the first begins with a space.
  private(set) var lines: [String]

  /// RFC 2047 gives 76 characters to a line that holds an encoded word.
  private static let width = 76

  /// A value of our own: ASCII, on one line.
  init(_ name: String, _ value: String) {
    lines = ["\(name): \(value)"]
  }

  /// Text of any kind, such as the subject.
  init(_ name: String, text: String) {
    let plain = Neutral.plain(text)
    guard !plain.isEmpty else {
      lines = ["\(name):"]
      return
    }
    lines = MailField.lines(name, EncodedWord.isNeedless(plain) ? plain : nil, plain)
  }

  /// A name and an address.
  init(_ name: String, _ mailbox: Mailbox) {
    let display = Neutral.plain(mailbox.name ?? "")
    let address = mailbox.address.addrSpec
    guard !display.isEmpty else {
      lines = ["\(name): \(address)"]
      return
    }
    // Quotes make commas and brackets text; what would end them is encoded instead.
    let isQuotable =
      EncodedWord.isNeedless(display) && !display.contains("\"") && !display.contains("\\")
    lines = MailField.lines(name, isQuotable ? "\"\(display)\"" : nil, display)
    let last = lines.count - 1
    if lines[last].utf8.count + address.utf8.count + 3 <= MailField.width {
      lines[last] += " <\(address)>"
    } else {
      lines.append(" <\(address)>")
    }
  }

  /// `ascii` where there is such a form and it fits the line, else `text` encoded.
  private static func lines(_ name: String, _ ascii: String?, _ text: String) -> [String] {
    let label = name + ": "
    let room = width - label.utf8.count
    if let ascii, ascii.utf8.count <= room { return [label + ascii] }
    let words = EncodedWord.words(text, first: room)
    return words.enumerated().map { index, word in (index == 0 ? label : " ") + word }
  }
}
