/// Recognises well-formed UTF-8 (RFC 3629, table 3-7 of the Unicode standard).
enum UTF8Scanner {
  /// What stands at the first position that is not well-formed.
  enum Stop {
    /// Nothing: all of it is well-formed.
    case end
    /// A sequence that is well-formed as far as it goes, and goes beyond the end.
    case incomplete
    /// An ill-formed sequence whose maximal subpart has this many bytes, 1 to 3.
    case illFormed(length: Int)
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Finds the first position from `start` on, before `end`, that is not well-formed.
  ///
  /// Words that begin before `end` may be read beyond it.
  static func scan(_ bytes: RawView, from start: Int, to end: Int) -> (position: Int, stop: Stop) {
    var position = start
    let lastWord = end - 8
    while position < end {
      if position <= lastWord {
        let word = bytes.word(at: position)
        let high = word & highBits
        if high == 0 {
          position = asciiRun(bytes, from: position + 8, to: end)
          continue
        }
        // To the first byte of a character beyond ASCII; most are of three bytes, most of those
        // begin with E1...EC, EE or EF and need no more than two continuation bytes.
        position += high.trailingZeroBitCount >> 3
        while position <= lastWord {
          let sequence = bytes.halfWord(at: position)
          guard sequence & 0x00C0_C0F0 == 0x0080_80E0 else { break }
          let lead = sequence & 0x0F
          if lead == 0 && sequence & 0x2000 == 0 { break }
          if lead == 0x0D && sequence & 0x2000 != 0 { break }
          position += 3
        }
        guard position < end else { break }
      }
      let lead = bytes[position]
      if lead < 0x80 {
        position += 1
        continue
      }
      let (length, stop) = sequence(bytes, at: position, to: end)
      if case .end = stop {
        position += length
      } else {
        return (position, stop)
      }
    }
    return (end, .end)
  }

  @inline(__always)
  private static func asciiRun(_ bytes: RawView, from start: Int, to end: Int) -> Int {
    var position = start
    while position <= end - 32 {
      let four =
        bytes.word(at: position) | bytes.word(at: position + 8) | bytes.word(at: position + 16)
        | bytes.word(at: position + 24)
      if four & highBits != 0 { break }
      position += 32
    }
    return position
  }

  /// Judges one sequence that does not begin with ASCII; `.end` means well-formed.
  private static func sequence(_ bytes: RawView, at position: Int, to end: Int) -> (Int, Stop) {
    let lead = bytes[position]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      second = 0xA0...0xBF
    case 0xED:
      length = 3
      second = 0x80...0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      second = 0x90...0xBF
    case 0xF1...0xF3: length = 4
    case 0xF4:
      length = 4
      second = 0x80...0x8F
    default: return (0, .illFormed(length: 1))
    }
    for offset in 1..<length {
      guard position + offset < end else { return (0, .incomplete) }
      let allowed = offset == 1 ? second : 0x80...0xBF
      guard allowed.contains(bytes[position + offset]) else {
        return (0, .illFormed(length: offset))
      }
    }
    return (length, .end)
  }
}
