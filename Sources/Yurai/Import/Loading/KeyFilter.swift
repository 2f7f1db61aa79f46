/// Tells whether a match key may have been met before: "no" is certain, "yes" is not.
///
/// A Bloom filter (B. H. Bloom, 1970) of four bits a key. Match keys are pseudo-random already, so their two
/// halves choose the places (A. Kirsch, M. Mitzenmacher, 2006). It is what lets a file of any size be read in flat memory: a key that is wrongly
/// taken for a repeated one only costs the audit a look-up.
struct KeyFilter: Sendable {
  /// Made with the first key: a filter is handed from thread to thread before, and copied.
  private var words: [UInt64] = []
  private let mask: UInt64

  /// A filter for the keys of a file of so many bytes: an eighth of a bit for each, at most 32 MB.
  ///
  /// For orders, which rarely take fewer than 200 bytes, that keeps false alarms below one in forty up to
  /// some 17 million rows.
  init(fileBytes: Int64) {
    var bits: UInt64 = 1 << 16
    while bits < 1 << 28 && bits < UInt64(max(fileBytes, 0)) / 8 { bits <<= 1 }
    mask = bits - 1
  }

  /// Whether the key may have been added before; it has been, afterwards.
  mutating func mayContain(adding key: Int64) -> Bool {
    if words.isEmpty { words = Array(repeating: 0, count: Int((mask + 1) / 64)) }
    let key = UInt64(bitPattern: key)
    let step = key >> 32 | 1
    var place = key
    var isNew = false
    for _ in 0..<4 {
      if !set(place & mask) { isNew = true }
      place &+= step
    }
    return !isNew
  }

  /// Sets a bit; whether it was set already.
  private mutating func set(_ place: UInt64) -> Bool {
    let index = Int(place >> 6)
    let bit: UInt64 = 1 << (place & 63)
    let word = words[index]
    words[index] = word | bit
    return word & bit != 0
  }
}
