/// Turns CP932 into UTF-8.
///
/// All of the bytes are decoded before any is parsed: the trail byte of 表, ソ, 能 and 39 others is
/// 0x5C, and a trail byte may be a letter, but never a quote, a comma or a line end.
enum CP932Decoder {
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Decodes what is whole and puts U+FFFD for what is not assigned; see `Damage`.
  ///
  /// - Parameters:
  ///   - raw: bytes of the file.
  ///   - count: how many there are.
  ///   - fileOffset: where `raw` stands in the file.
  ///   - isFinal: whether the file ends with `raw`: a lone lead byte is then damage.
  ///   - table: what the codes stand for.
  ///   - text: receives the text; has room for three times `count`.
  ///   - start: where in `text` to begin.
  ///   - textOrigin: where `text` begins in all of the text.
  ///   - marks: receives one mark for each U+FFFD put in and each user-defined character.
  /// - Returns: how far it came.
  static func decode(
    _ raw: RawView, count: Int, fileOffset: Int64, isFinal: Bool, table: CP932Table,
    into text: RawView, at start: Int, textOrigin: Int, marks: inout [Mark]
  ) -> DecodingProgress {
    let entries = table.entries.span
    let lastWord = count - 8
    var position = 0
    var end = start
    while position < count {
      if position <= lastWord {
        let word = raw.word(at: position)
        let high = word & highBits
        text.store(word, at: end)
        let ascii = high == 0 ? 8 : high.trailingZeroBitCount >> 3
        position += ascii
        end += ascii
        if high == 0 { continue }
      }
      var byte = raw[position]
      if byte < 0x80 {
        text[end] = byte
        position += 1
        end += 1
        continue
      }
      // Japanese comes in runs: stay here until the next ASCII byte.
      repeat {
        var entry = entries[Int(byte)]
        var length = 1
        if entry == 0 && CP932Table.isLead(byte) {
          guard position + 1 < count || isFinal else {
            return DecodingProgress(consumed: position, written: end - start)
          }
          if position + 1 < count {
            let trail = raw[position + 1]
            entry = entries[Int(byte) << 8 | Int(trail)]
            length = entry == 0 && trail < 0x80 ? 1 : 2
          }
          if CP932Table.isGaijiLead(byte) && entry != 0 {
            marks.append(
              Mark(
                kind: .gaiji, textPosition: textOrigin + end,
                fileOffset: fileOffset + Int64(position), rawLength: 2))
          }
        }
        if entry == 0 {
          marks.append(
            Mark(
              kind: .damage, textPosition: textOrigin + end,
              fileOffset: fileOffset + Int64(position), rawLength: length))
          entry = 0x03BD_BFEF
        }
        text.store(entry & 0x00FF_FFFF, at: end)
        end += Int(entry >> 24)
        position += length
        guard position < count else { break }
        byte = raw[position]
      } while byte >= 0x80
    }
    return DecodingProgress(consumed: position, written: end - start)
  }
}
