import Ledger
import Testing

/// Every proof of every size holds, and none of its alterations does.
@Suite struct ProofPropertyTests {
  /// The alterations of a list of hashes that no verifier may accept.
  static func alterations(of hashes: [TreeHash], foreign: TreeHash) -> [[TreeHash]] {
    var altered: [[TreeHash]] = [hashes + [foreign], [foreign] + hashes, hashes + [.empty]]
    for place in hashes.indices {
      var copy = hashes
      copy[place] = hashes[place].flipping(bit: (place * 37 + 11) % 256)
      altered.append(copy)
      copy[place] = foreign
      altered.append(copy)
      copy = hashes
      copy.remove(at: place)
      altered.append(copy)
      copy = hashes
      copy.insert(hashes[place], at: place)
      altered.append(copy)
      altered.append(Array(hashes[..<place]))
      if place > 0 {
        copy = hashes
        copy.swapAt(place - 1, place)
        altered.append(copy)
      }
    }
    return altered.filter { $0 != hashes }
  }

  @Test func everyInclusionProof() throws {
    let storage = MemoryStorage(leaves: (0..<260).map(numberedLeaf))
    for size in Int64(1)...260 {
      let head = try storage.answer(now: .head(size: size))
      for index in 0..<size {
        let proof = try storage.answer(now: .inclusionProof(index: index, size: size))
        try proof.verify(leaf: numberedLeaf(index), in: head)
      }
    }
  }

  @Test func everyConsistencyProof() throws {
    let storage = MemoryStorage(leaves: (0..<260).map(numberedLeaf))
    let heads = try (0...260).map { try storage.answer(now: .head(size: $0)) }
    for new in 1...260 {
      for old in 1...new {
        let proof = try storage.answer(
          now: .consistencyProof(old: Int64(old), new: Int64(new)))
        try proof.verify(from: heads[old], to: heads[new])
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 13, 16, 31, 33, 63, 64, 65, 100] as [Int64])
  func alteredInclusionProofs(size: Int64) throws {
    let storage = MemoryStorage(leaves: (0..<size).map(numberedLeaf))
    let head = storage.frontier.head
    for index in 0..<size {
      let proof = try storage.answer(now: .inclusionProof(index: index, size: size))
      let leaf = numberedLeaf(index)
      for hashes in Self.alterations(of: proof.hashes, foreign: numberedLeaf(-1)) {
        #expect(throws: ProofError.self) {
          try InclusionProof(leafIndex: index, hashes: hashes).verify(leaf: leaf, in: head)
        }
      }
      // The same hashes say nothing of another leaf, another index, another root.
      #expect(throws: ProofError.rootDiffers) {
        try proof.verify(leaf: numberedLeaf(size), in: head)
      }
      for other in [-1, size, size + index, .max] + (0..<size) where other != index {
        #expect(throws: ProofError.self) {
          try InclusionProof(leafIndex: other, hashes: proof.hashes).verify(leaf: leaf, in: head)
        }
      }
      for root in [.empty, leaf.flipping(bit: 0), head.root.flipping(bit: 255)] {
        #expect(throws: ProofError.rootDiffers) {
          try proof.verify(leaf: leaf, in: TreeHead(size: size, root: root))
        }
      }
      #expect(throws: ProofError.self) { try proof.verify(leaf: leaf, in: .empty) }
      #expect(throws: ProofError.self) {
        try proof.verify(leaf: leaf, in: TreeHead(size: -size, root: head.root))
      }
    }
  }

  @Test(arguments: [2, 3, 4, 5, 7, 8, 13, 16, 31, 33, 63, 64, 65, 100] as [Int64])
  func alteredConsistencyProofs(size: Int64) throws {
    let storage = MemoryStorage(leaves: (0..<size).map(numberedLeaf))
    let new = storage.frontier.head
    for oldSize in 1...size {
      let old = try storage.answer(now: .head(size: oldSize))
      let proof = try storage.answer(now: .consistencyProof(old: oldSize, new: size))
      for hashes in Self.alterations(of: proof.hashes, foreign: numberedLeaf(-1)) {
        #expect(throws: ProofError.self) {
          try ConsistencyProof(hashes: hashes).verify(from: old, to: new)
        }
      }
      let otherOld = TreeHead(size: oldSize, root: old.root.flipping(bit: 9))
      let otherNew = TreeHead(size: size, root: new.root.flipping(bit: 9))
      #expect(throws: ProofError.self) { try proof.verify(from: otherOld, to: new) }
      #expect(throws: ProofError.self) { try proof.verify(from: old, to: otherNew) }
      #expect(throws: ProofError.self) { try proof.verify(from: .empty, to: new) }
      if oldSize < size {
        #expect(throws: ProofError.self) { try proof.verify(from: new, to: old) }
        let swapped = (
          TreeHead(size: oldSize, root: new.root), TreeHead(size: size, root: old.root)
        )
        #expect(throws: ProofError.self) { try proof.verify(from: swapped.0, to: swapped.1) }
        for other in 1..<size where other != oldSize {
          #expect(throws: ProofError.self) {
            try proof.verify(from: TreeHead(size: other, root: old.root), to: new)
          }
        }
      }
    }
  }

  /// Storage in which one row is altered or two are swapped proves nothing that uses them.
  @Test func alteredStorage() throws {
    let size: Int64 = 77
    let storage = MemoryStorage(leaves: (0..<size).map(numberedLeaf))
    let head = storage.frontier.head
    for index in 0..<size {
      let request = try HashRequest.inclusionProof(index: index, size: size)
      let hashes = storage.read(request.indexes)
      for place in hashes.indices {
        var rows = hashes
        rows[place] = rows[place].flipping(bit: place)
        #expect(throws: ProofError.rootDiffers) {
          try request.answer(from: rows).verify(leaf: numberedLeaf(index), in: head)
        }
        guard place > 0 else { continue }
        rows = hashes
        rows.swapAt(place, place - 1)
        #expect(throws: ProofError.rootDiffers) {
          try request.answer(from: rows).verify(leaf: numberedLeaf(index), in: head)
        }
      }
    }
  }

  /// A history in which a leaf was rewritten, dropped, moved or cut off has no proof that holds.
  @Test func rewrittenHistory() throws {
    let leaves = (Int64(0)..<40).map(numberedLeaf)
    let old = MemoryStorage(leaves: leaves[..<25]).frontier.head
    var histories = (0..<25).map { place in
      var copy = leaves
      copy[place] = numberedLeaf(-1)
      return copy
    }
    for place in 0..<24 {
      var copy = leaves
      copy.remove(at: place)
      histories.append(copy)
      copy = leaves
      copy.swapAt(place, place + 1)
      histories.append(copy)
    }
    for history in histories {
      let storage = MemoryStorage(leaves: history)
      let proof = try storage.answer(
        now: .consistencyProof(old: 25, new: Int64(history.count)))
      #expect(throws: ProofError.oldRootDiffers) {
        try proof.verify(from: old, to: storage.frontier.head)
      }
    }
    #expect(throws: ProofError.self) {
      let cut = MemoryStorage(leaves: leaves[..<20]).frontier.head
      try ConsistencyProof(hashes: []).verify(from: old, to: cut)
    }
  }
}
