/// Reads a delimited file of any size from front to back, one record at a time.
///
/// ```swift
/// var reader = try RecordReader(path: path, encoding: .cp932)
/// var record = Record()
/// while try reader.next(&record) {
///   use(record.bytes[record.range(0)])
/// }
/// ```
///
/// Memory stays below some ten times `Limits.maxRecordBytes`, whatever the size of the file, and
/// needs that much only where a record is as long as that. Text is
/// decoded before it is parsed. A byte order mark is swallowed at the start and nowhere else; a
/// Ctrl-Z at the very end is ignored. Rows may be of any width, and equal rows are all kept: twice
/// the same line can mean that somebody bought two.
///
/// Beyond RFC 4180: a quote inside a quoted field that is neither doubled nor followed by a
/// delimiter or a line end is literal (so is every quote in a field that does not begin with one),
/// and a cell `="0123"` is read as `0123`. A backslash is a character like any other.
public struct RecordReader: ~Copyable, Sendable {
  private let limits: Limits
  private var buffer: TextBuffer
  private var parser: RecordParser
  private let delimiter: UInt8
  /// The physical line at the start of the window.
  private var line = 1
  /// What stopped reading. The window is in no state to go on from.
  private var failure: TabularError?

  /// Lines without any character that were skipped so far.
  public private(set) var blankLines = 0

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: a regular file, or a pipe.
  ///   - encoding: how its bytes stand for characters; `FileProbe` can tell.
  ///   - dialect: how its fields are separated.
  ///   - limits: where a record is taken for a mistake.
  /// - Throws: `TabularError` with `unreadable`, `directory` or `encodingUnavailable`.
  public init(
    path: String, encoding: TextEncoding, dialect: Dialect = .csv, limits: Limits = .init()
  ) throws(TabularError) {
    try self.init(
      path: path, encoding: encoding, dialect: dialect, limits: limits, pacing: .standard)
  }

  init(
    path: String, encoding: TextEncoding, dialect: Dialect, limits: Limits, pacing: ReadPacing
  ) throws(TabularError) {
    self.limits = limits
    buffer = try TextBuffer(path: path, encoding: encoding, pacing: pacing)
    parser = RecordParser(dialect: dialect, limits: limits)
    delimiter = dialect.delimiter
  }

  /// Bytes of the file that were read so far; runs ahead of the records by one read.
  public var bytesRead: Int64 { buffer.bytesRead }

  /// Bytes that the file had when it was opened; 0 for a pipe.
  public var totalBytes: Int64 { buffer.totalBytes }

  /// Reads the next record into `record`; false at the end. Blank lines are skipped and counted.
  ///
  /// Undecodable bytes do not throw: see `Record.damage`. At the end `record` stays as it was.
  ///
  /// - Throws: `TabularError`; the file cannot be read beyond it, and every further call throws it
  ///   again. `record` is then as it was before.
  public mutating func next(_ record: inout Record) throws(TabularError) -> Bool {
    if let failure { throw failure }
    do throws(TabularError) {
      return try read(&record)
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func read(_ record: inout Record) throws(TabularError) -> Bool {
    while try skipBlankLines() {
      switch parser.parse(buffer) {
      case .record:
        guard parser.next - buffer.start <= limits.maxRecordBytes else { throw tooLong() }
        deliver(to: &record)
        return true
      case .needMore:
        let pending = buffer.end - buffer.start
        guard pending <= limits.maxRecordBytes else { throw tooLong() }
        try buffer.refill(atMost: limits.maxRecordBytes - pending + 1)
      case .unterminatedQuote: throw error(.unterminatedQuote)
      case .tooManyFields(let position, let lineBreaks):
        throw error(
          .tooManyFields, at: position, lineBreaks: lineBreaks, detail: "\(limits.maxFields)")
      case .nul(let position, let lineBreaks):
        throw error(.nulByte, at: position, lineBreaks: lineBreaks)
      }
    }
    return false
  }

  /// Goes to the next line with a character in it; false when there is none.
  private mutating func skipBlankLines() throws(TabularError) -> Bool {
    while true {
      let start = buffer.start
      if start == buffer.end {
        if buffer.isFinal { return false }
        try buffer.refill(atMost: 0)
        continue
      }
      let text = buffer.view
      var length = 1
      switch text[start] {
      case FieldScanner.lineFeed: break
      case FieldScanner.carriageReturn:
        if start + 1 == buffer.end && !buffer.isFinal {
          try buffer.refill(atMost: 0)
          continue
        }
        if start + 1 < buffer.end && text[start + 1] == FieldScanner.lineFeed { length = 2 }
      default: return true
      }
      buffer.consume(to: start + length)
      line += 1
      blankLines += 1
    }
  }

  private mutating func deliver(to record: inout Record) {
    parser.deliver(to: &record)
    record.line = line
    record.lines = parser.lines
    record.hasStrayQuote = parser.isRunaway
    // A note of many lines has few delimiters; records that were taken for one have as many as they have fields.
    record.isRunaway =
      parser.isRunaway
      && record.bytes.count { $0 == delimiter } >= max(record.count - 1, 1)
    record.damage = nil
    record.gaiji = false
    if buffer.hasMarks { note(buffer.takeMarks(before: parser.next), in: &record) }
    line += parser.lines
    buffer.consume(to: parser.next)
  }

  private func note(_ marks: ArraySlice<Mark>, in record: inout Record) {
    record.gaiji = marks.contains { $0.kind == .gaiji }
    guard let first = marks.first(where: { $0.kind == .damage }) else { return }
    let offset = buffer.position(of: first) - buffer.start
    record.damage = Damage(byteOffset: first.fileOffset, field: parser.field(atOffset: offset))
  }

  private func tooLong() -> TabularError {
    error(.recordTooLong, detail: "\(limits.maxRecordBytes) bytes")
  }

  /// An error at the quote that is open, if one is, else at the record's start.
  private func error(_ code: TabularError.Code, detail: String = "") -> TabularError {
    if let (position, lineBreaks) = parser.openQuote {
      return error(code, at: position, lineBreaks: lineBreaks, detail: detail)
    }
    return error(code, at: buffer.start, detail: detail)
  }

  private func error(
    _ code: TabularError.Code, at position: Int, lineBreaks: Int = 0, detail: String = ""
  ) -> TabularError {
    TabularError(
      code, line: line + lineBreaks, byteOffset: buffer.fileOffset(of: position), detail: detail)
  }
}
