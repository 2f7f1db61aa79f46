internal import Dispatch
internal import Foundation
internal import Ledger
internal import Postgres
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
    /// Records by outlet, year (0 for none) and position of the verdict.
    let census: [CensusKey: Int64]
  }

  struct CensusKey: Hashable {
    let outlet: Int32
    let year: Int32
    let verdict: UInt8
  }

  let run: Int
  private let places: Places
  private let hasher: TileHasher
  private var known: [Int64: TreeHash]
  private var roots = Frontier()
  private var tile: [UInt8] = []
  /// Tiles that are full and not hashed yet: that is done some at a time, on all processors.
  private var waiting: [[UInt8]] = []
  private var next: Int64 = 0
  private var count: Int64 = 0
  private var census: [CensusKey: Int64] = [:]
  private var years: [Int32: Int32] = [:]
  private var spool: TileSpool

  /// Builds the run's tree, and stores the tiles that changed.
  static func build(run: Int, size: Int64, in connection: inout Connection) throws -> Result {
    var tree = try RecordTree(run: run, in: &connection)
    try connection.run(SQLScript(named: "ledger/leaves_settings"))
    try connection.copyOut(SQLScript(named: "ledger/leaves").query()) { piece in
      try tree.add(piece)
    }
    while tree.next < size { try tree.addEmpty() }
    tree.endTile()
    try tree.hash()
    try tree.spool.send(to: &connection)
    return Result(
      size: size, root: tree.roots.head.root, records: tree.count, census: tree.census)
  }

  private init(run: Int, in connection: inout Connection) throws {
    let places = try Places(in: &connection)
    let known = try Self.roots(run: run, in: &connection)
    let spool = try TileSpool()
    self.run = run
    self.places = places
    hasher = TileHasher(writer: RecordLeafWriter(places: places))
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

  /// A piece of the binary COPY: the header with the first row, a row, or the trailer.
  private mutating func add(_ piece: UnsafeRawBufferPointer) throws {
    var reader = BinaryRow(piece)
    guard reader.startsRow(fields: 5) else { return }
    let place = reader.int64() ?? 0
    let verdict = Self.verdict(reader.field())
    let batch = reader.int32() ?? 0
    let first = reader.int64()
    guard let hash = reader.field(), let commitment = TreeHash(hash), let verdict else {
      throw YuraiError("a record's commitment is damaged")
    }
    while next < place { try addEmpty() }
    guard next == place else {
      throw YuraiError("two records are at place \(place) of the records' tree")
    }
    var leaf = RecordLeaf(
      outlet: 0, tenancy: nil, day: nil, batch: batch, verdict: verdict, commitment: commitment)
    if let first {
      leaf.outlet = Int32(truncatingIfNeeded: first & 0x7FFF_FFFF)
      let second = first >> 31
      if second != -2_147_483_648 {
        (leaf.day, leaf.tenancy) = places.moment(second, at: leaf.outlet)
      }
    }
    leaf.append(to: &tile)
    count += 1
    let key = CensusKey(outlet: leaf.outlet, year: year(leaf.day), verdict: verdict)
    census[key, default: 0] += 1
    try advance()
  }

  private mutating func year(_ day: Int32?) -> Int32 {
    guard let day else { return 0 }
    if let year = years[day] { return year }
    let year = Int32(CivilDay(daysFrom1970: Int64(day)).year)
    years[day] = year
    return year
  }

  private mutating func addEmpty() throws {
    tile.append(contentsOf: RecordLeaf.emptyBytes)
    try advance()
  }

  private mutating func advance() throws {
    next += 1
    guard next % Int64(RecordLeaf.perTile) == 0 else { return }
    endTile()
    if waiting.count == Self.together { try hash() }
  }

  private mutating func endTile() {
    guard !tile.isEmpty else { return }
    waiting.append(tile)
    tile.removeAll(keepingCapacity: true)
  }

  /// How many tiles are hashed together.
  private static let together = 64

  private mutating func hash() throws {
    let tiles = waiting
    waiting.removeAll(keepingCapacity: true)
    let hasher = hasher
    let found = Mutex([TreeHash?](repeating: nil, count: tiles.count))
    let workers = min(ProcessInfo.processInfo.activeProcessorCount, tiles.count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: tiles.count, by: workers) {
        let root = hasher.root(tiles[index])
        found.withLock { $0[index] = root }
      }
    }
    for (tile, root) in zip(tiles, found.withLock { $0 }) {
      guard let root else { continue }
      let number = roots.size
      roots.append(root)
      if known[number] != root { try spool.append(number, run: run, tile, root) }
    }
  }

  /// By length and first letter: the labels of the type.
  private static func verdict(_ label: UnsafeRawBufferPointer?) -> UInt8? {
    guard let label, let first = label.first else { return nil }
    switch (label.count, first) {
    case (6, UInt8(ascii: "e")): return 0
    case (9, UInt8(ascii: "p")): return 1
    case (8, UInt8(ascii: "u")): return 2
    case (12, UInt8(ascii: "c")): return 3
    case (7, UInt8(ascii: "p")): return 4
    case (14, UInt8(ascii: "u")): return 5
    case (8, UInt8(ascii: "r")): return 6
    case (6, UInt8(ascii: "t")): return 7
    default: return nil
    }
  }
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

  mutating func int32() -> Int32? {
    field().map { Int32(bigEndian: $0.loadUnaligned(as: Int32.self)) }
  }
}

/// Tiles on their way: in a file without a name until the connection, which is reading records, is free.
private struct TileSpool: ~Copyable {
  private let descriptor: Int32
  private var buffer = BinaryCopyBuffer(capacity: 1 << 20)
  private var tiles = 0

  init() throws {
    var name = Array("\(NSTemporaryDirectory())yurai-tiles.XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw YuraiError("no temporary file can be made in \(NSTemporaryDirectory())")
    }
    unlink(name)
  }

  deinit { close(descriptor) }

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
    try buffer.withUnsafeBytes { bytes in
      var rest = bytes
      while !rest.isEmpty {
        let count = write(descriptor, rest.baseAddress, rest.count)
        guard count > 0 else {
          throw YuraiError("a temporary file cannot be written: is the disk full?")
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
    buffer.removeAll()
  }

  /// Sends them all.
  mutating func send(to connection: inout Connection) throws {
    guard tiles > 0 else { return }
    buffer.appendTrailer()
    try flush()
    lseek(descriptor, 0, SEEK_SET)
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    let copy = try SQLScript(named: "ledger/tile_copy").query()
    let descriptor = descriptor
    try connection.copyIn(copy) { stream in
      while true {
        let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { break }
        try piece.withUnsafeBytes {
          try stream.write(UnsafeRawBufferPointer(rebasing: $0[..<count]))
        }
      }
    }
  }
}
