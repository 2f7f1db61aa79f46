/// Questions about the bytes of one field.
extension Span<UInt8> {
  /// Whether there is a slash among the bytes.
  var hasSlash: Bool {
    for index in indices where self[unchecked: index] == 0x2F { return true }
    return false
  }

  /// Whether there is a character among them that has no width, or only says in which direction others run: U+200B to U+200F,
  /// U+202A to U+202E, U+2060 and U+FEFF.
  var hasInvisible: Bool {
    var index = 0
    while index + 2 < count {
      let isOne =
        switch (self[unchecked: index], self[unchecked: index + 1], self[unchecked: index + 2]) {
        case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA0),
          (0xEF, 0xBB, 0xBF):
          true
        default: false
        }
      if isOne { return true }
      index += 1
    }
    return false
  }

  /// Only spaces, of either width, or nothing.
  var isBlank: Bool {
    var position = 0
    while position < count {
      if self[position] == 0x20 || self[position] == 0x09 {
        position += 1
      } else if self[position] == 0xE3, position + 2 < count, self[position + 1] == 0x80,
        self[position + 2] == 0x80
      {
        position += 3
      } else {
        return false
      }
    }
    return true
  }

  /// `2.74555E+20`, as Excel writes a long number (trap 9).
  var isSpreadsheetNumber: Bool {
    guard count >= 5, count <= 24, self[0] &- 0x30 < 10 else { return false }
    var position = 1
    if self[1] == UInt8(ascii: ".") {
      position = 2
      while position < count, self[position] &- 0x30 < 10 { position += 1 }
    }
    guard position + 2 < count, self[position] == UInt8(ascii: "E"),
      self[position + 1] == UInt8(ascii: "+")
    else { return false }
    position += 2
    while position < count, self[position] &- 0x30 < 10 { position += 1 }
    return position == count
  }

  /// Whether the bytes are those of `word`.
  func equals(_ word: String) -> Bool {
    var position = 0
    for byte in word.utf8 {
      guard position < count, self[position] == byte else { return false }
      position += 1
    }
    return position == count
  }

  /// The range without blanks (ASCII and ideographic) at both ends.
  var trimmedRange: Range<Int> {
    var start = 0
    var end = count
    while start < end {
      if self[start] == 0x20 || self[start] == 0x09 {
        start += 1
      } else if isIdeographicSpace(at: start, end) {
        start += 3
      } else {
        break
      }
    }
    while end > start {
      if self[end - 1] == 0x20 || self[end - 1] == 0x09 {
        end -= 1
      } else if end - 3 >= start, isIdeographicSpace(at: end - 3, end) {
        end -= 3
      } else {
        break
      }
    }
    return start..<end
  }

  private func isIdeographicSpace(at position: Int, _ end: Int) -> Bool {
    position + 2 < end && self[position] == 0xE3 && self[position + 1] == 0x80
      && self[position + 2] == 0x80
  }
}
