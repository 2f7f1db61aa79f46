import Testing

@testable import Yurai

/// What an export writes for a character that its encoding does not have, wherever it stands among eight bytes.
@Suite struct SubstituteTests {
  private func holds(_ text: String) -> Bool { Array(text.utf8).span.holdsSubstitute }

  @Test(arguments: ["?", "〓", "\u{FFFD}"]) func isFound(_ mark: String) {
    for before in 0..<20 {
      for after in [0, 1, 7, 12] {
        for filler in ["a", "こ", "ｽ"] {
          let text =
            String(repeating: filler, count: before) + mark + String(repeating: "a", count: after)
          #expect(holds(text), "\(before) \(after)")
        }
      }
    }
  }

  /// The same last bytes, or the same looks: こ ends like 〓, ｽ like U+FFFD.
  @Test func isNotSeenInOrdinaryText() {
    let ordinary = [
      "", "こここここここここ", "ｽｽｽｽｽｽｽ", "？", "＝", "高橋 花子", "東京都港区芝１−２−３", ">>>>>>>>@@@@@@@@",
      "\u{FFFC}\u{3012}",
    ]
    for text in ordinary {
      for before in 0..<9 {
        #expect(!holds(String(repeating: "a", count: before) + text), "\(text)")
      }
    }
    #expect(!["\u{93}", "\u{BD}"].contains(where: holds))
  }
}
