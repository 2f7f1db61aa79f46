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
    let begin: Int
    let name: Int
    let end: Int
    /// The municipalities that are written so, as a range of ``members``.
    let members: Range<Int>
  }

  let places: [Place]
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
    var written: [[UInt32]: (name: Int, members: [Int])] = [:]
    var (qualifier, qualifierText): ([UInt32], String) = ([], "")
    for (index, row) in rows.enumerated() {
      let name = names[index]
      let number = numbers[name] ?? 0
      places.append(
        Place(
          prefecture: row.prefecture, name: number,
          front: counts[number] == 1 ? [] : Array(row.front.utf8),
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
    let buckets = Dictionary(grouping: written) { Municipalities.key($0.key[0], $0.key[1]) }
    for (key, bucket) in buckets {
      let begin = forms.count
      for (text, form) in bucket.sorted(by: { $0.key.count > $1.key.count }) {
        forms.append(
          Form(
            begin: scalars.count, name: scalars.count + form.name, end: scalars.count + text.count,
            members: members.count..<members.count + form.members.count))
        scalars += text
        members += form.members
      }
      var slot = Municipalities.slot(key)
      while slots[slot].key != 0 { slot = (slot + 1) & Municipalities.mask }
      slots[slot] = (key, UInt32(begin), UInt32(forms.count))
    }
    self.places = places
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

    /// What tells it from others of its name: the city of a ward, else the prefecture.
    var front: String {
      qualifier.utf8.suffix(3).elementsEqual("市".utf8) ? qualifier : Prefectures.names[prefecture]
    }
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
