/// Takes one record apart at a time; knows nothing of files.
///
/// A record that is not all there is parsed again from its start when more text has come.
struct RecordParser: ~Copyable, Sendable {
  enum Outcome {
    /// A record was parsed; `next` says where the text goes on.
    case record
    /// The record goes on beyond the text at hand.
    case needMore
    /// The file ends inside the quoted field at `openQuote`.
    case unterminatedQuote
    /// There are more fields than allowed; the first too many begins here.
    case tooManyFields(position: Int, lineBreaks: Int)
    /// A NUL byte stands here.
    case nul(position: Int, lineBreaks: Int)
  }

  private let dialect: Dialect
  private let limits: Limits
  /// The fields' bytes.
  private var output = RawMemory(capacity: 0)
  /// For each field its end in `output`, with `Record.quotedBit`.
  private let ends: RawMemory
  /// For each field its end in the text, relative to the record's start.
  private let textEnds: RawMemory
  private var byteCount = 0
  private var fieldCount = 0

  /// Where the text goes on behind the record.
  private(set) var next = 0
  /// Physical lines that the record takes.
  private(set) var lines = 0
  /// Whether a quoted field took in what are most likely other records; see ``Record/isRunaway``.
  private(set) var isRunaway = false
  /// The quote that opened the field in which parsing stopped short, and the line ends before it.
  private(set) var openQuote: (position: Int, lineBreaks: Int)?

  init(dialect: Dialect, limits: Limits) {
    self.dialect = dialect
    self.limits = limits
    ends = RawMemory(capacity: 4 * limits.maxFields)
    textEnds = RawMemory(capacity: 4 * limits.maxFields)
  }

  /// Parses the record at the start of the window, which must not be a line end.
  mutating func parse(_ buffer: borrowing TextBuffer) -> Outcome {
    output.grow(to: buffer.capacity, keeping: 0)
    let start = buffer.start
    let text = buffer.view
    let ends = ends.view
    let textEnds = textEnds.view
    let maxFields = limits.maxFields
    var scanner = FieldScanner(
      text: text, from: start, to: buffer.end, isFinal: buffer.isFinal, dialect: dialect,
      limit: start + limits.maxRecordBytes, output: output.view)
    var count = 0
    openQuote = nil

    while true {
      if count == maxFields {
        return .tooManyFields(position: scanner.position, lineBreaks: scanner.lineBreaks)
      }
      let fieldStart = scanner.written
      let opening = scanner.position
      let breaksBefore = scanner.lineBreaks
      var isQuoted = text[opening] == scanner.quote
      let stop = isQuoted ? scanner.quoted() : scanner.unquoted()
      switch stop {
      case .delimiter, .lineEnd, .endOfFile: break
      case .nul: return .nul(position: scanner.position, lineBreaks: scanner.lineBreaks)
      case .unterminated, .needMore:
        if isQuoted { openQuote = (opening, breaksBefore) }
        if case .unterminated = stop { return .unterminatedQuote }
        return .needMore
      }
      if scanner.output[fieldStart] == UInt8(ascii: "="), scanner.written - fieldStart >= 3 {
        if scanner.unwrapFormula(from: fieldStart) { isQuoted = true }
      }
      ends.store(UInt32(scanner.written) | (isQuoted ? Record.quotedBit : 0), at: count * 4)
      textEnds.store(UInt32(scanner.position - start), at: count * 4)
      count += 1
      if case .delimiter = stop {
        scanner.position += 1
        continue
      }
      if case .lineEnd = stop { scanner.passLineEnd() }
      fieldCount = count
      byteCount = scanner.written
      next = scanner.position
      lines = scanner.lineBreaks + 1
      isRunaway = scanner.isRunaway
      return .record
    }
  }

  /// Hands over the fields of the record parsed last.
  func deliver(to record: inout Record) {
    output.view.copyBytes(byteCount, to: &record.bytes)
    ends.view.copyHalfWords(fieldCount, to: &record.ends)
  }

  /// The field that the text at an offset from the record's start belongs to.
  func field(atOffset offset: Int) -> Int {
    var index = 0
    while index + 1 < fieldCount && Int(textEnds.view.halfWord(at: index * 4)) <= offset {
      index += 1
    }
    return index
  }
}
