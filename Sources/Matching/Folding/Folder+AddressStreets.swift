// Kyoto: an address names the crossing before the town, 寺町通御池上る上本能寺前町. Many leave it out, and
// nobody writes it the same way twice (御前西入, 御前通西入る), so it is dropped, unless only the
// crossing tells two towns of one name in the ward apart.

extension Folder {
  /// Writes what follows a ward of 京都市, without streets where that is safe.
  ///
  /// - Parameters:
  ///   - place: The ward.
  ///   - rest: Behind the ward's name.
  @inline(never)
  mutating func putTownOfKyoto(_ place: Int, _ rest: Int) {
    let town = afterStreets(rest)
    walk(town, until: scalarCount)
    guard town > rest, let ward = municipalities?.places[place].name,
      TellingTowns.shared.isRepeated(ward, bytes.span.extracting(nameEnd..<end))
    else { return }
    end = nameEnd
    walk(rest, until: scalarCount)
  }

  /// Skips streets up to the last 上る, 下る, 東入 or 西入 in front of a town; `index` when there is
  /// none, or when what follows is no town: 町 at its end, then a number, a gap or nothing.
  ///
  /// On its way it makes one spelling of those words, for the case that they are kept.
  private mutating func afterStreets(_ index: Int) -> Int {
    var town = -1
    var next = index
    scan: while next < scalarCount {
      switch scalars[next] {
      case 0x4E0A, 0x4E0B:  // 上 下
        var ru = next &+ 1
        if scalars[ru] == 0x304C || scalars[ru] == 0x30AC { ru &+= 1 }  // が ガ
        guard isRu(scalars[ru]) else { break }
        if ru > next &+ 1 { scalars[next &+ 1] = 0x20 }
        scalars[ru] = 0x308B
        town = ru &+ 1
        next = ru
      case 0x5165 where next > index && isDirection(scalars[next &- 1]):  // 東入 西入
        guard scalars[next &+ 1] != 0x753A else { break }
        if isRu(scalars[next &+ 1]) {
          scalars[next &+ 1] = 0x20
          next &+= 1
        }
        town = next &+ 1
      case 0x30...0x39:
        while isDigit(scalars[next &+ 1]) { next &+= 1 }
        // 千本東入1丁目下る counts blocks; any other digits are the lot.
        guard scalars[next &+ 1] == 0x4E01, scalars[next &+ 2] == 0x76EE else { break scan }
      default:
        break
      }
      next &+= 1
    }
    guard town >= 0 else { return index }
    town = afterBlock(town)
    return isTown(town) ? town : index
  }

  /// Skips what may stand between a crossing and its town: 5丁目, 西側.
  private func afterBlock(_ index: Int) -> Int {
    var index = index
    while isGap(scalars[index]) { index &+= 1 }
    var chome = index
    while isNumeral(chome) { chome &+= 1 }
    if chome > index, scalars[chome] == 0x4E01, scalars[chome &+ 1] == 0x76EE { index = chome &+ 2 }
    if isDirection(scalars[index]), scalars[index &+ 1] == 0x5074 { index &+= 2 }  // 側
    while isGap(scalars[index]) { index &+= 1 }
    return index
  }

  /// Whether a town of Kyoto begins here: 町, 町目 or 町南側 behind its first letter, then a number,
  /// a gap or the end.
  private func isTown(_ index: Int) -> Bool {
    var index = index &+ 1
    while index < scalarCount, !isDigit(scalars[index]), !isGap(scalars[index]) {
      if scalars[index] == 0x753A {
        var end = index &+ 1
        if scalars[end] == 0x76EE {
          end &+= 1  // 五町目
        } else if isDirection(scalars[end]), scalars[end &+ 1] == 0x5074 {
          end &+= 2  // 祇園町南側
        }
        let next = afterSeparators(end)
        if next > end || next >= scalarCount || isNumeral(next) { return true }
      }
      index &+= 1
    }
    return false
  }

  private func isRu(_ scalar: UInt32) -> Bool { scalar == 0x308B || scalar == 0x30EB }

  private func isDirection(_ scalar: UInt32) -> Bool {
    scalar == 0x6771 || scalar == 0x897F || scalar == 0x5357 || scalar == 0x5317
  }
}
