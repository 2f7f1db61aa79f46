/// One of the operator's malls, with the days between which it was open.
struct Mall: Sendable {
  /// The name under which a mall was known from one day on.
  struct Name: Sendable {
    let name: String
    let kana: String
    let url: String
    let from: Int
  }

  let id: String
  /// In order of time; the next one's first day ends a name.
  let names: [Name]
  let openedOn: Int
  /// The last day open; nil while the mall trades.
  let closedOn: Int?

  func isOpen(day: Int) -> Bool {
    day >= openedOn && day <= closedOn ?? .max
  }

  static let operatorName = "株式会社よりみちモール運営"

  /// Indices in ``all`` that the generator refers to by name.
  static let tony = 0
  static let hidamari = 1

  static let all: [Mall] = [
    // Renamed on 1 January 2009: letters about older orders have to use the older name.
    Mall(
      id: "tony",
      names: [
        Name(
          name: "ドクタートニー健康館", kana: "ドクタートニーケンコウカン",
          url: "http://old.example.com/tony/", from: 0),
        Name(
          name: "ドクタートニー", kana: "ドクタートニー", url: "http://www.example.com/tony/",
          from: Calendar.day(2009, 1, 1)),
      ],
      openedOn: 0, closedOn: nil),
    Mall(
      id: "hidamari",
      names: [
        Name(
          name: "ひだまり横丁", kana: "ヒダマリヨコチョウ",
          url: "http://www.example.com/hidamari/", from: 0)
      ],
      openedOn: 0, closedOn: nil),
    Mall(
      id: "minato",
      names: [
        Name(
          name: "みなと市場", kana: "ミナトイチバ", url: "http://www.example.com/minato/", from: 0)
      ],
      openedOn: 0, closedOn: nil),
    // Closed for good; its orders are still there.
    Mall(
      id: "garage",
      names: [
        Name(
          name: "ガレージ通り", kana: "ガレージドオリ", url: "http://www.example.com/garage/",
          from: Calendar.day(2001, 4, 1))
      ],
      openedOn: Calendar.day(2001, 4, 1), closedOn: Calendar.day(2012, 3, 31)),
    Mall(
      id: "tabiji",
      names: [
        Name(
          name: "旅路の駅", kana: "タビジノエキ", url: "http://www.example.com/tabiji/",
          from: Calendar.day(2006, 4, 1))
      ],
      openedOn: Calendar.day(2006, 4, 1), closedOn: nil),
  ]
}
