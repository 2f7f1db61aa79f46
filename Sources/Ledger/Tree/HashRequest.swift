/// What has to be read from storage for one answer, and how the answer is made of it.
///
/// A proof needs a few stored hashes out of millions. The request names them all at once, in the
/// order in which they are stored, so that one query over one index answers it:
///
///     let request = try HashRequest.inclusionProof(index: 5, size: 8)
///     // SELECT hash FROM … WHERE ix = ANY (request.indexes) ORDER BY ix
///     let proof = try request.answer(from: hashes)
///
/// Nothing that comes from storage is trusted: an altered row gives an answer that does not verify
/// against the root, and a missing one an error.
public struct HashRequest<Answer: Sendable>: Sendable {
  /// The numbers of the stored hashes (see ``StoredHash``), each once, rising. May be empty.
  public let indexes: [Int64]

  private let ranges: [LeafRange]
  private let make: @Sendable ([TreeHash]) -> Answer

  /// An answer out of the roots over some ranges, given in their order.
  init(ranges: [LeafRange], make: @escaping @Sendable ([TreeHash]) -> Answer) {
    self.ranges = ranges
    self.make = make
    indexes = Set(ranges.flatMap(\.storedIndexes)).sorted()
  }

  /// The answer, made of the stored hashes under ``indexes``, in that order.
  ///
  /// - Throws: ``TreeError/wrongHashCount(asked:got:)``.
  public func answer(from hashes: [TreeHash]) throws(TreeError) -> Answer {
    guard hashes.count == indexes.count else {
      throw .wrongHashCount(asked: indexes.count, got: hashes.count)
    }
    let stored = Dictionary(uniqueKeysWithValues: zip(indexes, hashes))
    return make(
      ranges.map { range in LeafRange.root(of: range.storedIndexes.compactMap { stored[$0] }) })
  }
}

/// Storage that reads the hashes of a tree.
public protocol HashReader {
  /// The hashes under those numbers, in the same order: one batched ordered read.
  ///
  /// It is called once for each answer, and not at all when nothing has to be read. The indexes
  /// rise, none comes twice, and each is below ``StoredHash/count(treeSize:)`` of the tree. A
  /// number without a row must throw or leave the answer short, never be filled in.
  func hashes(at indexes: [Int64]) async throws -> [TreeHash]
}

extension HashReader {
  /// What was asked for, with one read.
  ///
  /// - Throws: what the reader throws, and ``TreeError``.
  public func answer<Answer>(_ request: HashRequest<Answer>) async throws -> Answer {
    let hashes = request.indexes.isEmpty ? [] : try await hashes(at: request.indexes)
    return try request.answer(from: hashes)
  }
}
