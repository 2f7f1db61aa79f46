/// Verdicts as pictures tell them apart: four groups, each with a pattern of its own, since colour
/// alone tells not everybody anything. The tables have all eight.
enum VerdictGroup: String, CaseIterable, Sendable {
  case traced, received, erased, unexplained

  /// The verdicts of the group.
  var verdicts: [Verdict] {
    switch self {
    case .traced: [.traced]
    case .received: [.received]
    case .erased: [.erased]
    case .unexplained: Verdict.allCases.filter { !$0.isExplained }
    }
  }

  /// The word in a legend.
  func label(_ language: Language) -> String {
    switch self {
    case .traced: Verdict.traced.label(language)
    case .received: Verdict.received.label(language)
    case .erased: Verdict.erased.label(language)
    case .unexplained: language.pick(ja: "未説明", en: "unexplained")
    }
  }

  /// How many of `counts` belong to it.
  func records(_ counts: VerdictCounts) -> Int { verdicts.reduce(0) { $0 + counts[$1] } }

  /// The attributes that fill a shape within the picture of this id.
  func fill(_ picture: String) -> Markup {
    switch self {
    case .traced: "class=\"g-traced\""
    case .received: "fill=\"url(#\(picture)-received)\" class=\"edge\""
    case .erased: "class=\"g-erased edge\""
    case .unexplained: "fill=\"url(#\(picture)-unexplained)\" class=\"edge-bad\""
    }
  }

  /// The legend below a picture.
  static func legend(_ language: Language) -> Markup {
    let items = allCases.map { group -> Markup in
      """
      <li><span class="swatch s-\(group.rawValue)" aria-hidden="true"></span>\(group.label(language))</li>
      """
    }
    return "<ul class=\"legend\">\n\(Markup.lines(items))\n</ul>"
  }
}
