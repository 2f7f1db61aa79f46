extension Folder {
  /// Folds a person's name. See ``Fold/name(_:)``.
  mutating func name(_ utf8: Span<UInt8>) { name(utf8, toHiragana: false) }

  /// Folds a reading. See ``Fold/kana(_:)``.
  mutating func kana(_ utf8: Span<UInt8>) { name(utf8, toHiragana: true) }

  private mutating func name(_ utf8: Span<UInt8>, toHiragana: Bool) {
    load(utf8, person)
    var previous: UInt32 = 0
    for index in 0..<scalarCount {
      var scalar = scalars[index]
      switch scalar {
      case 0x20, 0x22, 0x2C, 0x2E, 0x3001, 0x30FB:  // space " , . 、 ・
        continue
      case 0x2D where Kana.isLetter(previous):
        // A hyphen or minus after kana is a long vowel mark from the wrong key.
        scalar = 0x30FC
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

  /// Drops a trailing 様 that some exports append, unless nothing else is there.
  @inline(__always)
  private mutating func dropHonorific() {
    if end > Folder.start &+ 3, bytes[end &- 1] == 0x98, bytes[end &- 2] == 0xA7,
      bytes[end &- 3] == 0xE6
    {
      end &-= 3
    }
  }
}
