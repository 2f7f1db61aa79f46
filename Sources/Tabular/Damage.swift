/// The first place in a record where the file's bytes are no text in its encoding.
///
/// The record's text has U+FFFD there, one for each maximal ill-formed subsequence (Unicode 3.9,
/// "substitution of maximal subparts"). In CP932 a lead byte whose trail is ASCII is replaced alone,
/// so that a character cut in half never swallows the quote, delimiter or line end behind it.
public struct Damage: Sendable, Hashable {
  /// The offset of the first undecodable byte from the start of the file.
  public var byteOffset: Int64
  /// The index of the field that it stands in.
  public var field: Int

  /// Describes one damaged place.
  ///
  /// - Parameters:
  ///   - byteOffset: offset from the start of the file, a byte order mark included.
  ///   - field: index of the field.
  public init(byteOffset: Int64, field: Int) {
    self.byteOffset = byteOffset
    self.field = field
  }
}
