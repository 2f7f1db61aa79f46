internal import Matching
internal import Rendering

/// What stands in a field where there is no value: `000-0000-0000`, `x@dummy.dummy`, なし, `-`.
///
/// Shop software writes them into its exports, and people into forms. Namesakes share them, so one of them never tells who
/// somebody is, and never contradicts either.
enum Placeholder {
  /// Whether a value says nothing of a person.
  static func stands(in field: SearchField, _ text: String) -> Bool {
    switch field {
    case .phone: isNothing(text) || isOneDigit(FieldComparison.fold(.phone, text))
    case .email: isNothing(text) || isNobodys(FieldComparison.fold(.email, text))
    case .name, .nameKana, .postalCode, .address, .orderID: isNothing(text)
    }
  }

  /// A word for no value, or neither letter nor digit.
  private static func isNothing(_ text: String) -> Bool {
    words.contains(Fold.name(text))
      || !text.unicodeScalars.contains {
        // ー counts as a letter for Unicode.
        $0.properties.numericType != nil
          || $0.properties.isAlphabetic && $0.value != 0x30FC && $0.value != 0xFF70
      }
  }

  /// One digit over and over: 000-0000-0000, 99999.
  private static func isOneDigit(_ folded: String) -> Bool {
    folded.count >= 4 && folded.allSatisfy { $0.isNumber && $0 == folded.first }
  }

  /// An address to which no mail can be meant to go.
  private static func isNobodys(_ folded: String) -> Bool {
    guard let at = folded.lastIndex(of: "@") else { return false }
    let (local, domain) = (folded[..<at], folded[folded.index(after: at)...])
    // RFC 2606 keeps .invalid free; EC-CUBE gives somebody who left a random name at dummy.dummy.
    let top = domain.split(separator: ".").last ?? ""
    return ["invalid", "dummy", "none", "localhost"].contains(top)
      || ["none", "nomail", "noemail", "no-mail", "no-email", "noreply", "no-reply", "dummy"]
        .contains(local)
  }

  /// What people and programs write for no value, as ``Matching/Fold/name(_:)`` leaves it.
  private static let words = Set(
    [
      "なし", "無し", "不明", "未入力", "未登録", "未設定", "未記入", "非公開", "同上", "同じ", "記載なし", "登録なし", "該当なし",
      "n/a", "none", "null", "nil", "unknown", "ダミー", "dummy",
    ].map(Fold.name))
}
