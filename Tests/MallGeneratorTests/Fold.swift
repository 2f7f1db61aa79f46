import Foundation

/// Folds the written variants that the generator knows, by other means than it writes them with.
enum Fold {
  static func name(_ text: String) -> String {
    let older = Array("髙﨑邊邉齋澤濱廣櫻眞國")
    let newer = Array("高崎辺辺斎沢浜広桜真国")
    return String(
      text.filter { !$0.isWhitespace }.map { character in
        older.firstIndex(of: character).map { newer[$0] } ?? character
      })
  }

  static func email(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespaces).lowercased()
  }

  static func phone(_ text: String) -> String {
    let flat = text.precomposedStringWithCompatibilityMapping
    let digits = flat.filter(\.isNumber)
    return flat.hasPrefix("+81") ? "0" + digits.dropFirst(2) : digits
  }

  static func address(_ text: String) -> String {
    text.precomposedStringWithCompatibilityMapping
      .replacingOccurrences(of: "−", with: "-")
      .filter { !$0.isWhitespace }
      .replacing(/丁目/, with: "-")
      .replacing(/(\d)番(\d+)号/) { "\($0.1)-\($0.2)" }
  }
}
