internal import Ledger
internal import Postgres

/// What a run's tree of records has otherwise than the last run's, and no import or erasure since accounts for.
///
/// Reads the tiles one at a time; what is kept is what was found, and the numbers of what the ledger tells of since the
/// last run.
struct TreeComparison {
  /// In what way a place is not as it should be; `Sql/audit/85_tree.sql` has the words.
  enum Change: String {
    /// The same batch, another commitment.
    case committed
    /// A batch that the last run knew already.
    case batch
    /// An empty place is given again.
    case filled
    /// A place past the last run's end is of a batch that the last run knew already.
    case came
    /// A place is empty without an erasure.
    case emptied
    /// The leaves of a tile do not give its root.
    case tile
  }

  private let run: Int
  private let last: Int
  private let hasher: TileHasher
  private var batches: Set<Int32> = []
  private var erased: Set<Int64> = []
  private var isVerified = false
  private var places: [Int64] = []
  private var changes: [String] = []

  /// Nil when no run before this one has a tree.
  init?(run: Int, places: Places, in connection: inout Connection) throws {
    let rows = try connection.rows(SQLScript(named: "ledger/run_before").query(["run": run]))
    guard !rows.isEmpty else { return nil }
    self.run = run
    last = try rows.value(0, 0)
    let first: Int64 = try rows.value(0, 1)
    hasher = TileHasher(writer: RecordLeafWriter(places: places))
    var (batches, erased): (Set<Int32>, Set<Int64>) = ([], [])
    try connection.forEach(SQLScript(named: "ledger/leaves_since").query(["first": first])) { row in
      let kind: String = try row.value(0)
      let number: Int64 = try row.value(1)
      if kind == "import" { batches.insert(Int32(number)) } else { erased.insert(number) }
    }
    self.batches = batches
    self.erased = erased
  }

  /// Compares each tile that the run stored with the one before it, and that one with its root unless all were.
  mutating func compareTiles(in connection: inout Connection) throws {
    let query = try SQLScript(named: "ledger/tiles_changed").query(["run": run])
    try connection.forEach(query) { row in
      let number: Int64 = try row.value(0)
      let new: [UInt8] = try row.value(1)
      let old: [UInt8]? = try row.value(2)
      if let old, !isVerified { check(old, root: try row.value(3), number) }
      compare(new, with: old ?? [], from: number * Int64(RecordLeaf.perTile))
    }
  }

  /// Hashes every leaf of the last run's tree again.
  mutating func verifyTiles(in connection: inout Connection) throws {
    isVerified = true
    let all: [Int64]? = nil
    let query = try SQLScript(named: "sample/tiles").query(["run": last, "tiles": all])
    try connection.forEach(query) { row in
      check(try row.value(2), root: try row.value(1), try row.value(0))
    }
  }

  /// Notes what was found for the rules.
  func store(in connection: inout Connection) throws {
    for start in stride(from: 0, to: places.count, by: Self.together) {
      let range = start..<min(start + Self.together, places.count)
      try connection.run(
        SQLScript(named: "audit/85_tree"),
        ["places": Array(places[range]), "changes": Array(changes[range])])
    }
  }

  private static let together = 10_000

  private mutating func note(_ change: Change, _ place: Int64) {
    places.append(place)
    changes.append(change.rawValue)
  }

  private mutating func check(_ tile: [UInt8], root: [UInt8], _ number: Int64) {
    let isWhole = tile.count % RecordLeaf.byteCount == 0
    guard !isWhole || hasher.root(tile) != TreeHash(root) else { return }
    note(.tile, number)
  }

  private mutating func compare(_ new: [UInt8], with old: [UInt8], from first: Int64) {
    let length = RecordLeaf.byteCount
    for start in stride(from: 0, to: new.count, by: length) {
      let place = first + Int64(start / length)
      let now = new[start..<start + length]
      let was = start + length <= old.count ? old[start..<start + length] : nil
      // Mall, day and verdict may change each night: batch and commitment are what an import gives.
      if let was, Self.isEmpty(was) == Self.isEmpty(now),
        was[(start + 12)..<(start + 16)] == now[(start + 12)..<(start + 16)],
        was[(start + 17)...] == now[(start + 17)...]
      {
        continue
      }
      if let change = change(at: place, from: was, to: now) { note(change, place) }
    }
  }

  /// In what way a leaf that is another is not as it should be; nil when the ledger accounts for it.
  private func change(
    at place: Int64, from was: ArraySlice<UInt8>?, to now: ArraySlice<UInt8>
  ) -> Change? {
    guard !Self.isEmpty(now) else { return erased.contains(place) ? nil : .emptied }
    if let was, Self.isEmpty(was) { return .filled }
    let batch = Self.batch(now)
    if let was, Self.batch(was) == batch { return .committed }
    guard !batches.contains(batch) else { return nil }
    return was == nil ? .came : .batch
  }

  private static func isEmpty(_ leaf: ArraySlice<UInt8>) -> Bool {
    leaf[leaf.startIndex + 16] == RecordLeaf.emptyVerdict
  }

  private static func batch(_ leaf: ArraySlice<UInt8>) -> Int32 {
    Int32(
      bitPattern: leaf[(leaf.startIndex + 12)..<(leaf.startIndex + 16)].reduce(UInt32(0)) {
        $0 << 8 | UInt32($1)
      })
  }
}
