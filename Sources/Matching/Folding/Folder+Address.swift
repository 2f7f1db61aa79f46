// The address fold. In walks over the scalars, after widths, variant kanji and look-alike dashes
// were folded by the table, it
//
// 1. drops a leading postal code and what the municipality's name says already: prefecture, county
//    (郡), the city in front of a ward; puts the ward that the town tells, and a municipality's name of
//    today for the one before; see Folder+AddressMunicipality.swift;
// 2. drops the streets in front of a town of Kyoto; see Folder+AddressStreets.swift;
// 3. turns every numeral, Arabic or kanji, into digits, and puts "-" between two numbers that
//    nothing but a unit (丁目, 番地, 番, 号, の), a dash, a space or a bracket parts;
// 4. drops those units and dashes everywhere else, 号室 with them, so that 1203号室 is 1203;
// 5. writes 階 as "f", drops 大字 and 字, and folds ヶ, ノ, ッ and the like inside place names;
// 6. drops が and つ where they are not always written; see Folder+AddressSilent.swift.
//
// Digits are never joined across a gap and never reordered: 1-23 and 12-3, 1-3-1 and 1-1-3 differ.

extension Folder {
  /// Folds an address. See ``Fold/address(_:)``.
  mutating func address(_ utf8: Span<UInt8>) {
    load(utf8, place)
    let head = head(afterPostalCode(0))
    nameInHokkaido = -1
    if head.isFormer, let municipalities {
      for byte in municipalities.places[head.place].text { put(byte) }
    } else if head.begin < head.rest {
      walk(head.begin, until: head.rest)
    }
    nameEnd = end
    sectionBegin = 0
    switch head.region {
    case .kyoto: putTownOfKyoto(head.place, head.rest)
    case .hokkaido: putTownOfHokkaido(head.place, head.rest)
    case .other: walk(head.rest, until: scalarCount)
    }
    if head.name >= 0 { putFront(head) }
    if head.city >= 0 { putWard(head) }
    if nameEnd > Folder.start { dropSilentKana() }
    if end == Folder.start { putEverything() }
  }

  /// Writes what stands from `index` on, up to `limit`, where no number may end.
  @inline(__always)
  mutating func walk(_ index: Int, until limit: Int) {
    var index = index
    var isAfterNumber = false
    while index < limit {
      if isAfterNumber {
        index = afterUnits(index)
        if index >= limit { break }
      }
      if isNumeral(index) {
        if isAfterNumber { put(0x2D as UInt8) }
        index = putNumber(index)
        isAfterNumber = true
      } else {
        let mark = end
        index = putText(index)
        // What wrote nothing (a space, a bracket) does not part two numbers.
        if end > mark { isAfterNumber = false }
      }
    }
  }

  // MARK: Numbers

  /// Whether a numeral begins at `index`: a digit, a kanji numeral, or a kana in its place (ニ丁目).
  @inline(__always)
  func isNumeral(_ index: Int) -> Bool {
    let scalar = scalars[index]
    if scalar < 0x3007 { return isDigit(scalar) }
    if Kanji.digit(scalar) != nil || Kanji.unit(scalar) != nil { return true }
    return (scalar == 0x30CB || scalar == 0x30CF) && scalars[index &+ 1] == 0x4E01
      && scalars[index &+ 2] == 0x76EE
  }

  @inline(__always)
  func isDigit(_ scalar: UInt32) -> Bool { scalar >= 0x30 && scalar <= 0x39 }

  /// Writes the number that begins at `index` in digits without leading zeros; where it ends.
  @inline(__always)
  private mutating func putNumber(_ index: Int) -> Int {
    guard isDigit(scalars[index]) else { return putKanjiNumber(index) }
    var index = index
    while scalars[index] == 0x30, isDigit(scalars[index &+ 1]) { index &+= 1 }
    while isDigit(scalars[index]) {
      put(UInt8(truncatingIfNeeded: scalars[index]))
      index &+= 1
    }
    return index
  }

  /// 二十四 is 24, 二〇一 is 201, 百三 is 103. A run is one number whatever it looks like.
  private mutating func putKanjiNumber(_ index: Int) -> Int {
    var index = index
    var sum: UInt64 = 0
    var current: UInt64 = 0
    var hasCurrent = false
    while index < scalarCount {
      let scalar = scalars[index]
      if let digit = Kanji.digit(scalar) {
        current = current &* 10 &+ digit
        hasCurrent = true
      } else if let unit = Kanji.unit(scalar) {
        sum = sum &+ (hasCurrent ? current : 1) &* unit
        current = 0
        hasCurrent = false
      } else if scalar == 0x25CB || scalar == 0x25EF, hasCurrent || sum > 0 {
        // ○ and ◯ inside of a number are 〇.
        current = current &* 10
        hasCurrent = true
      } else {
        break
      }
      index &+= 1
    }
    if sum == 0, !hasCurrent {
      // ニ or ハ in the place of 二 or 八.
      put((scalars[index] == 0x30CB ? 0x32 : 0x38) as UInt8)
      return index &+ 1
    }
    put(decimal: sum &+ current)
    return index
  }

  private mutating func put(decimal value: UInt64) {
    if value >= 10 { put(decimal: value / 10) }
    put(UInt8(truncatingIfNeeded: 0x30 &+ value % 10))
  }
}
