/// Tells EUC-JP from CP932, piece by piece, in a file that is neither UTF-8 nor binary.
///
/// Every byte of EUC-JP above ASCII is one of a pair from A1 to FE, but for half-width kana behind 8E and triples behind 8F. Text
/// in CP932 has lead bytes below A0, and a few of them rule EUC-JP out. What is left is text of half-width kana alone, single
/// bytes from A1 to DF: half of its words have an odd number of them, small letters stand in rows that JIS X 0208 leaves
/// empty, and read as pairs it has no kana that follow each other. Japanese in EUC-JP is full of those, in its names' readings
/// and its buildings; where it is not, bytes from E0 on in front of a comma are none that CP932 has.
struct EUCCensus {
  /// Pairs for one place that is no EUC-JP, from which on a file is taken for damaged EUC-JP.
  private static let pairsPerIllFormed = 64
  /// Ill-formed places after which a file with hardly any pairs need not be read on.
  private static let enoughIllFormed = 64
  /// Pairs for one place that is no CP932, up to which text without two kana in a row is taken for EUC-JP.
  private static let pairsPerNoCP932 = 16

  private var pairs = 0
  private var illFormed = 0
  /// Hiragana or katakana that follow one of the same kind.
  private var kanaInRow = 0
  /// The row of the character before this one, when that was kana.
  private var kanaRow: UInt8 = 0
  /// Bytes of a character that is not complete.
  private var first: UInt8 = 0
  private var second: UInt8 = 0
  private var other: CP932Census

  /// - Throws: `TabularError` when the C library has no CP932.
  init() throws(TabularError) { other = try CP932Census() }

  /// Whether the rest of the file cannot change the answer: it is not EUC-JP.
  var isExcluded: Bool {
    illFormed >= Self.enoughIllFormed && pairs < illFormed * Self.pairsPerIllFormed
  }

  /// The answer for what has been added.
  var isEUC: Bool {
    guard pairs > 0, pairs >= illFormed * Self.pairsPerIllFormed, other.isDoubtful else {
      return false
    }
    return kanaInRow > 0
      || other.illFormed > 1 && other.illFormed * Self.pairsPerNoCP932 >= pairs
  }

  /// Adds the next bytes of the file.
  mutating func add(_ bytes: RawView, count: Int) {
    for position in 0..<count {
      other.add(bytes[position])
      add(bytes[position])
    }
  }

  /// The file has ended.
  mutating func end() {
    if first != 0 { illFormed += 1 }
    other.end()
  }

  private mutating func add(_ byte: UInt8) {
    if first == 0 {
      begin(byte)
    } else if first == 0x8F, second == 0, (0xA1...0xFE).contains(byte) {
      second = byte
    } else if first == 0x8E ? (0xA1...0xDF).contains(byte) : (0xA1...0xFE).contains(byte) {
      complete(byte)
    } else {
      illFormed += 1
      (first, second, kanaRow) = (0, 0, 0)
      begin(byte)
    }
  }

  private mutating func begin(_ byte: UInt8) {
    switch byte {
    case ..<0x80: kanaRow = 0
    // Rows 9 to 12, 14 and 15 are empty; 13 has the circled digits of NEC.
    case 0xA9...0xAC, 0xAE, 0xAF: reject()
    case 0xA1...0xFE, 0x8E, 0x8F: first = byte
    default: reject()
    }
  }

  private mutating func reject() {
    illFormed += 1
    kanaRow = 0
  }

  private mutating func complete(_ byte: UInt8) {
    pairs += 1
    let isKana = first == 0xA4 && byte <= 0xF3 || first == 0xA5 && byte <= 0xF6
    if isKana, kanaRow == first { kanaInRow += 1 }
    kanaRow = isKana ? first : 0
    (first, second) = (0, 0)
  }
}

/// What the same bytes are as CP932.
private struct CP932Census {
  private let table: CP932Table
  private var lead: UInt8 = 0
  private var halfWidth = 0
  private var double = 0
  /// Places that CP932 does not have.
  private(set) var illFormed = 0

  init() throws(TabularError) { table = try CP932Table.shared.get() }

  /// Not all of it is CP932, or most of it half-width kana, of which nobody writes whole files but those that EUC-JP looks like.
  var isDoubtful: Bool { illFormed > 0 || halfWidth > double }

  mutating func end() {
    if lead != 0 { illFormed += 1 }
  }

  mutating func add(_ byte: UInt8) {
    if lead != 0 {
      let isAssigned = table.entries[Int(lead) << 8 | Int(byte)] != 0
      lead = 0
      if isAssigned {
        double += 1
        return
      }
      illFormed += 1
      // A lead byte before ASCII is damaged alone; see `Damage`.
      guard byte < 0x80 else { return }
    }
    switch byte {
    case ..<0x80: break
    case _ where CP932Table.isLead(byte): lead = byte
    case 0xA1...0xDF: halfWidth += 1
    default: illFormed += 1
    }
  }
}
