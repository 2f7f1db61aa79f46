/// How many merchants a letter names, and how: all of them, or, where its page does not hold that, fewer.
enum LetterNaming: Equatable {
  /// Each by its company and its shops.
  case all
  /// Each by one name: its shop, which the person knows, or the company where it has none.
  case briefly
  /// The first so many by one name each; of the others how many they are.
  case first(Int)

  /// More than a page holds beside anything else.
  static let most = 120

  /// How many of so many are named.
  func count(of merchants: Int) -> Int {
    switch self {
    case .all, .briefly: merchants
    case .first(let count): min(count, merchants)
    }
  }
}
