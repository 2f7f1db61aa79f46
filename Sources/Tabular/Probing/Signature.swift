/// The first bytes that give a file format away.
enum Signature {
  /// The format, nil when it may be text.
  static func kind(of bytes: RawView, count: Int) -> FileKind? {
    func begins(_ signature: [UInt8]) -> Bool {
      count >= signature.count && signature.indices.allSatisfy { bytes[$0] == signature[$0] }
    }
    if begins([0x1F, 0x8B]) { return .gzip }
    // A local file header, an empty archive, a spanned one.
    for last in [[0x03, 0x04], [0x05, 0x06], [0x07, 0x08]] as [[UInt8]]
    where begins([0x50, 0x4B] + last) { return .zip }
    if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compoundDocument }
    // UTF-32 little-endian begins with UTF-16's mark; big-endian with two NULs.
    if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) || begins([0x00, 0x00, 0xFE, 0xFF]) {
      return .utf16
    }
    return nil
  }

  static func hasByteOrderMark(_ bytes: RawView, count: Int) -> Bool {
    count >= 3 && bytes.halfWord(at: 0) & 0x00FF_FFFF == 0x00BF_BBEF
  }
}
