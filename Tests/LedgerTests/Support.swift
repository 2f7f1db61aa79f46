import Foundation
import Ledger
import Testing

/// A fixture, decoded.
func fixture<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
  let url = try #require(
    Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
  return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}

/// The bytes of hexadecimal digits.
func bytes(hex: String) throws -> [UInt8] {
  let digits = Array(hex)
  try #require(digits.count % 2 == 0)
  return try stride(from: 0, to: digits.count, by: 2).map {
    try #require(UInt8(String(digits[$0...$0 + 1]), radix: 16))
  }
}

/// The hash of hexadecimal digits.
func hash(hex: String) throws -> TreeHash { try #require(TreeHash(bytes(hex: hex))) }

/// Everything that other tools made for this project.
struct Fixtures: Decodable {
  struct Inclusion: Decodable {
    let index: Int64
    let size: Int64
    let proof: [String]
  }
  struct Consistency: Decodable {
    let old: Int64
    let new: Int64
    let proof: [String]
  }
  struct SignedCheckpoint: Decodable {
    let log_seed: String
    let witness_seed: String
    let time: Int64
    let log_vkey: String
    let witness_vkey: String
    let note: String
  }
  struct Commit: Decodable {
    let salt: String
    let message: String
    let sha256_salt_msg: String
  }
  let leaves: [String]
  let roots: [String]
  let inclusion: [Inclusion]
  let consistency: [Consistency]
  let checkpoint: SignedCheckpoint
  let tlog_proof_index5: String
  let commit: Commit

  static func load() throws -> Fixtures { try fixture("fixtures") }
}

/// Storage in memory that insists on what a reader is promised.
final class MemoryStorage: HashReader {
  private(set) var rows: [TreeHash] = []
  private(set) var frontier = Frontier()
  private(set) var reads = 0

  init(leaves: some Sequence<TreeHash> = [TreeHash]()) {
    for leaf in leaves { append(leaf) }
  }

  func append(_ leaf: TreeHash) {
    for stored in frontier.append(leaf) {
      precondition(stored.index == rows.count, "numbers have no gaps")
      rows.append(stored.hash)
    }
  }

  func hashes(at indexes: [Int64]) async throws -> [TreeHash] {
    reads += 1
    return read(indexes)
  }

  func read(_ indexes: [Int64]) -> [TreeHash] {
    precondition(zip(indexes, indexes.dropFirst()).allSatisfy(<), "indexes rise")
    return indexes.map { rows[Int($0)] }
  }

  func answer<Answer>(now request: HashRequest<Answer>) throws -> Answer {
    try request.answer(from: read(request.indexes))
  }
}

/// The hash of a leaf that says its own number.
func numberedLeaf(_ number: Int64) -> TreeHash { .leaf(Array("leaf \(number)".utf8)) }

extension TreeHash {
  /// The same but for one bit.
  func flipping(bit: Int) -> TreeHash {
    var bytes = bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return TreeHash(bytes) ?? .empty
  }
}

/// Whether the body throws.
func fails(_ body: () throws -> Void) -> Bool {
  do {
    try body()
    return false
  } catch {
    return true
  }
}
