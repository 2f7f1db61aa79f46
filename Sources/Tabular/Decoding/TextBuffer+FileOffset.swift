extension TextBuffer {
  /// Where in the file the character at a position of the window stands.
  ///
  /// Nothing is kept for this while reading. It counts back from the end of the text, whose place in
  /// the file is known, and is meant for errors.
  func fileOffset(of position: Int) -> Int64 {
    let replaced = pendingMarks.filter { $0.kind == .damage && self.position(of: $0) >= position }
    var next = 0
    var length = droppedAtEnd
    var at = position
    while at < end {
      if next < replaced.count && self.position(of: replaced[next]) == at {
        length += replaced[next].rawLength
        next += 1
        at += 3
        continue
      }
      length += rawLength(ofCharacterAt: at)
      at += 1
    }
    return decodedOffset - Int64(length)
  }

  /// Bytes of the file for the character that begins here; 0 inside one.
  private func rawLength(ofCharacterAt position: Int) -> Int {
    let byte = view[position]
    if isUTF8 || byte < 0x80 { return 1 }
    if byte & 0xC0 == 0x80 { return 0 }
    // U+FF61...U+FF9F, the half-width kana, are the single bytes A1...DF.
    let character = view.halfWord(at: position) & 0x00FF_FFFF
    let second = UInt8(character >> 8 & 0xFF)
    let third = UInt8(character >> 16)
    let isHalfWidth =
      byte == 0xEF && (second == 0xBD && third >= 0xA1 || second == 0xBE && third <= 0x9F)
    return isHalfWidth ? 1 : 2
  }
}
