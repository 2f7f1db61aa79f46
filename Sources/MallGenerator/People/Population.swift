/// Derives people from their number: customers are 0..<customers, guests follow. People who only receive
/// gifts are numbered from ``strangers`` on; they have telephone numbers of a range of their own, so
/// that no search for a customer finds them by accident.
struct Population: Sendable {
  let seed: UInt64
  let names: Names
  let towns: Towns
  /// 東京都世田谷区松原.
  private let storyTown: Int

  static let strangers = 1 << 41

  /// Of a hundred customers, how many live with the customer before them: same surname, address, phone.
  private static let familyShare = 3
  /// Coprime to 10^7, so that neighbours do not get neighbouring numbers and no two get the same.
  private static let phoneFactor = 6_364_137
  private static let mailFactor = 4_294_967
  private static let tokyo = 13
  private static let osaka = 27

  init(seed: UInt64) {
    self.seed = seed
    names = Names()
    towns = Towns()
    storyTown = towns.index(postalCode: "1560043") ?? 0
  }

  func person(_ index: Int) -> Person {
    if index == 0 { return storyPerson }
    var person = single(index)
    guard joinsFamily(index), !joinsFamily(index - 1) else { return person }
    let head = single(index - 1)
    person.surname = head.surname
    person.way = head.way
    person.home = head.home
    person.phone = head.phone
    return person
  }

  /// Where a person lived before the last move.
  func oldHome(_ index: Int) -> Home {
    var draw = Draw(seed: seed, .oldHome, index)
    return Home(&draw, towns: towns.count)
  }

  private func joinsFamily(_ index: Int) -> Bool {
    guard index >= 2 else { return false }
    var draw = Draw(seed: seed, .household, index)
    return draw.percent(Self.familyShare)
  }

  private func single(_ index: Int) -> Person {
    var draw = Draw(seed: seed, .person, index)
    // The smaller of two draws: the commonest surnames stand first.
    let surname = min(draw.below(names.surnameCount), draw.below(names.surnameCount))
    let way = draw.below(6)
    let given = draw.below(names.givenCount)
    let home = Home(&draw, towns: towns.count)
    let prefix = phonePrefix(&draw, town: home.town)
    let phone = Phone(
      prefix: index < Self.strangers ? prefix : .internet,
      number: index % 10_000_000 * Self.phoneFactor % 10_000_000)
    let mail = Mail(
      domain: draw.below(Mail.domains.count), number: mailNumber(index), shape: draw.below(3))
    return Person(
      surname: surname, way: way, given: given, home: home, phone: phone, mail: mail)
  }

  private func phonePrefix(_ draw: inout Draw, town: Int) -> Phone.Prefix {
    let isLandline = draw.percent(20)
    let isOld = draw.percent(50)
    switch towns.prefectureNumbers[town] {
    case Self.tokyo where isLandline: return .tokyo
    case Self.osaka where isLandline: return .osaka
    default: return isOld ? .mobile090 : .mobile070
    }
  }

  private func mailNumber(_ index: Int) -> Int {
    let block = 10_000_000
    return index / block * block + index % block * Self.mailFactor % block
  }

  /// The person whose question started it all is the same under every seed, so that documentation
  /// can show her trail.
  private var storyPerson: Person {
    Person(
      surname: 2, way: 1, given: 0,
      home: Home(town: storyTown, chome: 2, block: 28, lot: 27, building: 1, room: 1203),
      phone: Phone(prefix: .mobile090, number: 1_234_567),
      mail: Mail(domain: 1, number: 0, shape: 0))
  }
}
