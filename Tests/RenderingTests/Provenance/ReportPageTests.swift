import Foundation
import FoundationXML
import Testing

@testable import Rendering

@Suite("Report page")
struct ReportPageTests {
  static let cases = ReportSamples.all.flatMap { sample in
    Language.allCases.map { (sample.name, $0) }
  }

  private func page(_ name: String, _ language: Language) throws -> String {
    try ReportPage(language: language, style: Files.reportStyle()).render(
      ReportSamples.named(name))
  }

  @Test(arguments: cases)
  func matchesItsSnapshot(_ name: String, _ language: Language) throws {
    try Files.expect(page(name, language), matches: "report-\(name).\(language.rawValue).html")
  }

  @Test(arguments: cases)
  func isWellFormedAndReadable(_ name: String, _ language: Language) throws {
    let page = try page(name, language)
    let outline = try PageOutline(of: page)
    #expect(outline.cells > 20 && !page.contains("&lt;t") && !page.contains("&lt;s"))
    #expect(outline.language == language.rawValue)
    #expect(Set(outline.ids).count == outline.ids.count, "ids are unique")
    for reference in outline.references {
      #expect(outline.ids.contains(reference), "#\(reference) is nowhere")
    }
    #expect(
      outline.pictures.allSatisfy { $0.isTitled }, "every picture has a title and a description")
    #expect(outline.headings.first == 1 && outline.headings.filter { $0 == 1 }.count == 1)
    for (one, next) in zip(outline.headings, outline.headings.dropFirst()) {
      #expect(next <= one + 1, "no level of heading is left out")
    }
    #expect(outline.tablesWithoutCaption == 0)
  }

  @Test(arguments: cases)
  func standsAlone(_ name: String, _ language: Language) throws {
    let page = try page(name, language)
    for mark in ["<script", "javascript:", "http:", "https:", "@import", "src=", " on"] {
      let found = page.components(separatedBy: mark).dropFirst().filter { rest in
        mark != " on" || rest.prefix(12).wholeMatch(of: /[a-z]+="?.*/) != nil
      }
      #expect(found.isEmpty, "\(mark): \(found.first?.prefix(40) ?? "")")
    }
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    #expect(page.ranges(of: "url(").count == page.ranges(of: "url(#").count)
  }

  @Test(arguments: cases)
  func isSaidInOnePlace(_ name: String, _ language: Language) throws {
    let page = try page(name, language)
    let report = try ReportSamples.named(name)
    let sentence = language.pick(ja: "購入した名簿は使っていません。", en: "No purchased lists were used.")
    #expect(page.contains(sentence) == report.isStatementMade)
    let main = try #require(page.firstRange(of: "<main"))
    let said = try #require(page.firstRange(of: report.statement(language)))
    let heading = try #require(page.firstRange(of: "<h2"))
    #expect(main.lowerBound < said.lowerBound && said.lowerBound < heading.lowerBound)
    #expect(!page.contains("ショッピングサイト") && !page.lowercased().contains("shopping site"))
  }

  @Test func whoseAWitnessesKeyIsIsNotSaid() throws {
    let english = try page("explained", .en)
    #expect(
      english.contains("names as a witness&#39;s too; whose it is, this bundle does not show."))
    #expect(!english.contains("outside the company"))
    let japanese = try page("explained", .ja)
    #expect(japanese.contains("鍵の署名もある。だれの鍵かは、この資料では分からない。"))
    #expect(!japanese.contains("社外の立会人も"))
  }

  @Test func erasuresAreAmongTheChanges() throws {
    func expect(_ report: ProvenanceReport, _ english: String?, _ japanese: String?) throws {
      for (language, words) in [(Language.en, english), (.ja, japanese)] {
        let page = ReportPage(language: language, style: "").render(report)
        let rest = try #require(page.components(separatedBy: "id=\"changes\"").last)
        let section = try #require(rest.components(separatedBy: "</section>").first)
        let general = language.pick(ja: "消去された", en: "erased")
        if let words {
          #expect(section.contains(words))
        } else {
          #expect(!section.contains("\(general): ") && !section.contains("were \(general)"))
          #expect(language == .en || !section.contains(general))
        }
      }
    }
    var report = ReportSamples.explained
    try expect(report, "with another verdict: 15; erased: 2.", "15件、消去されたレコード2件。")
    try expect(report, "customer records that were erased", "消去された顧客レコード")
    report.verdicts[.erased] = 2
    try expect(report, nil, nil)
    try expect(ReportSamples.empty, nil, nil)
  }

  @Test func whatNoMerchantCollectedIsNoMerchant() throws {
    func page(_ report: ProvenanceReport, _ language: Language) -> String {
      ReportPage(language: language, style: "").render(report)
    }
    var report = ReportSamples.purchased
    report.cells = [
      .init(mall: "tony", merchant: "hana", year: 2010, verdict: .partial, records: 3),
      .init(mall: "", merchant: "", year: nil, verdict: .untraced, records: 5),
    ]
    let english = page(report, .en)
    #expect(
      english.contains("Merchants: 1; beside them, what is not by a merchant. The most unexplained")
    )
    #expect(english.contains("Merchants with unexplained records: 1; that have left: 0."))
    let japanese = page(report, .ja)
    #expect(japanese.contains("出店者1者と、出店者によらないものの内訳。"))
    #expect(japanese.contains("未説明のある出店者は1者、退店した出店者は0者。"))
    report.cells.removeLast()
    #expect(page(report, .en).contains("Merchants: 1. The most unexplained"))
    // Nor is it one of the others that one row sums up.
    report.cells = (1...20).map {
      .init(mall: "tony", merchant: "x\($0)", year: 2006, verdict: .traced, records: 9)
    }
    #expect(page(report, .en).contains(">8 others<"))
    report.cells.append(.init(mall: "", merchant: "", year: nil, verdict: .erased, records: 1))
    #expect(page(report, .en).contains(">8 others, and not by a merchant<"))
    #expect(page(report, .ja).contains(">その他 8出店者と、出店者によらないもの<"))
  }

  @Test func hostileNamesStayText() throws {
    var report = ReportSamples.purchased
    let hostile = "\u{202E}</title><script>alert(1)</script>\u{7}'\"&"
    report.operatorName = hostile
    report.malls[0].name = hostile
    report.merchants[1].name = hostile
    for index in report.batches.indices {
      report.batches[index].file = hostile
      report.batches[index].suppliedBy = hostile
    }
    for language in Language.allCases {
      let page = try ReportPage(language: language, style: Files.reportStyle()).render(report)
      #expect(!page.contains("<script") && !page.contains("\u{202E}") && !page.contains("\u{7}"))
      _ = try PageOutline(of: page)
    }
  }

  @Test func aLargeMallIsCutInThePageOnly() throws {
    var report = ReportSamples.explained
    for number in 1...5_000 {
      report.cells.append(
        .init(mall: "tony", merchant: "x\(number)", year: 2006, verdict: .traced, records: 1))
      report.exceptions.append(
        .init(
          record: "record:\(number)", verdict: .partial, grantedAt: report.run.startedAt))
      report.batches.append(report.batches[0])
    }
    let page = try ReportPage(language: .en, style: Files.reportStyle()).render(report)
    #expect(page.utf8.count < 400_000)
    #expect(page.contains("4991 others"))
    #expect(report.json.contains("\"x5000\"") && report.json.contains("record:5000"))
  }

  @Test func widthsAddUpAndShowTheFewest() {
    for counts in [
      VerdictCounts([.traced: 1_000_000, .untraced: 1]), VerdictCounts([.received: 3]),
      VerdictCounts([.traced: 1, .received: 1, .erased: 1, .partial: 999_999]), VerdictCounts(),
    ] {
      let widths = ShareBars.widths(counts)
      #expect(widths.reduce(0, +) == (counts.total == 0 ? 0 : 10_000))
      for (group, width) in zip(VerdictGroup.allCases, widths) {
        #expect((width >= 150) == (group.records(counts) > 0))
      }
    }
  }
}

/// What a page is made of, as an XML parser sees it.
final class PageOutline: NSObject, XMLParserDelegate {
  struct Drawing {
    var role: String?
    var hasTitle = false
    var hasDescription = false
    var isHidden = false
    var isTitled: Bool { isHidden || (role == "img" && hasTitle && hasDescription) }
  }

  private(set) var language: String?
  private(set) var ids: [String] = []
  private(set) var references: [String] = []
  private(set) var pictures: [Drawing] = []
  private(set) var headings: [Int] = []
  private(set) var tablesWithoutCaption = 0
  private(set) var cells = 0
  private var open: [Int] = []

  init(of page: String) throws {
    super.init()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = self
    let isParsed = parser.parse()
    try #require(isParsed, "\(String(describing: parser.parserError)), line \(parser.lineNumber)")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if let id = attributes["id"] { ids.append(id) }
    references += (attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
    if let link = attributes["href"] { references.append(String(link.dropFirst())) }
    if let fill = attributes["fill"], fill.hasPrefix("url(#") {
      references.append(String(fill.dropFirst(5).dropLast()))
    }
    switch name {
    case "html": language = attributes["lang"]
    case "svg":
      open.append(pictures.count)
      pictures.append(
        Drawing(role: attributes["role"], isHidden: attributes["aria-hidden"] == "true"))
    case "title": if let last = open.last { pictures[last].hasTitle = true }
    case "desc": if let last = open.last { pictures[last].hasDescription = true }
    case "h1", "h2", "h3", "h4": headings.append(Int(name.dropFirst()) ?? 0)
    case "td", "th": cells += 1
    case "table": tablesWithoutCaption += 1
    case "caption": tablesWithoutCaption -= 1
    default: break
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "svg" { open.removeLast() }
  }
}
