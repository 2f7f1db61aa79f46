/// The names that people of the mall have, ready to be copied into a row.
struct Names: Sendable {
  /// All ways of writing all surnames; a surname's ways are neighbours.
  let surnames: ByteTable
  /// Index of the first way of each surname in `surnames`, and one more for the end.
  private let firstWay: [Int]
  let givenNames: ByteTable
  let surnameRomaji: ByteTable
  let givenRomaji: ByteTable
  private let surnameKana: [ByteTable]
  private let givenKana: [ByteTable]

  init() {
    let surnameRows = Self.surnameSource.tableRows
    let givenRows = Self.givenNameSource.tableRows
    let ways = surnameRows.map { $0[0].split(separator: "|").map(String.init) }
    surnames = ByteTable(ways.joined())
    firstWay = ways.reduce(into: [0]) { starts, group in
      starts.append((starts.last ?? 0) + group.count)
    }
    givenNames = ByteTable(givenRows.map { $0[0] })
    surnameRomaji = ByteTable(surnameRows.map { $0[2] })
    givenRomaji = ByteTable(givenRows.map { $0[2] })
    surnameKana = KanaScript.allCases.map { script in
      ByteTable(surnameRows.map { script.write($0[1]) })
    }
    givenKana = KanaScript.allCases.map { script in
      ByteTable(givenRows.map { script.write($0[1]) })
    }
  }

  var surnameCount: Int { firstWay.count - 1 }
  var givenCount: Int { givenNames.count }

  /// How many ways there are to write a surname: 高橋 and 髙橋 are two.
  func wayCount(surname: Int) -> Int {
    firstWay[surname + 1] - firstWay[surname]
  }

  /// The index in `surnames` of one way of writing; any number is taken around.
  func way(surname: Int, _ number: Int) -> Int {
    firstWay[surname] + number % wayCount(surname: surname)
  }

  func surnameKana(_ script: KanaScript) -> ByteTable { surnameKana[script.rawValue] }
  func givenKana(_ script: KanaScript) -> ByteTable { givenKana[script.rawValue] }
}
