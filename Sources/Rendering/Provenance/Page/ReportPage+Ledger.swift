extension ReportPage {
  private static let mostNodes = 12

  func ledger(_ report: ProvenanceReport) -> Section {
    let title = pick("台帳とチェックポイント", "The ledger and its checkpoints")
    guard let last = report.checkpoints.last else {
      return Section(
        id: "ledger", title: title,
        body: [
          paragraph(
            pick("チェックポイントはまだありません。", "There is no checkpoint yet.")), heads(report),
        ])
    }
    let chain = CheckpointChain(nodes: nodes(report))
    let picture = Picture(
      id: "p-checkpoints", title: pick("チェックポイントの連なり", "The chain of checkpoints"),
      summary: pick(
        "チェックポイント\(report.checkpoints.count)件。最後は台帳の\(DecimalDigits.grouped(last.head.size))件目までを対象とする。塗りつぶした丸には、会社が立会人のものとして挙げた鍵の署名もある。だれの鍵かは、この資料では分からない。",
        "\(report.checkpoints.count) checkpoints; the last covers \(DecimalDigits.grouped(last.head.size)) "
          + "entries. A filled node was signed by a key that the company names as a witness's too; whose "
          + "it is, this bundle does not show."),
      height: chain.height, shapes: chain.shapes())
    let table = ReportTable(
      id: "t-checkpoints", caption: picture.title,
      columns: [
        .init(title: pick("台帳の件数", "Entries"), kind: .number),
        .init(title: pick("署名した日時", "Signed")),
        .init(title: pick("立会人の鍵", "Witnesses' keys")),
        .init(title: pick("ルート", "Root"), kind: .file),
      ],
      rows: shown(report).map { checkpoint in
        [
          number(checkpoint.head.size), Markup(text: checkpoint.signedAt.minute),
          checkpoint.witnesses.isEmpty
            ? Markup(text: pick("なし", "none"))
            : Markup(text: checkpoint.witnesses.joined(separator: pick("、", ", "))),
          "<code class=\"hash\">\(checkpoint.head.root)</code>",
        ]
      })
    return Section(
      id: "ledger", title: title,
      body: [
        paragraph(
          pick(
            "台帳は書き足すだけの記録です。新しいチェックポイントは、前のものが対象とする記録をすべて含みます。日時は会社の時計によります。"
              + "立会人の鍵がだれのものかは、この資料では分かりません。",
            "The ledger is only added to. Each checkpoint contains all that the one before it covers. "
              + "Times are by the company's own clock. Whose the witnesses' keys are, this bundle does "
              + "not show.")),
        figure(picture), behind(table), heads(report), sample(report),
      ], startsSheet: true)
  }

  /// The first and the newest: the ones between are in the bundle.
  private func shown(_ report: ProvenanceReport) -> [ProvenanceReport.Checkpoint] {
    guard report.checkpoints.count > Self.mostNodes else { return report.checkpoints }
    return Array(report.checkpoints.prefix(1) + report.checkpoints.suffix(Self.mostNodes - 1))
  }

  private func nodes(_ report: ProvenanceReport) -> [CheckpointChain.Node] {
    var nodes = shown(report).map { checkpoint -> CheckpointChain.Node in
      let size = DecimalDigits.grouped(checkpoint.head.size)
      let seen = checkpoint.witnesses.count
      return .init(
        label: pick("\(size)件目まで", "\(size) entries"),
        note: checkpoint.signedAt.minute
          + (seen == 0
            ? pick("・立会人の鍵なし", ", no witness's key")
            : pick("・立会人の鍵\(seen)本", ", witnesses' keys: \(seen)")),
        isWitnessed: seen > 0)
    }
    let hidden = report.checkpoints.count - nodes.count
    if hidden > 0 {
      nodes.insert(
        .init(
          label: pick("（この間に\(hidden)件）", "(\(hidden) between)"),
          note: "checkpoints.jsonl", isWitnessed: false), at: 1)
    }
    return nodes
  }

  private func heads(_ report: ProvenanceReport) -> Markup {
    func entry(_ title: String, _ head: ProvenanceReport.Head?) -> Markup {
      let value: Markup =
        head.map {
          "\(number($0.size)) · <code class=\"hash\">\($0.root)</code>"
        } ?? Markup(text: pick("なし", "none"))
      return "<dt>\(title)</dt>\n<dd>\(value)</dd>"
    }
    return """
      <dl>
      <dt>\(pick("台帳の名前", "Name of the ledger"))</dt>
      <dd><code>\(report.origin)</code></dd>
      \(entry(pick("台帳の件数とルート", "Ledger: entries and root"), report.ledger))
      \(entry(pick("顧客レコードの木の件数とルート", "Records' tree: places and root"), report.records))
      <dt>\(pick("規則のハッシュ値", "Hash of the rules"))</dt>
      <dd><code class="hash">\(report.run.rules)</code></dd>
      </dl>
      """
  }

  private func sample(_ report: ProvenanceReport) -> Markup {
    guard let sample = report.sample else { return "" }
    let rows: [(String, String)] = [
      (pick("抜き取った件数", "Drawn"), DecimalDigits.grouped(sample.drawn)),
      (pick("由来を示せないもの", "Origin not shown"), DecimalDigits.grouped(sample.exceptions)),
      (pick("うち消去済み", "Of those, erased"), DecimalDigits.grouped(sample.erased)),
      (
        pick("全体での上限", "At most"),
        ProvenanceReport.percent(millionths: sample.boundMillionths)
      ),
      (
        pick("信頼度", "Confidence"),
        ProvenanceReport.percent(millionths: sample.confidencePerMille * 1000)
      ),
    ]
    let table = ReportTable(
      id: "t-sample", caption: pick("抜き取り検査", "The sample"),
      columns: [
        .init(title: pick("項目", "What")), .init(title: pick("値", "Value"), kind: .number),
      ], rows: rows.map { [Markup(text: $0.0), Markup(text: $0.1)] })
    return Markup.lines(["<h3>\(pick("抜き取り検査", "The sample"))</h3>", table.markup])
  }

  func checking(_ report: ProvenanceReport) -> Section {
    let steps = [
      pick(
        "この資料のファイルが1つも変わっていないこと（manifest の署名とハッシュ値）",
        "that no file of this bundle was altered (signature and hashes of manifest)"),
      pick(
        "この監査の結果が台帳に入っていること（census.tlog-proof）",
        "that the result of this audit is in the ledger (census.tlog-proof)"),
      pick(
        "台帳が、前に受け取ったチェックポイントを含んでいること（checkpoints.jsonl）",
        "that the ledger contains every checkpoint that you were given before (checkpoints.jsonl)"),
      pick(
        "census.csv と findings.csv の件数が、台帳にある監査の結果と等しいこと",
        "that census.csv and findings.csv add up to the audit's entry in the ledger"),
    ].map { "<li>\($0)</li>" as Markup }
    return Section(
      id: "checking", title: pick("確かめ方", "How to check this"),
      body: [
        paragraph(
          pick(
            "この文書は、署名された資料の一部です。次のことは、会社を信用しなくても、openssl と Python だけで確かめられます。手順は README.txt にあります。",
            "This document is part of a signed bundle. The following can be checked with openssl and Python "
              + "alone, without trusting the company; README.txt has the commands.")),
        "<ul>\n\(.lines(steps))\n</ul>",
        note(
          pick(
            "検証に使う鍵は、この資料からではなく、会社から別の経路で受け取ったものを使ってください。",
            "Use a key that the company gave you by another way, not the one in this bundle.")),
      ])
  }
}
