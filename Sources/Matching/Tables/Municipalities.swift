/// Every municipality of Japan, found by the ways in which an address can begin with it: 札幌市北区 or
/// 北区, 石川郡石川町 or 石川町, 金沢市. Built once for the process.
///
/// 38 names belong to several municipalities (北区 to eleven cities and to 東京都). Those alone need
/// something in front to tell them apart; see ``Place/front``.
final class Municipalities: Sendable {
  static let shared = Municipalities(source)

  /// One municipality.
  struct Place: Sendable {
    /// Its prefecture; see ``Prefectures/scalars``.
    let prefecture: Int
    /// The number of its name without county or city; municipalities of one name share it.
    let name: Int
    /// What tells it from others of its name, in UTF-8: the city of a ward, else the prefecture.
    /// Empty when the name is its own.
    let front: [UInt8]
    /// Its name as the fold writes it.
    let text: [UInt8]
    /// The city of a ward; see ``cities``. -1 for all others, and for 京都市, where streets tell more than towns.
    let city: Int
    let region: Region
  }

  /// Where towns have rules of their own.
  enum Region: Sendable {
    /// 京都市: streets stand in front of the town.
    case kyoto
    /// Towns are counted in rows (条).
    case hokkaido
    case other
  }

  /// One way of writing the beginning of an address.
  struct Form: Sendable {
    /// Where its scalars begin and end in ``scalars``, and where among them the bare name begins.
    var begin = 0
    var name = 0
    var end = 0
    /// The municipalities that are written so, as a range of ``members``.
    let members: Range<Int>
    /// The city when its ward is left out, or was another one: the town has to tell it. Else -1.
    var city = -1
    /// Whether the municipality has another name now.
    var isFormer = false
    /// Whether the prefecture has to be written: elsewhere there was one of that name too.
    var needsPrefecture = false

    init(_ members: Range<Int>, city: Int = -1, isFormer: Bool = false) {
      (self.members, self.city, self.isFormer) = (members, city, isFormer)
    }
  }

  /// A city that has wards.
  struct City: Sendable {
    let prefecture: Int
    let name: String
  }

  let places: [Place]
  let cities: [City]
  let members: [Int]
  /// By their first two scalars, the longest first.
  let forms: [Form]
  /// The scalars of all forms, as `Municipalities.loose` leaves them.
  let scalars: [UInt32]
  /// An open table: the first two scalars (0 where none), and their range of `forms`.
  private let slots: [(key: UInt32, begin: UInt32, end: UInt32)]

  /// The forms that begin with these two scalars.
  @inline(__always)
  func forms(_ first: UInt32, _ second: UInt32) -> Range<Int> {
    let key = Municipalities.key(first, second)
    var slot = Municipalities.slot(key)
    while slots[slot].key != 0 {
      if slots[slot].key == key { return Int(slots[slot].begin)..<Int(slots[slot].end) }
      slot = (slot &+ 1) & Municipalities.mask
    }
    return 0..<0
  }

  private static let mask = 0x1FFF

  @inline(__always)
  private static func key(_ first: UInt32, _ second: UInt32) -> UInt32 {
    first << 16 | second & 0xFFFF
  }

  @inline(__always)
  private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 19) }

  /// ヶ and its like as が, ノ as の, ッ as つ: 鎌ケ谷市 is also written 鎌ヶ谷市.
  @inline(__always)
  static func loose(_ scalar: UInt32) -> UInt32 {
    guard scalar &- 0x3040 < 0xC0 || scalar == 0x4E4B || scalar == 0x4E43 else { return scalar }
    switch scalar {
    case 0x30F6, 0x30B1, 0x30AC, 0x30AB, 0x30F5: return 0x304C
    case 0x4E4B, 0x4E43, 0x30CE: return 0x306E
    case 0x3063, 0x30C4, 0x30C3: return 0x3064
    default: return scalar
    }
  }

  private init(_ source: String) {
    let rows = Municipalities.rows(source)
    var folder = Folder(municipalities: nil)
    func folded(_ text: String) -> [UInt32] {
      folder.load(Array(text.utf8).span, .place)
      return folder.scalars[..<folder.scalarCount].map { Municipalities.loose($0) }
    }
    // By the folded name: 鹿嶋市 and 鹿島市 come out as one.
    let names = rows.map { folded($0.name) }
    var numbers: [[UInt32]: Int] = [:]
    var counts: [Int] = []
    for name in names {
      if let number = numbers[name] {
        counts[number] += 1
      } else {
        numbers[name] = counts.count
        counts.append(1)
      }
    }

    var places: [Place] = []
    var cities: [City] = []
    var written: [[UInt32]: (name: Int, members: [Int])] = [:]
    var (qualifier, qualifierText): ([UInt32], String) = ([], "")
    for (index, row) in rows.enumerated() {
      let name = names[index]
      let number = numbers[name] ?? 0
      if row.isWard, row.qualifier != "京都市", cities.last?.name != row.qualifier {
        cities.append(City(prefecture: row.prefecture, name: row.qualifier))
      }
      places.append(
        Place(
          prefecture: row.prefecture, name: number,
          front: counts[number] == 1 ? [] : Array(row.front.utf8),
          text: folder.text(Array(row.name.utf8)),
          city: row.isWard && row.qualifier == cities.last?.name ? cities.count - 1 : -1,
          region: row.qualifier == "京都市" ? .kyoto : row.prefecture == 0 ? .hokkaido : .other))
      if row.qualifier != qualifierText {
        (qualifier, qualifierText) = (folded(row.qualifier), row.qualifier)
      }
      written[name, default: (0, [])].members.append(index)
      if !qualifier.isEmpty {
        written[qualifier + name, default: (qualifier.count, [])].members.append(index)
      }
    }

    var members: [Int] = []
    var forms: [Form] = []
    var scalars: [UInt32] = []
    var slots = [(key: UInt32, begin: UInt32, end: UInt32)](
      repeating: (0, 0, 0), count: Municipalities.mask + 1)
    var all: [(text: [UInt32], name: Int, form: Form)] = []
    for (text, form) in written {
      all.append((text, form.name, Form(members.count..<members.count + form.members.count)))
      members += form.members
    }
    for (number, city) in cities.enumerated() {
      for ward in [""] + (Municipalities.formerWards[city.name] ?? []) {
        all.append((folded(city.name + ward), 0, Form(0..<0, city: number)))
      }
    }
    for former in Municipalities.former {
      guard
        let place = rows.indices.first(where: {
          rows[$0].name == former.now && Prefectures.names[rows[$0].prefecture] == former.prefecture
        })
      else { continue }
      let form = Form(members.count..<members.count + 1, isFormer: true)
      members.append(place)
      var bare = form
      bare.needsPrefecture = former.needsPrefecture
      all.append((folded(former.name), 0, bare))
      if !former.county.isEmpty {
        let county = folded(former.county)
        all.append((county + folded(former.name), county.count, form))
      }
    }
    let buckets = Dictionary(grouping: all) { Municipalities.key($0.text[0], $0.text[1]) }
    for (key, bucket) in buckets {
      let begin = forms.count
      // The longest first; of two alike that of today.
      for (text, name, form) in bucket.sorted(by: {
        ($0.text.count, $1.form.isFormer ? 1 : 0) > ($1.text.count, $0.form.isFormer ? 1 : 0)
      }) {
        var form = form
        (form.begin, form.name, form.end) = (
          scalars.count, scalars.count + name, scalars.count + text.count
        )
        forms.append(form)
        scalars += text
      }
      var slot = Municipalities.slot(key)
      while slots[slot].key != 0 { slot = (slot + 1) & Municipalities.mask }
      slots[slot] = (key, UInt32(begin), UInt32(forms.count))
    }
    self.places = places
    self.cities = cities
    self.members = members
    self.forms = forms
    self.scalars = scalars
    self.slots = slots
  }

  /// One row of the table.
  struct Row {
    let prefecture: Int
    /// What may be left out in front of the name: a city, a county, or nothing.
    let qualifier: String
    let name: String

    /// Whether it is a ward of a city.
    var isWard: Bool { qualifier.utf8.suffix(3).elementsEqual("市".utf8) }

    /// What tells it from others of its name: the city of a ward, else the prefecture.
    var front: String { isWard ? qualifier : Prefectures.names[prefecture] }
  }

  /// The rows of the table.
  static func rows(_ source: String) -> [Row] {
    var result: [Row] = []
    var prefecture = 0
    var qualifier = ""
    for token in tokens(source) {
      let rest = { String(Substring(token.dropFirst())) }
      switch token.first {
      case 0x3D:  // =
        prefecture = Prefectures.names.firstIndex(of: rest()) ?? 0
        qualifier = ""
      case 0x3A:  // :
        qualifier = rest()
      default:
        result.append(
          Row(prefecture: prefecture, qualifier: qualifier, name: String(Substring(token))))
      }
    }
    return result
  }

  /// The words of a generated table.
  static func tokens(_ source: String) -> [Substring.UTF8View] {
    source.utf8.split { $0 == 0x20 || $0 == 0x0A }
  }
}

extension Folder {
  /// A name as it stands in a key.
  fileprivate mutating func text(_ utf8: [UInt8]) -> [UInt8] {
    load(utf8.span, place)
    walk(0, until: scalarCount)
    return Array(bytes[Folder.start..<end])
  }
}
