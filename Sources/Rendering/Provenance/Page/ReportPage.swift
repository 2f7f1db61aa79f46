/// `report.html`: the report for somebody who decides about it, on a screen or on A4. One file, no
/// script, nothing from a network; the sentence comes first, then what was not proven, then pictures
/// with the numbers behind them.
public struct ReportPage: Sendable {
  /// The language of the text; names stay as they are.
  public var language: Language
  let style: String

  /// `style` is the style sheet, `report.css`.
  public init(language: Language, style: String) {
    self.language = language
    self.style = style
  }

  /// The whole document. It is well-formed XML, too.
  public func render(_ report: ProvenanceReport) -> String {
    let title = pick("由来の監査報告", "Provenance report")
    let sections = self.sections(report)
    let markup: Markup = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)" dir="ltr">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; img-src data:"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="referrer" content="no-referrer"/>
      <title>\(title) — \(report.operatorName) \(pick("第\(report.run.number)回", "run \(report.run.number)"))</title>
      \(.style(style))
      </head>
      <body>
      <a class="skip" href="#main">\(pick("本文へ進む", "Skip to the report"))</a>
      <header>
      <p class="kicker">\(name(report.operatorName))</p>
      <h1>\(title)</h1>
      </header>
      <main id="main">
      \(conclusion(report))
      \(contents(sections))
      \(.lines(sections.map { section($0) }))
      </main>
      <footer>
      <p>\(foot(report))</p>
      </footer>
      </body>
      </html>

      """
    return markup.description
  }

  struct Section {
    var id: String
    var title: String
    var body: [Markup]
    var startsSheet = false
  }

  private func sections(_ report: ProvenanceReport) -> [Section] {
    [
      claims(report), census(report), mallYears(report), merchants(report), arrivals(report),
      changes(report), findings(report), exceptions(report), batches(report), provisions(report),
      ledger(report), checking(report),
    ]
  }

  private func section(_ section: Section) -> Markup {
    let sheet: Markup = section.startsSheet ? " class=\"sheet\"" : ""
    return """
      <section\(sheet)>
      <h2 id="\(section.id)">\(section.title)</h2>
      \(.lines(section.body))
      </section>
      """
  }

  private func contents(_ sections: [Section]) -> Markup {
    let items = sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" as Markup }
    return """
      <nav aria-label="\(pick("目次", "Contents"))">
      <ul>
      \(.lines(items))
      </ul>
      </nav>
      """
  }

  private func foot(_ report: ProvenanceReport) -> String {
    let (start, end) = (report.run.startedAt, report.run.finishedAt)
    return pick(
      "監査 第\(report.run.number)回（\(report.run.mode == "full" ? "全件" : "差分")）"
        + "\(start.minute) 開始、\(end.minute) 終了（日本時間）。yurai \(report.run.tool)。個人データは含みません。",
      "Audit run \(report.run.number) (\(report.run.mode)), started \(start.minute), finished "
        + "\(end.minute) (Japan time). yurai \(report.run.tool). No personal data in this file.")
  }
}

extension ReportPage {
  func pick(_ japanese: String, _ english: String) -> String {
    language.pick(ja: japanese, en: english)
  }

  func paragraph(_ text: String) -> Markup { "<p>\(text)</p>" }

  func note(_ text: String) -> Markup { "<p class=\"note\">\(text)</p>" }

  func number(_ value: Int) -> Markup { Markup(text: DecimalDigits.grouped(value)) }

  /// A count of what should not be: set so that it is seen, and not by colour alone.
  func bad(_ value: Int) -> Markup {
    value == 0 ? number(value) : "<span class=\"bad\">\(number(value))</span>"
  }

  /// A name in its own language.
  func name(_ text: String) -> Markup {
    language == .en && text.isJapanese ? "<span lang=\"ja\">\(text)</span>" : Markup(text: text)
  }

  func figure(_ picture: Picture, hasLegend: Bool = false) -> Markup {
    """
    <figure>
    <figcaption>\(picture.title)</figcaption>
    \(picture.markup)
    \(hasLegend ? VerdictGroup.legend(language) : "")
    </figure>
    """
  }

  /// The numbers behind a picture. Open, so that they are printed; a reader may fold them.
  func behind(_ table: ReportTable) -> Markup {
    """
    <details open="open">
    <summary>\(pick("図の数値", "The numbers of the picture"))</summary>
    \(table.markup)
    </details>
    """
  }

  /// The heads of the eight verdicts, and their cells.
  var verdictColumns: [ReportTable.Column] {
    Verdict.allCases.reversed().map { .init(title: $0.label(language), kind: .number) }
  }

  func verdictCells(_ counts: VerdictCounts) -> [Markup] {
    Verdict.allCases.reversed().map { verdict in
      verdict.isExplained ? number(counts[verdict]) : bad(counts[verdict])
    }
  }

  /// Counts as the note under a bar.
  func summary(_ counts: VerdictCounts) -> String {
    let left = DecimalDigits.grouped(counts.unexplained)
    return pick(
      "\(DecimalDigits.grouped(counts.total))件・未説明 \(left)件",
      "\(records(counts.total)), \(left) unexplained")
  }

  /// A number of records in English.
  func records(_ count: Int) -> String {
    "\(DecimalDigits.grouped(count)) \(count == 1 ? "record" : "records")"
  }
}
