extension Folder {
  /// Folds a telephone number. See ``Fold/phone(_:)``.
  mutating func phone(_ utf8: Span<UInt8>) {
    loadPlain(utf8)
    let reading = putPhoneDigits()
    var isInternational = reading.hasPlus
    guard end > Folder.start else { return putEverything() }

    // 184 and 186 in front hide and show the caller's number; they are not part of the callee's.
    if !isInternational, digits(begin: 0x31, 0x38, 0x34) || digits(begin: 0x31, 0x38, 0x36),
      digitCount > 9, bytes[Folder.start &+ 3] == 0x30
    {
      replacePrefix(3, by: nil)
    }
    if !isInternational, digits(begin: 0x30, 0x31, 0x30), digitCount > 11 {
      // 010 dials abroad from Japan; no area code begins with it.
      isInternational = true
      replacePrefix(3, by: nil)
    } else if !isInternational, digits(begin: 0x30, 0x30, 0x38), digitCount > 10,
      bytes[Folder.start &+ 3] == 0x31
    {
      isInternational = true
      replacePrefix(2, by: nil)
    }

    let isJapan = bytes[Folder.start] == 0x38 && digitCount > 1 && bytes[Folder.start &+ 1] == 0x31
    if isJapan, isInternational || digitCount >= 11 {
      // "+81 (0)90": the trunk zero is there already.
      let hasTrunkZero = digitCount > 2 && bytes[Folder.start &+ 2] == 0x30
      replacePrefix(hasTrunkZero ? 3 : 2, by: 0x30)
    } else if isInternational {
      replacePrefix(0, by: 0x2B)
    } else if isMissingZero(firstGroup: reading.firstGroup) {
      replacePrefix(0, by: 0x30)
    }
  }

  private var digitCount: Int { end &- Folder.start }

  /// A spreadsheet took the leading zero: nine digits are a fixed line without it, ten are a mobile
  /// or IP number, because no Japanese number without its zero is as long as that. Written as 808-555-1234 it is an
  /// American one.
  private func isMissingZero(firstGroup: Int) -> Bool {
    let first = bytes[Folder.start]
    guard first != 0x30 else { return false }
    if digitCount == 10, firstGroup == 3 { return false }
    return digitCount == 9
      || digitCount == 10 && first >= 0x35 && bytes[Folder.start &+ 1] == 0x30
  }

  private func digits(begin first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    digitCount >= 3 && bytes[Folder.start] == first && bytes[Folder.start &+ 1] == second
      && bytes[Folder.start &+ 2] == third
  }

  /// Writes the digits up to the first remark, extension or second number: whether a plus sign stood in front of them, and
  /// how many stood together in front of the first sign that parts them.
  @inline(__always)
  private mutating func putPhoneDigits() -> (hasPlus: Bool, firstGroup: Int) {
    var hasPlus = false
    var firstGroup = 0
    var index = 0
    while index < scalarCount {
      let scalar = scalars[index]
      index &+= 1
      if scalar >= 0x30 && scalar <= 0x39 {
        put(UInt8(truncatingIfNeeded: scalar))
        continue
      }
      // A complete national number ends at whatever is no digit.
      if isCompleteAtHome { break }
      if firstGroup == 0 { firstGroup = digitCount }
      switch scalar {
      case 0x28 where hasPlus && scalars[index] == 0x30 && scalars[index &+ 1] == 0x29:
        index &+= 2  // +44 (0)20
      case 0x2E where digitCount >= 9 && scalars[index] == 0x30 && index &+ 1 == scalarCount:
        index &+= 1  // 9012345678.0, as a spreadsheet writes it
      case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x5B, 0x5D, 0x30FC:  // space ( ) - . [ ] ー
        continue
      case 0x2B where digitCount <= 3:
        // Digits before the plus can only be 184 or 186.
        end = Folder.start
        hasPlus = true
      case 0x27, 0x2A, 0x2C, 0x2F, 0x3A, 0x3D, 0x5C, 0x5F, 0x7E, 0x3001, 0x3002, 0x306E, 0x30FB,
        0x4E00, 0xFF5E, 0x301C:
        // ' * , / : = \ _ ~ 、 。 の ・ 一: signs that some write between the groups, and others between two numbers.
        if digitCount >= (hasPlus ? 10 : 8), !isBegunAtHome { return (hasPlus, firstGroup) }
      default:
        // Six digits are a number with or without its area code; what follows a letter then is an extension or a remark.
        if digitCount >= 6 { return (hasPlus, firstGroup) }
      }
    }
    return (hasPlus, firstGroup)
  }

  /// Whether the digits begin like a number with its area code: 0, but neither 00 nor 010, which dial abroad.
  private var isBegunAtHome: Bool {
    guard digitCount >= 3, bytes[Folder.start] == 0x30 else { return false }
    let (second, third) = (bytes[Folder.start &+ 1], bytes[Folder.start &+ 2])
    return second != 0x30 && !(second == 0x31 && third == 0x30)
  }

  /// Whether they are all of it: eleven of a mobile or IP number, of 0800 too, else ten.
  private var isCompleteAtHome: Bool {
    guard isBegunAtHome else { return false }
    let isLong = bytes[Folder.start &+ 1] >= 0x35 && bytes[Folder.start &+ 2] == 0x30
    return digitCount >= (isLong ? 11 : 10)
  }

  /// Replaces the first `count` digits by one byte or none.
  private mutating func replacePrefix(_ count: Int, by byte: UInt8?) {
    let kept = byte == nil ? 0 : 1
    if kept > count {
      for index in stride(from: end, to: Folder.start, by: -1) { bytes[index] = bytes[index &- 1] }
    } else {
      for index in (Folder.start &+ count)..<end { bytes[index &- count &+ kept] = bytes[index] }
    }
    if let byte { bytes[Folder.start] = byte }
    end = end &- count &+ kept
  }
}
