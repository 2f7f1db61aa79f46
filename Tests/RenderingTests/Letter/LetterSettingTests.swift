import Foundation
import Testing

@testable import Rendering

/// The height of a letter is reckoned from sizes that the style sheet has too.
@Suite struct LetterSettingTests {
  /// The declarations of a selector that stands at the beginning of a line.
  private func declarations(_ selector: String, in sheet: String) throws -> [String: String] {
    let head = "\n\(selector) {"
    let start = try #require(sheet.range(of: head), "\(selector)").upperBound
    let end = try #require(sheet.range(of: "}", range: start..<sheet.endIndex)).lowerBound
    var found: [String: String] = [:]
    for declaration in sheet[start..<end].split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1)
        .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      if parts.count == 2 { found[parts[0]] = parts[1] }
    }
    return found
  }

  private func number(_ text: String?) -> Double? {
    text.flatMap { Double($0.replacing(/(mm|pt)$/, with: "")) }
  }

  /// Of `margin-bottom`, or of the third of `margin`.
  private func below(_ declarations: [String: String]) -> Double? {
    if let below = declarations["margin-bottom"] { return number(below) }
    return declarations["margin"].flatMap { margins in
      let parts = margins.split(separator: " ")
      return parts.count > 2 ? number(String(parts[2])) : nil
    }
  }

  private func above(_ declarations: [String: String]) -> Double? {
    if let above = declarations["margin-top"] { return number(above) }
    return number(declarations["margin"]?.split(separator: " ").first.map(String.init))
  }

  @Test("the sizes are those of the style sheet", arguments: LetterSetting.allCases)
  func sheet(_ setting: LetterSetting) throws {
    let sheet = try #require(try Files.templates()["letter-page.html.mustache"])
    let name = "\(setting)"
    let isUsual = setting == .usual
    func of(_ usual: String, _ closer: String) throws -> [String: String] {
      try declarations(isUsual ? usual : closer.replacing("NAME", with: name), in: sheet)
    }
    let sizes = setting.sizes(.ja)
    let body = try of("body", "body.NAME")
    #expect(number(body["font-size"]) == sizes.text.points)
    #expect(number(body["line-height"]) == sizes.text.leading)
    #expect(sizes.title.leading == sizes.text.leading)
    #expect(sizes.heading.leading == sizes.text.leading)
    #expect(sizes.notes.leading == sizes.text.leading)
    #expect(below(try of("p", ".NAME main > p")) == sizes.text.below)
    #expect(below(try of("header", ".NAME header")) == sizes.header)
    let title = try of("h1", ".NAME h1")
    #expect(below(title) == sizes.title.below)
    #expect(number(title["font-size"]) ?? 13 == sizes.title.points)
    let answer = try of(".answer", ".NAME main > .answer")
    #expect(number(answer["font-size"]) == sizes.answer.points)
    #expect(number(answer["line-height"]) == sizes.answer.leading)
    #expect(below(answer) == sizes.answer.below)
    let heading = try of("h2", ".NAME h2")
    #expect(number(heading["font-size"]) == sizes.heading.points)
    #expect(above(heading) == sizes.heading.above)
    #expect(below(heading) ?? 0.8 == sizes.heading.below)
    let table = try of("table", ".NAME table")
    #expect(number(table["font-size"]) == sizes.row.points)
    #expect(number(table["line-height"]) == sizes.row.leading)
    #expect(below(table) == sizes.table)
    let cell = try of("th, td", ".NAME th, .NAME td")
    let padding =
      cell["padding-top"] ?? cell["padding"]?.split(separator: " ").first.map(String.init)
    #expect(number(padding) == sizes.row.above)
    #expect(number(padding) == sizes.row.below)
    #expect(number(try of(".notes", ".NAME .notes")["font-size"]) == sizes.notes.points)
    #expect(
      setting.sizes(.en).text.points
        == (isUsual
          ? number(try declarations("body:lang(en)", in: sheet)["font-size"]) : sizes.text.points))
  }
}
