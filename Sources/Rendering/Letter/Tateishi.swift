/// The readability formula of Tateishi, Ono and Yamada: 建石由佳・小野芳彦・山田尚勇「日本文の読みやすさの評価式」,
/// IPSJ SIG Technical Report 1988-HI-18.
///
///     RS = -0.12 ls - 1.37 la + 7.4 lh - 23.18 lc - 5.4 lk - 4.67 cp + 115.79
///
/// `lc` is kanji (Chinese characters) and `lk` katakana. A script that does not occur has runs of
/// length 0.
struct Tateishi {
  /// `ls`: mean characters in a sentence.
  var sentence: Double
  /// `la`, `lh`, `lc`, `lk`: mean lengths of runs in Latin letters, hiragana, kanji, katakana.
  var runs: ScriptRuns
  /// `cp`: 、 for each 。.
  var commas: Double

  /// More is easier.
  var score: Double {
    -0.12 * sentence - 1.37 * runs.meanLength(of: .latin) + 7.4 * runs.meanLength(of: .hiragana)
      - 23.18 * runs.meanLength(of: .kanji) - 5.4 * runs.meanLength(of: .katakana)
      - 4.67 * commas + 115.79
  }
}
