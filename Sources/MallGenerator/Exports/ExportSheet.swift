/// One export of another system: named columns, its habits of quoting and ending lines, CP932.
struct ExportSheet: ~Copyable {
  enum Quoting {
    case always
    /// As PHP's `fputcsv` and most others do.
    case whenNeeded
  }

  private let quoting: Quoting
  private let lineEnd: StaticString
  /// The first column of each name.
  private let columns: [String: Int]
  private let encoder: CP932Encoder
  private var file: FileWriter
  private var cells: [RowBuffer]
  private var line = RowBuffer(capacity: 4_096)

  init(
    directory: String, path: String, header: String, quoting: Quoting, lineEnd: StaticString
  ) throws(GeneratorError) {
    let names = header.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let encoder = try CP932Encoder()
    var file = try FileWriter(directory: directory, path: path)
    var cells = names.map { _ in RowBuffer() }
    for (index, name) in names.enumerated() { cells[index].append(text: name) }
    var line = RowBuffer()
    line.line(of: &cells, quoting, lineEnd)
    var encoded = RowBuffer()
    try encoder.encode(line.bytes, into: &encoded, path: path)
    try file.text { $0.bytes.append(contentsOf: encoded.bytes) }
    self.quoting = quoting
    self.lineEnd = lineEnd
    self.encoder = encoder
    self.file = file
    columns = Dictionary(zip(names, names.indices)) { first, _ in first }
    self.cells = cells
  }

  /// Writes into a column by its name.
  mutating func set(_ column: String, _ body: (inout RowBuffer) -> Void) {
    guard let index = columns[column] else {
      assertionFailure("the export has no column \(column)")
      return
    }
    body(&cells[index])
  }

  mutating func set(_ column: String, _ text: String) {
    set(column) { $0.append(text: text) }
  }

  mutating func set(_ column: String, _ number: Int) {
    set(column) { $0.number(number) }
  }

  /// Writes into a column by its position, for the second of two of one name.
  mutating func set(at index: Int, _ number: Int) {
    cells[index].number(number)
  }

  /// Ends the row; the next starts empty.
  mutating func endRow() throws(GeneratorError) {
    line.bytes.removeAll(keepingCapacity: true)
    line.line(of: &cells, quoting, lineEnd)
    var encoded = RowBuffer(capacity: line.bytes.count)
    try encoder.encode(line.bytes, into: &encoded, path: file.path)
    try file.record { $0.bytes.append(contentsOf: encoded.bytes) }
  }

  consuming func finish() throws(GeneratorError) -> Summary.File {
    try file.flush()
    return file.summary
  }
}

extension RowBuffer {
  /// One line; empties the cells for the next.
  fileprivate mutating func line(
    of cells: inout [RowBuffer], _ quoting: ExportSheet.Quoting, _ lineEnd: StaticString
  ) {
    for index in cells.indices {
      if index > 0 { comma() }
      cell(cells[index].bytes, quoted: quoting == .always)
      cells[index].bytes.removeAll(keepingCapacity: true)
    }
    append(lineEnd)
  }

  /// One cell; like `fputcsv`, quotes also what has a blank, a tab or a backslash in it.
  fileprivate mutating func cell(_ value: [UInt8], quoted: Bool) {
    let needsQuotes =
      quoted
      || value.contains { byte in
        byte == 0x22 || byte == 0x2C || byte == 0x20 || byte == 0x5C || (0x09...0x0D).contains(byte)
      }
    guard needsQuotes else {
      bytes.append(contentsOf: value)
      return
    }
    append(0x22)
    for byte in value {
      if byte == 0x22 { append(byte) }
      append(byte)
    }
    append(0x22)
  }
}
