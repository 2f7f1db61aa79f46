/// Counts what tells text encodings apart, piece by piece.
struct ByteCensus {
  /// Ill-formed places after which a file that has hardly any long sequence need not be checked on.
  private static let enoughIllFormed = 1024
  /// Leads of three- or four-byte sequences for one ill-formed place, from which on a file is taken
  /// for damaged UTF-8. CP932 reaches no such ratio: three of its bytes in a row form one only
  /// by chance.
  private static let wellFormedPerIllFormed = 64

  /// Whether UTF-8's byte order mark stands at the start.
  var startsWithMark = false
  private var illFormed = 0
  /// Bytes from E0 on: each leads a sequence of three or four bytes, or is ill-formed.
  private var longLeads = 0
  private var nulAtEven = 0
  private var nulAtOdd = 0
  /// Bytes of the piece in which the first NUL was met.
  private var nulPiece = 0
  private var isUTF8Excluded = false
  private var escapes = EscapeScanner()
  /// Where the next piece stands in the file.
  private var offset: Int64 = 0

  /// Whether the rest of the file cannot change the answer.
  var isDecided: Bool { nulAtEven + nulAtOdd > 0 || escapes.found != nil }

  /// The answer for what has been added.
  var kind: FileKind {
    if nulAtEven + nulAtOdd > 0 { return isWide ? .utf16 : .binary }
    if let offset = escapes.found { return .iso2022JP(byteOffset: offset) }
    if startsWithMark { return .text(.utf8, byteOrderMark: true) }
    let isUTF8 =
      illFormed == 0
      || !isUTF8Excluded && longLeads >= illFormed * ByteCensus.wellFormedPerIllFormed
    return .text(isUTF8 ? .utf8 : .cp932, byteOrderMark: false)
  }

  /// UTF-16 has NULs on one side of its units only, one for every ASCII character.
  private var isWide: Bool {
    let more = max(nulAtEven, nulAtOdd)
    let fewer = min(nulAtEven, nulAtOdd)
    return more >= 2 && fewer * 50 <= more && more * 64 >= nulPiece
  }

  /// Adds the next bytes of the file.
  ///
  /// - Returns: how many were used; the rest is a character that goes on in the next piece.
  mutating func add(_ bytes: RawView, count: Int, isFinal: Bool) -> Int {
    var found = (nul: false, escape: false)
    var leads = 0
    tally(bytes, count: count, found: &found, leads: &leads)
    if found.nul { countNULs(bytes, count: count) }
    if found.escape || escapes.isInside { escapes.add(bytes, count: count, offset: offset) }
    let used = isUTF8Excluded ? count : checkUTF8(bytes, count: count, isFinal: isFinal)
    // A sequence cut by the end of the piece is counted with the next one.
    longLeads += leads - (used < count && bytes[used] >= 0xE0 ? 1 : 0)
    if illFormed >= ByteCensus.enoughIllFormed && longLeads < illFormed && !startsWithMark {
      isUTF8Excluded = true
    }
    offset += Int64(used)
    return used
  }

  private mutating func checkUTF8(_ bytes: RawView, count: Int, isFinal: Bool) -> Int {
    var position = 0
    while true {
      let (end, stop) = UTF8Scanner.scan(bytes, from: position, to: count)
      position = end
      switch stop {
      case .end: return count
      case .incomplete where !isFinal: return position
      case .incomplete:
        illFormed += 1
        return count
      case .illFormed(let length):
        illFormed += 1
        position += length
      }
    }
  }

  /// Looks for NULs and escapes and counts the bytes from E0 on, eight at a time.
  private func tally(
    _ bytes: RawView, count: Int, found has: inout (nul: Bool, escape: Bool), leads: inout Int
  ) {
    let highBits: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    var zeros: UInt64 = 0
    var escapes: UInt64 = 0
    var found = 0
    var position = 0
    while position <= count - 8 {
      let word = bytes.word(at: position)
      zeros |= (word &- ones) & ~word
      let escape = word ^ (ones &* 0x1B)
      escapes |= (escape &- ones) & ~escape
      found &+= (word & (word &<< 1) & (word &<< 2) & highBits).nonzeroBitCount
      position += 8
    }
    has.nul = zeros & highBits != 0
    has.escape = escapes & highBits != 0
    while position < count {
      if bytes[position] == 0 { has.nul = true }
      if bytes[position] == 0x1B { has.escape = true }
      if bytes[position] >= 0xE0 { found += 1 }
      position += 1
    }
    leads = found
  }

  private mutating func countNULs(_ bytes: RawView, count: Int) {
    nulPiece = count
    for position in 0..<count where bytes[position] == 0 {
      if position & 1 == 0 { nulAtEven += 1 } else { nulAtOdd += 1 }
    }
  }
}
