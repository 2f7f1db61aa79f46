/// Unexplained records by the file that brought them, along the days of their registration; a dot's
/// area is how many. A bought list shows as one large dot.
struct ArrivalDots: Sendable {
  struct Row: Sendable {
    var label: String
    var days: [(day: Day, records: Int)]
    var note: String
  }

  var rows: [Row]
  private static let rowHeight = 72

  private var days: [Day] { rows.flatMap { $0.days.map(\.day) } }

  var height: Int { rows.count * Self.rowHeight + 24 }

  func shapes(_ id: String, _ language: Language) -> [Markup] {
    let first = days.min()
    let last = days.max()
    let most = rows.flatMap { $0.days.map(\.records) }.max() ?? 1
    var shapes: [Markup] = []
    for (index, row) in rows.enumerated() {
      let top = index * Self.rowHeight
      shapes.append(
        Picture.text(
          Neutral.visible(row.label).shortened(toColumns: 38), x: .zero, y: top + 14,
          language: language))
      shapes.append(Picture.axis(y: top + 36))
      for (day, records) in row.days.sorted(by: { ($0.records, $1.day) > ($1.records, $0.day) }) {
        let radius = Self.tenths(records, most)
        let x = Self.place(day, first ?? day, last ?? day)
        shapes.append(
          """
          <circle cx="\(x)" cy="\(top + 36)" r="\(radius / 10).\(radius % 10)" \
          \(VerdictGroup.unexplained.fill(id))/>
          """)
      }
      shapes.append(Picture.text(row.note, x: .zero, y: top + 64, isSmall: true))
    }
    let y = rows.count * Self.rowHeight + 16
    if let first, let last {
      shapes.append(Picture.text("\(first)", x: .zero, y: y, isSmall: true))
      if first != last {
        shapes.append(Picture.text("\(last)", x: .full, y: y, anchor: "end", isSmall: true))
      }
    }
    return shapes
  }

  /// Radius in tenths of a pixel: 2.5 to 13 by the root of the share.
  static func tenths(_ records: Int, _ most: Int) -> Int {
    let share = max(1, records) * 10_000 / max(1, most)
    var root = 0
    while (root + 1) * (root + 1) <= share { root += 1 }
    return 25 + root * 105 / 100
  }

  private static func place(_ day: Day, _ first: Day, _ last: Day) -> Percent {
    let span = last.daysSince1970 - first.daysSince1970
    guard span > 0 else { return Percent(hundredths: 5000) }
    return Percent(hundredths: 450)
      + Percent(
        day.daysSince1970 - first.daysSince1970, of: span, span: Percent(hundredths: 9100))
  }
}
