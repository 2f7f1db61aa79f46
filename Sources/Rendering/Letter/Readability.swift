/// How easily a letter reads, in numbers that can be computed without a dictionary.
///
/// They are about the letter's own words. A name in 「」 or “” is not: it counts in the length of
/// its sentence as `LetterLint` counts it (at most 14 characters or 3 words), and in nothing else.
/// A web address counts as the word URL in the length of its sentence, and in nothing else.
///
/// The numbers tell one wording from another. They do not prove that a letter is understood.
public struct Readability: Sendable, Hashable {
  /// How many sentences were measured.
  public let sentences: Int
  /// Mean length of a sentence: characters with their punctuation (ja), words (en).
  public let sentenceMean: Double
  /// Length of the longest sentence, in the same unit.
  public let longest: Int
  /// Kanji among all characters, punctuation included, 0 to 1. About 0.3 reads easily and 0.4 is stiff. Nil in English, or without any letter.
  public let kanjiShare: Double?
  /// The formula of Tateishi, Ono and Yamada (1988): more is easier. On their scale a plain answer
  /// had 96 in our study and a bureaucratic one 14; 60 is what a letter should reach. Nil in
  /// English.
  public let tateishi: Double?

  /// Measures sentences, each with its full stop. Nil when there is none.
  public init?(sentences texts: [String], _ language: Language) {
    self.init(texts.map { LetterWords($0, language) }, language)
  }

  init?(_ words: [LetterWords], _ language: Language) {
    guard !words.isEmpty else { return nil }
    let lengths = words.map(\.length)
    let mean = Double(lengths.reduce(0, +)) / Double(lengths.count)
    sentences = lengths.count
    sentenceMean = mean
    longest = lengths.max() ?? 0
    guard language == .ja else {
      kanjiShare = nil
      tateishi = nil
      return
    }
    var runs = ScriptRuns()
    // An address on the web is looked at and not read.
    for word in words { runs.add(word.own.replacing("URL", with: "…")) }
    kanjiShare = runs.share(of: .kanji)
    let commas = words.reduce(0) { $0 + $1.commas }
    tateishi =
      Tateishi(
        sentence: mean, runs: runs, commas: Double(commas) / Double(lengths.count)
      ).score
  }

  /// Measures what a finished letter says between its subject and its end. Headings, the table
  /// and the contact have no full stop and are no sentences; footnotes cite the law and are not measured.
  public init?(_ letter: Letter, _ language: Language) {
    self.init(LetterBody(letter, language).prose, language)
  }
}
