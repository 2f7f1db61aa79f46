internal import Foundation
internal import Ledger
internal import Postgres

/// A tree that fits into memory, for proofs: a tile's 256 leaves, or the roots of all tiles.
struct SmallTree {
  private let hashes: [TreeHash]
  private let size: Int64

  init(_ leaves: [TreeHash]) {
    var frontier = Frontier()
    hashes = frontier.append(contentsOf: leaves).map(\.hash)
    size = Int64(leaves.count)
  }

  /// The way up from a leaf (RFC 6962 section 2.1.1).
  func path(_ index: Int64) throws -> [TreeHash] {
    let request = try HashRequest<InclusionProof>.inclusionProof(index: index, size: size)
    return try request.answer(from: request.indexes.map { hashes[Int($0)] }).hashes
  }
}

/// Leaves of a run's tree of records with their proofs, by one query.
struct RecordProofs {
  /// A leaf as it was hashed, and the way up to the run's root.
  struct Proven {
    let text: String
    /// Nil for a place that is empty.
    let leaf: RecordLeaf?
    let hashes: [TreeHash]
  }

  let run: Int

  /// The leaves at these places.
  func prove(_ places: [Int64], in connection: inout Connection) throws -> [Int64: Proven] {
    let writer = RecordLeafWriter(places: try Places(in: &connection))
    let hasher = TileHasher(writer: writer)
    let perTile = Int64(RecordLeaf.perTile)
    var wanted: [Int64: [Int64]] = [:]
    for place in places { wanted[place / perTile, default: []].append(place) }
    var roots: [TreeHash] = []
    var inner: [Int64: Proven] = [:]
    let query = try SQLScript(named: "sample/tiles").query([
      "run": run, "tiles": wanted.keys.sorted(),
    ])
    try connection.forEach(query) { row in
      let number: Int64 = try row.value(0)
      let root: [UInt8] = try row.value(1)
      guard number == Int64(roots.count), let hash = TreeHash(root) else {
        throw YuraiError("the records' tree of run \(run) lacks a tile", exit: .unexplained)
      }
      roots.append(hash)
      guard let tile: [UInt8] = try row.value(2) else { return }
      let small = SmallTree(hasher.hashes(tile))
      for place in wanted[number] ?? [] {
        let start = Int(place % perTile) * RecordLeaf.byteCount
        guard start < tile.count else { throw YuraiError("there is no record \(place)") }
        let bytes = tile[start..<start + RecordLeaf.byteCount]
        inner[place] = Proven(
          text: String(decoding: writer.text(bytes), as: UTF8.self), leaf: RecordLeaf(bytes: bytes),
          hashes: try small.path(place % perTile))
      }
    }
    let outer = SmallTree(roots)
    var proven: [Int64: Proven] = [:]
    for (place, part) in inner {
      proven[place] = Proven(
        text: part.text, leaf: part.leaf,
        hashes: part.hashes + (try outer.path(place / perTile)))
    }
    return proven
  }

  /// The outlet of each place; nil for one that is empty. Four bytes a place.
  func outlets(in connection: inout Connection) throws -> [Int32?] {
    var outlets: [Int32?] = []
    let none: [Int64]? = nil
    let query = try SQLScript(named: "sample/tiles").query(["run": run, "tiles": none])
    try connection.forEach(query) { row in
      let tile: [UInt8] = try row.value(2)
      for start in stride(from: 0, to: tile.count, by: RecordLeaf.byteCount) {
        outlets.append(RecordLeaf(bytes: tile[start..<start + RecordLeaf.byteCount])?.outlet)
      }
    }
    return outlets
  }
}
