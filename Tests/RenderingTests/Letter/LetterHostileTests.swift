import Testing

@testable import Rendering

@Suite("Hostile values in letters")
struct LetterHostileTests {
  static let values = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
    "{{company}} {{{company}}} {{>mall}}",
    "{{=<% %>=}}", "\u{202E}コミン\u{2066}", "\u{1B}[31m赤\u{7}", "一行目\n= 件名\n! 回答\r\n# 見出し",
    "」でのご注文ではありません。「", "“ ” ' \" &amp; &#60;", "\"\u{301} onload=x", "<\u{338}b>", "= x",
    "\u{FEFF}\u{200B}",
    "", " ", "可能性 ショッピングサイト", "may", String(repeating: "長", count: 300),
    "</style><style>*{display:none}", "javascript:alert(1)",
  ]

  private func hostile(_ value: String, _ detail: TrailDetail?) -> TrailDetail? {
    guard var detail else { return nil }
    for index in detail.trail.trail.indices {
      detail.trail.trail[index].storefront = value
      detail.trail.trail[index].merchant = .init(id: value, name: value)
      detail.trail.trail[index].mall = .init(id: value, name: value)
      detail.trail.trail[index].affiliate = .init(id: value, programme: value, partner: value)
      let id = detail.trail.trail[index].event
      var record = detail.events[id] ?? EventDetail()
      record.operatorName = value
      record.mallNameNow = value + "2"
      record.merchantLegalName = value
      record.merchantAddress = value
      record.storefrontURL = value
      record.provision?.providerName = value
      record.provision?.providerAddress = value
      record.provision?.acquisitionSource = value
      detail.events[id] = record
    }
    return detail
  }

  @Test(arguments: values, LetterKind.allCases)
  func stayText(_ value: String, _ kind: LetterKind) throws {
    // The last of a kind is one that answers an inquiry.
    let sample = try #require(Samples.all.last { $0.kind == kind })
    let detail = hostile(value, sample.detail)
    let renderer = try Files.renderer()
    for language in Language.allCases {
      var context = sample.context(language)
      context.addressee = value
      if context.inquiry?.exposures.isEmpty == false {
        context.inquiry?.exposures[0].titleJa = value
        context.inquiry?.exposures[0].titleEn = value
      }
      context.inquiry?.given = [value, "name"]
      let letter = renderer.render(kind, detail, context)
      let clean = sample.letter(renderer, language)
      #expect(letter.subject == clean.subject)
      #expect(tags(letter.html).isSubset(of: tags(clean.html)))
      for text in [letter.text, letter.html] {
        #expect(!text.unicodeScalars.contains { $0 != "\n" && Neutral.isHostile($0) })
      }
      // The template's own markup and nothing else.
      for bad in ["<script", "<img", "onerror=alert(1)>", "</style><style"] {
        #expect(!letter.html.contains(bad))
      }
      let measure = DisplayWidth(language)
      #expect(letter.text.split(separator: "\n").allSatisfy { measure.columns($0) <= 76 })
    }
  }

  /// Everything between < and >, by bytes, as a browser reads it.
  private func tags(_ html: String) -> Set<String> {
    // A full page is set closer, which is no tag of the value's.
    let html = html.replacing(/<body class="(snug|tight|tight full)">/, with: "<body>")
    return Set(
      html.utf8.split(separator: UInt8(ascii: "<")).dropFirst().map { piece in
        String(decoding: piece.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
      })
  }

  @Test func mustacheInAValueIsNotRead() throws {
    let letter = try Files.renderer().render(
      try #require(hostile("{{company}}", Samples.traced)), Samples.context(.ja))
    #expect(letter.text.filter { !$0.isWhitespace }.contains("「{{company}}」"))
  }

  @Test func escapesByScalarsWhereGraphemesWouldNot() {
    #expect(
      LetterMarkup().escapeText("\"\u{301}&\u{FE0F}<\u{338}'>")
        == "&quot;\u{301}&amp;\u{FE0F}&lt;\u{338}&#39;&gt;")
  }

  @Test func thePageNeedsNothingFromOutside() throws {
    let html = try Files.renderer().render(Samples.traced, Samples.context(.ja)).html
    #expect(html.contains(#"<html lang="ja""#))
    for bad in ["<script", "<link", "<img", "<iframe", "url(", "@import", "src=", "href="] {
      #expect(!html.contains(bad))
    }
  }

  @Test func noContactValueEntersALetter() throws {
    let renderer = try Files.renderer()
    for sample in Samples.all {
      var context = sample.context(.ja)
      context.addressee = "お客様"
      let letter = renderer.render(sample.kind, sample.detail, context)
      for value in ["健一", "u2.5578", "０９０", "岡山"] {
        #expect(!letter.text.contains(value) && !letter.html.contains(value))
      }
    }
  }
}
