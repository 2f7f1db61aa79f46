/// Inquiries at the terminal: the list of what is due, and one case with its whole history.
public struct InquiryText: Sendable {
  /// The language of the text.
  public var language: Language
  /// Today at the operator, for what is overdue.
  public var today: Day

  /// - Parameters: see the properties.
  public init(language: Language, today: Day) {
    self.language = language
    self.today = today
  }

  /// The list, a line a case, the most urgent first.
  public func list(_ rows: [InquiryRow]) -> String {
    guard !rows.isEmpty else {
      return language.pick(ja: "対応を待っている照会はありません。\n", en: "No inquiry is waiting for anything.\n")
    }
    let titles =
      language == .ja
      ? ["照会番号", "期限", "待ち", "状態", "ご質問"]
      : ["case", "due", "waits for", "state", "asks"]
    let table = TextTable(
      columns: titles.enumerated().map { .init(title: $1, isFlexible: $0 == 4) },
      rows: rows.map { row in
        [
          row.caseNo, due(row.dueOn), waiting(row.waitingFor), state(row.state),
          row.asks.map { $0.name(language) }.joined(separator: language.pick(ja: "、", en: ", ")),
        ]
      }, width: 80, measure: DisplayWidth(language))
    return table.lines.joined(separator: "\n") + "\n"
  }

  /// One case: where it stands first, then what was asked, what is due, what was done.
  ///
  /// `records` are what the ways of the person hold, in their order.
  public func show(_ known: InquiryCase, _ records: [RecordValues], letters: Bool) -> String {
    var lines: [String] = []
    lines.append(
      "\(known.caseNo)  \(state(known.state))  "
        + language.pick(ja: "待ち：", en: "waits for: ") + waiting(known.waitingFor))
    lines.append("")
    func add(_ title: String, _ value: String) {
      let label = DisplayWidth(language).padded(title, to: 16)
      let wrap = LineWrap(width: 64, measure: DisplayWidth(language))
      for (index, line) in wrap.lines(value.isEmpty ? "-" : value).enumerated() {
        lines.append((index == 0 ? label : String(repeating: " ", count: 16)) + line)
      }
    }
    add(
      language.pick(ja: "受付", en: "received"),
      "\(known.receivedAt.minute) \(known.channel.rawValue) \(known.law.rawValue) \(known.language.rawValue)"
    )
    add(
      language.pick(ja: "ご質問", en: "asks"),
      known.asks.map { $0.name(language) }.joined(separator: language.pick(ja: "、", en: ", ")))
    add(language.pick(ja: "本文", en: "message"), Neutral.visible(known.message))
    for field in SearchField.allCases {
      guard let value = known.given[field.rawValue] ?? nil else { continue }
      add(field.name(language), Neutral.visible(value))
    }
    if let address = known.replyTo {
      add(language.pick(ja: "返信先", en: "reply to"), Neutral.visible(address))
    }
    lines.append("")
    lines.append(language.pick(ja: "期限", en: "Due"))
    for due in known.due {
      let isMet =
        due.what == "acknowledge" && known.letters.contains { $0.stage == "acknowledgement" }
        || due.what == "extension_notice"
        || due.what == "promise"
          && known.events.contains { $0.kind == "fulfilled" && $0.ask == due.ruleId }
      let day =
        due.dueOn.map { (isMet ? "" : overdue($0, known)) + $0.description }
        ?? language.pick(ja: "遅滞なく", en: "no delay")
      let text =
        authority(due)
        + (due.actBy.map {
          $0 == due.dueOn ? "" : language.pick(ja: "（営業日では\($0)まで）", en: " (working day: \($0))")
        } ?? "")
      let wrapped = LineWrap(width: 64, measure: DisplayWidth(language)).lines(text)
      for (index, line) in wrapped.enumerated() {
        lines.append("  \(DisplayWidth(language).padded(index == 0 ? day : "", to: 14))" + line)
      }
    }
    lines.append("")
    lines.append(language.pick(ja: "該当する方", en: "Person"))
    lines.append("  " + person(known))
    let isOpen = known.identity != "settled"
    for (index, record) in records.enumerated() {
      if index > 0 { lines.append("") }
      for field in ContactField.allCases {
        guard let value = record[field] else { continue }
        let shown = isOpen ? Mask.show(value, field) ?? "" : Neutral.visible(value)
        lines.append(
          "  " + DisplayWidth(language).padded(field.label(language), to: 12) + shown)
      }
    }
    if isOpen, !records.isEmpty {
      lines.append(
        "  "
          + language.pick(
            ja: "（本人確認が済むまで伏せています）", en: "(masked until the identity is settled)"))
    }
    lines.append("")
    lines.append(language.pick(ja: "経過", en: "History"))
    let wrap = LineWrap(width: 78, measure: DisplayWidth(language))
    for step in history(known) { lines += wrap.lines(step, indent: 18).map { "  " + $0 } }
    if let next = next(known) {
      lines.append("")
      lines += LineWrap(width: 80, measure: DisplayWidth(language)).lines(next, indent: 4)
    }
    if letters {
      for letter in known.letters {
        lines.append("")
        let isErased = letter.text.isEmpty
        let hash = language.pick(ja: "消去済み", en: "erased")
        lines.append(
          "== \(letter.stage) \(letter.letterDate) \(isErased ? hash : String(letter.sha256.prefix(12)))"
        )
        lines.append(letter.text)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the desk does next; nil when the case is over.
  private func next(_ known: InquiryCase) -> String? {
    let number = known.caseNo
    let step: String
    switch known.state {
    case "identity" where known.personKind == nil || known.personKind == .undecided:
      step =
        known.searches.isEmpty
        ? "yurai find --inquiry \(number)"
        : language.pick(
          ja: "yurai inquiry person \(number) --customer ID（find が示した方）",
          en: "yurai inquiry person \(number) --customer ID (whom find showed)")
    case "identity" where known.identity == "failed": step = "yurai inquiry answer \(number)"
    case "identity": step = "yurai inquiry identity \(number) --method …"
    case "person": step = "yurai inquiry person \(number) --customer ID"
    case "ready": step = "yurai inquiry answer \(number)"
    case "investigation":
      step = language.pick(
        ja: "責任者の調査。終わったら yurai inquiry answer \(number)（取得元が分からないままなら --origin-unknown）",
        en:
          "the privacy officer investigates; then yurai inquiry answer \(number) (--origin-unknown where it stays unknown)"
      )
    case "promised":
      let done = known.events.filter { $0.kind == "fulfilled" }.compactMap(\.ask)
      let open = known.due.filter { $0.what == "promise" && $0.ruleId != "result" }.map(\.ruleId)
        .filter { !done.contains($0) }
      step = language.pick(
        ja: "手紙で約束したことをして、yurai inquiry done \(number) --ask \(open.first ?? "…")",
        en:
          "do what the letter promised, then yurai inquiry done \(number) --ask \(open.first ?? "…")"
      )
    case "answered":
      step = language.pick(
        ja: "手紙を送り、yurai inquiry close \(number)",
        en: "send the letter, then yurai inquiry close \(number)")
    default: return nil
    }
    return language.pick(ja: "次は：", en: "Next: ") + step
  }

  private func history(_ known: InquiryCase) -> [String] {
    var steps: [(at: Moment, text: String)] = [
      (known.openedAt, "\(language.pick(ja: "受付", en: "opened"))  \(Neutral.visible(known.actor))")
    ]
    for search in known.searches {
      steps.append(
        (
          search.at,
          "\(language.pick(ja: "検索", en: "searched"))  \(Neutral.visible(search.actor))  \(search.decision)  "
            + found(search)
        ))
    }
    for event in known.events {
      let facts = [
        event.personKind.map { "\($0.rawValue) \(ids(event.personIds))" },
        event.guestOrders.flatMap { $0.isEmpty ? nil : "guest_order \(ids($0))" },
        event.receivedOrders.flatMap { $0.isEmpty ? nil : "recipient \(ids($0))" },
        event.apart.flatMap { $0.isEmpty ? nil : "apart \(ids($0))" },
        event.result.map {
          "\($0) (\(event.method ?? ""): \((event.checked ?? []).joined(separator: " ")))"
        },
        event.ask, event.note.map(Neutral.visible),
      ].compactMap { $0 }.joined(separator: "  ")
      steps.append((event.at, "\(step(event.kind))  \(Neutral.visible(event.actor))  \(facts)"))
    }
    for letter in known.letters {
      let kept = letter.redactions.map { redaction in
        let fields = redaction.fields.joined(separator: " ")
        let what = "\(Neutral.visible(redaction.subject)): \(fields) (\(redaction.reason))"
        return language.pick(ja: "  伏せた情報 \(what)", en: "  kept out \(what)")
      }.joined()
      let run = letter.run.map { language.pick(ja: "  第\($0)回の監査", en: "  audit run \($0)") } ?? ""
      steps.append(
        (
          letter.at,
          "\(stage(letter.stage))  \(Neutral.visible(letter.actor))  \(letter.kind) \(letter.language.rawValue) "
            + "\(letter.sendBy)\(run)\(kept)"
        ))
    }
    return steps.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map { "\($0.element.at.minute)  \($0.element.text)" }
  }

  /// By which fields was searched, and who was shown.
  private func found(_ search: InquiryCase.Search) -> String {
    let fields = SearchField.allCases.filter { search.fields.contains($0.rawValue) }
      .map { $0.name(language) }.joined(separator: language.pick(ja: "、", en: ", "))
    let shown = (search.shown ?? []).map(Neutral.visible)
    let more =
      shown.count > 3
      ? language.pick(ja: "ほか\(shown.count - 3)件", en: "and \(shown.count - 3) more") : ""
    return ([fields] + shown.prefix(3) + [more]).filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private func ids(_ ids: [String]?) -> String {
    (ids ?? []).map(Neutral.visible).joined(separator: " ")
  }

  private func person(_ known: InquiryCase) -> String {
    guard let kind = known.personKind else {
      return language.pick(ja: "未定", en: "not settled")
    }
    let name: String
    switch kind {
    case .customer: name = language.pick(ja: "顧客", en: "customer")
    case .guestOrder: name = language.pick(ja: "会員でない注文者", en: "guest")
    case .recipient: name = language.pick(ja: "届け先", en: "recipient")
    case .none: name = language.pick(ja: "記録なし", en: "not in the data")
    case .notYou: name = language.pick(ja: "別人の記録", en: "somebody else's data")
    case .erased: name = language.pick(ja: "消去済み", en: "erased")
    case .undecided: name = language.pick(ja: "担当者の判断待ち", en: "a human must decide")
    }
    let guest = language.pick(ja: "会員登録のない注文", en: "guest order")
    let received = language.pick(ja: "届け先になった注文", en: "order to the person")
    return [
      [name, ids(known.personIds)], known.guestOrders.map { [guest, ids($0)] },
      known.receivedOrders.map { [received, ids($0)] },
    ].compactMap { $0 }.enumerated().filter { $0.offset == 0 || $0.element[1] != "" }
      .map { $0.element.filter { !$0.isEmpty }.joined(separator: " ") }.joined(separator: ", ")
  }

  private func authority(_ due: InquiryCase.Due) -> String {
    let name = language.pick(ja: due.authorityJa, en: due.authorityEn)
    guard due.what == "promise" else { return name }
    let ask = Ask(rawValue: due.ruleId)?.name(language) ?? language.pick(ja: "調査の結果", en: "result")
    return language.pick(ja: "\(name)（\(ask)）", en: "\(name): \(ask)")
  }

  private func overdue(_ day: Day, _ known: InquiryCase) -> String {
    ["answered", "promised", "closed"].contains(known.state) || day >= today ? "" : "! "
  }

  private func due(_ day: Day?) -> String {
    guard let day else { return "-" }
    return day < today ? "! \(day)" : day.description
  }

  /// Where a case stands, for a reader.
  func state(_ name: String) -> String {
    switch name {
    case "identity": language.pick(ja: "本人確認中", en: "identity")
    case "person": language.pick(ja: "該当者の確認", en: "person")
    case "ready": language.pick(ja: "回答できます", en: "ready")
    case "investigation": language.pick(ja: "調査中", en: "investigation")
    case "promised": language.pick(ja: "約束の対応中", en: "promised")
    case "answered": language.pick(ja: "回答済み", en: "answered")
    default: language.pick(ja: "終了", en: "closed")
    }
  }

  private func waiting(_ name: String) -> String {
    switch name {
    case "person": language.pick(ja: "本人", en: "person")
    case "desk": language.pick(ja: "窓口", en: "desk")
    case "privacy officer": language.pick(ja: "責任者", en: "privacy officer")
    default: language.pick(ja: "なし", en: "nobody")
    }
  }

  private func step(_ name: String) -> String {
    switch name {
    case "person": language.pick(ja: "該当者", en: "person")
    case "identity": language.pick(ja: "本人確認", en: "identity")
    case "extended": language.pick(ja: "延長", en: "extended")
    case "held": language.pick(ja: "保留", en: "held")
    case "fulfilled": language.pick(ja: "対応済み", en: "done")
    case "escalated": language.pick(ja: "責任者へ", en: "escalated")
    case "note": language.pick(ja: "メモ", en: "note")
    case "asked": language.pick(ja: "ご質問の追加", en: "also asked")
    default: language.pick(ja: "終了", en: "closed")
    }
  }

  private func stage(_ name: String) -> String {
    switch name {
    case "acknowledgement": language.pick(ja: "受付の手紙", en: "acknowledgement")
    case "interim": language.pick(ja: "途中の手紙", en: "interim letter")
    case "answer": language.pick(ja: "回答の手紙", en: "answer")
    default: language.pick(ja: "延長の手紙", en: "notice of extension")
    }
  }
}
