/// Goes through the text of one record and writes its fields' bytes.
///
/// It looks at eight bytes at a time and copies them before it knows how many of them belong to the
/// field: what is too much is overwritten by what follows.
struct FieldScanner {
  /// What ended a field.
  enum Stop {
    /// A delimiter, at `position`.
    case delimiter
    /// A line feed or carriage return, at `position`.
    case lineEnd
    /// The end of the file; the field ends with it.
    case endOfFile
    /// The end of the file inside quotes.
    case unterminated
    /// A NUL byte, at `position`.
    case nul
    /// The text at hand does not tell.
    case needMore
  }

  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  /// Stands for "no quote": no UTF-8 text has this byte.
  static let noQuote: UInt8 = 0xFF

  let text: RawView
  let output: RawView
  /// Where the text ends; a line feed stands there.
  let end: Int
  let isFinal: Bool
  let delimiter: UInt8
  let quote: UInt8
  /// Where the record would exceed its limit.
  let limit: Int

  /// The next byte of text.
  var position: Int
  /// Bytes written to `output`.
  var written = 0
  /// Line ends inside quotes.
  var lineBreaks = 0
  /// Before this position two quotes are known to be one; see `closesUnescaped()`.
  var doubledUntil = 0
  /// Whether a quoted field went on over a line end behind a quote that was neither doubled nor closed it.
  var isRunaway = false

  init(
    text: RawView, from start: Int, to end: Int, isFinal: Bool, dialect: Dialect, limit: Int,
    output: RawView
  ) {
    self.text = text
    self.output = output
    self.end = end
    self.isFinal = isFinal
    self.limit = limit
    delimiter = dialect.delimiter
    quote = dialect.quote ?? FieldScanner.noQuote
    position = start
  }

  /// Goes to the end of a field that does not begin with a quote; quotes in it are literal.
  @inline(__always)
  mutating func unquoted() -> Stop {
    while true {
      let byte = copy(toControlOr: delimiter)
      if byte == delimiter { return .delimiter }
      switch byte {
      case FieldScanner.lineFeed:
        if position < end { return .lineEnd }
        return isFinal ? .endOfFile : .needMore
      case FieldScanner.carriageReturn: return lineEndAtCarriageReturn(position)
      case 0: return .nul
      default:
        position += 1
        written += 1
      }
    }
  }

  /// Goes to the end of a field that begins with a quote, at `position`.
  ///
  /// RFC 4180, and beyond it: a quote that neither closes the field nor is doubled is literal. Where the field then goes on
  /// over a line end, the quote in front of it most likely was no quote either, and what follows are other records.
  @inline(__always)
  mutating func quoted() -> Stop {
    position += 1
    var hasStrayQuote = false
    while true {
      let byte = copy(toControlOr: quote)
      if byte == quote {
        let next = position + 1
        if next == end {
          guard isFinal else { return .needMore }
          position = next
          return .endOfFile
        }
        let following = text[next]
        if following == quote {
          if endsField(next + 1) {
            switch closesUnescaped() {
            case .doubled: break
            case .needMore: return .needMore
            case .closing:
              position = next
              written += 1
              continue
            }
          }
          position += 2
          written += 1
          continue
        }
        if following == delimiter || following == FieldScanner.lineFeed {
          position = next
          return following == delimiter ? .delimiter : .lineEnd
        }
        if following == FieldScanner.carriageReturn {
          let stop = lineEndAtCarriageReturn(next)
          position = next
          return stop
        }
        // PHP leaves a quote behind a backslash as it is, also in a field of many lines.
        if !isEscape(before: position) { hasStrayQuote = true }
      } else if byte == FieldScanner.lineFeed {
        if position == end { return isFinal ? .unterminated : .needMore }
        lineBreaks += 1
        if hasStrayQuote { isRunaway = true }
      } else if byte == FieldScanner.carriageReturn {
        // Followed by a line feed it is that one that counts; at the end of the text at hand, where
        // a line feed stands as well, the record is parsed again or never ends.
        if text[position + 1] != FieldScanner.lineFeed {
          lineBreaks += 1
          if hasStrayQuote { isRunaway = true }
        }
      } else if byte == 0 {
        return .nul
      }
      position += 1
      written += 1
    }
  }

  /// Steps over the line end at `position`.
  @inline(__always)
  mutating func passLineEnd() {
    let isPair =
      text[position] == FieldScanner.carriageReturn && position + 1 < end
      && text[position + 1] == FieldScanner.lineFeed
    position += isPair ? 2 : 1
  }

  /// Whether a delimiter, a line end or the end of the text stands at a position.
  @inline(__always)
  func endsField(_ position: Int) -> Bool {
    let byte = text[position]
    return byte == delimiter || byte == FieldScanner.lineFeed
      || byte == FieldScanner.carriageReturn
  }

  /// A carriage return may be half of CRLF.
  @inline(__always)
  private func lineEndAtCarriageReturn(_ position: Int) -> Stop {
    position + 1 == end && !isFinal ? .needMore : .lineEnd
  }

  /// Copies up to the next byte that is `target` or below 0x0E, which includes NUL, tab and both
  /// line ends, and returns that byte.
  @inline(__always)
  private mutating func copy(toControlOr target: UInt8) -> UInt8 {
    let pattern = 0x0101_0101_0101_0101 &* UInt64(target)
    while true {
      let word = text.word(at: position)
      output.store(word, at: written)
      // A borrow may set bits above a byte that is hit, never below the first one.
      let difference = word ^ pattern
      let equal = (difference &- 0x0101_0101_0101_0101) & ~difference
      let control = (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word
      let hits = (equal | control) & 0x8080_8080_8080_8080
      if hits != 0 {
        let count = hits.trailingZeroBitCount >> 3
        position += count
        written += count
        return UInt8(truncatingIfNeeded: word &>> UInt64(count * 8))
      }
      position += 8
      written += 8
    }
  }
}
