/// One record of a delimited file: its fields as UTF-8 bytes, one after the other.
///
/// Make one and hand it to `RecordReader.next(_:)` again and again; its storage is reused, so that
/// reading allocates nothing per record.
public struct Record: Sendable {
  /// The 1-based physical line on which the record starts.
  ///
  /// LF, CRLF and a lone CR each end a line, inside quotes too, as an editor would count them.
  public internal(set) var line = 0
  /// The fields' UTF-8 bytes, unquoted, without anything between them.
  public internal(set) var bytes: [UInt8] = []
  /// Where each field ends in `bytes`; the top bit says that the file had it in quotes.
  @usableFromInline var ends: [UInt32] = []
  /// The first place that could not be decoded, nil in a sound record.
  public internal(set) var damage: Damage?
  /// How many lines of the file it takes.
  public internal(set) var lines = 1
  /// Whether a quoted field goes on over a line end behind a quote that was neither doubled nor closed it: `"new" towel`,
  /// and then other lines up to the next quote. Most likely the file does not quote at all, and these lines are other records.
  public internal(set) var isRunaway = false
  /// Whether a quoted field went on over a line end behind such a quote at all, few as its delimiters are.
  public internal(set) var hasStrayQuote = false
  /// Whether a user-defined CP932 character (F040...F9FC, now U+E000...U+E757) is among the fields.
  ///
  /// What such a character looked like was private to the machine that wrote it.
  public internal(set) var gaiji = false

  /// Makes an empty record.
  public init() {}

  /// The number of fields; at least one in a record that was read.
  @inlinable public var count: Int { ends.count }

  /// Where the field at `index` stands in `bytes`.
  @inlinable
  public func range(_ index: Int) -> Range<Int> {
    let lower = index == 0 ? 0 : end(index - 1)
    return lower..<end(index)
  }

  /// The text of the field at `index`, copied; meant for headers, messages and tests.
  public func string(_ index: Int) -> String {
    String(decoding: bytes[range(index)], as: UTF8.self)
  }

  /// Whether the file had the field at `index` in quotes, `="0123"` included.
  @inlinable
  public func wasQuoted(_ index: Int) -> Bool {
    ends[index] & Record.quotedBit != 0
  }

  @usableFromInline static var quotedBit: UInt32 { 1 << 31 }

  @inlinable
  func end(_ index: Int) -> Int { Int(ends[index] & ~Record.quotedBit) }
}
