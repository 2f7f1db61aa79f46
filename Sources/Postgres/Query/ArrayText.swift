/// The text form of one-dimensional arrays (manual, 8.15.6 "Array Input and Output Syntax").
enum ArrayText {
  /// Quotes every element, so that none can be taken for NULL, a brace or a delimiter.
  static func encode(_ elements: [String?]) -> String {
    var text = "{"
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      guard let element else {
        text += "NULL"
        continue
      }
      text += "\""
      for scalar in element.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
      text += "\""
    }
    return text + "}"
  }

  /// The elements as UTF-8, or nil when the text is no one-dimensional array.
  ///
  /// A text with explicit bounds (`[2:3]={a,b}`) is one too; the bounds are dropped.
  static func decode(_ text: Span<UInt8>) -> [[UInt8]?]? {
    var index = 0
    if text.count > 0, text[0] == UInt8(ascii: "[") {
      while index < text.count, text[index] != UInt8(ascii: "=") { index += 1 }
      index += 1
    }
    guard index < text.count, text[index] == UInt8(ascii: "{") else { return nil }
    index += 1
    var elements: [[UInt8]?] = []
    if index == text.count - 1, text[index] == UInt8(ascii: "}") { return elements }
    while index < text.count {
      guard let element = element(text, &index) else { return nil }
      elements.append(element)
      guard index < text.count else { return nil }
      let delimiter = text[index]
      index += 1
      if delimiter == UInt8(ascii: "}") { return index == text.count ? elements : nil }
      guard delimiter == UInt8(ascii: ",") else { return nil }
    }
    return nil
  }

  /// One element, quoted or bare; the outer nil is a broken text, the inner one NULL.
  private static func element(_ text: Span<UInt8>, _ index: inout Int) -> [UInt8]?? {
    var bytes: [UInt8] = []
    guard text[index] == UInt8(ascii: "\"") else {
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: ","), UInt8(ascii: "}"):
          if bytes.isEmpty { return nil }
          let isNull = bytes == Array("NULL".utf8)
          return .some(isNull ? nil : bytes)
        case UInt8(ascii: "{"), UInt8(ascii: "\""):
          return nil
        default:
          bytes.append(text[index])
          index += 1
        }
      }
      return nil
    }
    index += 1
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""):
        index += 1
        return .some(bytes)
      case UInt8(ascii: "\\"):
        index += 1
        guard index < text.count else { return nil }
        fallthrough
      default:
        bytes.append(text[index])
        index += 1
      }
    }
    return nil
  }
}
