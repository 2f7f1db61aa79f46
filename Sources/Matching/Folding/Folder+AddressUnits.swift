extension Folder {
  /// Behind a number: skips what only says which kind of number it was, or parts it from the next.
  ///
  /// A unit is recognised by what follows it, because the same kanji begin names: 番町, 丁堀, 室町.
  func afterUnits(_ index: Int) -> Int {
    var index = index
    while index < scalarCount {
      let length = unitLength(index)
      if length == 0 { break }
      index &+= length
    }
    return index
  }

  @inline(__always)
  private func unitLength(_ index: Int) -> Int {
    let next = scalars[index &+ 1]
    switch scalars[index] {
    case 0x20, 0x30FB, 0x2D, 0x30FC:  // a gap, - ー
      return 1
    case 0x4E00:  // 一 between two digits is a dash from the wrong key
      return index > 0 && isDigit(scalars[index &- 1]) && isDigit(next) ? 1 : 0
    case 0x4E01:  // 丁
      if next == 0x76EE { return 2 }  // 目
      return isNumeral(afterSeparators(index &+ 1)) ? 1 : 0
    case 0x756A:  // 番
      switch next {
      case 0x5730:  // 地
        return 2
      case 0x753A, 0x4E01, 0x9928, 0x8857, 0x7D44, 0x76EE, 0x901A, 0x5272:  // 町丁館街組目通割
        return 0
      default:
        return 1
      }
    case 0x53F7:  // 号
      switch next {
      case 0x5BA4: return 2  // 室
      case 0x7DDA, 0x5730: return 0  // 線 地
      default: return 1
      }
    case 0x5BA4:  // 室, but neither 室町 nor the town 三室
      return (next == 0 || isGap(next)) && index > 0 && isDigit(scalars[index &- 1]) ? 1 : 0
    case 0x68DF:  // 棟 as in 5号棟601, which is also written 5-601
      return isNumeral(afterSeparators(index &+ 1)) ? 1 : 0
    case 0x5730:  // 地割 of Iwate
      return next == 0x5272 ? 2 : 0
    case 0x6761:  // 条 as in 北24条西6, which is also written 北24西6
      if next == 0x6771 || next == 0x897F || next == 0x5357 || next == 0x5317 { return 1 }
      return nameInHokkaido >= 0 && isNumeral(afterSeparators(index &+ 1)) && isRowOfHokkaido()
        ? 1 : 0
    case 0x306E, 0x30CE, 0x4E4B, 0x4E43, 0x4E3F:  // の ノ 之 乃 丿
      return isNumeral(index &+ 1) ? 1 : 0
    default:
      return 0
    }
  }

  /// A space, or a bracket or dot, which the table made a ・: it parts what stands around it.
  @inline(__always)
  func isGap(_ scalar: UInt32) -> Bool { scalar == 0x20 || scalar == 0x30FB }

  /// The first scalar from `index` on that is neither a gap nor a dash.
  func afterSeparators(_ index: Int) -> Int {
    var index = index
    while isGap(scalars[index]) || scalars[index] == 0x2D || scalars[index] == 0x30FC {
      index &+= 1
    }
    return index
  }
}
