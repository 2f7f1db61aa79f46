/// Invents the merchants and their periods, one kind of merchant after the other.
struct MarketBuilder {
  private let seed: UInt64
  private let calendar: Calendar
  private let towns: Towns
  private(set) var merchants: [Merchant] = []
  private(set) var tenancies: [Tenancy] = []

  /// Business names of the kind that stand in a register and that no customer has ever read.
  private static let legalStems = [
    "大和商事", "三協物産", "東栄通商", "北斗企画", "丸岡商会", "中央流通", "光洋貿易", "朝日堂", "藤川興業", "西浜産業", "富士見商店", "鶴岡食品",
    "能勢物産", "十勝開発", "表参堂", "オフィス結", "ネクストリーフ", "サンライズ企画", "山吹商会", "白浜通販",
  ]
  private static let legalForms = ["有限会社", "株式会社", "合資会社", "合同会社"]

  init(seed: UInt64, calendar: Calendar, towns: Towns) {
    self.seed = seed
    self.calendar = calendar
    self.towns = towns
  }

  /// The merchant of the story: left the mall in 2009, remembered by a name that the mall's does not contain.
  mutating func addStoryMerchant() {
    let opened = Calendar.day(2005, 4, 1)
    merchants.append(
      Merchant(
        id: "cocomin", name: "ココミン", legalName: "有限会社ココミン", address: "大阪府大阪市中央区",
        knownFrom: Calendar.day(2004, 11, 1), trade: 0, system: .canonical))
    tenancies.append(
      Tenancy(
        mall: Mall.tony, merchant: 0, storefront: "ちゃっかりダイエットココミン", role: "direct",
        openedOn: opened, closedOn: Calendar.day(2009, 3, 31)))
  }

  /// Merchants that keep their orders in a system of their own and hand in its exports.
  mutating func addExportingMerchants() -> [OrderSystem: Int] {
    let change = Calendar.day(2018, 7, 1)
    let periods: [(OrderSystem, mall: Int, from: Int, to: Int?)] = [
      (.rakutenOld, 1, 0, change - 1),
      (.rakutenNew, 2, change, nil),
      (.eccube, 1, 0, nil),
      (.nextEngine, 2, 0, nil),
    ]
    var result: [OrderSystem: Int] = [:]
    for (system, mall, from, to) in periods {
      let merchant = addMerchant(knownFrom: from, system: system)
      result[system] = tenancies.count
      add(mall: mall, merchant: merchant, from: from, to: to, again: false)
    }
    return result
  }

  /// One merchant for each mall that is there from the mall's first day to its last.
  mutating func addAnchors() -> [Int] {
    Mall.all.enumerated().map { mall, period in
      let merchant = addMerchant(knownFrom: period.openedOn)
      add(mall: mall, merchant: merchant, from: period.openedOn, to: period.closedOn, again: false)
      return tenancies.count - 1
    }
  }

  mutating func addOthers(count: Int) {
    for _ in 0..<count {
      var draw = Draw(seed: seed, .stay, merchants.count)
      let opened = draw.within(40...(calendar.tradingDays - 1_200))
      let merchant = addMerchant(knownFrom: max(0, opened - draw.within(30...400)))
      let malls = draw.percent(30) ? 2 : 1
      var mall = draw.below(Mall.all.count)
      for _ in 0..<malls {
        addStay(mall: mall, merchant: merchant, opened: opened + draw.below(300), &draw)
        mall = (mall + 1) % Mall.all.count
      }
    }
  }

  /// One merchant's time at one mall: some leave, and of those some come back under another name.
  private mutating func addStay(mall: Int, merchant: Int, opened: Int, _ draw: inout Draw) {
    let period = Mall.all[mall]
    let last = period.closedOn ?? .max
    let from = max(opened, period.openedOn + draw.below(200))
    let leaves = draw.percent(55)
    let until = from + draw.within(200...2_600)
    let pause = draw.within(45...400)
    let returns = draw.percent(35)
    guard from + 60 < last else { return }
    guard leaves, until < min(last, calendar.tradingDays) else {
      return add(mall: mall, merchant: merchant, from: from, to: period.closedOn, again: false)
    }
    add(mall: mall, merchant: merchant, from: from, to: until, again: false)
    if returns, until + pause + 60 < min(last, calendar.tradingDays) {
      add(
        mall: mall, merchant: merchant, from: until + pause, to: period.closedOn, again: true)
    }
  }

  private mutating func addMerchant(knownFrom: Int, system: OrderSystem = .canonical) -> Int {
    let number = merchants.count
    var draw = Draw(seed: seed, .merchant, number)
    let trade = draw.below(Trade.all.count)
    let legal = "\(draw.pick(Self.legalForms))\(draw.pick(Self.legalStems))"
    let town = draw.below(towns.count)
    let name = storefront(number, trade: trade)
    let digits = String(number)
    let id = "m" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let address =
      String(decoding: towns.prefectures.bytes[towns.prefectures.range(town)], as: UTF8.self)
      + String(decoding: towns.cities.bytes[towns.cities.range(town)], as: UTF8.self)
    merchants.append(
      Merchant(
        id: id, name: name, legalName: legal, address: address, knownFrom: knownFrom, trade: trade,
        system: system))
    return number
  }

  private mutating func add(mall: Int, merchant: Int, from: Int, to: Int?, again: Bool) {
    var draw = Draw(seed: seed, .merchant, 1_000_000 + tenancies.count)
    let name = merchants[merchant].name
    let prefix = again ? draw.pick(["新・", "帰ってきた", "おうちで", "元祖"]) : ""
    let suffix = draw.pick(["", "", "", "本店", "オンライン"])
    let roll = draw.below(100)
    let role: StaticString =
      roll < 80 ? "direct" : roll < 88 ? "entrusted" : roll < 95 ? "joint_use" : "succession"
    tenancies.append(
      Tenancy(
        mall: mall, merchant: merchant, storefront: prefix + name + suffix, role: role,
        openedOn: from, closedOn: to))
  }

  /// A different name for each number: stems and suffixes run through all their pairs.
  private func storefront(_ number: Int, trade: Int) -> String {
    let suffixes = Trade.all[trade].shopSuffixes
    let stem = Trade.stems[number % Trade.stems.count]
    let round = number / Trade.stems.count
    let suffix = suffixes[(round + number) % suffixes.count]
    let quarters = ["", "元町", "駅前", "山手", "川べり"]
    return quarters[round / suffixes.count % quarters.count] + stem + suffix
  }
}
