extension Scribe {
  func address(_ home: Home, _ hand: Hand, _ row: inout RowBuffer) {
    row.append(towns.prefectures, home.town)
    cityAndTown(home, &row)
    lotAndBuilding(home, hand, &row)
  }

  func prefecture(_ home: Home, _ row: inout RowBuffer) {
    row.append(towns.prefectures, home.town)
  }

  func city(_ home: Home, _ row: inout RowBuffer) {
    row.append(towns.cities, home.town)
  }

  func town(_ home: Home, _ row: inout RowBuffer) {
    row.append(towns.names, home.town)
  }

  func cityAndTown(_ home: Home, _ row: inout RowBuffer) {
    city(home, &row)
    town(home, &row)
  }

  func lotAndBuilding(_ home: Home, _ hand: Hand, _ row: inout RowBuffer) {
    lot(home, hand.lot, &row)
    guard let building = home.building else { return }
    row.append(hand.space == .full ? "　" : " ")
    row.append(Buildings.table, building)
    row.number(home.room)
    if building >= Buildings.firstWithSuffix { row.append("号室") }
  }

  private func lot(_ home: Home, _ form: Hand.LotForm, _ row: inout RowBuffer) {
    switch form {
    case .chome:
      row.number(home.chome)
      row.append("丁目")
      row.number(home.block)
      row.append("番")
      row.number(home.lot)
      row.append("号")
    case .fullWidth:
      row.number(home.chome, .full)
      row.append("－")
      row.number(home.block, .full)
      row.append("－")
      row.number(home.lot, .full)
    case .dashes:
      row.number(home.chome)
      row.append("-")
      row.number(home.block)
      row.append("-")
      row.number(home.lot)
    case .spacedMinus:
      // U+2212, which older converters make of the full-width hyphen.
      row.append(" ")
      row.number(home.chome)
      row.append("丁目")
      row.number(home.block)
      row.append("−")
      row.number(home.lot)
    }
  }

  func postalCode(_ home: Home, hyphen: Bool, _ row: inout RowBuffer) {
    let range = towns.postalCodes.range(home.town)
    row.bytes.append(contentsOf: towns.postalCodes.bytes[range.prefix(3)])
    if hyphen { row.append("-") }
    row.bytes.append(contentsOf: towns.postalCodes.bytes[range.dropFirst(3)])
  }

  /// The first three digits of a postal code, or the last four.
  func postalCodePart(_ part: Int, _ home: Home, _ row: inout RowBuffer) {
    let range = towns.postalCodes.range(home.town)
    row.bytes.append(
      contentsOf: towns.postalCodes.bytes[part == 0 ? range.prefix(3) : range.dropFirst(3)])
  }
}
