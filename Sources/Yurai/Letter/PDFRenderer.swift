public import Foundation

/// Makes the PDF of a letter with the WeasyPrint that is installed: A4, one page, tagged (PDF/UA-1),
/// the fonts embedded.
///
/// ```swift
/// let renderer = try PDFRenderer.find()
/// let data = try renderer.pdf(html: letter.html)
/// ```
///
/// Nothing is fetched while a letter is made. `LetterPrint` lets no markup through that could name
/// another file or address, WeasyPrint gets no base address, and its proxy is a closed port. The
/// letter goes in and out through memory, never through a file, and what WeasyPrint says on standard
/// error is not read: it may quote the letter.
public struct PDFRenderer: Sendable {
  /// What makes letters possible on Debian and Ubuntu, as the messages name it.
  static let packages = "weasyprint fonts-ipamj-mincho fonts-liberation"

  private static let trial = "echo test | weasyprint - test.pdf"
  private static let arguments = [
    "--pdf-variant", "pdf/ua-1", "--encoding", "utf-8", "--base-url", "", "--quiet",
  ]

  /// The ways of setting a letter, the largest first.
  private static let bodies = [
    "<body>", "<body class=\"snug\">", "<body class=\"tight\">", "<body class=\"tight full\">",
  ]

  private let program: RendererProgram
  private let glyphs: GlyphCheck

  /// Looks for WeasyPrint and for the fonts that are installed at this moment.
  ///
  /// - Parameter environment: Where PATH is looked up; of the rest only what tells where fonts lie
  ///   (HOME, XDG_…, FONTCONFIG_…) and TMPDIR are passed on.
  /// - Returns: A renderer with the `weasyprint` that comes first on the PATH.
  /// - Throws: `YuraiError` that says what to install.
  public static func find(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> PDFRenderer {
    try find(environment: environment, timeLimit: .seconds(60))
  }

  // A letter takes a second or so; the limit, of one run of WeasyPrint, is for a busy machine.
  static func find(
    environment: [String: String], timeLimit: Duration
  ) throws -> PDFRenderer {
    guard let path = RendererProgram.path(of: "weasyprint", environment) else {
      throw YuraiError(
        "letters as PDF need WeasyPrint, and there is no `weasyprint` on the PATH: as root run "
          + "`apt-get install \(packages)`. The letter's text and HTML need nothing")
    }
    guard let list = RendererProgram.path(of: "fc-list", environment) else {
      throw YuraiError(
        "letters as PDF need `fc-list`, which tells what characters the fonts have: as root run "
          + "`apt-get install fontconfig \(packages)`")
    }
    let fonts = try RendererProgram(
      path: list, trial: "fc-list", environment: environment, timeLimit: .seconds(60)
    ).run(FontCoverage.question, input: [])
    return PDFRenderer(
      program: RendererProgram(
        path: path, trial: trial, environment: environment, timeLimit: timeLimit),
      glyphs: GlyphCheck(charsets: String(decoding: fonts, as: UTF8.self)))
  }

  /// The PDF of a letter that `LetterRenderer` wrote.
  ///
  /// It is set as large as one page allows: 10 points, then the classes of the page's template, `snug`, `tight` and `full`.
  /// A letter whose class says that it is long begins two steps before that class.
  ///
  /// - Throws: `YuraiError` when a character has no glyph in any font, when the HTML refers to
  ///   anything outside, when the letter does not fit on one page, or when WeasyPrint fails.
  public func pdf(html: String) throws -> Data {
    try glyphs.check(html: html)
    // The text of a letter is escaped, so this is the element and nothing else.
    let given = Self.bodies.firstIndex { html.contains($0) }
    var (data, pages) = (Data(), 0)
    for step in given.map({ max(0, $0 - 2)..<Self.bodies.count }) ?? 0..<1 {
      let page = given.map {
        html.replacingOccurrences(of: Self.bodies[$0], with: Self.bodies[step])
      }
      (data, pages) = try render(page ?? html)
      if pages == 1 { break }
    }
    guard pages == 1 else {
      throw YuraiError(
        "the letter takes \(pages) pages, and a letter is one page: shorten the templates or the "
          + "desk's lines in config.yaml, or send the letter as text")
    }
    return data
  }

  /// The PDF and how many pages it has.
  private func render(_ html: String) throws -> (Data, Int) {
    let input = Array(html.utf8)
    let output = try program.run(Self.arguments + ["-", "-"], input: input)
    if let pages = PDFPages.count(in: output) { return (Data(output), pages) }
    // WeasyPrint 59 and newer compress the objects too; the same letter without that is countable.
    let countable = try program.run(
      Self.arguments + ["--uncompressed-pdf", "-", "-"], input: input)
    guard let pages = PDFPages.count(in: countable) else {
      throw YuraiError(
        "\(program.path) did not give a whole PDF whose pages can be counted. See whether "
          + "`\(program.trial)` does; if not, install Debian's weasyprint")
    }
    return (Data(output), pages)
  }
}
