/// How long a letter is, and what makes it long.
public struct LetterSize: Sendable, Equatable {
  /// A part of a letter that somebody can do something about.
  public enum Part: String, Sendable, CaseIterable {
    /// Addresses, sender, contact and signature.
    case frame
    /// The answer, the paragraphs and the footnotes.
    case words
    /// The answers to the questions, and other numbered steps.
    case steps
    /// The table of what is held.
    case table
  }

  /// Lines of text.
  public var lines: Int
  /// Lines that a page holds.
  public var room: Int
  /// The lines of each part; the blank ones between them are in none.
  public var parts: [Part: Int]

  /// Whether it is more than a page holds.
  public var isTooLong: Bool { lines > room }
  /// The part with the most lines.
  public var longest: Part {
    Part.allCases.max { (parts[$0] ?? 0) < (parts[$1] ?? 0) } ?? .words
  }
}
