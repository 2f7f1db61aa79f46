/// A window of a file's text: decoded, not yet parsed.
///
/// The text of the unfinished record moves to the front before more is read, so that a record always
/// lies in one piece and the window never grows beyond a record and a read.
struct TextBuffer: ~Copyable, Sendable {
  private let file: InputFile
  private let pacing: ReadPacing
  /// Nil stands for UTF-8.
  private let table: CP932Table?

  /// Bytes of the file that are not decoded: `rawCount` of them, at the front.
  private var raw: RawMemory
  private var rawCount = 0
  /// Where the first of them stands in the file.
  private var rawOffset: Int64 = 0

  /// The text; a line feed that is not part of it stands at `end`, for scans to stop at.
  private var text: RawMemory
  /// Where the text that is not consumed begins.
  private(set) var start = 0
  /// Where the text ends.
  private(set) var end = 0
  /// How many bytes of text came before the window.
  private var origin = 0
  /// Whether the file has no more than this.
  private(set) var isFinal = false

  /// The places that a record has to know of, in order; those before `firstMark` have been taken.
  private var marks: [Mark] = []
  private var firstMark = 0

  /// How many bytes of Ctrl-Z were cut from the end of the text.
  private(set) var droppedAtEnd = 0

  init(path: String, encoding: TextEncoding, pacing: ReadPacing) throws(TabularError) {
    let table: CP932Table? =
      switch encoding {
      case .utf8: nil
      case .cp932: try CP932Table.shared.get()
      }
    let file = try InputFile(path: path)
    self.table = table
    self.file = file
    self.pacing = pacing
    raw = RawMemory(capacity: pacing.size + 4)
    text = RawMemory(capacity: 3 * pacing.size + 16)
    text.view[0] = 0x0A
  }

  var view: RawView { text.view }
  var totalBytes: Int64 { file.size }
  var bytesRead: Int64 { rawOffset + Int64(rawCount) }
  var capacity: Int { text.capacity }
  var isUTF8: Bool { table == nil }
  /// Where in the file the text decoded so far ends.
  var decodedOffset: Int64 { rawOffset }

  /// Consumes the text before a position.
  mutating func consume(to position: Int) {
    start = position
  }

  /// Whether any mark stands in the unconsumed text.
  var hasMarks: Bool { firstMark < marks.count }

  /// The marks in the unconsumed text, in order.
  var pendingMarks: ArraySlice<Mark> { marks[firstMark...] }

  /// Takes the marks before a position.
  mutating func takeMarks(before position: Int) -> ArraySlice<Mark> {
    let limit = origin + position
    let taken = marks[firstMark...].prefix { $0.textPosition < limit }
    firstMark = taken.endIndex
    return taken
  }

  /// A mark's position in the window.
  func position(of mark: Mark) -> Int { mark.textPosition - origin }

  /// Reads and decodes one more piece; sets `isFinal` when there is none.
  ///
  /// - Parameter wanted: how many bytes are wanted at the most, beyond one ordinary read.
  /// - Throws: `TabularError` with `readFailed`.
  mutating func refill(atMost wanted: Int) throws(TabularError) {
    text.view.copy(end - start, from: text.view, at: start, to: 0)
    marks.removeFirst(firstMark)
    firstMark = 0
    origin += start
    end -= start
    start = 0

    var count = pacing.size
    if pacing.growsWithRecord { count = max(count, min(end, wanted)) }
    raw.grow(to: rawCount + count, keeping: rawCount)
    let delivered = try file.read(count, into: raw.view, at: rawCount, fileOffset: bytesRead)
    rawCount += delivered
    isFinal = delivered == 0
    if rawOffset == 0 && table == nil { skipByteOrderMark() }
    decode()
    if isFinal { dropControlZ() }
    text.view[end] = 0x0A
  }

  private mutating func decode() {
    // Half-width kana and replaced bytes take three bytes each.
    text.grow(to: end + 3 * rawCount + 1, keeping: end)
    let progress =
      if let table {
        CP932Decoder.decode(
          raw.view, count: rawCount, fileOffset: rawOffset, isFinal: isFinal, table: table,
          into: text.view, at: end, textOrigin: origin, marks: &marks)
      } else {
        UTF8Decoder.decode(
          raw.view, count: rawCount, fileOffset: rawOffset, isFinal: isFinal, into: text.view,
          at: end, textOrigin: origin, marks: &marks)
      }
    end += progress.written
    dropRaw(progress.consumed)
  }

  private mutating func dropRaw(_ count: Int) {
    rawCount -= count
    rawOffset += Int64(count)
    raw.view.copy(rawCount, from: raw.view, at: count, to: 0)
  }

  /// A mark cut in two by a read waits undecoded, as any character does.
  private mutating func skipByteOrderMark() {
    if rawCount >= 3 && raw.view.halfWord(at: 0) & 0x00FF_FFFF == 0x00BF_BBEF { dropRaw(3) }
  }

  /// CP/M and MS-DOS programs end a file with Ctrl-Z, some pad a block with it.
  private mutating func dropControlZ() {
    while end > start && text.view[end - 1] == 0x1A {
      end -= 1
      droppedAtEnd += 1
    }
  }
}
