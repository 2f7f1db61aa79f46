/// What each verdict gained (to the right) or lost (to the left) since the run before.
struct DifferenceBars: Sendable {
  var before: VerdictCounts
  var now: VerdictCounts
  private static let rowHeight = 46
  private static let order = Array(Verdict.allCases.reversed())

  var height: Int { Self.order.count * Self.rowHeight }

  func shapes(_ id: String, _ language: Language) -> [Markup] {
    let most = Self.order.map { abs(now[$0] - before[$0]) }.max() ?? 0
    var shapes: [Markup] = []
    for (index, verdict) in Self.order.enumerated() {
      let top = index * Self.rowHeight
      let difference = now[verdict] - before[verdict]
      let label =
        "\(verdict.label(language)) \(DecimalDigits.grouped(before[verdict])) → "
        + "\(DecimalDigits.grouped(now[verdict]))（\(Self.signed(difference))）"
      shapes.append(
        Picture.text(
          language == .ja
            ? label
            : label.replacing("（", with: " (").replacing("）", with: ")"),
          x: .zero, y: top + 14))
      shapes.append(Picture.axis(y: top + 28))
      shapes.append(
        """
        <line class="axis" x1="50%" x2="50%" y1="\(top + 20)" y2="\(top + 36)"/>
        """)
      let width = max(
        difference == 0 ? 0 : 60, Percent(abs(difference), of: most, span: .half).hundredths)
      let group = VerdictGroup.allCases.first { $0.verdicts.contains(verdict) } ?? .traced
      if width > 0 {
        shapes.append(
          Picture.bar(
            x: Percent(hundredths: difference > 0 ? 5000 : 5000 - width),
            width: Percent(hundredths: width), y: top + 22, height: 12, group.fill(id)))
      }
    }
    return shapes
  }

  /// With its sign; a true minus, so that it is not lost beside a number.
  static func signed(_ value: Int) -> String {
    value == 0 ? "±0" : (value > 0 ? "+" : "−") + DecimalDigits.grouped(abs(value))
  }
}

extension Percent {
  static let half = Percent(hundredths: 4800)
}
