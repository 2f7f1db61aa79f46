/// Which customers carry a fault: one in each block of consecutive numbers, the kinds in turn.
struct FaultSchedule: Sendable {
  private let seed: UInt64
  private let customers: Int
  /// Customers in a block; 200, or fewer in a small mall so that every kind occurs.
  let blockSize: Int

  private static let usualBlock = 200

  init(seed: UInt64, customers: Int) {
    self.seed = seed
    self.customers = customers
    blockSize = max(2, min(Self.usualBlock, customers / Fault.allCases.count))
  }

  /// The fault of a customer, and the number of its round: the two of a pair share it.
  func fault(_ index: Int) -> (fault: Fault, round: Int)? {
    let block = index / blockSize
    guard faulty(block) == index else { return nil }
    let kinds = Fault.allCases
    let fault = kinds[block % kinds.count]
    // The second of a pair is in the next block, which may be one that the mall is too small for.
    if fault == .reusedA || fault == .sameNumberA, faulty(block + 1) >= customers { return nil }
    return (fault, block / kinds.count)
  }

  /// The number of whole rounds through all the kinds.
  var rounds: Int {
    customers / blockSize / Fault.allCases.count
  }

  private func faulty(_ block: Int) -> Int {
    var draw = Draw(seed: seed, .fault, block)
    // Customer 0 is the story's.
    let offset = block == 0 ? 1 + draw.below(blockSize - 1) : draw.below(blockSize)
    return block * blockSize + offset
  }
}
