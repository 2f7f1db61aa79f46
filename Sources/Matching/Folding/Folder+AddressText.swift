extension Folder {
  /// Writes the scalar at `index`, which begins no number; where to go on.
  @inline(__always)
  mutating func putText(_ index: Int) -> Int {
    let scalar = scalars[index]
    let next = scalars[index &+ 1]
    let previous = index > 0 ? scalars[index &- 1] : 0
    switch scalar {
    case 0x20, 0x30FB:  // a gap
      return index &+ 1
    case 0x2D, 0x30FC:  // - ー
      // Between kana either is a long vowel mark; elsewhere a dash only parts what is apart anyway.
      let isVowel = scalar == 0x30FC || Kana.isLetter(next)
      if Kana.isLetter(previous), isVowel, !isBeforeNumber(index) { put(0x30FC as UInt32) }
      return index &+ 1
    case 0x2C, 0x7B2C, 0x68DF:  // , 、 第 棟
      return putSeldom(index, previous)
    case 0x5927 where next == 0x5B57 && previous != 0x6587, 0x5C0F where next == 0x5B57:
      beginSection()
      return index &+ 2  // 大字 小字
    case 0x5B57:  // 字
      return putSection(index, previous: previous, next: next)
    case 0x30F6:  // ヶ
      put(0x304C as UInt32)
    case 0x30B1, 0x30AC, 0x30AB, 0x30F5:  // ケ ガ カ ヵ
      let isName = isInPlaceName(previous, next) && !isLoneLetterOfLot(index)
      // 三ケ1234 is 三ヶ1234.
      let isCounter = scalar == 0x30B1 && index > 0 && Kanji.digit(previous) != nil && isDigit(next)
      put(isName || isCounter ? 0x304C : scalar)
    case 0x306E where isNumeral(index &+ 1) && isLetterOfLot(index &- 1):  // ハの74
      return index &+ 1
    case 0x4E4B, 0x4E43:  // 之 乃
      put(0x306E as UInt32)
    case 0x30CE:  // ノ
      put(isInPlaceName(previous, next) && !isLoneLetterOfLot(index) ? 0x306E : scalar)
    case 0x3063:  // っ
      put(0x3064 as UInt32)
    case 0x30C4, 0x30C3:  // ツ ッ
      put(isInPlaceName(previous, next) && !isLoneLetterOfLot(index) ? 0x3064 : scalar)
    case 0x4E01 where previous == 0x756A:  // 番丁 and 番町
      put(0x753A as UInt32)
    case 0x968E where isNumber(before: index):  // 階
      put(0x66 as UInt8)
    case 0x5730 where next == 0x4E0B && isBasement(index &+ 2):  // 地下1階
      put(0x62 as UInt8)
      return index &+ 2
    default:
      put(scalar)
    }
    return index &+ 1
  }

  /// What `putText` does where it need not be fast.
  @inline(never)
  private mutating func putSeldom(_ index: Int, _ previous: UInt32) -> Int {
    switch scalars[index] {
    case 0x2C:
      // Between two numbers it parts two lots; elsewhere it parts what is apart anyway.
      let isBetween = end > Folder.start && isDigit(UInt32(bytes[end &- 1]))
      if isBetween, isNumeral(afterSeparators(index &+ 1)) { put(0x2C as UInt8) }
    case 0x7B2C where isNumberedSection(index &+ 1):  // 第6地割
      break
    case 0x68DF where isLatin(previous) && isNumeral(afterCommas(index &+ 1)):  // A棟202
      break
    default:
      put(scalars[index])
    }
    return index &+ 1
  }

  /// Whether one katakana letter stands alone at `index`: ハの74 is the lot ハ74.
  private func isLetterOfLot(_ index: Int) -> Bool {
    index >= 0 && Kana.isKatakana(scalars[index])
      && (index == 0 || !Kana.isLetter(scalars[index &- 1]))
  }

  /// Whether it does and is followed by what only follows such letters: カ部1, カ字50, カの1.
  @inline(never)
  private func isLoneLetterOfLot(_ index: Int) -> Bool {
    guard isLetterOfLot(index), index == 0 || !isNumeral(index &- 1) else { return false }
    switch scalars[index &+ 1] {
    case 0x5B57: return true  // 字
    case 0x90E8, 0x306E: return isNumeral(index &+ 2)  // 部 の
    default: return false
    }
  }

  /// Whether a number or a Latin letter follows, behind whatever parts it: ハイツー１０１ is ハイツ101, and タワー 1203
  /// is written タワ－1203 too.
  @inline(never)
  private func isBeforeNumber(_ index: Int) -> Bool {
    let next = afterSeparators(index &+ 1)
    return isNumeral(next) || isLatin(scalars[next])
  }

  private func isLatin(_ scalar: UInt32) -> Bool { scalar >= 0x61 && scalar <= 0x7A }

  /// Whether a number and 地割 begin at `index`.
  private func isNumberedSection(_ index: Int) -> Bool {
    var index = index
    guard isNumeral(index) else { return false }
    while isNumeral(index) { index &+= 1 }
    return scalars[index] == 0x5730 && scalars[index &+ 1] == 0x5272
  }

  /// ヶ and its like stand for が, ノ for の between kanji or hiragana, not inside a katakana word.
  @inline(__always)
  private func isInPlaceName(_ previous: UInt32, _ next: UInt32) -> Bool {
    (isDigit(previous) || Kanji.isKanji(previous) || Kana.isHiragana(previous))
      && (Kanji.isKanji(next) || Kana.isHiragana(next))
  }

  /// Drops 字 as the mark of a section (字), not as a part of a name (十文字, 十字街, 丁字, 万字).
  private mutating func putSection(_ index: Int, previous: UInt32, next: UInt32) -> Int {
    switch (previous, next) {
    case (0x6587, _), (0x5341, _), (0x4E01, _), (0x4E07, _), (0x306E, _), (_, 0x8857):
      put(0x5B57 as UInt32)
    default:
      beginSection()
    }
    return index &+ 1
  }

  /// Keeps where the first 字 behind a town's name was dropped.
  private mutating func beginSection() {
    if sectionBegin == 0, end > nameEnd { sectionBegin = end }
  }

  /// Whether a number stands directly in front of `index`.
  private func isNumber(before index: Int) -> Bool {
    var index = index &- 1
    while index >= 0, isGap(scalars[index]) { index &-= 1 }
    return index >= 0 && isNumeral(index)
  }

  /// Whether `index` begins a number and 階 or F.
  private func isBasement(_ index: Int) -> Bool {
    var index = index
    guard isNumeral(index) else { return false }
    while isNumeral(index) { index &+= 1 }
    return scalars[index] == 0x968E || scalars[index] == 0x66
  }
}
