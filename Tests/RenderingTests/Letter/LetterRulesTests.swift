import Testing

@testable import Rendering

@Suite("What a letter may say")
struct LetterRulesTests {
  private func text(_ detail: TrailDetail, _ language: Language = .ja) throws -> String {
    try Files.renderer().render(detail, Samples.context(language)).text.filter { !$0.isWhitespace }
  }

  private let denial = "購入した名簿から取得したものではありません"

  @Test(arguments: LegalRole.allCases)
  func aDoubtfulRoleWithholdsTheDenial(_ role: LegalRole) throws {
    var detail = Samples.traced
    detail.trail.trail[0].legalRole = role
    let isDoubtful = role == .thirdPartyOptOut || role == .unknown
    #expect(try text(detail).contains(denial) == !isDoubtful)
  }

  @Test func noTemplateCanMakeAnotherLetterDenyAPurchase() throws {
    var templates = try Files.templates()
    for kind in LetterKind.allCases {
      templates["letter-\(kind.rawValue).ja.mustache"]?.append("> notpurchased\n")
    }
    let renderer = try LetterRenderer(templates: templates)
    for verdict in Verdict.allCases where verdict != .traced {
      var detail = Samples.traced
      detail.trail.verdict = verdict
      let text = renderer.render(detail, Samples.context(.ja)).text.filter { !$0.isWhitespace }
      #expect(!text.contains(denial), "\(verdict)")
    }
    var detail = Samples.traced
    detail.trail.fields[0].status = .placed
    let text = renderer.render(detail, Samples.context(.ja)).text.filter { !$0.isWhitespace }
    #expect(!text.contains(denial))
  }

  @Test func aPlaceWithoutANameIsStillAPlace() throws {
    var detail = Samples.traced
    detail.trail.trail[0].storefront = "\u{200B}"
    detail.trail.trail[0].merchant = .init(id: "m1", name: nil)
    detail.trail.trail[0].mall = .init(id: "tony", name: nil)
    #expect(try text(detail).contains("2006年5月3日に当社のモールでのご注文の際に取得したものです。"))
  }

  @Test func anOrderInABoughtFileIsNoOrder() throws {
    var detail = Samples.traced
    detail.trail.verdict = .purchased
    detail.events[Samples.order.event]?.batchOrigin = "purchased"
    detail.events[Samples.order.event]?.batchSupplier = "名簿販売株式会社"
    let text = try text(detail)
    #expect(text.contains("お客様の情報は、「名簿販売株式会社」から購入したものです。"))
    #expect(!text.contains("お客様から直接いただいています"))
    #expect(!text.contains("でのご注文（注文番号"))
    #expect(!text.contains(denial))
  }

  @Test func aPurchaseThatCannotBeLocatedClaimsNoOwnFields() throws {
    var detail = Samples.traced
    detail.trail.verdict = .purchased
    let text = try text(detail)
    #expect(text.contains("お客様の情報は、購入した名簿から得たものです。"))
    #expect(!text.contains("お客様から直接いただいています"))
  }

  @Test(arguments: Language.allCases) func aCompanyWithoutATelephoneNamesNone(_ language: Language)
    throws
  {
    var context = Samples.context(language)
    context.phone = ""
    let text = try Files.renderer().render(Samples.traced, context).text
    let lines = text.split(separator: "\n").filter { $0.contains("privacy@example.co.jp") }
    #expect(
      lines == [language == .ja ? "  メール privacy@example.co.jp" : "  E-mail privacy@example.co.jp"])
  }

  @Test func noTemplateCanLeaveOutWhatTheGDPRWantsTold() throws {
    var templates = try Files.templates()
    templates["letter-part-processing.en.mustache"] = "{{purposes}} {{storage}}\n"
    var context = Samples.context(.en)
    context.inquiry = LetterInquiry(
      asks: [.disclosure], law: .gdpr, receivedOn: Samples.day("2012-10-31"))
    let letter = try LetterRenderer(templates: templates).render(Samples.traced, context)
    let problems = LetterLint().problems(in: letter, about: Samples.traced, context)
    #expect(problems.map(\.rule) == [.missingName])
    #expect(problems.first?.excerpt.hasPrefix("They stay in Japan") == true)
  }

  /// Who operated the mall then, who does now, and whether it is still there.
  @Test(
    arguments: [
      (nil, nil, false, "当社は、このモールの運営会社です。", "We are the company that operates this mall."),
      ("株式会社 モール運営", "株式会社モール運営", false, "当社は、このモールの運営会社です。", "We are the company"),
      (
        "株式会社旧運営", "株式会社モール運営", false, "当時の運営会社は「株式会社旧運営」でした。現在は、当社がこのモールの運営会社です。",
        "Its operator then was “株式会社旧運営”. We operate it today."
      ),
      (
        "株式会社モール運営", "株式会社新運営", false, "当時は、当社がこのモールの運営会社でした。現在の運営会社は「株式会社新運営」です。",
        "We were the company that operated this mall. Its operator now is “株式会社新運営”."
      ),
      (
        "株式会社旧運営", "株式会社新運営", false,
        "当時の運営会社は「株式会社旧運営」でした。現在の運営会社は「株式会社新運営」です。その記録は、いま当社が持っています。",
        "Its operator now is “株式会社新運営”. We hold its records now."
      ),
      (
        "株式会社別運営", "株式会社 別運営", false,
        "出店していました。このモールの現在の名称は「ドクタートニー」です。運営会社は、当時も現在も「株式会社別運営」です。その記録は、いま当社が持っています。",
        "Its operator then was “株式会社 別運営”, and still is. We hold its records now."
      ),
      (
        "株式会社モール運営", "株式会社モール運営", true, "当時は、当社がこのモールの運営会社でした。このモールは、いまはありません。",
        "We were the company that operated this mall. The mall has closed since."
      ),
      (
        "株式会社旧運営", "株式会社旧運営", true, "当時の運営会社は「株式会社旧運営」でした。このモールは、いまはありません。その記録は、いま当社が持っています。",
        "The mall has closed since. We hold its records now."
      ),
    ] as [(String?, String?, Bool, String, String)])
  func whoOperatesTheMall(
    _ then: String?, _ now: String?, _ isClosed: Bool, _ japanese: String, _ english: String
  ) throws {
    var detail = Samples.traced
    detail.events[Samples.order.event]?.operatorName = then
    detail.events[Samples.order.event]?.operatorNow = now
    detail.events[Samples.order.event]?.mallClosed = isClosed
    for (language, expected) in [(Language.ja, japanese), (.en, english)] {
      let text = try text(detail, language)
      #expect(text.contains(expected.filter { !$0.isWhitespace }), "\(text)")
      let claims = ["このモールの運営会社です", "Weoperateittoday", "Wearethecompanythatoperates"]
      let isOurs = !isClosed && (now == nil || now == "株式会社モール運営")
      #expect(claims.contains(where: text.contains) == isOurs)
      let context = Samples.context(language)
      let letter = try Files.renderer().render(detail, context)
      #expect(LetterLint().problems(in: letter, about: detail, context).isEmpty)
    }
  }

  @Test func allMerchantsAreNamedAsRecipients() throws {
    let text = try text(Samples.several)
    #expect(
      text.contains(
        "出店者は、「有限会社ちゃっかりダイエットココミン」と「雑貨商店15本店」の「有限会社雑貨商店15」です。"))
  }

  @Test func aLongNameGetsASentenceOfItsOwn() throws {
    var detail = Samples.traced
    detail.trail.trail[0].storefront = String(repeating: "とても長い店舗名", count: 4)
    let letter = try Files.renderer().render(detail, Samples.context(.ja))
    let body = LetterBody(letter, .ja)
    #expect(body.sentences.first?.text == "お客様の情報は、2006年5月3日のご注文の際に取得したものです。")
    #expect(LetterLint().problems(in: letter, about: detail, Samples.context(.ja)).isEmpty)
  }

  @Test func entrustedOnlyWhenEveryCollectingTenancyIs() {
    var detail = Samples.several
    detail.trail.trail[0].legalRole = .entrusted
    #expect(LetterKind(detail) == .traced)
    detail.trail.trail[1].legalRole = .entrusted
    #expect(LetterKind(detail) == .entrusted)
  }

  @Test func theFirstLineNamesTheEventBehindMostFieldsThenTheEarliest() {
    #expect(Samples.several.principal(.traced) == Samples.secondOrder)
    var detail = Samples.several
    detail.trail.fields[1].collectedBy = Samples.order.event
    #expect(detail.principal(.traced) == Samples.order)
  }

  @Test func theDeadlineIsTwoWeeksUnlessGiven() throws {
    #expect(try text(Samples.untraced).contains("2012年11月16日までに"))
    var context = Samples.context(.en)
    context.answerBy = Samples.day("2012-12-01")
    let letter = try Files.renderer().render(Samples.untraced, context)
    #expect(letter.text.contains("by 1 December 2012"))
  }
}

@Suite("Letter templates")
struct LetterTemplateTests {
  private func error(_ change: (inout [String: String]) -> Void) throws -> LetterTemplateError? {
    var templates = try Files.templates()
    change(&templates)
    do {
      _ = try LetterRenderer(templates: templates)
      return nil
    } catch let error as LetterTemplateError {
      return error
    }
  }

  @Test func foldersAndEndingsDoNotMatter() throws {
    let renamed = Dictionary(
      uniqueKeysWithValues: try Files.templates().map {
        ("Templates/" + $0.key.replacing(".mustache", with: ""), $0.value)
      })
    let letter = try LetterRenderer(templates: renamed).render(Samples.traced, Samples.context(.ja))
    #expect(letter == (try Files.renderer().render(Samples.traced, Samples.context(.ja))))
  }

  @Test func aWrongTemplateIsRefused() throws {
    let name = "letter-traced.ja.mustache"
    #expect(try error { $0[name] = nil } == .missing("letter-traced.ja"))
    #expect(
      try error { $0["letter-part-mall.en.mustache"] = nil } == .missing("letter-part-mall.en"))
    #expect(
      try error { $0["letter-page.html.mustache"] = nil } == .missing("letter-page.html"))
    #expect(
      try error { $0[name]?.append("{{stroefront}}\n") }
        == .unknownName("stroefront", template: "letter-traced.ja"))
    #expect(
      try error { $0[name]?.append("{{{place}}}\n") }
        == .unknownName("{place", template: "letter-traced.ja"))
    #expect(try error { $0[name] = "= 件名\n本文\n! 回答\n" } != nil)
    #expect(
      try error { $0[name] = "= a\n! b\n{{#place}}c\n" }
        == .malformed(template: "letter-traced.ja", line: 3))
    #expect(try error { $0[name]?.append("> nowhere\n") } == .missing("letter-part-nowhere.ja"))
  }
}
