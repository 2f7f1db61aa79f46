import Testing

@testable import Rendering

/// A customer of many shops gets a letter too: with all merchants where its page holds them, else with as many as it holds.
@Suite("Letters to customers of many shops") struct LetterMerchantsTests {
  /// The same record with so many merchants, each with one order.
  private static func detail(_ sample: TrailDetail, _ count: Int) -> TrailDetail? {
    guard let first = sample.trail.trail.first(where: { $0.kind.isOwnAct }) else { return nil }
    var detail = sample
    for index in 0..<count {
      var event = first
      let number = String(1000 + index)
      event.event = "order:tony/m\(number)/9\(number)"
      event.kind = .order
      event.storefront = "みなとの店舗\(number)号店"
      event.merchant = .init(id: "m\(number)", name: "商店\(number)")
      detail.trail.trail.append(event)
      var record = detail.events[first.event] ?? EventDetail()
      record.merchantLegalName = "有限会社店\(number)"
      detail.events[event.event] = record
    }
    return detail
  }

  /// Every kind of letter that names merchants, so many of them.
  private static func details(
    _ count: Int
  ) -> [(name: String, kind: LetterKind, detail: TrailDetail)] {
    let more = Samples.all.filter {
      ["inquiry-ways", "inquiry-several", "inquiry-recipient", "inquiry-guest"].contains($0.name)
    }
    let all = Samples.letters.map { ($0.name, LetterKind($0.detail), Optional($0.detail)) }
    return (all + more.map { ($0.name, $0.kind, $0.detail) }).compactMap { name, kind, sample in
      sample.flatMap { detail($0, count) }.map { (name, kind, $0) }
    }
  }

  private static func context(_ language: Language, _ asks: [Ask], _ law: Law) -> LetterContext {
    var context = Samples.context(language)
    context.inquiry = LetterInquiry(
      asks: asks, law: law, receivedOn: Samples.day("2012-10-31"),
      exposures: asks.contains(.leaked) ? [Exposure()] : [], given: ["name", "address"])
    return context
  }

  private static func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  /// How many merchants a letter says that it does not name; nil where it says nothing of them.
  private static func left(_ text: String, _ language: Language) -> Int? {
    let text = bare(text)
    let found =
      language == .ja
      ? text.firstMatch(of: /このほかに、([0-9]+)の出店者があります。全部の一覧は、お申し出があればお送りします。/)
      : text.firstMatch(of: /There(?:is|are)([0-9]+)moremerchants?\.Wewillsendyouthewholelist/)
    return found.flatMap { Int($0.1) }
  }

  private func check(
    _ count: Int, _ asks: [Ask], _ law: Law, _ language: Language, oneOfAKind: Bool = true
  ) throws -> Int {
    let renderer = try Files.renderer()
    var shortened = 0
    var kinds: Set<LetterKind> = []
    for (name, kind, detail) in Self.details(count) {
      guard kinds.insert(kind).inserted || !oneOfAKind else { continue }
      var context = Self.context(language, asks, law)
      for isConcluded in kind.isInterim ? [false, true] : [false] {
        context.inquiry?.isConcluded = isConcluded
        let letter = renderer.render(kind, detail, context)
        let what: Comment = "\(name) \(language) \(law) \(asks.map(\.rawValue)) \(isConcluded)"
        let problems = LetterLint().problems(in: letter, kind, about: detail, context)
        #expect(problems.isEmpty, "\(what): \(problems.map { "\($0.rule) \($0.excerpt)" })")
        let full = renderer.draft(kind, detail, context, .all)
        guard LetterLint.isTooLong(full.text, language) else {
          #expect(letter.text == full.text, what)
          continue
        }
        shortened += 1
        let text = Self.bare(letter.text)
        #expect(Self.bare(letter.html).contains("みなとの店舗1000号店"), what)
        // The first few by name, and of the rest how many they are.
        let named = (0..<count).filter { text.contains("みなとの店舗\(1000 + $0)号店") }
        let left = Self.left(letter.text, language) ?? 0
        #expect(named == Array(0..<named.count) && !named.isEmpty, what)
        #expect(named.count + left >= count && left < full.merchants, what)
        // What one more would have taken has no room.
        if left > 0 {
          let more: LetterNaming = left == 1 ? .briefly : .first(full.merchants - left + 1)
          let longer = renderer.draft(kind, detail, context, more).text
          #expect(!LetterLint().isReadable(longer, language), what)
        }
      }
    }
    return shortened
  }

  @Test("ten shops and every question under the GDPR", arguments: Language.allCases)
  func everyQuestion(_ language: Language) throws {
    #expect(try check(10, Ask.allCases, .gdpr, language, oneOfAKind: false) > 0)
  }

  @Test("fifty shops and one question", arguments: Language.allCases)
  func oneQuestion(_ language: Language) throws {
    var shortened = 0
    for ask in Ask.allCases { shortened += try check(50, [ask], .appi, language) }
    shortened += try check(50, [.recipients], .gdpr, language, oneOfAKind: false)
    #expect(shortened > 0)
  }

  @Test("two hundred shops and every question", arguments: Language.allCases)
  func worst(_ language: Language) throws {
    #expect(try check(200, Ask.allCases, .gdpr, language) > 0)
  }

  @Test("a few shops are all named with their companies", arguments: Language.allCases)
  func few(_ language: Language) throws {
    #expect(try check(4, [.recipients], .appi, language) == 0)
    let detail = try #require(Self.detail(Samples.traced, 4))
    let letter = try Files.renderer().render(
      .traced, detail, Self.context(language, [.recipients], .appi))
    for index in 1000..<1004 { #expect(Self.bare(letter.text).contains("有限会社店\(index)")) }
    #expect(Self.left(letter.text, language) == nil)
  }

  @Test("what does not fit all the same is said to be which part", arguments: Language.allCases)
  func size(_ language: Language) throws {
    let renderer = try Files.renderer()
    var context = Self.context(language, [.source], .appi)
    let usual = renderer.size(.traced, Samples.traced, context)
    #expect(!usual.isTooLong && usual.lines > 20 && usual.parts[.table] ?? 0 > 4)
    #expect(usual.parts.values.reduce(0, +) < usual.lines)
    context.address = String(repeating: "長い住所の行 ", count: 700)
    let framed = renderer.size(.traced, Samples.traced, context)
    #expect(framed.isTooLong && framed.longest == .frame)
    context = Self.context(language, [.disclosure], .gdpr)
    context.processing?.purposes = String(repeating: "利用の目的 ", count: 700)
    let told = renderer.size(.traced, Samples.traced, context)
    #expect(told.isTooLong && [.steps, .words].contains(told.longest))
  }
}
