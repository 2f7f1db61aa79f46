extension ProvenanceReport {
  /// Records of one mall and year of collection.
  public struct MallYear: Sendable, Equatable {
    /// mall_id; empty where nothing is placed.
    public var mall: String
    /// Nil where nothing is placed.
    public var year: Int?
    /// Their verdicts.
    public var verdicts: VerdictCounts
  }

  /// Records that were first collected at one merchant.
  public struct MerchantCount: Sendable, Equatable {
    /// merchant_id; empty where there is none.
    public var merchant: String
    /// Their verdicts.
    public var verdicts: VerdictCounts
  }

  /// Records by the legal role of the tenancy that collected them.
  public struct RoleCount: Sendable, Equatable {
    /// Nil where roles differ within a year, or nothing is placed.
    public var role: LegalRole?
    /// Their verdicts.
    public var verdicts: VerdictCounts
  }

  /// By mall and year, in that order; what is not placed comes last.
  public var byMallYear: [MallYear] {
    grouped { Key(isUnplaced: $0.mall.isEmpty, name: $0.mall, year: $0.year ?? Int.max) }.map {
      MallYear(mall: $0.name, year: $0.year == Int.max ? nil : $0.year, verdicts: $1)
    }
  }

  /// By merchant: the most unexplained first, then the most records, then the id.
  public var byMerchant: [MerchantCount] {
    grouped { Key(isUnplaced: $0.merchant.isEmpty, name: $0.merchant, year: 0) }.map {
      MerchantCount(merchant: $0.name, verdicts: $1)
    }.sorted {
      let left = ($0.verdicts.unexplained, $0.verdicts.total)
      let right = ($1.verdicts.unexplained, $1.verdicts.total)
      return left == right ? $0.merchant.isBefore($1.merchant) : left > right
    }
  }

  /// By legal role, in the order of the roles; unclear ones last.
  public var byRole: [RoleCount] {
    (LegalRole.allCases.map(Optional.some) + [nil]).compactMap { role in
      let counts = Self.sum(cells.filter { $0.role == role })
      return counts.total == 0 ? nil : RoleCount(role: role, verdicts: counts)
    }
  }

  /// The last name of a mall; the id where none is known.
  public func mallName(_ id: String) -> String { malls.first { $0.id == id }?.name ?? id }

  private struct Key: Hashable {
    var isUnplaced: Bool
    var name: String
    var year: Int
  }

  private func grouped(_ key: (Cell) -> Key) -> [(Key, VerdictCounts)] {
    var groups: [Key: VerdictCounts] = [:]
    for cell in cells { groups[key(cell), default: .init()][cell.verdict] += cell.records }
    return groups.sorted { left, right in
      if left.key.isUnplaced != right.key.isUnplaced { return right.key.isUnplaced }
      return left.key.name == right.key.name
        ? left.key.year < right.key.year : left.key.name.isBefore(right.key.name)
    }.map { ($0.key, $0.value) }
  }

  private static func sum(_ cells: [Cell]) -> VerdictCounts {
    cells.reduce(into: VerdictCounts()) { $0[$1.verdict] += $1.records }
  }
}

extension String {
  /// By code points, as the C collation of the server sorts; the same on every machine.
  func isBefore(_ other: String) -> Bool {
    unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
  }
}
