/// Reads CSV (RFC 4180) whose rows end in line feeds, row by row.
struct CSVReader {
  private let bytes: [UInt8]
  private var place = 0
  /// The row that was read last, from 1.
  private(set) var row = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The row is not CSV, or the file is cut.
  struct Malformed: Error { let row: Int }

  /// The next row; nothing at the end.
  mutating func next() throws(Malformed) -> [String]? {
    guard place < bytes.count else { return nil }
    row += 1
    var cells: [String] = []
    while true {
      cells.append(try cell())
      guard place < bytes.count else { throw Malformed(row: row) }
      place += 1
      if bytes[place - 1] == Lines.feed { return cells }
      guard bytes[place - 1] == UInt8(ascii: ",") else { throw Malformed(row: row) }
    }
  }

  private mutating func cell() throws(Malformed) -> String {
    let quote = UInt8(ascii: "\"")
    var text: [UInt8] = []
    if place < bytes.count, bytes[place] == quote {
      place += 1
      while true {
        let start = place
        while place < bytes.count, bytes[place] != quote { place += 1 }
        guard place < bytes.count else { throw Malformed(row: row) }
        text.append(contentsOf: bytes[start..<place])
        place += 1
        guard place < bytes.count, bytes[place] == quote else { break }
        text.append(quote)
        place += 1
      }
    } else {
      let start = place
      while place < bytes.count, bytes[place] != UInt8(ascii: ","), bytes[place] != Lines.feed {
        guard bytes[place] != quote, bytes[place] != 0x0D else { throw Malformed(row: row) }
        place += 1
      }
      text = Array(bytes[start..<place])
    }
    guard let cell = String(validating: text, as: UTF8.self) else { throw Malformed(row: row) }
    return cell
  }
}

extension CSVReader {
  /// Every row after a header that is exactly the columns, each with as many cells.
  static func rows(
    _ name: String, of files: BundleFiles, columns: [String],
    _ body: ([String]) throws(Refusal) -> Void
  ) throws(Refusal) {
    var reader = CSVReader(try files.bytes(name))
    guard try reader.row(name) == columns else {
      throw Refusal(
        "\(name) の見出しが「\(columns.joined(separator: ","))」ではない。",
        "The header of \(name) is not \(columns.joined(separator: ",")).")
    }
    while let cells = try reader.row(name) {
      guard cells.count == columns.count else { throw reader.refusal(name) }
      try body(cells)
    }
  }

  /// The next row of the file of that name.
  mutating func row(_ name: String) throws(Refusal) -> [String]? {
    do throws(Malformed) { return try next() } catch { throw refusal(name) }
  }

  func refusal(_ name: String) -> Refusal {
    Refusal("\(name) の \(row) 行目は書式どおりではない。", "Row \(row) of \(name) is not of its form.")
  }
}
