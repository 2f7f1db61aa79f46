import Foundation
import Ledger
import Testing

/// The 98 + 98 cases of github.com/transparency-dev/merkle (Apache-2.0; see Fixtures/README.md).
@Suite struct MerkleCaseTests {
  struct InclusionCase: Decodable {
    let leafIdx: UInt64
    let treeSize: UInt64
    let root: Data?
    let leafHash: Data?
    let proof: [Data]?
    let wantErr: Bool
    let `case`: String
  }

  struct ConsistencyCase: Decodable {
    let size1: UInt64
    let size2: UInt64
    let root1: Data?
    let root2: Data?
    let proof: [Data]?
    let wantErr: Bool
    let `case`: String
  }

  /// What is no hash at all is refused before any proof is checked.
  struct NoHash: Error {}

  func hash(_ data: Data?) throws -> TreeHash {
    guard let hash = TreeHash(data ?? Data()) else { throw NoHash() }
    return hash
  }

  /// As ``hash(_:)``, with a hash for each of the roots that only say "don't care 1" or 2: the
  /// cases with them are about the sizes, and one has to be accepted.
  func root(_ data: Data?) throws -> TreeHash {
    let text = String(decoding: data ?? Data(), as: UTF8.self)
    return text.hasPrefix("don't care") ? .leaf(Array(text.utf8)) : try hash(data)
  }

  @Test func inclusion() throws {
    let cases: [InclusionCase] = try fixture("inclusion")
    #expect(cases.count == 98)
    #expect(cases.count { !$0.wantErr } > 0)
    for test in cases {
      let failed = fails {
        try InclusionProof(
          leafIndex: Int64(bitPattern: test.leafIdx), hashes: (test.proof ?? []).map(hash)
        ).verify(
          leaf: hash(test.leafHash),
          in: TreeHead(size: Int64(bitPattern: test.treeSize), root: hash(test.root)))
      }
      #expect(failed == test.wantErr, "\(test.case)")
    }
  }

  @Test func consistency() throws {
    let cases: [ConsistencyCase] = try fixture("consistency")
    #expect(cases.count == 98)
    #expect(cases.count { !$0.wantErr } > 0)
    for test in cases {
      let failed = fails {
        try ConsistencyProof(hashes: (test.proof ?? []).map(hash)).verify(
          from: TreeHead(size: Int64(bitPattern: test.size1), root: root(test.root1)),
          to: TreeHead(size: Int64(bitPattern: test.size2), root: root(test.root2)))
      }
      #expect(failed == test.wantErr, "\(test.case)")
    }
  }
}
