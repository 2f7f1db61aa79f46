/// Towns that say in which ward of a city they lie: 静岡市追手町 can only be 静岡市葵区追手町.
///
/// Cities got wards while malls existed (さいたま 2003, 静岡 2005, 堺 2006, 新潟 and 浜松 2007, 岡山 2009, 相模原 2010, 熊本 2012), and
/// who lives there still leaves the ward out. Towns are kept as in ``TellingTowns``. Built when the first such address comes.
final class WardTowns: Sendable {
  static let shared = WardTowns()

  /// The ward by town and city.
  private let places: [UInt64: Int]

  private init() {
    var folder = Folder(municipalities: nil)
    var places: [UInt64: Int] = [:]
    places.reserveCapacity(12_288)
    TellingTowns.read(
      WardTowns.source, TellingTowns.indices(), &folder, withoutSilentKana: true,
      seed: { $0.city }
    ) { place, hash in
      places[hash] = places[hash, default: place] == place ? place : WardTowns.several
    }
    self.places = places
  }

  /// Two towns of the city that the fold takes for one.
  private static let several = -1

  /// The ward of the city with the number `city` in which the folded town `bytes` lies; see ``TellingTowns/place(_:_:section:)``.
  func place(_ city: Int, _ bytes: Span<UInt8>, section: Int) -> Int? {
    var found: Int?
    TellingTowns.forEachTown(city, bytes, section) { if let place = places[$0] { found = place } }
    return found == WardTowns.several ? nil : found
  }
}
