/// One address: a town, a lot, and for half of the people a room in a building.
struct Home: Equatable {
  var town: Int
  var chome: Int
  var block: Int
  var lot: Int
  /// Index in ``Buildings``; nil for a house.
  var building: Int?
  var room: Int

  init(town: Int, chome: Int, block: Int, lot: Int, building: Int? = nil, room: Int = 0) {
    self.town = town
    self.chome = chome
    self.block = block
    self.lot = lot
    self.building = building
    self.room = room
  }

  init(_ draw: inout Draw, towns: Int) {
    town = draw.below(towns)
    chome = draw.within(1...6)
    block = draw.within(1...39)
    lot = draw.within(1...30)
    building = draw.percent(48) ? draw.below(Buildings.count) : nil
    room = draw.within(1...9) * 100 + draw.within(1...8)
  }

  /// Another lot of the same block of flats' town: no written variant of the first.
  var elsewhere: Home {
    var other = self
    other.block += 40
    return other
  }
}

/// Names of buildings and how the room is written after them; always the same way, since the width
/// and the dashes of the lot are enough variety for one address.
enum Buildings {
  static let table = ByteTable([
    "コーポ山田", "グランドメゾン栄", "羽州本町ビル", "メゾン・ド・さくら", "第二青葉荘", "サンハイツ", "パークコート緑",
    "ひまわり団地", "レジデンス南", "ロイヤルマンション", "ハイム若葉", "カーサ白樺", "ソレイユ本町", "能代ハウス",
  ])
  static let count = 14
  /// Buildings from this index on write `1203号室`, those before write `1203`.
  static let firstWithSuffix = 7
}
