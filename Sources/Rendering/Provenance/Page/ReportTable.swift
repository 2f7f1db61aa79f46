/// A table that scrolls within itself where the screen is narrow, with a caption that names it.
struct ReportTable: Sendable {
  /// How a column is set.
  enum Kind: String, Sendable {
    /// Short text.
    case plain = ""
    /// A number, to the right.
    case number = "n"
    /// A sentence.
    case wide = "w"
    /// A file's name or a hash.
    case file = "f"
  }

  struct Column: Sendable {
    var title: String
    var kind: Kind = .plain
  }

  /// Unique in the document.
  var id: String
  var caption: String
  var columns: [Column]
  /// The first cell of a row is its heading.
  var rows: [[Markup]]
  var total: [Markup]?

  var markup: Markup {
    let head = Markup.lines(
      columns.map { column in
        let kind = Self.attribute(column.kind)
        return "<th scope=\"col\"\(kind)>\(column.title)</th>"
      })
    let foot: Markup = total.map { "<tfoot>\n\(row($0))\n</tfoot>" } ?? ""
    return """
      <div class="scroll" role="region" aria-labelledby="\(id)" tabindex="0">
      <table>
      <caption id="\(id)">\(caption)</caption>
      <thead><tr>
      \(head)
      </tr></thead>
      <tbody>
      \(Markup.lines(rows.map(row)))
      </tbody>
      \(foot)
      </table>
      </div>
      """
  }

  private static func attribute(_ kind: Kind) -> Markup {
    kind == .plain ? "" : " class=\"\(kind.rawValue)\""
  }

  private func row(_ cells: [Markup]) -> Markup {
    let marked = zip(cells, columns).enumerated().map { index, cell -> Markup in
      let kind = Self.attribute(cell.1.kind)
      return index == 0
        ? "<th scope=\"row\"\(kind)>\(cell.0)</th>" : "<td\(kind)>\(cell.0)</td>"
    }
    return "<tr>\(.joined(marked))</tr>"
  }
}
