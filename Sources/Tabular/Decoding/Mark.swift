/// A place in decoded text that a record has to know of.
struct Mark: Sendable {
  enum Kind: Sendable {
    /// Undecodable bytes stood here; the text has U+FFFD.
    case damage
    /// A user-defined CP932 character was decoded here.
    case gaiji
  }

  var kind: Kind
  /// Where its character stands, counted from the start of all decoded text.
  var textPosition: Int
  /// Where its bytes stand in the file.
  var fileOffset: Int64
  /// How many bytes of the file it stands for.
  var rawLength: Int
}

/// How far a decoder came.
struct DecodingProgress {
  /// Raw bytes used; the rest is a character that goes on in the next piece.
  var consumed: Int
  /// Bytes of text written.
  var written: Int
}
