internal import Matching
internal import Postgres
internal import Tabular

/// `canonical/customers`: one fact row (stage_customer) and one record (customer_record) a row.
struct CustomerEncoder: RowEncoder {
  private var maker: KeyMaker
  private let batch: Int32
  private let columns: [Int]
  private var content: [UInt8] = []
  private var canonical = CanonicalRecord()

  var newOutlets: [OutletNumbers.Entry] { [] }

  init(secret: MatchSecret, batch: Int32, shape: RowShape) {
    maker = KeyMaker(secret: secret)
    self.batch = batch
    columns = ["customer_id", "registered_at", "name", "email", "phone", "address"].map(shape.index)
  }

  mutating func encode(
    _ record: borrowing Record, shape: RowShape, times: [Int64?], line: Int32, weight: Int32,
    into chunk: inout Chunk
  ) {
    let bytes = record.bytes.span
    let id = bytes.extracting(shape.range(columns[0], in: record))
    content.removeAll(keepingCapacity: true)
    for column in 0..<shape.count {
      let text = bytes.extracting(shape.range(column, in: record))
      // What the manifest gives in place of a blank is content too.
      if !shape.constants[column].isEmpty, text.isBlank {
        content.append(contentsOf: shape.constants[column])
      } else {
        content.append(text)
      }
      content.append(0x1F)
    }
    chunk.startFact(fields: 13)
    chunk.facts.append(int64: maker.identifier(id, .customer) ?? 0)
    let registeredAt = times[columns[1]]
    chunk.facts.append(timestamptzUnix: registeredAt)
    canonical.start("yurai.customer/v1")
    canonical.append(text: id.extracting(id.trimmedRange))
    canonical.append(time: registeredAt)
    canonical.append(int: batch)
    canonical.append(int: line)
    chunk.facts.append(int64: maker.name(bytes.extracting(shape.range(columns[2], in: record))))
    chunk.facts.append(int64: maker.email(bytes.extracting(shape.range(columns[3], in: record))))
    chunk.facts.append(int64: maker.phone(bytes.extracting(shape.range(columns[4], in: record))))
    chunk.facts.append(int64: maker.address(bytes.extracting(shape.range(columns[5], in: record))))
    chunk.facts.append(int64: maker.key(of: content, .content))
    chunk.facts.append(int32: batch)
    chunk.facts.append(int32: line)
    chunk.facts.append(text: id.extracting(id.trimmedRange))

    chunk.records.append(row: 9)
    chunk.records.append(int32: batch)
    chunk.records.append(int32: line)
    for column in 2..<shape.count {
      let text = bytes.extracting(shape.range(column, in: record))
      let constant = shape.constants[column]
      if text.isBlank && !constant.isEmpty {
        chunk.records.append(text: constant.span)
        canonical.append(text: constant.span)
      } else {
        chunk.records.append(asWritten: text)
        canonical.append(optional: text)
      }
    }
    chunk.recordRows += 1
    canonical.end()
    canonical.commit { salt, commitment in
      chunk.facts.append(bytes: salt)
      chunk.facts.append(bytes: commitment)
    }
    chunk.facts.append(int32: weight)
  }
}

extension BinaryCopyBuffer {
  /// The text as the person wrote it; NULL when it is blank.
  mutating func append(asWritten text: Span<UInt8>) {
    if text.isBlank { appendNull() } else { append(text: text) }
  }
}
