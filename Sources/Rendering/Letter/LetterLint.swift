/// One thing about a finished letter that the letter contract forbids.
public struct LetterProblem: Sendable, Equatable, CustomStringConvertible {
  /// The broken rule.
  public enum Rule: String, Sendable, CaseIterable {
    /// The first block after the subject is not the answer: a greeting, or no sentence at all.
    case answerNotFirst
    /// The answer's first sentence is not over within the first 60 characters (ja) or 25 words (en).
    case answerNotWithin60
    /// A sentence of more than 60 characters (ja) or 25 words (en).
    case longSentence
    /// Sentences have more than 45 characters (ja) or 18 words (en) in the mean.
    case longMean
    /// The share of kanji is below 20 or above 35 per cent.
    case kanjiShare
    /// The Tateishi score is below 60.
    case hardToRead
    /// More than three 、 in a sentence.
    case manyCommas
    /// 可能性, may, might: the letter says what is known, and that the rest is not known.
    case hedge
    /// Two negations in one sentence.
    case doubleNegation
    /// Bureaucratic or defensive wording, for instance 該当しませんでした.
    case forbiddenWord
    /// A mall is called something else.
    case roleWord
    /// Says that no list was bought although this record's trail does not prove it; or that nothing was leaked although
    /// no incident's class of this person says so.
    case unlicensedStatement
    /// A name that ties the person to us is missing: storefront, mall, provider; or what article 15 of the GDPR wants
    /// told of the company.
    case missingName
    /// A value of another person: of who ordered, or of who received.
    case anotherPerson
    /// 「」 or “”: a value was not there.
    case emptyQuotation
    /// A question was asked, and nothing stands behind its name.
    case emptyAnswer
    /// A control or bidi character.
    case hostileCharacter
    /// More than a page holds.
    case tooLong
    /// A line of more than 80 columns.
    case wideLine
  }

  /// The broken rule.
  public var rule: Rule
  /// The place in the letter. It may hold names, so it is not in `description`.
  public var excerpt: String

  /// The rule's name alone: a description ends up in logs.
  public var description: String { rule.rawValue }
}

/// Checks a finished letter against the contract: the answer first, short sentences, no hedging,
/// one word for each role, nothing said that the trail does not carry.
///
/// Names in 「」 or “” are not the letter's own words: they are exempt from the word lists, and
/// count as at most 14 characters or 3 words, since a letter cannot shorten a shop's name.
public struct LetterLint: Sendable {
  /// What fits an A4 page that is set closest (`LetterPage`), in lines of text: of some hundred letters of up to so many
  /// lines each was measured to fit; of one line more, not each.
  static func pageLines(_ language: Language) -> Int { language == .ja ? 81 : 88 }

  /// The lines of a text, with the empty one behind the last line end.
  static func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Whether a text is more than a page holds.
  static func isTooLong(_ text: String, _ language: Language) -> Bool {
    lines(of: text).count > pageLines(language)
  }

  /// Whether a text fits on its page and reads as easily as a letter has to.
  func isReadable(_ text: String, _ language: Language) -> Bool {
    let measured: Set<LetterProblem.Rule> = [.tooLong, .longMean, .kanjiShare, .hardToRead]
    let letter = Letter(subject: "", text: text, html: "")
    return !wordingProblems(in: letter, language).contains { measured.contains($0.rule) }
  }

  /// A linter without state.
  public init() {}

  /// All problems of the letter about a record; see the other function.
  public func problems(
    in letter: Letter, about detail: TrailDetail, _ context: LetterContext
  ) -> [LetterProblem] {
    problems(in: letter, LetterKind(detail), about: detail, context)
  }

  /// All problems, in the order of the rules; empty for a letter that can be sent. `detail` is nil
  /// for the kinds that rest on no record.
  public func problems(
    in letter: Letter, _ kind: LetterKind, about detail: TrailDetail?, _ context: LetterContext
  ) -> [LetterProblem] {
    var problems = wording(
      in: letter, context.language, mayHedge: mayHedge(context),
      mayDeny: isLicensed(detail, kind), isUnheld: kind == .unheld,
      mayDenyLeak: { isLicensed($0, context) })
    func report(_ rule: LetterProblem.Rule, _ excerpt: String) {
      problems.append(LetterProblem(rule: rule, excerpt: excerpt))
    }
    for name in missingNames(letter, kind, detail, context) { report(.missingName, name) }
    if hasHostile(letter.html) { report(.hostileCharacter, "") }
    return problems
  }

  /// Values of other people that stand in a letter; spaces do not count, and values of one or two characters tell
  /// nothing. `own` are the person's own values, who may share an address or a name.
  public func strangers(
    in letter: Letter, _ others: [String], own: [String]
  ) -> [LetterProblem] {
    func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    let text = bare(letter.text)
    let known = Set(own.map(bare))
    return others.map(bare).filter { $0.count > 2 && !known.contains($0) && text.contains($0) }
      .map { LetterProblem(rule: .anotherPerson, excerpt: $0) }
  }

  /// What can be told from the text alone. A denial of bought lists passes: whether it is licensed, only
  /// the record can tell.
  func wordingProblems(in letter: Letter, _ language: Language) -> [LetterProblem] {
    wording(in: letter, language, mayHedge: false, mayDeny: true)
  }

  /// Whether a line is a step that ends with its colon.
  private func namesOnly(_ line: Substring) -> Bool {
    guard line.first?.isNumber == true, line.drop(while: \.isNumber).hasPrefix(". ") else {
      return false
    }
    let last = line.last { !$0.isWhitespace }
    return last == ":" || last == "："
  }

  private func wording(
    in letter: Letter, _ language: Language, mayHedge: Bool, mayDeny: Bool, isUnheld: Bool = false,
    mayDenyLeak: (LetterWords) -> Bool = { _ in true }
  ) -> [LetterProblem] {
    let body = LetterBody(letter, language)
    var problems: [LetterProblem] = []
    func report(_ rule: LetterProblem.Rule, _ excerpt: String) {
      problems.append(LetterProblem(rule: rule, excerpt: excerpt))
    }
    for excerpt in answerProblems(body) { report(.answerNotFirst, excerpt) }
    if let answer = body.sentences.first, answer.isLong { report(.answerNotWithin60, answer.text) }
    for sentence in body.sentences {
      if sentence.isLong { report(.longSentence, sentence.text) }
      if sentence.commas > 3 { report(.manyCommas, sentence.text) }
      if sentence.hedges, !mayHedge { report(.hedge, sentence.text) }
      if sentence.negatesTwice { report(.doubleNegation, sentence.text) }
      if sentence.isForbidden { report(.forbiddenWord, sentence.text) }
      if sentence.miscallsMall { report(.roleWord, sentence.text) }
      let isDenial = sentence.deniesPurchase || sentence.claimsSoleOrigin
      let isOfOrigin =
        isDenial && !(isUnheld && sentence.isOfHolding) || sentence.claimsLawfulOrigin
      if isOfOrigin && !mayDeny || sentence.deniesLeak && !mayDenyLeak(sentence) {
        report(.unlicensedStatement, sentence.text)
      }
    }
    if let readability = Readability(body.prose, language) {
      if readability.sentenceMean > (language == .ja ? 45 : 18) { report(.longMean, "") }
      if let share = readability.kanjiShare, !(0.20...0.35).contains(share) {
        report(.kanjiShare, "\(Int((share * 100).rounded())) %")
      }
      if let score = readability.tateishi, score < 60 { report(.hardToRead, "") }
    }
    if ["「」", "“”"].contains(where: letter.text.contains) { report(.emptyQuotation, "") }
    if hasHostile(letter.text) { report(.hostileCharacter, "") }
    let lines = Self.lines(of: letter.text)
    if lines.count > Self.pageLines(language) { report(.tooLong, "\(lines.count) lines") }
    if lines.contains(where: namesOnly) { report(.emptyAnswer, "") }
    let measure = DisplayWidth(language)
    for line in lines where measure.columns(line) > 80 { report(.wideLine, String(line)) }
    return problems
  }

  private func answerProblems(_ body: LetterBody) -> [String] {
    guard let answer = body.sentences.first?.text, body.paragraphs.first?.hasPrefix(answer) == true
    else { return [""] }
    let greetings = [
      "拝啓", "拝復", "謹啓", "平素", "時下", "お世話", "このたび", "この度", "お問い合わせいただ", "お問い合わせをいただ", "お問い合わせありが",
      "お問合せ", "いつも", "日頃", "日ごろ",
      "ご連絡",
      "まことに", "誠に", "Dear", "Thank", "Hello", "We apologi", "We are sorry", "We thank",
    ]
    if greetings.contains(where: answer.hasPrefix) { return [answer] }
    // How many others it befell is no answer to one of them (98枚, 94,243件, 98 cards).
    let counts =
      body.language == .ja
      ? /[0-9０-９〇一二三四五六七八九十百千万億]+(?:枚|件|人|名|通)/
      : /\b[0-9][0-9,]*\s+(?:cards|people|persons|customers|cases|records|accounts)\b/
    return body.sentences[0].own.contains(counts) ? [answer] : []
  }

  /// A possibility may be called one.
  private func mayHedge(_ context: LetterContext) -> Bool {
    context.inquiry?.exposures.contains { $0.exposureClass == .possible } == true
  }

  /// The sentence rests on this record's own proven trail, and on nothing less.
  private func isLicensed(_ detail: TrailDetail?, _ kind: LetterKind) -> Bool {
    guard let detail, kind == .traced || kind == .entrusted else { return false }
    return detail.trail.verdict == .traced && detail.isCollected && detail.isJudged != false
      && detail.ways.count == 1
      && detail.trail.fields.allSatisfy { $0.status == .proven }
      && !detail.trail.trail.contains(where: detail.isPurchase)
  }

  /// A denial of a leak rests on the class of every incident that was asked about, or names the one on whose class it
  /// rests. Of the card it may be said also where the card was in an incident that did not affect the person.
  private func isLicensed(_ denial: LetterWords, _ context: LetterContext) -> Bool {
    let exposures = context.inquiry?.exposures ?? []
    let clear = exposures.filter { $0.exposureClass == .notAffected }
    guard !clear.isEmpty else { return false }
    if clear.count == exposures.count { return true }
    let text = denial.text.filter { !$0.isWhitespace }
    let isNamed = clear.contains { exposure in
      let title = context.language.pick(ja: exposure.titleJa ?? "", en: exposure.titleEn ?? "")
      let name = Neutral.quotable(title).filter { !$0.isWhitespace }
      return !name.isEmpty && text.contains(name)
    }
    let isOfCard =
      denial.own.contains(context.language.pick(ja: "カード", en: "Card"))
      && clear.contains { $0.scope.contains("card") }
      && !exposures.contains { $0.exposureClass != .notAffected && $0.items.contains("card") }
    return isNamed || isOfCard
  }

  private func missingNames(
    _ letter: Letter, _ kind: LetterKind, _ detail: TrailDetail?, _ context: LetterContext
  ) -> [String] {
    guard let detail, kind != .contradicted, let event = detail.principal(kind) else { return [] }
    // Wrapping may have cut a name, so spaces and line ends do not count.
    let text = letter.text.filter { !$0.isWhitespace }
    let names =
      event.kind.isOwnAct && !detail.isPurchase(event)
      ? [event.storefront, event.mall?.name, context.company]
      : [detail.detail(of: event).provision?.providerName, context.company]
    return (names + told(kind, context)).compactMap { $0 }.map(Neutral.quotable).filter { name in
      !text.contains(name.filter { !$0.isWhitespace })
    }
  }

  /// What an answer under article 15 of the GDPR tells of the company, whatever the template.
  private func told(_ kind: LetterKind, _ context: LetterContext) -> [String?] {
    guard context.inquiry?.isAccess == true,
      !(kind.isInterim && context.inquiry?.isConcluded != true),
      let processing = context.processing
    else { return [] }
    return [processing.purposes, processing.storage, processing.transfers]
  }

  private func hasHostile(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0 != "\n" && Neutral.isHostile($0) }
  }
}
