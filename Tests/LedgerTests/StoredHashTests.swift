import Ledger
import Testing

@Suite struct StoredHashTests {
  /// The order in which hashes come to be, by hand.
  @Test func firstNumbers() {
    let places: [(Int, Int64)] = [
      (0, 0), (0, 1), (1, 0), (0, 2), (0, 3), (1, 1), (2, 0), (0, 4), (0, 5), (1, 2), (0, 6),
      (0, 7),
      (1, 3), (2, 1), (3, 0), (0, 8),
    ]
    for (index, place) in places.enumerated() {
      #expect(StoredHash.index(level: place.0, position: place.1) == Int64(index))
      #expect(StoredHash.place(of: Int64(index)) == place)
    }
    #expect((0...9).map { StoredHash.count(treeSize: $0) } == [0, 1, 3, 4, 7, 8, 10, 11, 15, 16])
  }

  @Test func numbersAndPlacesAreOneToOne() {
    for index in Int64(0)..<20_000 {
      let place = StoredHash.place(of: index)
      #expect(StoredHash.index(level: place.level, position: place.position) == index)
    }
  }

  @Test func largestTree() {
    #expect(StoredHash.count(treeSize: StoredHash.maximumTreeSize) == .max)
    #expect(StoredHash.index(level: 62, position: 0) == .max - 1)
    #expect(StoredHash.place(of: .max - 1) == (62, 0))
    for level in 0...62 {
      let index = StoredHash.index(level: level, position: (1 << Int64(62 - level)) - 1)
      #expect(StoredHash.place(of: index) == (level, (1 << Int64(62 - level)) - 1))
    }
  }

  /// What is stored of a tree is each complete subtree under its number, whatever was added at
  /// once.
  @Test func appending() throws {
    var one = Frontier()
    var several = Frontier()
    let leaves = (Int64(0)..<300).map(numberedLeaf)
    let rows = leaves.flatMap { one.append($0) }
    let batches =
      several.append(contentsOf: leaves[..<7]) + several.append(contentsOf: leaves[7...])
    #expect(rows == batches)
    #expect(one == several)
    #expect(rows.map(\.index) == Array(0..<StoredHash.count(treeSize: 300)))
    for row in rows {
      let (level, position) = StoredHash.place(of: row.index)
      guard level > 0 else {
        #expect(row.hash == numberedLeaf(position))
        continue
      }
      let left = StoredHash.index(level: level - 1, position: 2 * position)
      let right = StoredHash.index(level: level - 1, position: 2 * position + 1)
      #expect(row.hash == .node(rows[Int(left)].hash, rows[Int(right)].hash))
    }
  }

  @Test func appendingGoesOnFromStorage() throws {
    let storage = MemoryStorage(leaves: (0..<200).map(numberedLeaf))
    for size in Int64(0)...200 {
      var frontier = try storage.answer(now: .frontier(size: size))
      #expect(frontier.size == size)
      #expect(frontier.head == (try storage.answer(now: .head(size: size))))
      guard size < 200 else { continue }
      for stored in frontier.append(numberedLeaf(size)) {
        #expect(storage.rows[Int(stored.index)] == stored.hash)
      }
    }
  }
}
