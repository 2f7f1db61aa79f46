internal import Dispatch
internal import Foundation
internal import Ledger
internal import Postgres
internal import Rendering
internal import Synchronization

/// The records' tree of an audit run: one leaf for each customer record, at a place that it keeps.
///
/// Built from one ordered pass over the verdicts. Tiles of 256 leaves that did not change since the run before
/// are not written again. Memory does not grow with the records but for 40 bytes a tile.
struct RecordTree: ~Copyable {
  /// What a pass over the records gives.
  struct Result {
    /// Places, empty ones too.
    let size: Int64
    let root: TreeHash
    /// Records that were judged and committed to.
    let records: Int64
    /// The outlets that its leaves name.
    let places: Places
    /// Tiles that differ from the last run's, and were stored.
    let stored: Int
    /// Records by outlet, year (0 for none) and position of the verdict.
    let census: [CensusKey: Int64]
  }

  /// One number, since millions of them are looked up: outlet, year and verdict from the left.
  struct CensusKey: Hashable {
    private let number: Int64
    var outlet: Int32 { Int32(truncatingIfNeeded: number >> 32) }
    var year: Int32 { Int32(truncatingIfNeeded: number >> 8 & 0xFF_FFFF) }
    var verdict: UInt8 { UInt8(truncatingIfNeeded: number) }

    init(outlet: Int32, year: Int64, verdict: UInt8) {
      number = Int64(outlet) << 32 | (year & 0xFF_FFFF) << 8 | Int64(verdict)
    }
  }

  let run: Int
  private let size: Int64
  private let places: Places
  private let hashers: TileHashers
  private var known: [Int64: TreeHash]
  private var roots = Frontier()
  /// Tiles that are full and not hashed yet: that is done some at a time, on other threads.
  private var waiting: [[UInt8]] = []
  /// The tile that comes next.
  private var next: Int64 = 0
  /// That tile, as far as it was read.
  private var open: [UInt8]?
  private var count: Int64 = 0
  private var census: [CensusKey: Int64] = [:]
  private var spool: TileSpool

  /// The tree over the judged records of the run that goes on, read and hashed.
  static func read(run: Int, in connection: inout Connection) throws -> RecordTree {
    let size: Int64 = try connection.value(SQLScript(named: "ledger/record_places").query())
    var tree = try RecordTree(run: run, size: size, in: &connection)
    try connection.run(SQLScript(named: "ledger/leaves_settings"))
    try connection.copyOut(SQLScript(named: "ledger/leaves").query()) { piece in
      try tree.add(piece)
    }
    try connection.run(SQLScript(named: "ledger/leaves_settings_end"))
    try tree.close()
    while tree.next << 8 < size { try tree.add(tree.emptyTile(tree.next)) }
    try tree.end()
    return tree
  }

  /// Stores the tiles that changed.
  consuming func store(in connection: inout Connection) throws -> Result {
    try spool.send(to: &connection)
    return Result(
      size: size, root: roots.head.root, records: count, places: places, stored: spool.tiles,
      census: census)
  }

  private init(run: Int, size: Int64, in connection: inout Connection) throws {
    let places = try Places(in: &connection)
    let known = try Self.roots(run: run, in: &connection)
    let spool = try TileSpool()
    self.run = run
    self.size = size
    self.places = places
    hashers = TileHashers(TileHasher(writer: RecordLeafWriter(places: places)))
    self.known = known
    self.spool = spool
  }

  /// The roots of the tiles as a run had them.
  static func roots(run: Int, in connection: inout Connection) throws -> [Int64: TreeHash] {
    let rows = try connection.rows(SQLScript(named: "ledger/tile_roots").query(["run": run]))
    var roots: [Int64: TreeHash] = [:]
    for row in 0..<rows.count {
      let bytes: [UInt8] = try rows.value(row, 1)
      roots[try rows.value(row, 0)] = TreeHash(bytes)
    }
    return roots
  }

  /// A piece of the binary COPY: the header with the first row, a row, or the trailer. A row is a tile, or a part
  /// of one whose other part is the next row.
  private mutating func add(_ piece: UnsafeRawBufferPointer) throws {
    var row = BinaryRow(piece)
    guard row.startsRow(fields: 4) else { return }
    guard let number = row.int64(), let records = row.field(), let firsts = row.field(),
      let commitments = row.field(), !records.isEmpty, records.count % 8 == 0,
      firsts.count == records.count, commitments.count == 4 * records.count
    else { throw YuraiError("a record's commitment is damaged") }
    guard number >= next, number << 8 < size else {
      throw YuraiError("the records' tree has no tile \(number) of records")
    }
    if next < number { try close() }
    while next < number { try add(emptyTile(next)) }
    var tile = open.take() ?? emptyTile(number)
    for index in 0..<records.count / 8 {
      let record = records.number(index)
      let slot = Int(record & 255)
      guard slot * RecordLeaf.byteCount < tile.count else {
        throw YuraiError("a record is at place \(number << 8 + Int64(slot)), past the tree's end")
      }
      guard tile[slot * RecordLeaf.byteCount + 16] == RecordLeaf.emptyVerdict else {
        throw YuraiError("two records are at place \(number << 8 + Int64(slot)) of the tree")
      }
      let verdict = UInt8(truncatingIfNeeded: record >> 8)
      let first = firsts.number(index)
      var outlet: Int32 = 0
      var (day, tenancy): (Int32?, Int32?) = (nil, nil)
      if first != .min {
        outlet = Int32(truncatingIfNeeded: first & 0x7FFF_FFFF)
        let second = first >> 31
        if second != -2_147_483_648 { (day, tenancy) = places.moment(second, at: outlet) }
      }
      RecordLeaf.write(
        outlet: outlet, tenancy: tenancy, day: day, batch: Int32(truncatingIfNeeded: record >> 16),
        verdict: verdict, commitment: commitments[32 * index..<32 * index + 32], to: &tile,
        at: slot)
      let year = day.map { Int64(Day.date(daysSince1970: Int($0)).year) } ?? 0
      census[CensusKey(outlet: outlet, year: year, verdict: verdict), default: 0] += 1
    }
    count += Int64(records.count / 8)
    open = consume tile
  }

  /// The tile that was read is whole.
  private mutating func close() throws {
    if let tile = open.take() { try add(tile) }
  }

  /// A tile of places that are empty; the last one is cut where the tree ends.
  private func emptyTile(_ number: Int64) -> [UInt8] {
    let leaves = min(size - number << 8, Int64(RecordLeaf.perTile))
    return Array(Self.empties[..<(Int(leaves) * RecordLeaf.byteCount)])
  }

  private static let empties = Array(
    repeatElement(RecordLeaf.emptyBytes, count: RecordLeaf.perTile).joined())

  private mutating func add(_ tile: [UInt8]) throws {
    waiting.append(tile)
    next += 1
    if waiting.count == Self.together { try hash() }
  }

  /// How many tiles are hashed together.
  private static let together = 64

  /// Gives the tiles that wait to the hashers, and takes back those that are done.
  private mutating func hash() throws {
    hashers.hash(waiting)
    waiting.removeAll(keepingCapacity: true)
    while let done = hashers.next(waits: false) { try store(done) }
  }

  private mutating func end() throws {
    try hash()
    while let done = hashers.next(waits: true) { try store(done) }
  }

  private mutating func store(_ tiles: [(bytes: [UInt8], root: TreeHash)]) throws {
    for tile in tiles {
      let number = roots.size
      roots.append(tile.root)
      if known[number] != tile.root { try spool.append(number, run: run, tile.bytes, tile.root) }
    }
  }
}

/// Hashes tiles on other threads while their owner reads on, and gives them back in their order.
private final class TileHashers: Sendable {
  private let hasher: TileHasher
  private let state = Mutex(State())
  private let done = DispatchSemaphore(value: 0)

  private struct State {
    var finished: [Int: [(bytes: [UInt8], root: TreeHash)]] = [:]
    var given = 0
    var taken = 0
  }

  init(_ hasher: TileHasher) { self.hasher = hasher }

  /// Takes tiles.
  func hash(_ tiles: [[UInt8]]) {
    let number = state.withLock { state in
      defer { state.given += 1 }
      return state.given
    }
    DispatchQueue.global().async { [self] in
      let hashed = tiles.map { (bytes: $0, root: hasher.root($0)) }
      state.withLock { $0.finished[number] = hashed }
      done.signal()
    }
  }

  /// The tiles that come next: nil when there are none, or when they are not hashed yet. Waits for them
  /// when it is to, and when too many are under way.
  func next(waits: Bool) -> [(bytes: [UInt8], root: TreeHash)]? {
    while true {
      let (tiles, open) = state.withLock { state in
        let tiles = state.finished.removeValue(forKey: state.taken)
        if tiles != nil { state.taken += 1 }
        return (tiles, state.given - state.taken)
      }
      if let tiles { return tiles }
      guard open > Self.atOnce || waits && open > 0 else { return nil }
      done.wait()
    }
  }

  /// How many lots may be under way, so that memory stays what it is.
  private static let atOnce = 2 * ProcessInfo.processInfo.activeProcessorCount
}

/// One row of a binary COPY.
private struct BinaryRow {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    // The header comes with the first row: 11 bytes of signature, flags, and an extension that is empty.
    if bytes.count >= 19, bytes[0] == UInt8(ascii: "P"), bytes[10] == 0, bytes[7] == 0xFF {
      position = 19
    }
  }

  mutating func startsRow(fields: Int16) -> Bool {
    guard bytes.count >= position + 2 else { return false }
    let count = Int16(bitPattern: UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1]))
    position += 2
    return count == fields
  }

  mutating func field() -> UnsafeRawBufferPointer? {
    let length = Int(
      Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: Int32.self)))
    position += 4
    guard length >= 0 else { return nil }
    defer { position += length }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
  }

  mutating func int64() -> Int64? {
    field().map { Int64(bigEndian: $0.loadUnaligned(as: Int64.self)) }
  }

}

extension UnsafeRawBufferPointer {
  /// The 8 bytes at a position, counted in eights.
  fileprivate func number(_ index: Int) -> Int64 {
    Int64(bigEndian: loadUnaligned(fromByteOffset: 8 * index, as: Int64.self))
  }
}

/// Tiles on their way: in a file without a name until the connection, which is reading records, is free.
private struct TileSpool: ~Copyable {
  private let file: SpillFile
  private var buffer = BinaryCopyBuffer(capacity: 1 << 20)
  private var end: Int64 = 0
  private(set) var tiles = 0

  init() throws { file = try SpillFile() }

  mutating func append(_ tile: Int64, run: Int, _ leaves: [UInt8], _ root: TreeHash) throws {
    buffer.append(row: 4)
    buffer.append(int64: tile)
    buffer.append(int32: Int32(run))
    buffer.append(bytes: leaves.span)
    buffer.append(bytes: root.bytes.span)
    tiles += 1
    if buffer.count > 1 << 19 { try flush() }
  }

  private mutating func flush() throws {
    try buffer.withUnsafeBytes { try file.write($0, at: end) }
    end += Int64(buffer.count)
    buffer.removeAll()
  }

  /// Sends them all.
  mutating func send(to connection: inout Connection) throws {
    guard tiles > 0 else { return }
    buffer.appendTrailer()
    try flush()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    let copy = try SQLScript(named: "ledger/tile_copy").query()
    let (file, end) = (file, end)
    try connection.copyIn(copy) { stream in
      for offset in Swift.stride(from: 0, to: end, by: piece.count) {
        let count = min(piece.count, Int(end - offset))
        try piece.withUnsafeMutableBytes {
          let part = UnsafeMutableRawBufferPointer(rebasing: $0[..<count])
          try file.read(into: part, at: offset)
          try stream.write(UnsafeRawBufferPointer(part))
        }
      }
    }
  }
}
