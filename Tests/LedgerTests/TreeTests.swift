import Ledger
import Testing

/// Making heads and proofs, against what other tools made.
@Suite struct TreeTests {
  /// MTH, PATH and PROOF word for word from RFC 6962 section 2.1, over all leaves at once.
  enum Reference {
    static func split(_ count: Int) -> Int {
      var k = 1
      while k * 2 < count { k *= 2 }
      return k
    }

    static func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
      guard leaves.count > 1 else { return leaves.first ?? .empty }
      let k = split(leaves.count)
      return .node(root(leaves.prefix(k)), root(leaves.dropFirst(k)))
    }
  }

  @Test func rootsOfTheReference() async throws {
    let fixtures = try Fixtures.load()
    let leaves = try fixtures.leaves.map { TreeHash.leaf(try bytes(hex: $0)) }
    let storage = MemoryStorage(leaves: leaves)
    #expect(fixtures.roots.count == 9)
    for (size, root) in fixtures.roots.enumerated() {
      let head = try await storage.answer(.head(size: Int64(size)))
      #expect(head == TreeHead(size: Int64(size), root: try hash(hex: root)))
    }
    #expect(Frontier().head == .empty)
  }

  @Test func proofsOfTheReference() async throws {
    let fixtures = try Fixtures.load()
    let storage = MemoryStorage(
      leaves: try fixtures.leaves.map { TreeHash.leaf(try bytes(hex: $0)) })
    #expect(fixtures.inclusion.count == 36)
    for expected in fixtures.inclusion {
      let proof = try await storage.answer(
        .inclusionProof(index: expected.index, size: expected.size))
      #expect(proof.hashes == (try expected.proof.map(hash(hex:))))
    }
    #expect(fixtures.consistency.count == 28)
    for expected in fixtures.consistency {
      let proof = try await storage.answer(
        .consistencyProof(old: expected.old, new: expected.new))
      #expect(proof.hashes == (try expected.proof.map(hash(hex:))))
    }
  }

  @Test func rootsByDefinition() throws {
    let leaves = (Int64(0)..<400).map(numberedLeaf)
    let storage = MemoryStorage(leaves: leaves)
    for size in 0...400 {
      let head = try storage.answer(now: .head(size: Int64(size)))
      #expect(head.root == Reference.root(leaves.prefix(size)))
    }
  }

  /// One read of rising numbers for each answer, few of them, and none beyond the tree asked about.
  @Test func oneOrderedReadForEachAnswer() async throws {
    let storage = MemoryStorage(leaves: (0..<100).map(numberedLeaf))
    _ = try await storage.answer(.inclusionProof(index: 37, size: 100))
    #expect(storage.reads == 1)
    _ = try await storage.answer(.consistencyProof(old: 37, new: 100))
    #expect(storage.reads == 2)
    _ = try await storage.answer(.head(size: 99))
    #expect(storage.reads == 3)
    _ = try await storage.answer(.inclusionProof(index: 0, size: 1))
    _ = try await storage.answer(.consistencyProof(old: 64, new: 64))
    _ = try await storage.answer(.head(size: 0))
    #expect(storage.reads == 3)

    let million: Int64 = 1_000_000
    for request in [
      try HashRequest.inclusionProof(index: 700_001, size: million).indexes,
      try HashRequest.consistencyProof(old: 777_777, new: million).indexes,
      try HashRequest.head(size: million).indexes,
    ] {
      #expect(request.count <= 40)
      #expect(request == Set(request).sorted())
      #expect(request.allSatisfy { $0 < StoredHash.count(treeSize: million) })
    }
    #expect(try HashRequest.inclusionProof(index: 0, size: 1 << 62).indexes.count == 62)
  }

  @Test func whatCannotBeMade() {
    #expect(throws: TreeError.noSuchSize(-1)) { try HashRequest.head(size: -1) }
    #expect(throws: TreeError.noSuchSize(.max)) { try HashRequest.frontier(size: .max) }
    #expect(throws: TreeError.noLeaf(index: 8, size: 8)) {
      try HashRequest.inclusionProof(index: 8, size: 8)
    }
    #expect(throws: TreeError.noLeaf(index: -1, size: 8)) {
      try HashRequest.inclusionProof(index: -1, size: 8)
    }
    #expect(throws: TreeError.noLeaf(index: 0, size: 0)) {
      try HashRequest.inclusionProof(index: 0, size: 0)
    }
    for (old, new) in [(0, 0), (0, 8), (9, 8), (-1, 8)] as [(Int64, Int64)] {
      #expect(throws: TreeError.sizesOutOfOrder(old: old, new: new)) {
        try HashRequest.consistencyProof(old: old, new: new)
      }
    }
  }

  /// A tail that is cut or a row that is gone is an error, not another proof.
  @Test func missingRows() throws {
    let storage = MemoryStorage(leaves: (0..<100).map(numberedLeaf))
    let request = try HashRequest.inclusionProof(index: 37, size: 100)
    let hashes = storage.read(request.indexes)
    #expect(throws: TreeError.wrongHashCount(asked: hashes.count, got: hashes.count - 1)) {
      try request.answer(from: hashes.dropLast())
    }
    #expect(throws: TreeError.self) { try request.answer(from: hashes + hashes) }
  }
}

/// The trees that RFC 6962 section 2.1.3 draws, node by node.
@Suite struct RFC6962ExampleTests {
  let storage = MemoryStorage(leaves: (0..<7).map(numberedLeaf))
  let a, b, c, d, e, f, g, h, i, j, k, l: TreeHash

  init() {
    let leaves = (Int64(0)..<7).map(numberedLeaf)
    (a, b, c, d) = (leaves[0], leaves[1], leaves[2], leaves[3])
    (e, f, j) = (leaves[4], leaves[5], leaves[6])
    g = .node(a, b)
    h = .node(c, d)
    i = .node(e, f)
    k = .node(g, h)
    l = .node(i, j)
  }

  @Test func root() throws {
    #expect(storage.frontier.head.root == .node(k, l))
  }

  @Test func auditPaths() throws {
    for (index, path) in [(0, [b, h, l]), (3, [c, g, l]), (4, [f, j, k]), (6, [i, k])] {
      let proof = try storage.answer(now: .inclusionProof(index: Int64(index), size: 7))
      #expect(proof.hashes == path)
    }
  }

  @Test func consistencyProofs() throws {
    for (old, hashes) in [(3, [c, d, g, l]), (4, [l]), (6, [i, j, k])] {
      let proof = try storage.answer(now: .consistencyProof(old: Int64(old), new: 7))
      #expect(proof.hashes == hashes)
    }
  }
}
