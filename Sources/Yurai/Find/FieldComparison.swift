internal import Matching
internal import Rendering

/// How two values of a field agree, between people who need not be the same: strictly.
///
/// Within one customer's own events a fold may be generous. Here a wrong match discloses a stranger's
/// life, so what the fold leaves out of an address (its prefecture) must not contradict either.
enum FieldComparison {
  /// A value that was asked for, folded once for all that it is compared with.
  struct Asked {
    let field: SearchField
    let typed: String
    let folded: String

    init(_ field: SearchField, _ typed: String) {
      self.field = field
      self.typed = typed
      folded = FieldComparison.fold(field, typed)
      isKana = field == .name && FindQuery.isKana(typed)
    }

    /// Whether it is a name that says no more than its reading.
    let isKana: Bool

    /// The agreement of a name in kana alone with the reading that is held, or with a name in kana alone; nil when they
    /// differ.
    func compare(reading held: [SearchField: String]) -> Agreement? {
      guard isKana else { return nil }
      let readings = [held[.nameKana], held[.name].flatMap { FindQuery.isKana($0) ? $0 : nil }]
      return readings.contains { $0.map(Fold.kana) == Fold.kana(typed) } ? .key : nil
    }

    /// The agreement with what is held; nil when they differ.
    func compare(held: String) -> Agreement? {
      if typed == held { return .typed }
      let other = FieldComparison.fold(field, held)
      guard !folded.isEmpty, !other.isEmpty else { return nil }
      if folded == other {
        return field == .address && FieldComparison.areInDifferentPrefectures(typed, held)
          ? nil : .key
      }
      return FieldComparison.isSimilar(field, folded, other) ? .similar : nil
    }
  }

  /// The normal form that is compared.
  static func fold(_ field: SearchField, _ text: String) -> String {
    switch field {
    case .name: Fold.name(text)
    case .nameKana: Fold.kana(text)
    case .email: Fold.email(text)
    case .phone: Fold.phone(text)
    case .postalCode: Fold.postalCode(text)
    case .address: Fold.address(text)
    case .orderID: FindQuery.orderID(text)
    }
  }

  /// Towns of one name lie in several prefectures; a prefecture that both wrote must be the same.
  fileprivate static func areInDifferentPrefectures(_ one: String, _ other: String) -> Bool {
    guard let one = Fold.prefecture(of: one), let other = Fold.prefecture(of: other) else {
      return false
    }
    return one != other
  }

  /// One slip of the hand: a character too much, too few, another, or two exchanged. Of an address a
  /// tenth of its characters, but never in its numbers: 1-3-1 and 1-1-3 are neighbours. And the same lot, where building or
  /// room were left out.
  fileprivate static func isSimilar(_ field: SearchField, _ one: String, _ other: String) -> Bool {
    let (first, second) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    switch field {
    case .name: return min(first.count, second.count) >= 3 && slips(first, second, atMost: 1)
    case .nameKana: return min(first.count, second.count) >= 4 && slips(first, second, atMost: 1)
    case .email: return slips(first, second, atMost: 1)
    case .phone: return min(first.count, second.count) >= 9 && slips(first, second, atMost: 1)
    case .postalCode, .orderID: return false
    case .address:
      if AddressLot.isSame(first, second) { return true }
      let digits = { (text: [Unicode.Scalar]) in text.filter { $0.value < 0x80 } }
      return digits(first) == digits(second)
        && slips(first, second, atMost: max(first.count, second.count) / 10)
    }
  }

  /// Whether the optimal string alignment distance is at most `limit`.
  static func slips(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar], atMost limit: Int) -> Bool {
    guard abs(one.count - other.count) <= limit else { return false }
    var before: [Int] = []
    var above = Array(0...other.count)
    for row in one.indices {
      var current = [row + 1]
      for column in other.indices {
        var cost = min(above[column + 1], current[column]) + 1
        cost = min(cost, above[column] + (one[row] == other[column] ? 0 : 1))
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      guard (current.min() ?? 0) <= limit else { return false }
      (before, above) = (above, current)
    }
    return above[other.count] <= limit
  }
}
