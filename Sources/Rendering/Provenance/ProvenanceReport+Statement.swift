extension ProvenanceReport {
  /// Files that are declared as bought and of which anything was taken in.
  public var purchasedBatches: [Batch] {
    batches.filter { $0.origin == "purchased" && $0.taken > 0 }
  }

  /// How many files there are of which nobody said where they come from, neither then nor since.
  public var undeclaredBatches: Int {
    findings.filter { $0.rule.rule == "undeclared-batch" }.reduce(0) { $0 + $1.open }
  }

  /// Why "No purchased lists were used" is not said; empty when it is.
  ///
  /// It needs an unexplained count of zero, no record and no file declared as bought, no file of which nobody said where
  /// it comes from, a verdict for every record, and a record at all: nothing is proven about an empty mall. An exception
  /// answers for a record, but does not unbuy it.
  public enum Obstacle: String, Sendable, CaseIterable {
    /// There is no customer record.
    case empty
    /// The verdicts do not add up to the records.
    case unjudged
    /// Records are unexplained and no exception covers them.
    case unexplained
    /// Records are declared as bought.
    case purchased
    /// A file is declared as bought.
    case purchasedBatch = "purchased-batch"
    /// Nobody said where a file comes from.
    case undeclaredBatch = "undeclared-batch"
    /// Rows are not what the ledger has, or somebody who was erased is back.
    case untrue = "row-changed"
  }

  /// Findings that the data are not those of the ledger.
  public var untrue: Int {
    findings.filter { ["row-changed", "erased-reappeared"].contains($0.rule.rule) }
      .reduce(0) { $0 + $1.open }
  }

  /// What stands in the way of the statement, in the order of the cases.
  public var obstacles: [Obstacle] {
    Obstacle.allCases.filter { obstacle in
      switch obstacle {
      case .empty: customers == 0
      case .unjudged: verdicts.total != customers
      case .unexplained: unexplained != 0
      case .purchased: verdicts[.purchased] != 0
      case .purchasedBatch: !purchasedBatches.isEmpty
      case .undeclaredBatch: undeclaredBatches != 0
      case .untrue: untrue != 0
      }
    }
  }

  /// Whether "No purchased lists were used" is said.
  public var isStatementMade: Bool { obstacles.isEmpty }

  /// The first sentence of the report.
  public func statement(_ language: Language) -> String {
    if isStatementMade {
      return language.pick(ja: "購入した名簿は使っていません。", en: "No purchased lists were used.")
    }
    let isBought = !purchasedBatches.isEmpty || provisions.contains { $0.basis == .purchase }
    if obstacles.contains(.purchased), !isBought,
      provisions.contains(where: { $0.basis == .optOut })
    {
      return language.pick(
        ja: "オプトアウトで受け取ったと申告されたレコードがあります。",
        en: "Some records are declared as received by opt-out.")
    }
    if obstacles.contains(.purchased) || obstacles.contains(.purchasedBatch) {
      return language.pick(
        ja: "購入したと申告された名簿が使われています。", en: "A list that is declared as purchased was used.")
    }
    return language.pick(
      ja: "購入した名簿を使っていないとは、まだ言えません。",
      en: "It cannot be said yet that no purchased lists were used.")
  }

  /// The census that goes with the sentence: how many, when, on which checkpoint, which exceptions.
  public func basis(_ language: Language) -> String {
    let count = DecimalDigits.grouped(customers)
    let left = DecimalDigits.grouped(unexplained)
    let excepted = DecimalDigits.grouped(exceptions.count)
    let head = ledger.map { DecimalDigits.grouped($0.size) }
    let day = run.startedAt.day.text(language)
    return language.pick(
      ja: "\(day)の監査（第\(run.number)回）で、顧客レコード\(count)件のうち、由来を説明できないものは\(left)件、"
        + "例外として認めたものは\(excepted)件です。"
        + (head.map { "台帳の\($0)件を対象とするチェックポイントに基づきます。" } ?? "台帳には記録されていません。"),
      en:
        "Audit run \(run.number), \(day): of \(count) customer records \(left) are unexplained and "
        + "\(excepted) are let stand as exceptions. "
        + (head.map { "It rests on the checkpoint over \($0) entries of the ledger." }
          ?? "It is not in a ledger."))
  }

  /// Why the sentence is not said, one line each.
  public func reasons(_ language: Language) -> [String] {
    obstacles.map { obstacle in
      switch obstacle {
      case .empty:
        language.pick(
          ja: "顧客レコードが1件もないため、何も証明していません。",
          en: "There is no customer record, so nothing is proven.")
      case .unjudged:
        language.pick(
          ja:
            "顧客レコード\(DecimalDigits.grouped(customers))件に対し、判定は\(DecimalDigits.grouped(verdicts.total))件です。",
          en: "There are \(DecimalDigits.grouped(customers)) customer records and "
            + "\(DecimalDigits.grouped(verdicts.total)) verdicts.")
      case .unexplained:
        language.pick(
          ja: "由来を説明できない顧客レコードが\(DecimalDigits.grouped(unexplained))件あります。",
          en: "Customer records that are unexplained: \(DecimalDigits.grouped(unexplained)).")
      case .purchased:
        language.pick(
          ja: "購入またはオプトアウトによる取得と申告された顧客レコードが\(DecimalDigits.grouped(verdicts[.purchased]))件あります。",
          en: "Customer records that are declared as bought or as opt-out: "
            + "\(DecimalDigits.grouped(verdicts[.purchased])).")
      case .purchasedBatch:
        language.pick(
          ja:
            "購入した名簿と申告された取込が\(purchasedBatches.count)件あります（\(purchasedBatches.map { "batch:\($0.id)" }.joined(separator: "、"))）。",
          en: "Batches that are declared as purchased: \(purchasedBatches.count) "
            + "(\(purchasedBatches.map { "batch:\($0.id)" }.joined(separator: ", "))).")
      case .undeclaredBatch:
        language.pick(
          ja: "出所の申告がない取込が\(DecimalDigits.grouped(undeclaredBatches))件あります。",
          en:
            "Batches of which nobody said where they come from: \(DecimalDigits.grouped(undeclaredBatches))."
        )
      case .untrue:
        language.pick(
          ja: "台帳の記録と一致しない保存データ、または消去した方のデータの再取得が\(DecimalDigits.grouped(untrue))件あります。",
          en: "Rows that are not what the ledger has, or erased people who are back: "
            + "\(DecimalDigits.grouped(untrue)).")
      }
    }
  }
}
