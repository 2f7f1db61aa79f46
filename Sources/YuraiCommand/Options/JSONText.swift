internal import Yurai

/// JSON strings for output that is written line by line.
enum JSONText {
  /// A JSON string (RFC 8259).
  static func quoted(_ text: String) -> String { ImportSummary.quoted(text) }
}
