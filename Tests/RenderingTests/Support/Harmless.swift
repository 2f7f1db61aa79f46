import Testing

@testable import Rendering

/// Expects text for a terminal: at most 80 columns, and nothing in it that acts on the terminal.
func expectHarmless(
  _ text: String, _ language: Language, sourceLocation: SourceLocation = #_sourceLocation
) {
  for line in text.split(separator: "\n") {
    #expect(
      DisplayWidth(language).columns(line) <= 80, "\(line)", sourceLocation: sourceLocation)
  }
  #expect(
    !text.unicodeScalars.contains { $0 != "\n" && Neutral.isHostile($0) },
    sourceLocation: sourceLocation)
}
