internal import Tabular

/// The first line of a file, to know it again: files that are put one behind the other (`cat a.csv b.csv`) have it twice, and
/// where they have a byte order mark, that stands in front of the second one.
struct HeaderText: Sendable {
  private let fields: [[UInt8]]
  private let count: Int

  /// For rows that come out of a mapping, and never are a header.
  static let none = HeaderText()

  private init() { (fields, count) = ([], -1) }

  /// The header as it was read, its byte order mark left out.
  init(_ header: Record) {
    fields = (0..<header.count).map { Array(header.bytes[header.range($0)]) }
    count = header.bytes.count
  }

  /// Why a row is set aside that is the header, or the begin of another file; nil for any other one.
  func fault(in record: borrowing Record) -> RowReject? {
    guard count >= 0 else { return nil }
    let isMarked =
      record.bytes.count > 2 && record.bytes[0] == 0xEF && record.bytes[1] == 0xBB
      && record.bytes[2] == 0xBF
    guard isMarked || record.bytes.count == count else { return nil }
    if isHeader(record, behind: isMarked ? 3 : 0) {
      return RowReject(
        reason: .secondFile,
        detail: "the header again: two files seem to have been put one behind the other")
    }
    guard isMarked else { return nil }
    return RowReject(
      reason: .secondFile,
      detail:
        "a byte order mark in front of it, and it is not the header: two files seem to have been put one behind the other. "
        + "Import each by itself")
  }

  private func isHeader(_ record: borrowing Record, behind mark: Int) -> Bool {
    guard record.count == fields.count else { return false }
    for index in fields.indices {
      var text = record.bytes[record.range(index)]
      if index == 0, mark > 0 {
        text = text.dropFirst(mark)
        // Quotes behind a mark are no quotes to a reader of records.
        if text.count > 1, text.first == 0x22, text.last == 0x22 {
          text = text.dropFirst().dropLast()
        }
      }
      guard text.elementsEqual(fields[index]) else { return false }
    }
    return true
  }
}
