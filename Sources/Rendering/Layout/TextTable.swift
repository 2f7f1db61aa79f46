/// A table for the terminal: columns as wide as they need, the flexible one wrapped, two spaces
/// between, a rule under the head, and no line longer than the width.
struct TextTable {
  /// One column.
  struct Column {
    /// The head.
    var title: String
    /// Numbers stand at the right.
    var alignsRight = false
    /// Whether it may be narrowed and wrapped; the widest such column gives way first, down to its longest word as long as
    /// that is enough.
    var isFlexible = false
  }

  var columns: [Column]
  /// Cells as they are to be shown, one a column.
  var rows: [[String]]
  /// Columns of the terminal, rule and indent included.
  var width: Int
  var measure: DisplayWidth
  /// Spaces before each line.
  var indent = 0
  /// Whether the head and its rule are shown.
  var showsHead = true

  /// The finished lines.
  var lines: [String] {
    let widths = fittedWidths
    var lines: [String] = []
    if showsHead {
      lines += row(columns.map(\.title), widths)
      lines.append(margin + widths.map { String(repeating: "-", count: $0) }.joined(separator: gap))
    }
    for cells in rows {
      lines += row(cells, widths)
    }
    return lines
  }

  private let gap = "  "
  private let narrowest = 8
  /// Longer words are broken like lines.
  private let longestWord = 26

  private var margin: String { String(repeating: " ", count: indent) }

  /// The natural widths, taken from the widest flexible column until the table fits; when none
  /// is left to give, from the widest of all.
  private var fittedWidths: [Int] {
    var widths = columns.indices.map { index in
      let head = showsHead ? measure.columns(columns[index].title) : 0
      return rows.reduce(head) { max($0, measure.columns($1[index])) }
    }
    let room = width - indent - gap.count * (columns.count - 1)
    guard widths.reduce(0, +) > room else { return widths }
    let wrap = LineWrap(width: longestWord, measure: measure)
    let words = columns.indices.map { index in
      columns[index].isFlexible
        ? min(longestWord, rows.reduce(narrowest) { max($0, wrap.longestWord(in: $1[index])) }) : 0
    }
    while widths.reduce(0, +) > room {
      let whole = widths.indices.filter { columns[$0].isFlexible && widths[$0] > words[$0] }
      let flexible = widths.indices.filter { columns[$0].isFlexible && widths[$0] > narrowest }
      let candidates = !whole.isEmpty ? whole : flexible.isEmpty ? Array(widths.indices) : flexible
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }), widths[widest] > 2
      else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private func row(_ cells: [String], _ widths: [Int]) -> [String] {
    let wrapped = zip(cells, widths).map { cell, width in
      LineWrap(width: max(2, width), measure: measure).lines(cell)
    }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let parts = widths.indices.map { index in
        let text = line < wrapped[index].count ? wrapped[index][line] : ""
        return columns[index].alignsRight
          ? measure.rightAligned(text, to: widths[index])
          : measure.padded(text, to: widths[index])
      }
      let joined = margin + parts.joined(separator: gap)
      let end = joined.lastIndex { $0 != " " }.map { joined.index(after: $0) }
      return String(joined[..<(end ?? joined.startIndex)])
    }
  }
}
