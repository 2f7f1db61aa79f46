/// One bar a row, all of the same length: how the records of each row are explained. A part that
/// would be too narrow to see is drawn wider, which the summary says.
struct ShareBars: Sendable {
  struct Row: Sendable {
    var label: String
    var note: String
    var counts: VerdictCounts
  }

  var rows: [Row]
  private static let rowHeight = 66
  private static let narrowest = 150

  func shapes(_ id: String, _ language: Language) -> [Markup] {
    rows.enumerated().flatMap { index, row -> [Markup] in
      let top = index * Self.rowHeight
      var shapes = [
        Picture.text(
          Neutral.visible(row.label).shortened(toColumns: 38), x: .zero, y: top + 14,
          language: language)
      ]
      var x = 0
      let widths = Self.widths(row.counts)
      for (group, width) in zip(VerdictGroup.allCases, widths) where width > 0 {
        shapes.append(
          Picture.bar(
            x: Percent(hundredths: x), width: Percent(hundredths: width), y: top + 21, height: 13,
            group.fill(id)))
        x += width
      }
      shapes.append(
        Picture.text(row.note, x: .zero, y: top + 49, isSmall: true, language: language))
      return shapes
    }
  }

  var height: Int { max(1, rows.count) * Self.rowHeight }

  /// Hundredths of a per cent, in the order of the groups, that add up to the whole.
  static func widths(_ counts: VerdictCounts) -> [Int] {
    let parts = VerdictGroup.allCases.map { $0.records(counts) }
    let total = parts.reduce(0, +)
    guard total > 0 else { return parts.map { _ in 0 } }
    var widths = parts.map { part in
      part == 0 ? 0 : max(narrowest, part * 10_000 / total)
    }
    if let largest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
      widths[largest] += 10_000 - widths.reduce(0, +)
    }
    return widths
  }
}
