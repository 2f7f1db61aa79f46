extension Folder {
  /// Copies an identifier without the spaces around it: ASCII ones and below, U+00A0, U+3000.
  mutating func identifier(_ utf8: Span<UInt8>) {
    begin(utf8.count)
    var lower = 0
    var upper = utf8.count
    while lower < upper {
      let width = Folder.spaceWidth(utf8, at: lower, in: lower..<upper)
      if width == 0 { break }
      lower &+= width
    }
    while lower < upper {
      if utf8[upper &- 1] <= 0x20 {
        upper &-= 1
      } else if upper &- lower >= 2, Folder.spaceWidth(utf8, at: upper &- 2, in: lower..<upper) == 2
      {
        upper &-= 2
      } else if upper &- lower >= 3, Folder.spaceWidth(utf8, at: upper &- 3, in: lower..<upper) == 3
      {
        upper &-= 3
      } else {
        break
      }
    }
    // `begin` made room; a whole row comes this way, so many bytes are to be copied at a time.
    let start = end
    var out = bytes.mutableSpan
    for index in lower..<upper { out[unchecked: start &+ index &- lower] = utf8[unchecked: index] }
    end = start &+ upper &- lower
  }

  /// How many bytes the space at `index` has; 0 when there is none.
  @inline(__always)
  private static func spaceWidth(_ utf8: Span<UInt8>, at index: Int, in range: Range<Int>) -> Int {
    switch utf8[index] {
    case 0...0x20: 1
    case 0xC2 where index &+ 1 < range.upperBound && utf8[index &+ 1] == 0xA0: 2
    case 0xE3
    where index &+ 2 < range.upperBound && utf8[index &+ 1] == 0x80 && utf8[index &+ 2] == 0x80:
      3
    default: 0
    }
  }
}
