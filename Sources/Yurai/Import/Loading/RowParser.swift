internal import Foundation
internal import Tabular

/// What the parsing thread tells the loading thread.
typealias Parsed = Produced<ParseSummary>

/// What was read of one file.
struct ParseSummary: Sendable {
  /// Data lines (for a mapping: the lines that its rows account for).
  var lines: Int64 = 0
  var rows: Int64 = 0
  /// Rows that were sent to be judged.
  var sent: Int64 = 0
  var setAside: Int64 = 0
  var cardNumbers: Int64 = 0
  /// Of the lines set aside, those that are not what the profile says (`RejectReason.isOfForm`).
  var unreadable: Int64 = 0
  /// The first of them.
  var firstUnreadable: (line: Int, reject: RowReject)?
  /// Rows with a user-defined CP932 character, which no other system shows the same way.
  var gaiji: Int64 = 0
  /// Rows whose further recipients are no JSON array.
  var oddRecipients: Int64 = 0
  /// Rows whose names or addresses hold a substitute for a character, or are UTF-8 that was taken for another encoding.
  var substituted: Int64 = 0
  var misread: Int64 = 0
  var newOutlets: [OutletNumbers.Entry] = []
}

/// Reads one file on a thread of its own, makes the match keys, and fills chunks for the loader.
///
/// The loader sends chunk *n* while chunk *n+1* is parsed; at most three exist, so memory is flat.
struct RowParser: Sendable {
  let path: String
  /// The file as the manifest names it.
  let name: String
  let encoding: TextEncoding
  let dialect: Dialect
  let shape: RowShape
  let batch: Int32
  let hasHeader: Bool
  /// Whether the file's last line is ended: a short last row is then at fault by itself.
  var endsLine = true

  /// Starts the thread. What it sends ends with `end` or `failure`, unless the channel is closed before.
  func start(
    encoder: some RowEncoder & Sendable, to full: BoundedChannel<Parsed>,
    from empty: BoundedChannel<Chunk>
  ) {
    let thread = Thread {
      do {
        let summary = try parse(encoder: encoder, to: full, from: empty)
        _ = full.send(.end(summary))
      } catch {
        _ = full.send(.failure(error))
      }
    }
    thread.name = "yurai-parser"
    thread.stackSize = 4 << 20
    thread.start()
  }

  private func parse(
    encoder start: some RowEncoder, to full: BoundedChannel<Parsed>,
    from empty: BoundedChannel<Chunk>
  ) throws -> ParseSummary {
    var encoder = start
    var feed = RowFeed(
      path: path, encoding: encoding, dialect: dialect, shape: shape, hasHeader: hasHeader)
    var summary = ParseSummary()
    var damage = try TextDamage(shape)
    guard var chunk = empty.receive() else { return summary }
    chunk.start()
    var isShort = false
    var lastLine = 0
    while let block = try feed.next() {
      for index in 0..<block.count {
        let record = block.rows[index].record
        isShort = record.count < shape.width
        lastLine = record.line
        let line = shape.lineField < 0 ? record.line : number(shape.lineField, of: record)
        let weight = shape.weightField < 0 ? 1 : number(shape.weightField, of: record)
        summary.lines += Int64(weight)
        summary.rows += 1
        if record.gaiji { summary.gaiji += 1 }
        if let reject = block.rows[index].fault {
          summary.setAside += Int64(weight)
          if reject.reason == .cardNumber { summary.cardNumbers += 1 }
          if reject.reason.isOfForm {
            summary.unreadable += Int64(weight)
            if summary.firstUnreadable == nil { summary.firstUnreadable = (line, reject) }
          }
          chunk.append(reject, batch: batch, line: line)
        } else {
          damage.look(at: record, shape)
          encoder.encode(
            record, shape: shape, times: block.rows[index].times, line: Int32(clamping: line),
            weight: Int32(clamping: weight),
            into: &chunk)
        }
        guard chunk.isFull else { continue }
        chunk.bytesRead = block.bytesRead
        chunk.finish()
        guard full.send(.chunk(chunk)), let next = empty.receive() else { return summary }
        chunk = next
        chunk.start()
      }
      chunk.bytesRead = block.bytesRead
      feed.giveBack(block)
    }
    guard !isShort || endsLine else {
      throw YuraiError(
        "\(name) ends inside a row (line \(lastLine)): it was cut off. Get it again; nothing of it was loaded"
      )
    }
    if !chunk.isEmpty {
      chunk.finish()
      guard full.send(.chunk(chunk)) else { return summary }
    }
    summary.newOutlets = encoder.newOutlets
    summary.oddRecipients = encoder.oddRecipients
    summary.substituted = damage.substituted
    summary.misread = damage.misread
    return summary
  }

  private func number(_ field: Int, of record: borrowing Record) -> Int {
    guard field < record.count else { return 0 }
    return Int(record.string(field)) ?? 0
  }
}
