internal import Postgres

/// Some thousands of rows on their way from the parser to the server, as rows of three binary COPY streams, without
/// their header and trailer.
///
/// A chunk belongs to one side at a time: the parser fills it, the channel hands it over, the loader sends it
/// and hands it back. That makes it sound to send between threads.
struct Chunk: Sendable {
  /// Rows with match keys, for the staging table or for their own.
  var facts = BinaryCopyBuffer(capacity: Chunk.target + Chunk.longestFact)
  /// Rows with personal data as written; empty for files that hold none.
  var records: BinaryCopyBuffer
  /// Rows set aside.
  var rejects = BinaryCopyBuffer(capacity: 4096)
  /// Where each row of the facts begins, in bytes, and where the last one ends.
  private(set) var factStarts: [Int] = []
  private(set) var factsEnd = 0
  var factRows: Int { factStarts.count }
  var recordRows = 0
  var rejectRows = 0
  /// How far the parser has come in the file.
  var bytesRead: Int64 = 0

  /// - Parameter records: how much room there is for records at first, in bytes.
  init(records: Int = 3 * Chunk.target) {
    self.records = BinaryCopyBuffer(capacity: records)
  }

  /// Bytes of facts at which a chunk is full.
  static let target = 1 << 19

  /// Bytes that a row of facts takes at most, so that a chunk does not grow for its last one.
  private static let longestFact = 1 << 12

  var isFull: Bool { facts.count + records.count / 3 + rejects.count >= Chunk.target }
  var isEmpty: Bool { factRows == 0 && rejectRows == 0 }

  /// Begins anew, keeping the memory.
  mutating func start() {
    facts.removeAll()
    records.removeAll()
    rejects.removeAll()
    factStarts.removeAll(keepingCapacity: true)
    recordRows = 0
    rejectRows = 0
  }

  /// Begins a row of facts, which the next `fieldCount` appends complete.
  mutating func startFact(fields fieldCount: Int) {
    factStarts.append(facts.count)
    facts.append(row: fieldCount)
  }

  /// Marks where the last row ends.
  mutating func finish() { factsEnd = facts.count }

  /// Adds a row set aside.
  mutating func append(_ reject: RowReject, batch: Int32, line: Int) {
    rejects.append(row: 5)
    rejects.append(int32: batch)
    rejects.append(int32: Int32(clamping: line))
    rejects.append(text: reject.column)
    rejects.append(text: reject.reason.rawValue)
    rejects.append(text: reject.detail)
    rejectRows += 1
  }
}
