// Which municipality an address begins with, and what the key says of it.
//
// A key must be equal with and without the prefecture, and two municipalities of one name must not
// share one. Neither always writing the prefecture nor never writing it gives both, so the key
// names the municipality as far as the address makes it certain:
//
// - A name that is its own (金沢市, 石川町, 左京区) stands alone, whatever was written in front of it.
// - A name that several have gets in front what tells them apart, the city of a ward or else the
//   prefecture, when that is certain: because it, or the county, was written, or because the town
//   that follows exists in one of them only (北区紫野大徳寺町 can only lie in 京都市).
// - What is not certain is not completed: the name stands as it was written, and such a key equals
//   neither 東京都府中市府中町1 nor 広島県府中市府中町1.

extension Folder {
  /// How an address begins.
  struct Head {
    /// Where the municipality's name begins; where the address goes on when there is none.
    var begin: Int
    /// Behind the municipality's name.
    var rest: Int
    /// The prefecture's number when it was written, else -1.
    var prefecture = -1
    /// The municipality when what was written leaves no other, else -1.
    var place = -1
    /// The number of the municipality's name when others share it, else -1.
    var name = -1
    /// The number of the city when the ward of today was not written, else -1.
    var city = -1
    /// Whether the municipality has another name now than was written.
    var isFormer = false
    /// Where the municipality lies when it is certain and its towns have rules of their own.
    var region = Municipalities.Region.other
  }

  /// Skips prefecture, county and the city of a ward, so far as the municipality's name says it.
  func head(_ index: Int) -> Head {
    let index = afterRepetition(index)
    if let number = prefectures.beginning(scalars[index], scalars[index &+ 1]) {
      let length = prefectures.scalars[number].count
      if isPrefecture(number, index, length) {
        var rest = index &+ length
        rest = afterRepetition(afterCommas(rest))
        // Unless it is all there is.
        if rest < scalarCount {
          if let head = municipality(rest, number) { return head }
          let begin = afterCounty(rest)
          return Head(begin: begin, rest: begin, prefecture: number)
        }
      } else if isPrefecture(number, index, length &- 1),
        let head = municipality(index &+ length &- 1, number)
      {
        // 岩手花巻市: 県 may be missing where a municipality of that prefecture follows.
        return head
      }
    }
    if let head = municipality(index, -1) { return head }
    let begin = afterCounty(index)
    return Head(begin: begin, rest: begin)
  }

  /// Skips what is written twice: a form asks for the prefecture in a field of its own, and people write 千葉県千葉県船橋市 and
  /// 八王子市八王子市 with it.
  @inline(__always)
  private func afterRepetition(_ index: Int) -> Int {
    let first = scalars[index]
    var second = index &+ 2
    while second < min(index &+ 11, scalarCount) {
      if scalars[second] == first, let end = repetition(of: index, at: second) { return end }
      second &+= 1
    }
    return index
  }

  /// Where the second time begins when what stands from `index` on up to a gap in front of `second` stands at `second` again.
  @inline(never)
  private func repetition(of index: Int, at second: Int) -> Int? {
    var last = second &- 1
    while last > index, isGap(scalars[last]) || scalars[last] == 0x2C { last &-= 1 }
    switch scalars[last] {
    case 0x90FD, 0x9053, 0x5E9C, 0x770C, 0x5E02, 0x533A, 0x753A, 0x6751: break  // 都道府県市区町村
    default: return nil
    }
    let length = last &- index &+ 1
    guard length >= 2, second &+ length < scalarCount else { return nil }
    for offset in 0..<length where scalars[index &+ offset] != scalars[second &+ offset] {
      return nil
    }
    return second
  }

  /// Whether the first `length` scalars of a prefecture's name stand at `index`.
  @inline(__always)
  func isPrefecture(_ number: Int, _ index: Int, _ length: Int) -> Bool {
    guard index &+ length <= scalarCount else { return false }
    for offset in 2..<max(2, length)
    where scalars[index &+ offset] != prefectures.scalars[number][offset] { return false }
    return true
  }

  /// The municipality at `index`, of the prefecture when that is not -1: the longest that fits.
  @inline(__always)
  private func municipality(_ index: Int, _ prefecture: Int) -> Head? {
    guard let municipalities else { return nil }
    var index = index
    index = afterCommas(index)
    let (first, second) = (
      Municipalities.loose(scalars[index]), Municipalities.loose(scalars[index &+ 1])
    )
    for number in municipalities.forms(first, second) {
      let form = municipalities.forms[number]
      guard var head = match(form, municipalities, index) else { continue }
      if form.city >= 0 {
        let city = municipalities.cities[form.city]
        guard prefecture < 0 || city.prefecture == prefecture else { continue }
        (head.city, head.prefecture) = (form.city, prefecture)
        return head
      }
      if form.needsPrefecture, prefecture < 0 { continue }
      head.isFormer = form.isFormer
      var count = 0
      for member in form.members {
        let place = municipalities.members[member]
        if prefecture >= 0, municipalities.places[place].prefecture != prefecture { continue }
        head.place = place
        count &+= 1
      }
      if count == 0 { continue }
      let place = municipalities.places[head.place]
      head.prefecture = prefecture
      if !place.front.isEmpty { head.name = place.name }
      if count > 1 { head.place = -1 } else { head.region = place.region }
      return head
    }
    return nil
  }

  /// Where the name begins and ends when the form stands at `index`; a gap may part city and ward.
  @inline(__always)
  private func match(_ form: Municipalities.Form, _ table: Municipalities, _ index: Int) -> Head? {
    var index = index
    var begin = index
    for offset in form.begin..<form.end {
      if offset == form.name {
        index = afterCommas(index)
        begin = index
      }
      guard Municipalities.loose(scalars[index]) == table.scalars[offset] else { return nil }
      index &+= 1
    }
    return Head(begin: begin, rest: index)
  }

  /// Puts in front of a name that several municipalities have what tells which of them is meant.
  ///
  @inline(never)
  mutating func putFront(_ head: Head) {
    guard let municipalities else { return }
    var place = head.place
    if place < 0 { dropSilentKana() }
    if place < 0, let found = placeOfTown(head.name),
      head.prefecture < 0 || municipalities.places[found].prefecture == head.prefecture
    {
      place = found
      putTownAgain(place, head.rest)
    }
    if place >= 0 {
      insert(municipalities.places[place].front)
    } else if head.prefecture >= 0 {
      // 大阪府北区 is 大阪市北区 or 堺市北区, but none of the others.
      insert(Array(Prefectures.names[head.prefecture].utf8))
    }
  }

  /// Puts the ward where only its city stands, or the ward that it was, if the town lies in one ward only: cities got wards, and
  /// some still leave them out.
  @inline(never)
  mutating func putWard(_ head: Head) {
    dropSilentKana()
    guard let municipalities,
      let place = WardTowns.shared.place(
        head.city, bytes.span.extracting(nameEnd..<end),
        section: sectionBegin == 0 ? 0 : sectionBegin &- nameEnd)
    else { return }
    let ward = municipalities.places[place]
    let town = Array(bytes[nameEnd..<end])
    let shift = Folder.start &+ ward.front.count &+ ward.text.count &- nameEnd
    end = Folder.start
    for byte in ward.front { put(byte) }
    for byte in ward.text { put(byte) }
    nameEnd = end
    for byte in town { put(byte) }
    if sectionBegin > 0 { sectionBegin &+= shift }
    putTownAgain(place, head.rest)
  }

  private func placeOfTown(_ name: Int) -> Int? {
    TellingTowns.shared.place(
      name, bytes.span.extracting(nameEnd..<end),
      section: sectionBegin == 0 ? 0 : sectionBegin &- nameEnd)
  }

  /// Writes the town again now that its municipality is known, where towns have rules of their own.
  private mutating func putTownAgain(_ place: Int, _ rest: Int) {
    switch municipalities?.places[place].region {
    case .kyoto:
      end = nameEnd
      putTownOfKyoto(place, rest)
    case .hokkaido:
      end = nameEnd
      putTownOfHokkaido(place, rest)
    case .other, nil:
      break
    }
  }

  /// Puts bytes in front of the normal form.
  private mutating func insert(_ front: [UInt8]) {
    for index in stride(from: end &- 1, through: Folder.start, by: -1) {
      bytes[index &+ front.count] = bytes[index]
    }
    for (offset, byte) in front.enumerated() { bytes[Folder.start &+ offset] = byte }
    end &+= front.count
    nameEnd &+= front.count
  }
}
