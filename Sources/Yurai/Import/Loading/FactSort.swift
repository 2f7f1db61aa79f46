internal import Foundation
internal import Postgres

/// Fact rows on their way into an empty table, put into the order of their first column (`customer_key`; NULL last; equal
/// ones as they came), so that the audit reads each customer's facts side by side.
///
/// The server could sort them, and does where a table has rows already. But it would write them three times: into the
/// staging table, into the runs of its sort, into the table; on one core, while the other has nothing to do. Here they are
/// cast by the first bits of their keys, which are evenly spread, into buckets that memory can hold, in a file. Then one
/// thread sorts a bucket while the server copies the one before. Measured: a twentieth of the import's time, a tenth of its work.
struct FactSort {
  /// The bucket of each slot of the file, in the order in which they were filled. Buckets are in the order of their keys; the
  /// last one is of the rows without. A slot begins with the bytes that are used of it (4 bytes, these included); then come
  /// whole rows, each behind its length (4 bytes). It is all that grows with the rows: two bytes for each four kilobytes of
  /// them, or more, in one piece.
  private var owners: [UInt16] = []
  /// The slots of each bucket, in the order in which they were filled; known when all is written.
  private(set) var buckets: [[UInt32]] = []
  let file: SpillFile
  /// Bytes of a slot. A row of facts takes less than a kilobyte: an identifier has at most 512 bytes.
  let slotBytes: Int
  private var pending: [[UInt8]]
  private let shift: UInt64

  /// - Parameters:
  ///   - fileBytes: of the file that the rows come from, which tells how many buckets there should be.
  ///   - bucketBytes: how much of that file should go into one.
  ///   - folder: where the file should lie; nil for the usual place.
  /// - Throws: when there is no place for a temporary file.
  init(fileBytes: Int64, bucketBytes: Int64 = 8 << 20, in folder: String? = nil) throws {
    var bits: UInt64 = 0
    while bits < 12, fileBytes >> bits > bucketBytes { bits += 1 }
    shift = 64 - bits
    let count = 1 << Int(bits)
    pending = Array(repeating: [], count: count + 1)
    slotBytes = max(4 << 10, min(64 << 10, (4 << 20) / count))
    file = try SpillFile(in: folder)
  }

  /// Takes the facts of a chunk.
  ///
  /// - Throws: when they cannot be written.
  mutating func append(_ chunk: borrowing Chunk) throws {
    try chunk.facts.withUnsafeBytes { bytes in
      for (index, start) in chunk.factStarts.enumerated() {
        let end = index + 1 < chunk.factStarts.count ? chunk.factStarts[index + 1] : chunk.factsEnd
        let row = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        precondition(row.count + 8 <= slotBytes, "a row of facts is larger than a slot")
        let bucket = row.copyKey.map { self.bucket(of: $0) } ?? pending.count - 1
        if pending[bucket].count + 4 + row.count > slotBytes { try flush(bucket) }
        if pending[bucket].isEmpty {
          // What it needs at once: doubled step by step, it would end at twice as much.
          pending[bucket].reserveCapacity(slotBytes)
          pending[bucket].append(contentsOf: [0, 0, 0, 0])
        }
        withUnsafeBytes(of: UInt32(row.count)) { pending[bucket].append(contentsOf: $0) }
        pending[bucket].append(contentsOf: row)
      }
    }
  }

  /// Writes what waits. Nothing is appended afterwards.
  ///
  /// - Throws: when it cannot be written.
  mutating func finish() throws {
    for bucket in pending.indices { try flush(bucket) }
    let count = pending.count
    pending = []
    try file.extend(to: Int64(owners.count) * Int64(slotBytes))
    buckets = (0..<count).map { _ in [] }
    for (slot, bucket) in owners.enumerated() { buckets[Int(bucket)].append(UInt32(slot)) }
    owners = []
  }

  private func bucket(of key: Int64) -> Int {
    // From the lowest to the highest, negative ones first. A shift by 64 gives 0.
    Int((UInt64(bitPattern: key) ^ 1 << 63) >> shift)
  }

  private mutating func flush(_ bucket: Int) throws {
    guard !pending[bucket].isEmpty else { return }
    try pending[bucket].withUnsafeMutableBytes {
      $0.storeBytes(of: UInt32($0.count), as: UInt32.self)
      try file.write(UnsafeRawBufferPointer($0), at: Int64(owners.count) * Int64(slotBytes))
    }
    owners.append(UInt16(bucket))
    pending[bucket].removeAll(keepingCapacity: true)
  }
}

/// The rows that a ``FactSort`` gathered, on their way out.
struct SortedFacts: Sendable {
  /// What the sorting thread tells the loading thread.
  typealias Message = Produced<Void>

  private let buckets: [[UInt32]]
  private let file: SpillFile
  private let slotBytes: Int
  private let memory: Int

  /// - Parameters:
  ///   - sort: after its `finish()`.
  ///   - memory: a bucket with more bytes than this goes as it came. It has one customer's facts above all, and nothing but
  ///     the audit's speed depends on the order.
  init(_ sort: FactSort, memory: Int = 48 << 20) {
    buckets = sort.buckets
    file = sort.file
    slotBytes = sort.slotBytes
    self.memory = memory
  }

  /// Starts a thread that fills chunks: with all rows for the first table, then for the next. What it sends ends each table
  /// with `end`, or all with `failure`, unless the channel is closed before.
  func start(
    placers: [any FactPlacer], to full: BoundedChannel<Message>, from empty: BoundedChannel<Chunk>
  ) {
    let thread = Thread {
      do { try send(placers, to: full, from: empty) } catch { _ = full.send(.failure(error)) }
    }
    thread.name = "yurai-sorter"
    thread.start()
  }

  private func send(
    _ placers: [any FactPlacer], to full: BoundedChannel<Message>,
    from empty: BoundedChannel<Chunk>
  ) throws {
    // What the largest needs, at once: grown step by step, it would leave as much behind.
    let largest = buckets.dropLast().map(\.count).filter { $0 * slotBytes <= memory }.max() ?? 0
    var bytes = [UInt8](repeating: 0, count: max(largest, 1) * slotBytes)
    var rows: [Row] = []
    for placer in placers {
      guard try send(placer, &bytes, &rows, to: full, from: empty), full.send(.end(())) else {
        return
      }
    }
  }

  /// All rows for one table; false when the channel was closed.
  private func send(
    _ start: some FactPlacer, _ bytes: inout [UInt8], _ rows: inout [Row],
    to full: BoundedChannel<Message>, from empty: BoundedChannel<Chunk>
  ) throws -> Bool {
    var placer = start
    guard var chunk = empty.receive() else { return false }
    chunk.start()
    for (index, slots) in buckets.enumerated() {
      let isSorted = index < buckets.count - 1 && slots.count * slotBytes <= memory
      for lot in isSorted ? [slots] : slots.map({ [$0] }) {
        try read(lot, into: &bytes)
        findRows(in: bytes, slots: lot.count, &rows)
        if isSorted { rows.sort() }
        for row in rows {
          bytes.withUnsafeBytes {
            placer.place(
              UnsafeRawBufferPointer(rebasing: $0[row.start..<row.start + row.count]), in: &chunk)
          }
          guard chunk.isFull else { continue }
          chunk.finish()
          guard full.send(.chunk(chunk)), let next = empty.receive() else { return false }
          chunk = next
          chunk.start()
        }
      }
    }
    chunk.finish()
    return full.send(.chunk(chunk))
  }

  private func read(_ slots: [UInt32], into bytes: inout [UInt8]) throws {
    try bytes.withUnsafeMutableBytes { buffer in
      for (index, slot) in slots.enumerated() {
        let start = index * slotBytes
        try file.read(
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[start..<start + slotBytes]),
          at: Int64(slot) * Int64(slotBytes))
      }
    }
  }

  private func findRows(in bytes: [UInt8], slots: Int, _ rows: inout [Row]) {
    rows.removeAll(keepingCapacity: true)
    bytes.withUnsafeBytes { buffer in
      for slot in 0..<slots {
        let begin = slot * slotBytes
        let end = begin + Int(buffer.loadUnaligned(fromByteOffset: begin, as: UInt32.self))
        var position = begin + 4
        while position < end {
          let count = Int(buffer.loadUnaligned(fromByteOffset: position, as: UInt32.self))
          let start = position + 4
          let row = UnsafeRawBufferPointer(rebasing: buffer[start..<start + count])
          rows.append(Row(key: row.copyKey ?? .max, start: start, count: count))
          position = start + count
        }
      }
    }
  }

  /// Where a row lies.
  private struct Row: Comparable {
    let key: Int64
    let start: Int
    let count: Int

    static func < (a: Row, b: Row) -> Bool {
      a.key != b.key ? a.key < b.key : a.start < b.start
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The first field of a row of a binary COPY, a `bigint`; nil for NULL.
  fileprivate var copyKey: Int64? {
    // Int16 count of fields, Int32 length, value.
    guard loadUnaligned(fromByteOffset: 2, as: Int32.self) != -1 else { return nil }
    return Int64(bigEndian: loadUnaligned(fromByteOffset: 6, as: Int64.self))
  }
}
