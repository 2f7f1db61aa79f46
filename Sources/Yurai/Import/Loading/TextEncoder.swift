internal import Postgres
internal import Rendering
internal import Tabular

/// The small files (malls, merchants, tenancies, affiliates, provisions): every column as text into
/// `stage_text`, which SQL then reads by the column's place.
struct TextEncoder: RowEncoder {
  private let batch: Int32

  var newOutlets: [OutletNumbers.Entry] { [] }

  /// Columns of `stage_text` beside line and weight.
  static let width = 14

  init(batch: Int32) { self.batch = batch }

  mutating func encode(
    _ record: borrowing Record, shape: RowShape, times: [Int64?], line: Int32, weight: Int32,
    into chunk: inout Chunk
  ) {
    let bytes = record.bytes.span
    chunk.startFact(fields: 2 + Self.width)
    chunk.facts.append(int32: line)
    chunk.facts.append(int32: weight)
    for column in 0..<Self.width {
      guard column < shape.count else {
        chunk.facts.appendNull()
        continue
      }
      let text = bytes.extracting(shape.range(column, in: record))
      let constant = shape.constants[column]
      if shape.isDay(column), let day = shape.times.day(text) {
        // In the declared order of its parts; SQL knows one order only.
        chunk.facts.append(text: Day(daysSince1970: Int(day)).description)
      } else if !text.isBlank {
        chunk.facts.append(text: text.extracting(text.trimmedRange))
      } else if constant.isEmpty {
        chunk.facts.appendNull()
      } else {
        chunk.facts.append(text: constant.span)
      }
    }
  }
}
