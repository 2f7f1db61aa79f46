internal import Foundation
internal import Tabular

/// Reads a file's rows and checks each by itself, on a thread of its own: so that text is taken apart while what came before is
/// made into keys.
///
/// ```swift
/// var feed = RowFeed(path: path, encoding: .utf8, dialect: .csv, shape: shape, hasHeader: true)
/// while let block = try feed.next() {
///   for index in 0..<block.count { use(block.rows[index]) }
///   feed.giveBack(block)
/// }
/// ```
///
/// At most three blocks exist. Whoever stops before the end lets go of the feed, and its thread ends.
struct RowFeed: ~Copyable {
  /// What the reading thread tells the other one.
  private enum Message: Sendable {
    case block(RowBlock)
    case end
    case failure(TabularError)
  }

  private let full = BoundedChannel<Message>(capacity: 2)
  private let empty = BoundedChannel<RowBlock>(capacity: 3)

  /// Starts the thread. That the file cannot be opened is thrown by the first `next()`.
  init(path: String, encoding: TextEncoding, dialect: Dialect, shape: RowShape, hasHeader: Bool) {
    for _ in 0..<3 { _ = empty.send(RowBlock(columns: shape.count)) }
    let thread = Thread { [full, empty] in
      do throws(TabularError) {
        var reader = try RecordReader(path: path, encoding: encoding, dialect: dialect)
        if hasHeader {
          var header = Record()
          _ = try reader.next(&header)
        }
        while var block = empty.receive() {
          try block.fill(from: &reader, shape)
          guard block.count > 0 else { break }
          guard full.send(.block(block)) else { return }
        }
        _ = full.send(.end)
      } catch {
        _ = full.send(.failure(error))
      }
    }
    thread.name = "yurai-reader"
    thread.stackSize = 4 << 20
    thread.start()
  }

  deinit {
    full.close()
    empty.close()
  }

  /// Waits for the next rows; nil at the end of the file.
  ///
  /// - Throws: `TabularError` where the file cannot be read on. The rows before that place may be missing.
  mutating func next() throws(TabularError) -> RowBlock? {
    switch full.receive() {
    case .block(let block): return block
    case .failure(let error): throw error
    case .end, nil: return nil
    }
  }

  /// Lets a block be filled anew.
  mutating func giveBack(_ block: consuming RowBlock) {
    _ = empty.send(block)
  }
}

/// Some hundreds of rows that follow each other.
struct RowBlock: Sendable {
  /// A row that was read and checked.
  struct Row: Sendable {
    fileprivate(set) var record = Record()
    /// Its times by column, as ``RowShape/fault(in:times:)`` reads them.
    fileprivate(set) var times: [Int64?]
    /// Why it is set aside, if it is.
    fileprivate(set) var fault: RowReject?
  }

  /// The first `count` are this block's; the others wait for their turn, so that reading allocates nothing.
  private(set) var rows: [Row]
  private(set) var count = 0
  /// Bytes of the file that were read when the block was full.
  private(set) var bytesRead: Int64 = 0

  /// Bytes of text at which a block is full.
  private static let target = 1 << 17
  /// A record with more bytes than this gives its memory back. Otherwise each place would come to hold as much as the longest
  /// record that was ever in it: 10 MB after some million orders.
  private static let keptBytes = 1 << 10

  fileprivate init(columns: Int) {
    rows = (0..<256).map { _ in Row(times: Array(repeating: nil, count: columns)) }
  }

  /// Replaces the rows by the next ones; by none at the end of the file.
  ///
  /// - Throws: what the reader throws.
  fileprivate mutating func fill(
    from reader: inout RecordReader, _ shape: RowShape
  ) throws(TabularError) {
    count = 0
    var bytes = 0
    while count < rows.count, bytes < Self.target {
      if rows[count].record.bytes.capacity > Self.keptBytes { rows[count].record = Record() }
      guard try reader.next(&rows[count].record) else { break }
      rows[count].check(shape)
      bytes += rows[count].record.bytes.count
      count += 1
    }
    bytesRead = reader.bytesRead
  }
}

extension RowBlock.Row {
  fileprivate mutating func check(_ shape: RowShape) {
    fault = shape.fault(in: record, times: &times)
  }
}
