extension Folder {
  /// Folds a telephone number. See ``Fold/phone(_:)``.
  mutating func phone(_ utf8: Span<UInt8>) {
    loadPlain(utf8)
    var isInternational = putPhoneDigits()
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
    } else if isMissingZero {
      replacePrefix(0, by: 0x30)
    }
  }

  private var digitCount: Int { end &- Folder.start }

  /// A spreadsheet took the leading zero: nine digits are a fixed line without it, ten are a mobile
  /// or IP number, because no Japanese number without its zero is as long as that.
  private var isMissingZero: Bool {
    let first = bytes[Folder.start]
    guard first != 0x30 else { return false }
    return digitCount == 9
      || digitCount == 10 && first >= 0x35 && bytes[Folder.start &+ 1] == 0x30
  }

  private func digits(begin first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    digitCount >= 3 && bytes[Folder.start] == first && bytes[Folder.start &+ 1] == second
      && bytes[Folder.start &+ 2] == third
  }

  /// Writes the digits up to the first remark; `true` when a plus sign stood in front of them.
  @inline(__always)
  private mutating func putPhoneDigits() -> Bool {
    var hasPlus = false
    for index in 0..<scalarCount {
      let scalar = scalars[index]
      if scalar >= 0x30 && scalar <= 0x39 {
        put(UInt8(truncatingIfNeeded: scalar))
        continue
      }
      switch scalar {
      case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x5B, 0x5D, 0x30FC:  // space ( ) - . [ ] ー
        continue
      case 0x2B where digitCount <= 3:
        // Digits before the plus can only be 184 or 186.
        end = Folder.start
        hasPlus = true
      default:
        // Six digits are a number with or without its area code; what follows a letter, a slash
        // or a tilde then is an extension, a remark or a second number.
        if digitCount >= 6 { return hasPlus }
      }
    }
    return hasPlus
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
