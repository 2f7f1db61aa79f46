extension Folder {
  /// Folds a person's name. See ``Fold/name(_:)``.
  mutating func name(_ utf8: Span<UInt8>) { name(utf8, toHiragana: false) }

  /// Folds a reading. See ``Fold/kana(_:)``.
  mutating func kana(_ utf8: Span<UInt8>) { name(utf8, toHiragana: true) }

  private mutating func name(_ utf8: Span<UInt8>, toHiragana: Bool) {
    load(utf8, person)
    var previous: UInt32 = 0
    var skipped = 0
    for index in 0..<scalarCount where index >= skipped {
      var scalar = scalars[index]
      switch scalar {
      case 0x20, 0x22, 0x2C, 0x2E, 0x3001, 0x30FB:  // space " , . 、 ・
        continue
      case 0x2D where Kana.isLetter(previous):
        // A hyphen or minus after kana is a long vowel mark from the wrong key.
        scalar = 0x30FC
      case 0x3D where Kana.isKatakana(previous) && Kana.isKatakana(scalars[index &+ 1]):
        continue  // マイケル＝ジャクソン
      case 0x28 where scalars[index &+ 2] == 0x29 && putCompanyForm(scalars[index &+ 1]):
        skipped = index &+ 3
        previous = 0
        continue
      default:
        break
      }
      put(toHiragana ? Kana.hiragana(scalar) : scalar)
      previous = scalar
    }
    dropHonorific()
    // "." as a whole name says nothing, but it is not blank.
    if end == Folder.start { putEverything() }
  }

  /// Writes what (株) and ㈱ stand for; `false` when the kanji stands for no form of a company.
  private mutating func putCompanyForm(_ kanji: UInt32) -> Bool {
    let form: StaticString
    switch kanji {
    case 0x682A: form = "株式会社"
    case 0x6709: form = "有限会社"
    case 0x540C: form = "合同会社"
    case 0x533B: form = "医療法人"
    default: return false
    }
    for index in 0..<form.utf8CodeUnitCount { put(form.utf8Start[index]) }
    return true
  }

  /// Drops a trailing 様, 殿 or 御中 that some exports append, unless nothing else is there.
  @inline(__always)
  private mutating func dropHonorific() {
    if end > Folder.start &+ 3, bytes[end &- 1] == 0x98, bytes[end &- 2] == 0xA7,
      bytes[end &- 3] == 0xE6
    {
      end &-= 3
    } else if end > Folder.start &+ 6, bytes[end &- 1] == 0xBF, bytes[end &- 2] == 0xAE,
      bytes[end &- 3] == 0xE6
    {
      end &-= 3  // 殿
    } else if end > Folder.start &+ 6, bytes[end &- 1] == 0xAD, bytes[end &- 2] == 0xB8,
      bytes[end &- 3] == 0xE4, bytes[end &- 4] == 0xA1, bytes[end &- 5] == 0xBE,
      bytes[end &- 6] == 0xE5
    {
      end &-= 6  // 御中
    }
  }
}
