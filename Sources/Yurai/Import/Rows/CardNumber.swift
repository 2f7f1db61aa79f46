/// Finds full card numbers: 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1 annex B), in half or
/// full width, run together or in groups.
enum CardNumber {
  /// Whether `text` holds a full card number.
  ///
  /// Groups are joined by one space, dash or full-width space or dash and have two or more digits, or all of
  /// them one; so a postal code followed by a house number is none. An identifier (`isIdentifier`) is refused
  /// only when it also begins like a card of a known issuer: one in ten order numbers passes Luhn by chance.
  /// Digits inside a hash or UUID in hexadecimal are none: among a million of those, thousands pass by chance.
  static func isPresent(in text: Span<UInt8>, isIdentifier: Bool) -> Bool {
    guard text.count >= 13 else { return false }
    var run = Run()
    var position = 0
    while position < text.count {
      let (kind, length) = classify(text, at: position)
      switch kind {
      case .digit(let digit): run.append(digit)
      case .separator:
        if !run.separate() {
          if run.isCard(isIdentifier: isIdentifier), !isInHash(text, before: position) {
            return true
          }
          run = Run()
        }
      case .other:
        if run.isCard(isIdentifier: isIdentifier), !isInHash(text, before: position) { return true }
        run = Run()
      }
      position += length
    }
    return run.isCard(isIdentifier: isIdentifier) && !isInHash(text, before: text.count)
  }

  /// Whether the digits that end at `end` belong to a word of 32, 40 or 64 hexadecimal digits with letters
  /// among them, or to a UUID.
  private static func isInHash(_ text: Span<UInt8>, before end: Int) -> Bool {
    var start = end
    while start > 0, isHashByte(text[start - 1]) { start -= 1 }
    var stop = end
    while stop < text.count, isHashByte(text[stop]) { stop += 1 }
    var dashes = 0
    var letters = 0
    for position in start..<stop {
      if text[position] == 0x2D { dashes += 1 } else if text[position] > 0x39 { letters += 1 }
    }
    guard letters > 0 else { return false }
    if dashes == 0 { return [32, 40, 64].contains(stop - start) }
    return dashes == 4 && stop - start == 36
      && [8, 13, 18, 23].allSatisfy { text[start + $0] == 0x2D }
  }

  private static func isHashByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 || byte == 0x2D
  }

  private enum Kind {
    case digit(UInt8)
    case separator
    case other
  }

  private static func classify(_ text: Span<UInt8>, at position: Int) -> (Kind, Int) {
    let byte = text[position]
    if byte < 0x80 {
      if byte &- 0x30 < 10 { return (.digit(byte &- 0x30), 1) }
      return (byte == 0x20 || byte == 0x2D ? .separator : .other, 1)
    }
    guard byte >= 0xE2, position + 2 < text.count else { return (.other, 1) }
    let scalar =
      UInt32(byte & 0x0F) << 12 | UInt32(text[position + 1] & 0x3F) << 6
      | UInt32(text[position + 2] & 0x3F)
    switch scalar {
    case 0xFF10...0xFF19: return (.digit(UInt8(scalar - 0xFF10)), 3)
    case 0x3000, 0x2010...0x2015, 0x2212, 0xFF0D, 0x30FC, 0xFF70: return (.separator, 3)
    default: return (.other, byte >= 0xF0 ? 4 : 3)
    }
  }

  /// A run of digits in groups.
  private struct Run {
    private var digits: UInt64 = 0
    private var high: UInt64 = 0
    private var count = 0
    private var groupLength = 0
    private var groups = 1
    private var shortGroups = 0

    mutating func append(_ digit: UInt8) {
      // Twenty digits and more are no card; keep counting only.
      if count < 16 {
        digits = digits << 4 | UInt64(digit)
      } else if count < 19 {
        high = high << 4 | UInt64(digit)
      }
      count += 1
      groupLength += 1
    }

    /// False when a separator here ends the run.
    mutating func separate() -> Bool {
      guard groupLength > 0 else { return false }
      if groupLength < 2 { shortGroups += 1 }
      groups += 1
      groupLength = 0
      return true
    }

    func isCard(isIdentifier: Bool) -> Bool {
      guard count >= 13, count <= 19 else { return false }
      let whole = groupLength == 0 ? groups - 1 : groups
      let short = shortGroups + (groupLength == 1 ? 1 : 0)
      guard short == 0 || short == whole else { return false }
      return passesLuhn && (!isIdentifier || hasIssuer)
    }

    private func digit(_ index: Int) -> UInt64 {
      if index < 16 { return digits >> UInt64((min(count, 16) - 1 - index) * 4) & 0xF }
      return high >> UInt64((count - 1 - index) * 4) & 0xF
    }

    private var passesLuhn: Bool {
      var sum: UInt64 = 0
      for index in 0..<count {
        let value = digit(count - 1 - index)
        let doubled = value * 2
        sum += index % 2 == 0 ? value : doubled > 9 ? doubled - 9 : doubled
      }
      return sum % 10 == 0 && sum > 0
    }

    /// Visa, Mastercard, JCB, American Express, Diners, Discover, UnionPay.
    private var hasIssuer: Bool {
      let four = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
      switch four {
      case 4000...4999: return count == 13 || count == 16 || count == 19
      case 5100...5599, 2221...2720: return count == 16
      case 3528...3589: return count >= 16
      case 3400...3499, 3700...3799: return count == 15
      case 3000...3059, 3600...3699, 3800...3999: return count >= 14
      case 6000...6999: return count >= 16
      default: return false
      }
    }
  }
}
