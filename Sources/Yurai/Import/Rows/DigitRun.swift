/// Digits that stand together, in groups with short gaps between; the last 32 of them are kept.
struct DigitRun {
  private var digits: UInt128 = 0
  /// Bit *i* is set where the digit *i* places from the end begins a group.
  private var starts: UInt32 = 0
  private var count = 0
  private var gap = 0
  private var isGapWide = false
  private var hasWideGap = false
  /// Where the last digit ends in the text.
  private(set) var end = 0

  /// Whether the last character was a digit.
  var isGroupOpen: Bool { count > 0 && gap == 0 }

  mutating func append(_ digit: UInt8, endingAt end: Int) {
    if gap > 0, isGapWide || gap > 1 { hasWideGap = true }
    starts = starts << 1 | (count == 0 || gap > 0 ? 1 : 0)
    digits = digits << 4 | UInt128(digit)
    count += 1
    gap = 0
    isGapWide = false
    self.end = end
  }

  /// Adds a character to the gap; false when that ends the run.
  mutating func separate(isWide: Bool) -> Bool {
    guard count > 0, gap < 3 else { return false }
    gap += 1
    if isWide { isGapWide = true }
    return true
  }

  /// Whether the run ends in a card number, which may be all of it.
  ///
  /// - Parameters:
  ///   - isIdentifier: whether a number that no issuer gave is none.
  ///   - isAtEnd: whether no further group follows.
  /// - Returns: true when it does.
  func endsInCard(isIdentifier: Bool, isAtEnd: Bool) -> Bool {
    guard count >= 13 else { return false }
    for length in 13...min(count, 19) where starts >> UInt32(length - 1) & 1 == 1 {
      guard passesLuhn(length) else { continue }
      if isAtEnd, length == count {
        let isSound = !hasWideGap && hasSoundGroups(length)
        if isSound, !isIdentifier { return true }
        if isSound || hasLargeGroups(length), hasIssuer(length) { return true }
      }
      if hasIssuer(length), isGroupedAsCard(length) { return true }
    }
    return false
  }

  /// Whether the run ends in a card number that an issuer gave, grouped as cards are embossed.
  var endsInGroups: Bool {
    guard count >= 13 else { return false }
    for length in 13...min(count, 19) where starts >> UInt32(length - 1) & 1 == 1 {
      if hasIssuer(length), isGroupedAsCard(length), passesLuhn(length) { return true }
    }
    return false
  }

  /// Forgets what stands before the last group.
  mutating func keepLastGroup() {
    guard starts != 0 else { return }
    count = starts.trailingZeroBitCount + 1
    starts = 1 << UInt32(count - 1)
    hasWideGap = false
  }

  /// Groups of two and more digits, or all of one.
  private func hasSoundGroups(_ length: Int) -> Bool {
    let (window, ones) = groups(length)
    return ones == 0 || ones == window
  }

  /// Groups of three and more digits, but for at most one of a single digit.
  private func hasLargeGroups(_ length: Int) -> Bool {
    let (window, ones) = groups(length)
    return ones.nonzeroBitCount <= 1 && window & ~ones & (window << 2 | 2) == 0
  }

  /// Where groups begin, and those of them that have one digit: where the next place begins one too, or there is none.
  private func groups(_ length: Int) -> (all: UInt32, ones: UInt32) {
    let window = starts & (1 << UInt32(length) - 1)
    return (window, window & (window << 1 | 1))
  }

  /// In one piece, digit by digit, or as it is embossed: 4-4-4-4-…, 4-6-5, 4-6-4.
  private func isGroupedAsCard(_ length: Int) -> Bool {
    var sizes: UInt64 = 0
    var isAllFour = true
    var isAllOne = true
    var groups = 0
    var last = length
    for place in stride(from: length - 2, through: -1, by: -1)
    where place < 0 || starts >> UInt32(place) & 1 == 1 {
      let size = last - place - 1
      last = place + 1
      sizes = sizes << 8 | UInt64(size)
      groups += 1
      if size != 4, place >= 0 || size > 4 { isAllFour = false }
      if size != 1 { isAllOne = false }
    }
    return groups == 1 || isAllOne || isAllFour || sizes == 0x04_06_05 || sizes == 0x04_06_04
  }

  /// The digit `index` places from the start of the last `length`.
  private func digit(_ index: Int, of length: Int) -> Int {
    Int(truncatingIfNeeded: digits >> UInt128((length - 1 - index) * 4)) & 0xF
  }

  private func passesLuhn(_ length: Int) -> Bool {
    var sum = 0
    for index in 0..<length {
      let value = digit(length - 1 - index, of: length)
      let doubled = value * 2
      sum += index % 2 == 0 ? value : doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0 && sum > 0
  }

  /// Visa, Mastercard, JCB, American Express, Diners, Discover, UnionPay.
  private func hasIssuer(_ length: Int) -> Bool {
    var four = 0
    for index in 0..<4 { four = four * 10 + digit(index, of: length) }
    switch four {
    case 4000...4999: return length == 13 || length == 16 || length == 19
    case 5100...5599, 2221...2720: return length == 16
    case 3528...3589: return length >= 16
    case 3400...3499, 3700...3799: return length == 15
    case 3000...3059, 3600...3699, 3800...3999: return length >= 14
    case 6000...6999: return length >= 16
    default: return false
    }
  }
}
