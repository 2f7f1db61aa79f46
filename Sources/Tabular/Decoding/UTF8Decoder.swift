/// Turns UTF-8 of doubtful form into UTF-8 that is well-formed.
enum UTF8Decoder {
  /// Copies well-formed stretches and puts U+FFFD for each maximal ill-formed subpart.
  ///
  /// - Parameters:
  ///   - raw: bytes of the file.
  ///   - count: how many there are.
  ///   - fileOffset: where `raw` stands in the file.
  ///   - isFinal: whether the file ends with `raw`: a sequence cut short is then ill-formed.
  ///   - text: receives the text; has room for three times `count`.
  ///   - start: where in `text` to begin.
  ///   - textOrigin: where `text` begins in all of the text.
  ///   - marks: receives one mark for each U+FFFD put in.
  /// - Returns: how far it came.
  static func decode(
    _ raw: RawView, count: Int, fileOffset: Int64, isFinal: Bool, into text: RawView, at start: Int,
    textOrigin: Int, marks: inout [Mark]
  ) -> DecodingProgress {
    var consumed = 0
    var end = start
    while true {
      let (position, stop) = UTF8Scanner.scan(raw, from: consumed, to: count)
      text.copy(position - consumed, from: raw, at: consumed, to: end)
      end += position - consumed
      consumed = position
      let length: Int
      switch stop {
      case .end: return DecodingProgress(consumed: consumed, written: end - start)
      case .incomplete where !isFinal:
        return DecodingProgress(consumed: consumed, written: end - start)
      case .incomplete: length = count - position
      case .illFormed(let subpart): length = subpart
      }
      marks.append(
        Mark(
          kind: .damage, textPosition: textOrigin + end, fileOffset: fileOffset + Int64(position),
          rawLength: length))
      text.store(UInt32(0x00BD_BFEF), at: end)
      end += 3
      consumed += length
    }
  }
}
