/// Towns that say which municipality is meant where its name alone does not.
///
/// Towns are kept as hashes (64 bits) of what the fold makes of them, with the municipality's name,
/// so that 北１６条西 and 北十六条西 are one. Built when the first such address comes.
final class TellingTowns: Sendable {
  static let shared = TellingTowns()

  /// The municipality by town and name; `several` when the town is in several of the name.
  private let places: [UInt64: Int]
  private let repeats: Set<UInt64>
  private let plains: Set<UInt64>
  private static let several = -1

  private init() {
    var folder = Folder(municipalities: nil)
    let indices = TellingTowns.indices()
    var places: [UInt64: Int] = [:]
    places.reserveCapacity(8_192)
    TellingTowns.read(TellingTowns.source, indices, &folder, withoutSilentKana: true) {
      place, hash in
      places[hash] = places[hash, default: place] == place ? place : TellingTowns.several
    }
    var repeats: Set<UInt64> = []
    TellingTowns.read(TellingTowns.repeated, indices, &folder, withoutSilentKana: false) {
      repeats.insert($1)
    }
    var plains: Set<UInt64> = []
    TellingTowns.read(TellingTowns.plain, indices, &folder, withoutSilentKana: false) {
      plains.insert($1)
    }
    self.places = places
    self.repeats = repeats
    self.plains = plains
  }

  /// Municipalities by what is put in front of them, and their name.
  static func indices() -> [String: Int] {
    var indices: [String: Int] = [:]
    for (index, row) in Municipalities.rows(Municipalities.source).enumerated() {
      indices[row.front + row.name] = index
    }
    return indices
  }

  /// Gives `body` every town of a table: its municipality, and its hash, begun with a number of the municipality.
  static func read(
    _ source: String, _ indices: [String: Int], _ folder: inout Folder,
    withoutSilentKana: Bool, seed: (Municipalities.Place) -> Int = { $0.name },
    _ body: (Int, UInt64) -> Void
  ) {
    var name = ""
    var place = 0
    var town: [UInt8] = []
    for token in Municipalities.tokens(source) {
      switch token.first {
      case 0x3D:  // =
        name = String(Substring(token.dropFirst()))
      case 0x3A:  // :
        place = indices[String(Substring(token.dropFirst())) + name] ?? 0
        town = []
      case .some(let digit) where digit < 0x3A:
        // So many characters are those of the town before.
        var end = 0
        for _ in 0x30..<digit {
          repeat { end += 1 } while end < town.count && town[end] & 0xC0 == 0x80
        }
        town.removeSubrange(end...)
        town += token.dropFirst()
        body(
          place,
          folder.hash(
            ofTown: town, seed(Municipalities.shared.places[place]),
            withoutSilentKana: withoutSilentKana))
      default:
        town = Array(token)
        body(
          place,
          folder.hash(
            ofTown: town, seed(Municipalities.shared.places[place]),
            withoutSilentKana: withoutSilentKana))
      }
    }
  }

  /// The municipality of the name with the number `name` in which the folded town `bytes` lies: the
  /// town has to stand in front of a number, of a section or of the end, and to exist in one
  /// municipality only.
  ///
  /// - Parameters:
  ///   - name: The number of the municipality's name.
  ///   - bytes: What follows the name.
  ///   - section: Where in it the first section (字) begins; 0 when there is none.
  /// - Returns: The municipality's index; nil when it is not certain.
  func place(_ name: Int, _ bytes: Span<UInt8>, section: Int) -> Int? {
    var found: Int?
    TellingTowns.forEachTown(name, bytes, section) { if let place = places[$0] { found = place } }
    return found == TellingTowns.several ? nil : found
  }

  /// Whether the ward of Kyoto with the name `name` has the folded town `bytes` more than once.
  func isRepeated(_ name: Int, _ bytes: Span<UInt8>) -> Bool {
    var result = false
    TellingTowns.forEachTown(name, bytes, 0) { if repeats.contains($0) { result = true } }
    return result
  }

  /// Whether the folded town `bytes` of a municipality in Hokkaido has lots outside its rows too.
  func isPlain(_ name: Int, _ bytes: Span<UInt8>) -> Bool {
    var hash = TellingTowns.seed(name)
    for index in bytes.indices { hash = TellingTowns.step(hash, bytes[index]) }
    return plains.contains(hash)
  }

  /// Longer than any town of the tables, in bytes.
  private static let limit = 96

  /// The hashes of every beginning of `bytes` that can be a whole town, the longest last.
  static func forEachTown(
    _ name: Int, _ bytes: Span<UInt8>, _ section: Int, _ body: (UInt64) -> Void
  ) {
    var hash = seed(name)
    for index in 0..<min(bytes.count, limit) {
      hash = step(hash, bytes[index])
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0x2D
      if next == 0x2D || isDigit(next) && !isDigit(bytes[index]) || index + 1 == section {
        body(hash)
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// FNV-1a, begun with a number: that of the municipality's name, or of its city.
  static func seed(_ name: Int) -> UInt64 {
    step(step(0xCBF2_9CE4_8422_2325, UInt8(name & 0xFF)), UInt8(name >> 8))
  }

  static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}

extension Folder {
  /// The hash of a town as it comes out in front of a number.
  fileprivate mutating func hash(
    ofTown town: [UInt8], _ name: Int, withoutSilentKana: Bool
  ) -> UInt64 {
    let utf8 = town + [0x20, 0x31]
    load(utf8.span, place)
    walk(0, until: scalarCount)
    if withoutSilentKana {
      nameEnd = Folder.start
      dropSilentKana()
    }
    end &-= 1
    if bytes[end &- 1] == 0x2D { end &-= 1 }
    var hash = TellingTowns.seed(name)
    for index in Folder.start..<end { hash = TellingTowns.step(hash, bytes[index]) }
    return hash
  }
}
