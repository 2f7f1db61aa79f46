extension Query {
  /// The statement's first word in upper case, comments and space before it skipped.
  ///
  /// Comments are `-- …` to the line's end and `/* … */`, which nest (manual, 4.1.5). A parenthesis
  /// or anything else that is no letter gives an empty word.
  var firstKeyword: String {
    var rest = text.utf8[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
        rest = rest.dropFirst()
      } else if rest.starts(with: "--".utf8) {
        rest = rest.drop { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      } else if rest.starts(with: "/*".utf8) {
        rest = Self.afterComment(rest)
      } else {
        break
      }
    }
    let word = rest.prefix { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    return String(decoding: word, as: UTF8.self).uppercased()
  }

  private static func afterComment(_ text: Substring.UTF8View) -> Substring.UTF8View {
    var rest = text
    var depth = 0
    while !rest.isEmpty {
      if rest.starts(with: "/*".utf8) {
        depth += 1
        rest = rest.dropFirst(2)
      } else if rest.starts(with: "*/".utf8) {
        depth -= 1
        rest = rest.dropFirst(2)
        if depth == 0 { break }
      } else {
        rest = rest.dropFirst()
      }
    }
    return rest
  }
}
