/// Counts the pages of a PDF.
enum PDFPages {
  /// The number of page objects that stand there uncompressed; nil when there are none, or when the
  /// bytes are not a whole PDF.
  ///
  /// Good for WeasyPrint's own output, which has each object once: not for PDFs of others, which
  /// may hold earlier versions of a page.
  static func count(in bytes: [UInt8]) -> Int? {
    guard bytes.starts(with: "%PDF-".utf8), has("%%EOF", in: bytes.suffix(16)) else { return nil }
    let type = Array("/Type".utf8)
    let page = Array("/Page".utf8)
    var pages = 0
    var index = 0
    while let slash = bytes[index...].firstIndex(of: UInt8(ascii: "/")) {
      index = slash + 1
      guard bytes[slash...].starts(with: type) else { continue }
      let rest = bytes[(slash + type.count)...].drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
      guard rest.starts(with: page) else { continue }
      // /Pages is the tree, /PageLabel a label.
      if let next = rest.dropFirst(page.count).first, isLetter(next) { continue }
      pages += 1
    }
    return pages > 0 ? pages : nil
  }

  private static func has(_ text: String, in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: text.utf8) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "z")).contains(byte)
  }
}
