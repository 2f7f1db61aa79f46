/// An indented tree for the terminal; long nodes wrap under their own text.
struct TextTree {
  /// What stands on the node's line.
  var text: String
  /// Drawn under it, in this order.
  var children: [TextTree] = []

  /// The node and everything under it, within `width` columns, after `indent` spaces.
  func lines(width: Int, measure: DisplayWidth, indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return lines(first: margin, later: margin, width, measure)
  }

  private func lines(
    first: String, later: String, _ width: Int, _ measure: DisplayWidth
  ) -> [String] {
    // The line down to the children must pass beside a text that wraps.
    let continuation = later + (children.isEmpty ? "  " : "│ ")
    let room = max(16, width - max(measure.columns(first), measure.columns(continuation)))
    let wrapped = LineWrap(width: room, measure: measure).lines(text)
    var lines = wrapped.enumerated().map { index, line in
      (index == 0 ? first : continuation) + line
    }
    for (index, child) in children.enumerated() {
      let isLast = index == children.count - 1
      lines += child.lines(
        first: later + (isLast ? "└─ " : "├─ "), later: later + (isLast ? "   " : "│  "),
        width, measure)
    }
    return lines
  }
}
