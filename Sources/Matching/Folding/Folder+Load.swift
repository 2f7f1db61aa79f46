extension Folder {
  /// Decodes UTF-8 and maps every scalar through `table` into `scalars`.
  ///
  /// Ill-formed bytes become U+FFFD, one each. Afterwards every kind of space is U+0020, invisible
  /// characters are gone, and voiced marks are joined to their kana.
  mutating func load(_ utf8: Span<UInt8>, _ table: FoldTable) {
    begin(utf8.count)
    let allCells = table.cells
    let cells = allCells.span
    var out = scalars.mutableSpan
    var end = 0
    let count = utf8.count
    var index = 0
    while index < count {
      var scalar = UInt32(utf8[unchecked: index])
      index &+= 1
      if scalar >= 0x80 {
        scalar = Folder.decode(utf8, lead: scalar, &index)
        if scalar > 0xFFFF {
          scalar = table.supplementary(scalar)
          if scalar != 0 { Folder.append(scalar, to: &out, &end) }
          continue
        }
      }
      // `scalar` is at most U+FFFF here, and there are 65,536 cells.
      let cell = cells[unchecked: Int(scalar)]
      if cell & 0xF800 != 0xD800 {
        Folder.append(UInt32(cell), to: &out, &end)
      } else {
        Folder.expand(cell, scalar, table, to: &out, &end)
      }
    }
    for offset in 0..<Folder.padding { out[end &+ offset] = 0 }
    scalarCount = end
  }

  @inline(__always)
  private static func append(
    _ scalar: UInt32, to out: inout MutableSpan<UInt32>, _ end: inout Int
  ) {
    out[end] = scalar
    end &+= 1
  }

  /// The scalar that begins with the byte `lead`; `index` is behind it and is moved on.
  @inline(__always)
  private static func decode(
    _ utf8: Span<UInt8>, lead: UInt32, _ index: inout Int
  ) -> UInt32 {
    let length = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1
    guard lead >= 0xC2, lead <= 0xF4, index &+ length <= utf8.count else { return 0xFFFD }
    var scalar = lead & (0x3F >> UInt32(truncatingIfNeeded: length))
    for offset in 0..<length {
      let byte = utf8[index &+ offset]
      guard byte & 0xC0 == 0x80 else { return 0xFFFD }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let isWellFormed =
      switch length {
      case 1: true
      case 2: scalar >= 0x800 && scalar & 0xF800 != 0xD800
      default: scalar >= 0x10000 && scalar <= 0x10FFFF
      }
    guard isWellFormed else { return 0xFFFD }
    index &+= length
    return scalar
  }

  /// What a cell asks for that is not a scalar.
  @inline(never)
  private static func expand(
    _ cell: UInt16, _ scalar: UInt32, _ table: FoldTable,
    to out: inout MutableSpan<UInt32>, _ end: inout Int
  ) {
    let previous = end > 0 ? out[end - 1] : 0
    switch cell {
    case FoldTable.dropped:
      break
    case FoldTable.voiced, FoldTable.semiVoiced:
      if let joined = Kana.joined(previous, semiVoiced: cell == FoldTable.semiVoiced) {
        out[end - 1] = joined
      } else {
        append(cell == FoldTable.voiced ? 0x3099 : 0x309A, to: &out, &end)
      }
    case FoldTable.repeated:
      let isRepeatable = Kana.isLetter(previous) || Kanji.isKanji(previous)
      append(isRepeatable ? previous : scalar, to: &out, &end)
    case FoldTable.repeatedVoiced:
      append(Kana.joined(previous, semiVoiced: false) ?? scalar, to: &out, &end)
    default:
      for form in table.expansion(cell) { append(form, to: &out, &end) }
    }
  }
}
