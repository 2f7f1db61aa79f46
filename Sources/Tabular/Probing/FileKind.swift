/// What the bytes of a file say it is.
public enum FileKind: Sendable, Hashable {
  /// Text in this encoding; the byte order mark is UTF-8's.
  ///
  /// ASCII alone is UTF-8. With a byte order mark the encoding is always UTF-8.
  case text(TextEncoding, byteOrderMark: Bool)
  /// Compressed with gzip.
  case gzip
  /// A zip archive, which is also what an .xlsx workbook is.
  case zip
  /// A Microsoft compound document: an .xls workbook, or an .xlsx with a password.
  case compoundDocument
  /// UTF-16 or UTF-32, with a byte order mark or without.
  case utf16
  /// ISO-2022-JP, the JIS of mail: an escape sequence that switches to its characters begins at this offset.
  case iso2022JP(byteOffset: Int64)
  /// EUC-JP, the encoding of old Unix systems.
  case eucJP
  /// Something with NUL bytes that is none of these.
  case binary
  /// No byte at all, or a byte order mark alone.
  case empty
}
