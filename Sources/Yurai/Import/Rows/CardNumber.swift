/// Finds full card numbers: 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1 annex B), in half or
/// full width or the digits of another script, run together or in groups.
enum CardNumber {
  /// Whether `text` holds a full card number.
  ///
  /// Groups are joined by one space, dash or full-width space or dash and have two or more digits, or all of
  /// them one; so a postal code followed by a house number is none. An identifier (`isIdentifier`) is refused
  /// only when it also begins like a card of a known issuer: one in ten order numbers passes Luhn by chance.
  /// So is a number with wider gaps or other marks between its groups, which then have three digits or more, and
  /// one of whose groups a single one has one; and a number with other digits beside it, which must also be grouped
  /// as cards are. With a letter between its groups, always the same one, it must be grouped as cards are too.
  /// Digits inside a hash or UUID in hexadecimal are none: among a million of those, thousands pass by chance.
  static func isPresent(in text: Span<UInt8>, isIdentifier: Bool) -> Bool {
    guard mayHoldThirteenDigits(text) else { return false }
    var run = DigitRun()
    var position = 0
    while position < text.count {
      let (kind, length) = classify(text, at: position)
      switch kind {
      case .digit(let digit): run.append(digit, endingAt: position + length)
      case .separator(let isWide):
        if run.isGroupOpen, isCard(run, text, isIdentifier, isAtEnd: false) { return true }
        if !run.separate(isWide: isWide) {
          if isCard(run, text, isIdentifier, isAtEnd: true) { return true }
          run = DigitRun()
        }
      case .other:
        if isCard(run, text, isIdentifier, isAtEnd: true) { return true }
        run = DigitRun()
      }
      position += length
    }
    return isCard(run, text, isIdentifier, isAtEnd: true) || isAmongLetters(text)
  }

  /// Whether there is a card number in groups as it is embossed, with one and the same character between them, whatever it is:
  /// `4111x1111x1111x1111`, `4111年1111年1111年1111`.
  private static func isAmongLetters(_ text: Span<UInt8>) -> Bool {
    var run = DigitRun()
    var mark: UInt32 = 0
    var position = 0
    while position < text.count {
      let (kind, length) = classify(text, at: position)
      if case .digit(let digit) = kind {
        run.append(digit, endingAt: position + length)
      } else {
        if run.isGroupOpen {
          if run.endsInGroups, !isInHash(text, before: run.end) { return true }
          let scalar = scalar(text, at: position, length)
          if scalar != mark { run.keepLastGroup() }
          mark = scalar
          _ = run.separate(isWide: true)
        } else {
          run = DigitRun()
        }
      }
      position += length
    }
    return run.endsInGroups && !isInHash(text, before: run.end)
  }

  /// A text without the digits of its card numbers: each is an asterisk. Other digits with no letter between go with them.
  ///
  /// By the rule of identifiers, since people write order numbers, of which one in ten passes Luhn.
  static func masked(_ text: String) -> String {
    guard isPresent(in: Array(text.utf8).span, isIdentifier: true) else { return text }
    var result = ""
    var run = ""
    func close() {
      let isCard = isPresent(in: Array(run.utf8).span, isIdentifier: true)
      result += isCard ? String(run.map { $0.isWholeNumber ? "*" : $0 }) : run
      run = ""
    }
    // With letters between the groups: every digit goes, rather than one too few.
    func letters(_ text: String) -> String {
      guard isPresent(in: Array(text.utf8).span, isIdentifier: true) else { return text }
      return String(text.map { $0.isWholeNumber ? "*" : $0 })
    }
    for character in text {
      if character.isWholeNumber || (!run.isEmpty && !character.isLetter) {
        run.append(character)
      } else {
        close()
        result.append(character)
      }
    }
    close()
    return letters(result)
  }

  /// Whether there are bytes enough for a card number: ASCII digits, and what may be the first byte of another one, which is
  /// 0xD8 to 0xE1 or 0xEA and above. What kanji and kana begin with, 0xE2 to 0xE9, is between.
  ///
  /// Nearly every field of nearly every row ends here, after one pass that takes eight bytes at a time.
  @inline(__always)
  private static func mayHoldThirteenDigits(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 13 else { return false }
    var digits: UInt64 = 0
    var position = 0
    while position &+ 8 <= text.count {
      let eight = text.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self)
      // Of each byte the highest bit: set where what is left when 0x30 is taken away bit by bit is over 9; and where a byte
      // with its highest bit set has a rest that is over a limit.
      let number = eight ^ 0x3030_3030_3030_3030
      let isNoDigit = ((number & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676) | number
      let rest = eight & 0x7F7F_7F7F_7F7F_7F7F
      let isHigh = rest &+ 0x1616_1616_1616_1616
      let isOther = (rest &+ 0x2828_2828_2828_2828) & ~(rest &+ 0x1E1E_1E1E_1E1E_1E1E)
      let found = (~isNoDigit | eight & (isHigh | isOther)) & 0x8080_8080_8080_8080
      // The highest byte of the product is the sum of all eight.
      digits &+= ((found >> 7) &* 0x0101_0101_0101_0101) >> 56
      position &+= 8
    }
    while position < text.count {
      let byte = text[unchecked: position]
      digits &+= byte &- 0x30 < 10 || byte >= 0xEA || byte &- 0xD8 < 10 ? 1 : 0
      position &+= 1
    }
    return digits >= 13
  }

  private static func isCard(
    _ run: DigitRun, _ text: Span<UInt8>, _ isIdentifier: Bool, isAtEnd: Bool
  ) -> Bool {
    run.endsInCard(isIdentifier: isIdentifier, isAtEnd: isAtEnd) && !isInHash(text, before: run.end)
  }

  /// Whether the digits that end at `end` belong to a word of 32, 40 or 64 hexadecimal digits with letters
  /// among them, or to a UUID; either may have something behind a dash, such as the number of an item.
  private static func isInHash(_ text: Span<UInt8>, before end: Int) -> Bool {
    var start = end
    while start > 0, isHashByte(text[start - 1]) { start -= 1 }
    var stop = end
    while stop < text.count, isHashByte(text[stop]) { stop += 1 }
    let isUUID =
      stop - start >= 36 && (stop - start == 36 || text[start + 36] == 0x2D)
      && (0..<36).allSatisfy { (text[start + $0] == 0x2D) == [8, 13, 18, 23].contains($0) }
    if isUUID, hasLetter(text, start..<start + 36),
      digits(text, start + 36..<max(end, start + 36)) < 13
    {
      return true
    }
    var word = start
    while word < end {
      var next = word
      while next < stop, text[next] != 0x2D { next += 1 }
      // Digits behind the hash are those of a card only if there are enough of them.
      if [32, 40, 64].contains(next - word), hasLetter(text, word..<next),
        digits(text, min(next, end)..<end) < 13
      {
        return true
      }
      word = next + 1
    }
    return false
  }

  private static func hasLetter(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.contains { text[$0] > 0x39 }
  }

  private static func digits(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    range.count { text[$0] != 0x2D && text[$0] <= 0x39 }
  }

  private static func isHashByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 || byte == 0x2D
  }

  private enum Kind {
    case digit(UInt8)
    /// Wide ones stand between the groups of a card number only where somebody tried.
    case separator(isWide: Bool)
    case other
  }

  private static func classify(_ text: Span<UInt8>, at position: Int) -> (Kind, Int) {
    let byte = text[position]
    if byte < 0x80 {
      if byte &- 0x30 < 10 { return (.digit(byte &- 0x30), 1) }
      switch byte {
      case 0x20, 0x2D: return (.separator(isWide: false), 1)
      // Letters; control characters but for the tab and line ends.
      case 0x41...0x5A, 0x61...0x7A, 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: return (.other, 1)
      default: return (.separator(isWide: true), 1)
      }
    }
    // U+00A0, the blank that does not break; U+00AD, the hyphen that is not seen.
    if byte == 0xC2, position + 1 < text.count,
      text[position + 1] == 0xA0 || text[position + 1] == 0xAD
    {
      return (.separator(isWide: true), 2)
    }
    let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard byte >= 0xC2, position + length <= text.count else { return (.other, 1) }
    let scalar = scalar(text, at: position, length)
    switch scalar {
    case 0xFF10...0xFF19: return (.digit(UInt8(scalar - 0xFF10)), 3)
    case 0x3000, 0x2010...0x2015, 0x2212, 0xFF0D, 0x30FC, 0xFF70:
      return (.separator(isWide: false), 3)
    case 0x2002...0x200D, 0x202F, 0x2060, 0x3001, 0x3002, 0x301C, 0x30FB, 0xFEFF, 0xFF08, 0xFF09,
      0xFF01...0xFF0C, 0xFF0E, 0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF64,
      // × ÷ ・ and the like, general punctuation, mathematical signs, shapes.
      0xA1...0xA9, 0xAB...0xB1, 0xB4, 0xB6...0xB8, 0xBB, 0xD7, 0xF7, 0x2016...0x2064,
      0x2190...0x2426, 0x2500...0x27BF, 0x3001...0x3004, 0x3008...0x301F, 0x30A0, 0xFFE5:
      return (.separator(isWide: true), length)
    case 0x3041...0x9FFF: return (.other, length)
    default:
      let properties = Unicode.Scalar(scalar)?.properties
      if let properties, properties.numericType == .decimal, let value = properties.numericValue {
        return (.digit(UInt8(value)), length)
      }
      return (.other, length)
    }
  }

  /// The scalar of which the UTF-8 has `length` bytes.
  private static func scalar(_ text: Span<UInt8>, at position: Int, _ length: Int) -> UInt32 {
    guard length > 1 else { return UInt32(text[position]) }
    var scalar = UInt32(text[position]) & (0x7F >> UInt32(length))
    for index in 1..<length { scalar = scalar << 6 | UInt32(text[position + index] & 0x3F) }
    return scalar
  }
}
