extension FieldScanner {
  /// What two quotes before a delimiter or line end are.
  enum QuotePair {
    /// One literal quote, and the field goes on (RFC 4180).
    case doubled
    /// A literal quote that was not doubled, and the quote that closes the field.
    case closing
    /// The text at hand does not tell.
    case needMore
  }

  /// Judges the two quotes at `position`, which a delimiter, a line end or the end of the text follows.
  ///
  /// PHP's `fputcsv` does not double a quote behind a backslash, and on Shift_JIS text takes the
  /// trail byte of 能 for one (php/php-src issue 11174): 機能" becomes `"機能""`. As RFC 4180 that
  /// field goes on, so only such a predecessor raises the question, and what follows decides it: the
  /// next quote that is not one of a pair must close the field, or else it opens another one, and
  /// the field ended here. The search ends where the record would be too long.
  @inline(never)
  mutating func closesUnescaped() -> QuotePair {
    guard position >= doubledUntil, isEscape(before: position) else { return .doubled }
    let stop = min(end, limit)
    var ahead = position + 2
    while ahead < stop {
      guard text[ahead] == quote else {
        ahead += 1
        continue
      }
      let next = ahead + 1
      if next == end { return isFinal ? .doubled : .needMore }
      if text[next] == quote {
        ahead += 2
      } else {
        guard endsField(next) else { return .closing }
        // The pairs up to here would be judged by the same quote: look for it only once.
        doubledUntil = ahead
        return .doubled
      }
    }
    return stop == end && !isFinal ? .needMore : .closing
  }

  /// Whether the character in front of a quote is a backslash, or one that PHP takes for one.
  func isEscape(before position: Int) -> Bool {
    let last = text[position - 1]
    if last == UInt8(ascii: "\\") { return true }
    guard last & 0xC0 == 0x80 else { return false }
    var first = position - 2
    while text[first] & 0xC0 == 0x80 { first -= 1 }
    var packed: UInt32 = 0
    for index in (first..<position).reversed() { packed = packed << 8 | UInt32(text[index]) }
    return BackslashTrail.packed.contains(packed)
  }
}
