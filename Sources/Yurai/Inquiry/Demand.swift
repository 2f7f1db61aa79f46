/// Whether a sentence asks for something, by its form alone: so that what no phrase knows is not passed over.
enum Demand {
  /// - Parameter sentence: folded as `AskDetector` folds, with the sign that ends it.
  /// - Returns: whether a human may expect an answer to it.
  static func isOne(_ sentence: String) -> Bool {
    let text = sentence.trimmingPrefix { $0 == " " }
    let isAsked =
      text.hasSuffix("?") || endings.contains { text.hasSuffix($0) || text.hasSuffix("\($0)。") }
      || verbs.contains { text.contains($0) }
    return isAsked && !(text.count <= longestCourtesy && courtesies.contains { text.contains($0) })
  }

  /// How a question ends in Japanese, and a demand that is not polite.
  private static let endings = ["か", "かね", "かな", "のよ", "んだよ", "しろ", "せよ", "くれ", "ほしい", "欲しい"]
  /// What asks for something wherever it stands.
  private static let verbs = [
    "ください", "下さい", "くださいませ", "求めます", "要求し", "請求し", "願います", "お願いし", "お願いいたし", "知りたい", "教えて",
    "please", "kindly", "i request",
    "i want", "i demand", "you must", "i ask you",
  ]
  /// A short sentence with one of these only asks for an answer.
  private static let courtesies = [
    "返事", "回答", "返信", "連絡", "よろしく", "宜しく", "答えて", "お手数", "早急に", "至急", "対応", "reply", "respond",
    "answer",
    "get back", "let me know", "write back", "hear from you", "help", "look into",
  ]
  private static let longestCourtesy = 60
}
