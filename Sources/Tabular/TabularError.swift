/// Why a file could not be read any further.
///
/// Nothing in it repeats what the file says: field values may be personal data.
public struct TabularError: Error, Hashable {
  /// The kinds of failure; raw values are stable and may be stored.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The file cannot be opened.
    case unreadable
    /// The path names a directory.
    case directory
    /// The operating system failed to deliver the file's bytes.
    case readFailed = "read-failed"
    /// The C library has no table for CP932.
    case encodingUnavailable = "encoding-unavailable"
    /// The file ends inside a quoted field.
    case unterminatedQuote = "unterminated-quote"
    /// A record has more than `Limits.maxRecordBytes`.
    case recordTooLong = "record-too-long"
    /// A record has more than `Limits.maxFields`.
    case tooManyFields = "too-many-fields"
    /// A NUL byte: the file is binary or UTF-16.
    case nulByte = "nul-byte"
  }

  /// The kind of failure.
  public var code: Code
  /// The 1-based physical line that it concerns, 0 when it concerns the file as a whole.
  ///
  /// For a quote that is never closed this is the line on which its field opens.
  public var line: Int
  /// The offset in the file that it concerns, 0 when it concerns the file as a whole.
  public var byteOffset: Int64
  /// What the operating system or the limit says, for the description; never a field's value.
  var detail: String

  init(_ code: Code, line: Int = 0, byteOffset: Int64 = 0, detail: String = "") {
    self.code = code
    self.line = line
    self.byteOffset = byteOffset
    self.detail = detail
  }
}
