/// Finds out what a file is, and how its text is encoded, before it is read as records.
public struct FileProbe {
  /// Looks at the whole file.
  ///
  /// All of it, because headers are often pure ASCII and the first character of another kind may
  /// stand in the last row. Text is UTF-8 when all of it is well-formed; else CP932, unless ill-formed
  /// places are so few among UTF-8's long sequences that it must be UTF-8 with a few broken
  /// characters: CP932 would turn every name in such a file into another one, while
  /// `RecordReader` reports the broken places one by one as damage. What would be CP932 is read again, to tell EUC-JP from it:
  /// its first lines do where it is CP932.
  ///
  /// - Parameter path: a regular file; a pipe would be empty afterwards.
  /// - Returns: what the file is.
  /// - Throws: `TabularError` with `unreadable`, `directory` or `readFailed`; `encodingUnavailable` where
  ///   the C library has no CP932.
  public static func probe(path: String) throws(TabularError) -> FileKind {
    try probe(path: path, readSize: 256 << 10)
  }

  static func probe(path: String, readSize: Int) throws(TabularError) -> FileKind {
    let kind = try census(path, readSize)
    guard kind == .text(.cp932, byteOrderMark: false) else { return kind }
    return try isEUC(path, readSize) ? .eucJP : kind
  }

  private static func isEUC(_ path: String, _ readSize: Int) throws(TabularError) -> Bool {
    let file = try InputFile(path: path)
    let region = RawMemory(capacity: readSize)
    defer { extendLifetime(region) }
    var census = try EUCCensus()
    var offset: Int64 = 0
    while !census.isExcluded {
      let count = try file.read(readSize, into: region.view, at: 0, fileOffset: offset)
      if count == 0 {
        census.end()
        return census.isEUC
      }
      census.add(region.view, count: count)
      offset += Int64(count)
    }
    return false
  }

  private static func census(_ path: String, _ readSize: Int) throws(TabularError) -> FileKind {
    let file = try InputFile(path: path)
    let region = RawMemory(capacity: max(readSize, 64) + 64)
    defer { extendLifetime(region) }
    let bytes = region.view
    var census = ByteCensus()
    var count = 0
    var offset: Int64 = 0
    var atStart = true
    while true {
      let delivered = try file.read(readSize, into: bytes, at: count, fileOffset: offset)
      count += delivered
      offset += Int64(delivered)
      let isFinal = delivered == 0
      if atStart {
        // Signatures are at most eight bytes long.
        if count < 8 && !isFinal { continue }
        atStart = false
        if count == 0 { return .empty }
        if let kind = Signature.kind(of: bytes, count: count) { return kind }
        census.startsWithMark = Signature.hasByteOrderMark(bytes, count: count)
        if census.startsWithMark && count == 3 && isFinal { return .empty }
      }
      let used = census.add(bytes, count: count, isFinal: isFinal)
      count -= used
      bytes.copy(count, from: bytes, at: used, to: 0)
      if isFinal || census.isDecided { return census.kind }
    }
  }
}
