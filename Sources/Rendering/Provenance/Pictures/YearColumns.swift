/// The records of one mall by the year in which they were first collected: a column a year, and a
/// triangle under each year that has unexplained ones, however few.
struct YearColumns: Sendable {
  var years: [(year: Int, counts: VerdictCounts)]
  private static let tall = 110
  private static let base = 132

  var height: Int { 172 }

  func shapes(_ id: String, _ language: Language) -> [Markup] {
    guard let first = years.first?.year, let last = years.last?.year else { return [] }
    let span = last - first + 1
    let most = years.map(\.counts.total).max() ?? 0
    var shapes = [
      Picture.text(
        language.pick(
          ja: "最多 \(DecimalDigits.grouped(most))件", en: "most: \(DecimalDigits.grouped(most))"),
        x: .zero, y: 12, isSmall: true)
    ]
    for (year, counts) in years {
      let left = Percent(year - first, of: span)
      let width = Percent(8, of: 10 * span)
      let start = left + Percent(1, of: 10 * span)
      var y = Self.base
      for group in VerdictGroup.allCases {
        let records = group.records(counts)
        guard records > 0 else { continue }
        let tall = max(group == .unexplained ? 4 : 1, records * Self.tall / max(most, 1))
        y -= tall
        shapes.append(Picture.bar(x: start, width: width, y: y, height: tall, group.fill(id)))
      }
      if VerdictGroup.unexplained.records(counts) > 0 {
        let middle = left + Percent(1, of: 2 * span)
        shapes.append(
          """
          <svg x="\(middle)" y="\(Self.base + 4)" width="1" height="1" overflow="visible" aria-hidden="true">\
          <path class="f-bad" d="M0 0L5 8L-5 8Z"/></svg>
          """)
      }
    }
    shapes.append(Picture.axis(y: Self.base))
    for year in first...last where isLabelled(year, first, last) {
      let middle = Percent(year - first, of: span) + Percent(1, of: 2 * span)
      let anchor = span < 4 ? "middle" : year == first ? "start" : year == last ? "end" : "middle"
      let x = anchor == "start" ? Percent.zero : anchor == "end" ? Percent.full : middle
      shapes.append(
        Picture.text("\(year)", x: x, y: Self.base + 30, anchor: anchor, isSmall: true))
    }
    return shapes
  }

  /// The first, the last, and of the years between them a few that do not touch these.
  private func isLabelled(_ year: Int, _ first: Int, _ last: Int) -> Bool {
    if year == first || year == last { return true }
    let span = last - first + 1
    let step = span <= 5 ? 1 : span <= 12 ? 3 : 5 * ((span + 29) / 30)
    let room = (span + 5) / 6
    return year % step == 0 && year - first >= room && last - year >= room
  }
}
