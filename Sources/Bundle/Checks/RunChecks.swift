internal import Crypto
internal import Ledger
internal import Sampling

/// The run's own numbers, and what has to equal them.
struct RunChecks {
  let files: BundleFiles
  let leaves: [LedgerLeaf]
  let audit: AuditLeaf

  /// The latest `audit` leaf, if it is the manifest's and its numbers add up.
  static func audit(
    _ leaves: [LedgerLeaf], _ manifest: Manifest
  ) throws(Refusal) -> Examination.Step<AuditLeaf> {
    guard let index = leaves.lastIndex(where: { $0.kind == "audit" }),
      let audit = AuditLeaf(index: Int64(index), leaf: leaves[index])
    else { throw Refusal("台帳に監査の記録がない。", "The ledger has no audit.") }
    guard audit.run == manifest.run else {
      throw Refusal(
        "目録は第 \(manifest.run) 回、台帳の最新の監査は第 \(audit.run) 回。",
        "The manifest is of run \(manifest.run), and the latest audit is run \(audit.run).")
    }
    let runs = leaves.filter { $0.kind == "audit" }.map { $0.count("run") }
    guard zip(runs, runs.dropFirst()).allSatisfy(<) else {
      throw Refusal("監査の回数が順番に増えていない。", "The numbers of the audit runs do not rise.")
    }
    let verdicts = audit.verdicts
    let customers = audit.leaf.count("customers")
    guard customers > 0, audit.records.size > 0, audit.living > 0 else {
      throw Refusal("監査したレコードが 1 件もない。", "No record was audited.")
    }
    let open = verdicts.filter { !LedgerLeaf.explained.contains($0.key) }.values.reduce(0, +)
    guard [audit.living, audit.living + verdicts["erased", default: 0]].contains(customers),
      audit.leaf.count("unexplained") + audit.leaf.count("exceptions") == open,
      audit.living <= audit.records.size
    else {
      throw Refusal("監査の行の数が互いに矛盾する。", "The numbers of the audit do not add up.")
    }
    try requireFounded(audit, on: leaves[..<index])
    let later = leaves.count - 1 - index
    return .held(
      audit,
      Sentence(
        "第 \(audit.run) 回、\(audit.span.sentence.ja)、\(customers) 件。その後の台帳の記録 \(later) 件",
        "run \(audit.run), \(audit.span.sentence.en), \(customers) records; leaves after it: \(later)"
      ))
  }

  /// That what the audit counts is what the leaves before it tell of. A ledger that began later than the data has not all of it.
  private static func requireFounded(
    _ audit: AuditLeaf, on leaves: ArraySlice<LedgerLeaf>
  ) throws(Refusal) {
    func refuse(_ ja: String, _ en: String) -> Refusal {
      Refusal("監査が台帳と矛盾する。\(ja)", "The audit contradicts the ledger: \(en)")
    }
    var batches: Set<Int64> = []
    var ofCustomers: Set<Int64> = []
    var (brought, replaced, gone): (Int64, Int64, Int64) = (0, 0, 0)
    var (excepted, erased): (Set<Int64>, Set<Int64>) = ([], [])
    for leaf in leaves {
      switch leaf.kind {
      case "import":
        let parts = ["accepted", "unchanged", "replaced", "set_aside"].map(leaf.count)
        guard
          leaf.count("lines") == parts.reduce(0, { $0.addingReportingOverflow($1).partialValue })
        else {
          throw refuse(
            "取込 \(leaf.count("batch")) の行数が合わない。",
            "the lines of batch \(leaf.count("batch")) do not add up.")
        }
        batches.insert(leaf.count("batch"))
        if leaf.count("customers") > 0 { ofCustomers.insert(leaf.count("batch")) }
        brought = brought.addingReportingOverflow(leaf.count("customers")).partialValue
      case "supersession":
        for item in leaf.value["of"]?.items ?? [] {
          guard let batch = item["batch"]?.count, let rows = item["rows"]?.count else { continue }
          guard batches.contains(batch) || leaves[0].count("batches") > 0 else {
            throw refuse("取込 \(batch) はない。", "there is no batch \(batch) to be corrected.")
          }
          if ofCustomers.contains(batch) {
            replaced = replaced.addingReportingOverflow(rows).partialValue
          }
        }
      case "exception": excepted.insert(leaf.count("record"))
      case "erasure":
        // A guest's orders leave a place too, where no customer record was.
        erased.insert(leaf.count("record"))
        gone = gone.addingReportingOverflow(leaf.value["customers"]?.count ?? 1).partialValue
      default: break
      }
    }
    guard excepted.union(erased).allSatisfy({ $0 < audit.records.size }) else {
      throw refuse("ない場所の例外か消去がある。", "an exception or erasure is of a place that there is not.")
    }
    // Nor has it all where the audit says itself that rows are not those of the ledger.
    guard leaves[0].count("records") == 0, leaves[0].count("batches") == 0,
      audit.findings["row-changed", default: 0] == 0
    else { return }
    guard audit.leaf.count("exceptions") <= excepted.subtracting(erased).count else {
      throw refuse("例外の記録が足りない。", "it counts exceptions that no leaf grants.")
    }
    guard audit.verdicts["erased", default: 0] == erased.count else {
      throw refuse(
        "消去の記録は \(erased.count) 件。", "\(erased.count) records were erased by the ledger.")
    }
    let all = audit.living.addingReportingOverflow(gone).partialValue
    guard brought.subtractingReportingOverflow(replaced).partialValue == all else {
      throw refuse(
        "取り込まれた顧客レコードと、判定した \(all) 件とが合わない。",
        "other customer records were imported than the \(all) that are counted.")
    }
  }

  /// That `census.tlog-proof` leads from that leaf to the checkpoint.
  func proof(_ book: LedgerBook, _ trusted: TrustedCheckpoint, _ keys: KeyHistory) throws(Refusal) {
    let bytes = try files.bytes("census.tlog-proof")
    do throws(TLogProofError) {
      let proof = try TLogProof(parsing: bytes)
      guard proof.inclusion.leafIndex == audit.index else {
        throw TLogProofError.badIndex
      }
      let policy: CheckpointPolicy
      do throws(CheckpointError) {
        policy = try CheckpointPolicy(origin: trusted.checkpoint.origin, logKeys: keys.keys)
      } catch { throw .checkpoint(error) }
      let opened = try proof.verify(leaf: book.hashes[Int(audit.index)], policy: policy)
      guard opened.checkpoint == trusted.checkpoint else { throw TLogProofError.noCheckpoint }
    } catch {
      throw Refusal(
        "census.tlog-proof は監査の行とチェックポイントを結ばない（\(error)）。",
        "census.tlog-proof does not lead from the audit to the checkpoint: \(error).")
    }
  }

  /// What `Docs/report.schema.json` requires.
  static let members = [
    "version", "origin", "operator", "run", "statement", "claims", "customers", "verdicts",
    "unexplained", "malls", "by_mall_year", "by_merchant", "by_role", "unexplained_arrivals",
    "findings", "changes", "exceptions", "batches", "provisions", "retention", "checkpoints",
    "recoveries", "time_stamped", "sample", "records", "ledger",
  ]

  /// That `report.json` repeats the leaf, and its statement.
  func report(_ trusted: TrustedCheckpoint) throws(Refusal) -> JSONValue {
    guard let report = try? JSONReader.read(try files.bytes("report.json")),
      report["version"]?.count == 1, let made = report["statement"]?["made"], made.bool != nil
    else { throw Refusal("report.json は書式どおりではない。", "report.json is not of its form.") }
    let leaf = audit.leaf.value
    func differs(_ name: String) -> Refusal {
      Refusal(
        "report.json の \(name) が台帳と異なる。", "In report.json \(name) is not what the ledger says.")
    }
    for name in Self.members where report[name] == nil {
      throw Refusal("report.json に \(name) がない。", "report.json leaves \(name) out.")
    }
    guard report["run"]?["number"]?.integer == audit.run else { throw differs("run") }
    guard report["run"]?["rules"] == leaf["rules"] else { throw differs("rules") }
    for name in ["customers", "unexplained"] where report[name] != leaf[name] {
      throw differs(name)
    }
    guard report["verdicts"]?.counts == audit.verdicts else { throw differs("verdicts") }
    guard let findings = Self.findings(report["findings"]), findings == audit.findings.positive
    else { throw differs("findings") }
    for name in ["mode", "timely_hours"] where report["run"]?[name] != leaf[name] {
      throw differs("run.\(name)")
    }
    for name in ["started_at", "finished_at"] {
      guard let said = report["run"]?[name]?.text, UTCTime.seconds(said) == audit.leaf.seconds(name)
      else { throw differs("run.\(name)") }
    }
    let rules = leaves[..<Int(audit.index)].last { $0.kind == "rules" }
    guard let tool = report["run"]?["tool"]?.text,
      rules.map({ $0.text("tool").hasSameBytes(as: tool) }) ?? true
    else { throw differs("run.tool") }
    try checkBatches(report, differs)
    guard let groups = report["by_mall_year"]?.items, let said = Self.cells(groups) else {
      throw differs("by_mall_year")
    }
    // A census that is not right is refused as such.
    if let census = try? census(), said != Self.byMallYear(census) { throw differs("by_mall_year") }
    guard report["time_stamped"]?.bool == TimestampCheck.isThere(in: files) else {
      throw differs("time_stamped")
    }
    guard let sample = report["sample"], try isSample(sample) else { throw differs("sample") }
    let exceptions = report["exceptions"]
    guard
      exceptions?.integer ?? exceptions?.items.map({ Int64($0.count) })
        == audit.leaf.count("exceptions")
    else { throw differs("exceptions") }
    guard TreeHead(report["records"]) == audit.records else { throw differs("records") }
    let signed = trusted.checkpoint
    guard report["origin"]?.text == signed.origin, TreeHead(report["ledger"]) == signed.head else {
      throw differs("ledger")
    }
    return report
  }

  /// That the batches of the report are imports as the ledger has them.
  private func checkBatches(
    _ report: JSONValue, _ differs: (String) -> Refusal
  ) throws(Refusal) {
    guard let items = report["batches"]?.items else { throw differs("batches") }
    var said: [Int64: JSONValue] = [:]
    for item in items { if let batch = item["batch"]?.count { said[batch] = item } }
    for leaf in leaves where leaf.kind == "import" {
      guard let item = said[leaf.count("batch")] else { throw differs("batches") }
      for name in ["file", "sha256", "origin", "supplied_by", "profile", "lines", "set_aside"]
      where item[name] != leaf.value[name] {
        throw differs("batches.\(name)")
      }
    }
  }

  /// The records by mall, year and verdict of a list of `{"mall", "year", "verdicts"}`, the zeros left out.
  private static func cells(_ items: [JSONValue]) -> [CensusCell: Int64]? {
    var cells: [CensusCell: Int64] = [:]
    for item in items {
      guard let mall = item["mall"]?.text, let year = item["year"],
        year == .null || year.count != nil, let verdicts = item["verdicts"]?.counts
      else { return nil }
      for (verdict, records) in verdicts where records > 0 {
        let cell = CensusCell(
          mall: mall, merchant: "", year: year.count.map { "\($0)" } ?? "", verdict: verdict)
        guard cells.updateValue(records, forKey: cell) == nil else { return nil }
      }
    }
    return cells
  }

  /// `census.csv` without its merchants.
  private static func byMallYear(_ census: [CensusCell: Int64]) -> [CensusCell: Int64] {
    var cells: [CensusCell: Int64] = [:]
    for (cell, records) in census {
      let group = CensusCell(mall: cell.mall, merchant: "", year: cell.year, verdict: cell.verdict)
      cells[group] = cells[group, default: 0].addingReportingOverflow(records).partialValue
    }
    return cells
  }

  /// Whether that is what `sample.json` says, or null where there is none.
  private func isSample(_ said: JSONValue) throws(Refusal) -> Bool {
    guard let bytes = files[SampleFile.fileName] else { return said == .null }
    let sample = try SampleFile(bytes)
    return said["drawn"]?.count == sample.drawn && said["exceptions"]?.count == sample.exceptions
      && said["erased"]?.count == sample.erased
      && said["confidence_per_mille"]?.count
        == Int64((sample.terms.confidence * 1000).rounded(.down))
      && said["bound_millionths"]?.count == Int64((sample.bound * 1e6 - 1e-6).rounded(.up))
  }

  /// Findings by rule: a list of `{"rule", "open"}`.
  private static func findings(_ value: JSONValue?) -> [String: Int64]? {
    guard let items = value?.items else { return nil }
    var counts: [String: Int64] = [:]
    for item in items {
      guard let rule = item["rule"]?.text, let count = item["open"]?.count,
        counts.updateValue(count, forKey: rule) == nil
      else { return nil }
    }
    return counts.positive
  }

  /// That the statement is made if and only if it may be.
  func statement(_ report: JSONValue) throws(Refusal) -> Examination.Step<Void> {
    let made = report["statement"]?["made"]?.bool == true
    let bought =
      leaves.contains {
        $0.kind == "import" && $0.text("origin") == "purchased"
          && $0.count("accepted") + $0.count("replaced") > 0
      } || audit.findings["purchased-batch", default: 0] > 0
    let verdicts = audit.verdicts
    let isClear =
      audit.leaf.count("unexplained") == 0 && verdicts["purchased", default: 0] == 0
      && audit.findings["row-changed", default: 0] == 0
      && audit.findings["erased-reappeared", default: 0] == 0
      && audit.findings["undeclared-batch", default: 0] == 0 && !hasUndeclared
    if made, !isClear || bought {
      throw Refusal(
        "説明のつかないレコード、購入した名簿、または出所の申告がないファイルがあるのに、述べている。",
        "It is stated although records are unexplained, a list was purchased, or a file has no declared origin."
      )
    }
    if !made, isClear, !bought {
      throw Refusal("条件を満たすのに、述べていない。", "Its condition holds, and it is not stated.")
    }
    return .held(
      (),
      made
        ? Sentence("述べている。購入した名簿は使っていない。", "stated: no purchased lists were used")
        : Sentence(
          "述べていない。説明のつかないレコード \(audit.leaf.count("unexplained")) 件",
          "not stated: \(audit.leaf.count("unexplained")) records are unexplained"))
  }

  /// Whether a file was taken in before the audit of which nobody said where it comes from, neither then nor when the same
  /// bytes came again.
  private var hasUndeclared: Bool {
    var declared: Set<String> = []
    for leaf in leaves.prefix(Int(audit.index)).reversed() where leaf.kind == "import" {
      if leaf.text("origin") != "unknown" {
        declared.insert(leaf.text("sha256"))
      } else if leaf.count("accepted") + leaf.count("replaced") > 0,
        !declared.contains(leaf.text("sha256"))
      {
        return true
      }
    }
    return false
  }

  /// What is to be said where no sample is shown: that one was promised shows that one may have been thrown away.
  var promisedSamples: Sentence {
    let count = leaves.count { $0.kind == "sample" && $0.count("run") == audit.run }
    return count == 0
      ? Sentence("抽出はない。", "There is no sample.")
      : Sentence(
        "この監査のために約束された乱数は \(count) 件あるのに、抽出は示されていない。会社に尋ねること。",
        "Nonces committed to for this audit: \(count), and no sample is shown. Ask the operator for it."
      )
  }

  /// Whether each commitment to a sample was answered by one: this bundle shows the sample of its own run, if any.
  func commitments(answeredBy sample: SampleChecks?) -> Examination.Step<Void> {
    let made = leaves.enumerated().filter { $0.element.kind == "sample" }
    let open = made.filter { Int64($0.offset) != sample?.sample.committedLeaf }
    guard !open.isEmpty else {
      return .held((), Sentence("約束 \(made.count) 件", "commitments: \(made.count)"))
    }
    let list =
      open.suffix(5).map { leaf in
        Sentence(
          "第 \(leaf.element.count("run")) 回の監査のもの（葉 \(leaf.offset)）",
          "of run \(leaf.element.count("run")), by leaf \(leaf.offset)")
      }
    return .notChecked(
      Sentence(
        "約束 \(made.count) 件のうち \(open.count) 件の抽出は、ここにない: " + list.map(\.ja).joined(separator: "、")
          + "。それぞれの監査の一式か sample.json を会社に求めること。どちらもなければ、抽出は約束されたまま行われなかったか、捨てられた。",
        "Of \(made.count) commitments the samples of \(open.count) are not here: "
          + list.map(\.en).joined(separator: "; ")
          + ". Ask the operator for the bundle of each of these runs, or for its sample.json. Where there is neither, a sample was "
          + "promised and never drawn, or thrown away."))
  }

  /// That the rule files hash to what the audit ran.
  func rules() throws(Refusal) -> Examination.Step<Void> {
    var hasher = SHA256()
    var count = 0
    for folder in ["audit/", "rules/"] {
      for name in files.names where name.hasPrefix(folder) {
        hasher.update(data: try files.bytes(name))
        count += 1
      }
    }
    let hash = hasher.finalize().hex
    guard count > 0, hash == audit.leaf.text("rules") else {
      throw Refusal("規則のファイルのハッシュが台帳と異なる。", "Their hash is not the one in the ledger.")
    }
    let last = leaves[..<Int(audit.index)].last { $0.kind == "rules" }
    guard let last else {
      throw Refusal("監査の前に規則の記録がない。", "No leaf before the audit records the rules.")
    }
    guard last.text("sha256") == hash else {
      throw Refusal("監査の前に記録された規則と異なる。", "They are not those recorded before the audit.")
    }
    return .held((), Sentence("\(count) 個", "\(count) files, by yurai \(last.text("tool"))"))
  }
}

extension [String: Int64] {
  /// Without those that count nothing.
  var positive: [String: Int64] { filter { $0.value > 0 } }
}
