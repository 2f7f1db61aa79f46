internal import Postgres

/// Turns a row as it is staged into the row of a table of its own.
protocol FactPlacer: Sendable {
  /// Adds a row to a chunk.
  ///
  /// - Parameters:
  ///   - row: as in COPY's binary format: the count of its fields, and each behind its length.
  ///   - chunk: gets it.
  mutating func place(_ row: UnsafeRawBufferPointer, in chunk: inout Chunk)
}

/// A staged row as it is.
struct StagePlacer: FactPlacer {
  mutating func place(_ row: UnsafeRawBufferPointer, in chunk: inout Chunk) {
    let fields = Int(Int16(bigEndian: row.loadUnaligned(as: Int16.self)))
    chunk.startFact(fields: fields)
    chunk.facts.append(encoded: row.fields(2..<row.count), fields: fields)
  }
}

/// A row of stage_event as one of collection_event, which has all of it but the weight at its end.
struct EventPlacer: FactPlacer {
  mutating func place(_ row: UnsafeRawBufferPointer, in chunk: inout Chunk) {
    chunk.startFact(fields: 20)
    chunk.facts.append(encoded: row.fields(2..<row.count - FieldSize.int32), fields: 20)
  }
}

/// A row of stage_customer as one of customer, which has all of it but what was committed to, and the weight at its end.
struct CustomerPlacer: FactPlacer {
  mutating func place(_ row: UnsafeRawBufferPointer, in chunk: inout Chunk) {
    chunk.startFact(fields: 10)
    chunk.facts.append(encoded: row.fields(2..<row.seal.lowerBound), fields: 10)
  }
}

/// A row of stage_customer as one of record_salt: what was committed to of the record, at the next place of the records' tree.
struct SealPlacer: FactPlacer {
  /// The next free place.
  var nextLeaf: Int64

  mutating func place(_ row: UnsafeRawBufferPointer, in chunk: inout Chunk) {
    // batch_id and line are the 8th and the 9th field.
    let batch = row.position(ofField: 7)
    chunk.startFact(fields: 6)
    chunk.facts.append(encoded: row.fields(2..<2 + FieldSize.int64), fields: 1)
    chunk.facts.append(int64: nextLeaf)
    chunk.facts.append(encoded: row.fields(batch..<batch + 2 * FieldSize.int32), fields: 2)
    chunk.facts.append(encoded: row.fields(row.seal), fields: 2)
    nextLeaf += 1
  }
}

/// Bytes of a field with its length.
private enum FieldSize {
  static let int32 = 4 + 4
  static let int64 = 4 + 8
  /// A salt, a commitment.
  static let digest = 4 + 32
}

extension UnsafeRawBufferPointer {
  fileprivate func fields(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[range])
  }

  /// Where a row of stage_customer has its salt and its commitment.
  fileprivate var seal: Range<Int> {
    let end = count - FieldSize.int32
    return end - 2 * FieldSize.digest..<end
  }

  /// Where a field begins, with its length.
  fileprivate func position(ofField index: Int) -> Int {
    var position = 2
    for _ in 0..<index {
      let length = Int32(bigEndian: loadUnaligned(fromByteOffset: position, as: Int32.self))
      position += 4 + Int(Swift.max(length, 0))
    }
    return position
  }
}
