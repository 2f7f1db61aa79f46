/// Questions about kana, by scalar value.
enum Kana {
  /// Hiragana or katakana including the long vowel mark.
  @inline(__always)
  static func isLetter(_ scalar: UInt32) -> Bool { isHiragana(scalar) || isKatakana(scalar) }

  /// A hiragana letter.
  @inline(__always)
  static func isHiragana(_ scalar: UInt32) -> Bool { scalar >= 0x3041 && scalar <= 0x3096 }

  /// A katakana letter or the long vowel mark, but not the middle dot.
  @inline(__always)
  static func isKatakana(_ scalar: UInt32) -> Bool {
    scalar >= 0x30A1 && scalar <= 0x30FC && scalar != 0x30FB
  }

  /// The hiragana of a katakana letter; any other scalar as it is.
  @inline(__always)
  static func hiragana(_ scalar: UInt32) -> UInt32 {
    scalar >= 0x30A1 && scalar <= 0x30F6 ? scalar &- 0x60 : scalar
  }

  /// The letter with its voiced or semi-voiced mark (か to が, は to ぱ); `nil` when it takes none.
  static func joined(_ scalar: UInt32, semiVoiced: Bool) -> UInt32? {
    let isKatakana = scalar >= 0x30A1
    let plain = isKatakana ? scalar &- 0x60 : scalar
    switch plain {
    case 0x306F, 0x3072, 0x3075, 0x3078, 0x307B:  // は to ほ
      return scalar + (semiVoiced ? 2 : 1)
    case _ where semiVoiced:
      return nil
    case 0x304B, 0x304D, 0x304F, 0x3051, 0x3053, 0x3055, 0x3057, 0x3059, 0x305B, 0x305D,
      0x305F, 0x3061, 0x3064, 0x3066, 0x3068:  // か to と
      return scalar + 1
    case 0x3046:  // う
      return isKatakana ? 0x30F4 : 0x3094
    case 0x308F where isKatakana, 0x3090 where isKatakana, 0x3091 where isKatakana,
      0x3092 where isKatakana:  // ワ to ヲ
      return scalar + 8
    default:
      return nil
    }
  }
}

/// Questions about kanji, by scalar value.
enum Kanji {
  /// A kanji of the blocks in use: unified ideographs, extension A, the planes above.
  @inline(__always)
  static func isKanji(_ scalar: UInt32) -> Bool {
    scalar >= 0x3400 && scalar <= 0x9FFF || scalar >= 0xF900 && scalar <= 0xFAFF
      || scalar >= 0x20000
  }

  /// The value 0 to 9 of a kanji digit, including 壱 and 弐; `nil` for any other scalar.
  @inline(__always)
  static func digit(_ scalar: UInt32) -> UInt64? {
    switch scalar {
    case 0x3007: 0  // 〇
    case 0x4E00, 0x58F1: 1  // 一 壱
    case 0x4E8C, 0x5F10: 2  // 二 弐
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    default: nil
    }
  }

  /// The value of 十, 百 and 千; `nil` for any other scalar. 万 is too common in names of places.
  @inline(__always)
  static func unit(_ scalar: UInt32) -> UInt64? {
    switch scalar {
    case 0x5341: 10
    case 0x767E: 100
    case 0x5343: 1000
    default: nil
    }
  }
}
