/// Builds rows of COPY's text format, for columns whose values the server is to read itself:
/// `date`, `numeric`, enums, or integers of any width. It is as fast as the binary format.
///
/// The format (manual, COPY, "Text Format"): a line a row, fields separated by a tab, `\N` for NULL,
/// and a backslash before what would otherwise be taken for one of these. There is neither header
/// nor trailer.
public struct TextCopyBuffer: Sendable {
  /// Filled to its whole length; the first `count` bytes are the content.
  private var storage: [UInt8]

  /// How many bytes it holds.
  public private(set) var count = 0

  private var isAtLineStart = true

  /// An empty buffer.
  ///
  /// - Parameter capacity: in bytes; it grows when that is not enough.
  public init(capacity: Int = 2 * 65_536) {
    storage = [UInt8](repeating: 0, count: Swift.max(capacity, 64))
  }

  /// A copy of the content, UTF-8.
  public var bytes: [UInt8] { Array(storage[..<count]) }

  /// Lends the content.
  ///
  /// - Throws: what `body` throws.
  public func withUnsafeBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try storage.withUnsafeBufferPointer { (bytes) throws(E) in
      try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<count]))
    }
  }

  /// Empties it and keeps the memory.
  public mutating func removeAll() {
    count = 0
    isAtLineStart = true
  }

  /// NULL.
  public mutating func appendNull() {
    beginField(room: 2)
    put(UInt8(ascii: "\\"))
    put(UInt8(ascii: "N"))
  }

  /// A value as its type's text, in UTF-8.
  public mutating func append(text utf8: Span<UInt8>) {
    utf8.withUnsafeBufferPointer { appendEscaped($0) }
  }

  /// A value as its type's text; nil is NULL.
  public mutating func append(text value: String?) {
    guard var value else { return appendNull() }
    value.withUTF8 { appendEscaped($0) }
  }

  /// A number, for a column of any integer type or `numeric`; nil is NULL.
  public mutating func append(int value: Int?) {
    guard let value else { return appendNull() }
    // The longest is -9223372036854775808.
    beginField(room: 20)
    var digits = 1
    var rest = value.magnitude / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    if value < 0 { put(UInt8(ascii: "-")) }
    rest = value.magnitude
    for offset in stride(from: count + digits - 1, through: count, by: -1) {
      storage[offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }

  /// Ends the row.
  public mutating func endRow() {
    reserve(1)
    put(UInt8(ascii: "\n"))
    isAtLineStart = true
  }

  /// Makes room for a field of that many bytes and for the tab before it.
  private mutating func beginField(room: Int) {
    reserve(room + 1)
    if isAtLineStart { isAtLineStart = false } else { put(UInt8(ascii: "\t")) }
  }

  private mutating func reserve(_ more: Int) {
    guard storage.count - count < more else { return }
    storage.append(contentsOf: repeatElement(0, count: Swift.max(storage.count, more)))
  }

  private mutating func put(_ byte: UInt8) {
    storage[count] = byte
    count += 1
  }

  private mutating func appendEscaped(_ value: UnsafeBufferPointer<UInt8>) {
    // Room for every byte being escaped; looking first would cost as much as copying.
    beginField(room: 2 * value.count)
    var end = count
    storage.withUnsafeMutableBufferPointer { storage in
      for byte in value {
        if let letter = Self.escape(byte) {
          storage[end] = UInt8(ascii: "\\")
          storage[end + 1] = letter
          end += 2
        } else {
          storage[end] = byte
          end += 1
        }
      }
    }
    count = end
  }

  private static func escape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\\"): UInt8(ascii: "\\")
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    default: nil
    }
  }
}
