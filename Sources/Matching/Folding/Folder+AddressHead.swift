extension Folder {
  /// Skips a postal code in front of an address: 〒 and digits, or seven digits and what parts them.
  func afterPostalCode(_ index: Int) -> Int {
    var index = afterCommas(index)
    if scalars[index] == 0x65E5, scalars[index &+ 1] == 0x672C,
      isGap(scalars[index &+ 2]) || scalars[index &+ 2] == 0x2C || scalars[index &+ 2] == 0x3012
        || prefectures.beginning(scalars[index &+ 2], scalars[index &+ 3]) != nil
    {
      index = afterCommas(index &+ 2)  // 日本、〒101-0051
    }
    let begin = index
    let hasMark = scalars[index] == 0x3012
    if hasMark { index &+= 1 }
    var digits = 0
    while isDigit(scalars[index]) || isGap(scalars[index]) || scalars[index] == 0x2D
      || scalars[index] == 0x30FC
    {
      if isDigit(scalars[index]) { digits &+= 1 }
      index &+= 1
    }
    // Without the mark only seven digits in front of more text can be meant.
    return hasMark || digits == 7 && index < scalarCount ? afterCommas(index) : begin
  }

  /// The first scalar from `index` on that is neither a gap nor a comma.
  func afterCommas(_ index: Int) -> Int {
    var index = index
    while isGap(scalars[index]) || scalars[index] == 0x2C { index &+= 1 }
    return index
  }

  /// Skips the county (郡), which many leave out: at most four kanji in front of a town or village.
  ///
  /// This is for what the table of municipalities does not know, such as the towns of former times.
  /// 郡 also belongs to names of cities and towns: 郡山市, 大和郡山市, 蒲郡市, 郡上市, 上郡町.
  func afterCounty(_ index: Int) -> Int {
    var county = index
    while county < index &+ 5, county < scalarCount, scalars[county] != 0x90E1 {
      if scalars[county] == 0x5E02 || scalars[county] == 0x533A { return index }  // 市 区
      if scalars[county] == 0x753A { return index }  // 町
      county &+= 1
    }
    guard county > index, county < scalarCount, scalars[county] == 0x90E1 else { return index }
    var next = county &+ 1
    while isGap(scalars[next]) { next &+= 1 }
    if isMunicipality(scalars[next]) || scalars[next &+ 1] == 0x5E02 { return index }
    for candidate in (next &+ 1)..<max(next &+ 1, min(next &+ 9, scalarCount))
    where scalars[candidate] == 0x753A || scalars[candidate] == 0x6751 {
      return next
    }
    return index
  }

  private func isMunicipality(_ scalar: UInt32) -> Bool {
    scalar == 0x5E02 || scalar == 0x753A || scalar == 0x6751 || scalar == 0x533A  // 市町村区
  }
}
