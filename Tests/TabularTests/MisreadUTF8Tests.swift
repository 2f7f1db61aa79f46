import Foundation
import Testing

@testable import Tabular

/// Trap 23: UTF-8 that was taken for CP932 or Latin-1 and saved so.
@Suite struct MisreadUTF8Tests {
  private func isMisread(_ text: String) throws -> Bool {
    let bytes = Array(text.utf8)
    return try Self.test.get().isMisread(bytes.span)
  }

  private static let test = Result { try MisreadUTF8() }

  /// What somebody sees who takes UTF-8 for CP932, with U+FFFD or `?` for what is no code.
  private func misread(_ text: String, _ substitute: String = "?") throws -> String {
    let line = Array("\(text)\n".utf8)
    return try read(line, as: .cp932).fields[0][0].replacing("\u{FFFD}", with: substitute)
  }

  @Test(
    "Japanese taken for CP932",
    arguments: [
      "さいとう", "サトウ イチロウ", "佐藤一郎", "東京都千代田区霞が関1-2-3", "髙橋 花子", "1-2-3 霞が関ビル",
      "大阪府大阪市北区梅田3-1-1 グランフロント",
    ])
  func cp932(_ text: String) throws {
    for substitute in ["?", "\u{FFFD}", "・"] {
      let seen = try misread(text, substitute)
      #expect(try seen != text && isMisread(seen), "\(text) as \(seen)")
    }
    #expect(try !isMisread(text))
  }

  @Test(
    "taken for Latin-1, by Windows' table and by the standard's",
    arguments: ["José", "Müller", "François Ünal", "佐藤", "さいとう"])
  func latin(_ text: String) throws {
    let bytes = Array(text.utf8)
    let standard = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    #expect(try isMisread(standard), "\(standard)")
    let windows = try #require(String(data: Data("é–’".utf8), encoding: .windowsCP1252))
    #expect(try isMisread(windows), "\(windows)")
    #expect(try !isMisread(text))
  }

  @Test(
    "ordinary text, the rare kanji among it",
    arguments: [
      "", "abc", "纐纈", "邊", "邉見", "與那嶺", "齋藤", "讓", "萬", "饗庭", "纐纈 邊", "鰺ヶ沢町", "飛驒市", "驛前",
      "ｻﾄｳ ｲﾁﾛｳ", "ﾘｶ", "ﾃｱ", "São Paulo", "Ñandú", "Ünal", "¿Qué?", "Ã", "邊ｱ", "𠮷野", "蘆",
    ])
  func ordinary(_ text: String) throws { #expect(try !isMisread(text), "\(text)") }

  @Test("no address of the corpora is taken for one, and nearly every one that was misread is")
  func addresses() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../MatchingTests/Fixtures")
    var texts: [Substring] = []
    for name in [
      "positive_pairs_raw_vs_canonical.tsv", "hard_negatives_trgm_ge_0.8.tsv",
      "abr_geocoder_pairs.tsv", "abr_geocoder_pairs_kept_aside.tsv",
    ] {
      let file = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      texts += file.split(whereSeparator: { "\t\n".contains($0) })
        .filter { !$0.contains("\"") && $0.utf8.count > $0.count + 4 }
    }
    for text in texts { #expect(try !isMisread(String(text)), "\(text)") }
    let lines = Array(texts.joined(separator: "\n").utf8)
    let seen = try read(lines, as: .cp932).rows.map { $0.fields.joined() }
    #expect(seen.count == texts.count && seen.count > 10_000)
    let told = try seen.count { try isMisread($0) }
    #expect(told * 100 > texts.count * 99, "\(told) of \(texts.count)")
  }
}
