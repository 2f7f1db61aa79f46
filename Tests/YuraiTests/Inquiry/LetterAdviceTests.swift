import Testing

@testable import Rendering
@testable import Yurai

/// What a clerk is told of a letter that no page holds.
@Suite("Desk: a letter that is too long") struct LetterAdviceTests {
  @Test(
    "which part makes it long, and what can be done",
    arguments: [
      (LetterSize.Part.frame, "addresses and contact", "the desk's lines in config.yaml"),
      (.words, "its paragraphs", "the template letter-traced"),
      (.steps, "the answers to the questions", "the templates letter-ask-"),
      (.table, "the table of what is held", "nothing of it may be left out"),
    ])
  func advice(_ part: LetterSize.Part, _ name: String, _ remedy: String) {
    var parts: [LetterSize.Part: Int] = [.frame: 12, .words: 13, .steps: 14, .table: 15]
    parts[part] = 40
    let size = LetterSize(lines: 97, room: 81, parts: parts)
    let advice = LetterWriter.advice(size, .traced)
    #expect(advice.hasPrefix(". It has 97 lines, and a page holds 81; "))
    #expect(advice.contains(name) && advice.contains("with 40 of them") && advice.contains(remedy))
    #expect(advice.contains("`yurai inquiry escalate`"))
  }
}
