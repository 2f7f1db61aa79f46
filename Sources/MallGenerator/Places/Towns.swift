/// Real municipalities and towns with their postal codes, ready to be copied into a row.
struct Towns: Sendable {
  /// JIS X 0401, 1 (北海道) to 47 (沖縄県), one for each town.
  let prefectureNumbers: [Int]
  let prefectures: ByteTable
  /// Seven digits.
  let postalCodes: ByteTable
  let cities: ByteTable
  let names: ByteTable

  init() {
    let rows = Self.source.tableRows
    prefectureNumbers = rows.map { Int($0[0]) ?? 0 }
    prefectures = ByteTable(rows.map { $0[1] })
    postalCodes = ByteTable(rows.map { $0[2] })
    cities = ByteTable(rows.map { $0[3] })
    names = ByteTable(rows.map { $0[4] })
  }

  var count: Int { prefectureNumbers.count }

  func index(postalCode: String) -> Int? {
    (0..<count).first {
      postalCodes.bytes[postalCodes.range($0)].elementsEqual(postalCode.utf8)
    }
  }
}
