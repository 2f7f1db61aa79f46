/// Tells whether a match key may have been met before: "no" is certain, "yes" is not.
///
/// A Bloom filter (B. H. Bloom, 1970) of four bits a key, all of them in one block of 512, so that memory is waited for once
/// and not four times (F. Putze, P. Sanders, J. Singler, 2007). Match keys are pseudo-random already: their upper bits choose
/// the block, their lower 36 the places in it. It is what lets a file of any size be read in flat memory: a key that is
/// wrongly taken for a repeated one only costs the audit a look-up.
struct KeyFilter: Sendable {
  /// Made with the first key: a filter is handed from thread to thread before, and copied.
  private var words: [UInt64] = []
  private let blockMask: UInt64

  /// - Parameter bits: its size, a power of two from 512 on. As it is, 32 MB for a file of any size: false alarms stay below one
  ///   in thirty up to some 17 million orders with two numbers each.
  init(bits: UInt64 = 1 << 28) {
    blockMask = bits / Self.blockBits - 1
  }

  private static let blockBits: UInt64 = 512

  /// Whether the key may have been added before; it has been, afterwards.
  mutating func mayContain(adding key: Int64) -> Bool {
    if words.isEmpty {
      words = Array(repeating: 0, count: Int((blockMask + 1) * Self.blockBits / 64))
    }
    let key = UInt64(bitPattern: key)
    let block = Int((key >> 36 & blockMask) * Self.blockBits / 64)
    var isNew = false
    for shift in stride(from: UInt64(0), through: 27, by: 9) {
      let place = key >> shift & (Self.blockBits - 1)
      let bit: UInt64 = 1 << (place & 63)
      let index = block + Int(place >> 6)
      if words[index] & bit == 0 {
        words[index] |= bit
        isNew = true
      }
    }
    return !isNew
  }
}
