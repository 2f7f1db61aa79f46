// が and つ between two kanji of a town's name are spoken and often not written: 市谷 and 市ヶ谷, 阿佐谷 and 阿佐ヶ谷, 四谷 and 四ッ谷.
// Of 117,000 towns three pairs differ in nothing else, and つ alone parts none (Japan Post's postal code file, October 2026).

extension Folder {
  /// Drops them from the town, which is what stands between the municipality's name and the first number.
  mutating func dropSilentKana() {
    var index = nameEnd
    // 四谷 and 千駄ヶ谷 begin with a numeral, which is digits by now.
    while index < end, isDigitByte(index) { index &+= 1 }
    if index > nameEnd, isKana(index, 0xA4), isKanjiByte(index &+ 3) { drop(index) }
    while index &+ 6 <= end, !isDigitByte(index) {
      if index >= nameEnd &+ 3, isKanjiByte(index &- 3), isKanjiByte(index &+ 3),
        isKana(index, 0xA4) || isKana(index, 0x8C) && !isTelling(index)
      {
        drop(index)
      }
      index &+= bytes[index] < 0x80 ? 1 : bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
    }
  }

  /// Whether が tells two towns of one municipality apart: 榴ケ岡 and 榴岡 of 仙台市, 岩ケ崎 and 岩崎 of 村上市, 大ケ蔵連町 and
  /// 大蔵連町 of 豊田市.
  @inline(never)
  private func isTelling(_ index: Int) -> Bool {
    let around = Array(bytes[index &- 3..<index]) + Array(bytes[index &+ 3..<index &+ 6])
    return ["榴岡", "岩崎", "大蔵"].contains { Array($0.utf8) == around }
  }

  @inline(__always)
  private func isDigitByte(_ index: Int) -> Bool { bytes[index] >= 0x30 && bytes[index] <= 0x39 }

  /// が (0x8C) or つ (0xA4).
  @inline(__always)
  private func isKana(_ index: Int, _ last: UInt8) -> Bool {
    index &+ 3 <= end && bytes[index] == 0xE3 && bytes[index &+ 1] == 0x81
      && bytes[index &+ 2] == last
  }

  /// Whether a kanji of the basic plane begins here (U+4E00 to U+9FFF).
  @inline(__always)
  private func isKanjiByte(_ index: Int) -> Bool {
    index < end && bytes[index] >= 0xE4 && bytes[index] <= 0xE9
  }

  /// Takes the kana at `index` out.
  @inline(never)
  private mutating func drop(_ index: Int) {
    for position in index..<end &- 3 { bytes[position] = bytes[position &+ 3] }
    end &-= 3
    if sectionBegin > index { sectionBegin &-= 3 }
  }
}
