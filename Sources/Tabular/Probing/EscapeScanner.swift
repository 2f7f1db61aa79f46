/// Looks for the escape sequences by which ISO-2022-JP (RFC 1468, RFC 2237, JIS X 0213) switches to Japanese characters.
///
/// All of its bytes are ASCII, so that nothing but these sequences tells it from a file in UTF-8.
struct EscapeScanner {
  /// Where the first sequence begins; nil as long as none was met.
  private(set) var found: Int64?

  /// How much of a sequence the bytes so far end with.
  private enum Progress { case none, escape, multiByte, singleByte, multiByteSet }
  private var progress = Progress.none
  private static let escape: UInt8 = 0x1B

  /// Whether the next bytes have to be looked at although no escape is among them.
  var isInside: Bool { progress != .none }

  /// Adds the next bytes of the file, which stand at `offset` in it.
  mutating func add(_ bytes: RawView, count: Int, offset: Int64) {
    for position in 0..<count where found == nil {
      let byte = bytes[position]
      guard byte != Self.escape else {
        progress = .escape
        continue
      }
      let length: Int64
      switch (progress, byte) {
      case (.none, _): continue
      case (.escape, UInt8(ascii: "$")): progress = .multiByte
      case (.escape, UInt8(ascii: "(")): progress = .singleByte
      case (.multiByte, UInt8(ascii: "(")): progress = .multiByteSet
      default:
        length = ends(with: byte)
        progress = .none
        if length > 0 { found = offset + Int64(position) - length + 1 }
      }
    }
  }

  /// The length of the sequence that a byte ends; 0 when it is none.
  private func ends(with byte: UInt8) -> Int64 {
    switch (progress, byte) {
    // JIS X 0208 of 1978 and of 1983.
    case (.multiByte, UInt8(ascii: "@")), (.multiByte, UInt8(ascii: "B")): 3
    // JIS X 0201, Roman and katakana.
    case (.singleByte, UInt8(ascii: "J")), (.singleByte, UInt8(ascii: "I")): 3
    // JIS X 0212, and JIS X 0213 in three ways.
    case (.multiByteSet, UInt8(ascii: "D")),
      (.multiByteSet, UInt8(ascii: "O")...UInt8(ascii: "Q")):
      4
    default: 0
    }
  }
}
