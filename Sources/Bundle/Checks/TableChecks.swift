extension RunChecks {
  /// `census.csv`, if it sums to the verdicts of the audit.
  func census() throws(Refusal) -> [CensusCell: Int64] {
    var cells: [CensusCell: Int64] = [:]
    var sums: [String: Int64] = [:]
    try CSVReader.rows(
      "census.csv", of: files,
      columns: ["mall", "merchant", "collected_year", "verdict", "records"]
    ) { (row) throws(Refusal) in
      let cell = CensusCell(mall: row[0], merchant: row[1], year: row[2], verdict: row[3])
      guard LedgerLeaf.verdicts.contains(row[3]), let records = row[4].decimalCount, records > 0,
        row[2].isEmpty || (row[2].utf8.count == 4 && row[2].decimalCount != nil),
        cells.updateValue(records, forKey: cell) == nil
      else {
        throw Refusal("census.csv に書式どおりでない行がある。", "A row of census.csv is not of its form.")
      }
      // Sums are compared, and one that does not fit is equal to none.
      sums[row[3]] = sums[row[3], default: 0].addingReportingOverflow(records).partialValue
    }
    for verdict in LedgerLeaf.verdicts
    where sums[verdict, default: 0] != audit.verdicts[verdict, default: 0] {
      let (sum, said) = (sums[verdict, default: 0], audit.verdicts[verdict, default: 0])
      throw Refusal(
        "\(verdict) は census.csv で \(sum) 件、台帳で \(said) 件。",
        "\(verdict): \(sum) in census.csv, \(said) in the ledger.")
    }
    return cells
  }

  /// `findings.csv`.
  func findings() throws(Refusal) -> Examination.Step<Void> {
    var counts: [String: Int64] = [:]
    var total = 0
    try CSVReader.rows(
      "findings.csv", of: files,
      columns: ["rule", "severity", "subject_kind", "subject_id", "detail"]
    ) { (row) throws(Refusal) in
      counts[row[0], default: 0] += 1
      total += 1
    }
    let said = audit.findings.positive
    for rule in Set(counts.keys).union(said.keys).sorted()
    where counts[rule, default: 0] != said[rule, default: 0] {
      throw Refusal(
        "\(rule) は findings.csv で \(counts[rule, default: 0]) 行、台帳で \(said[rule, default: 0]) 件。",
        "\(rule): \(counts[rule, default: 0]) in findings.csv, \(said[rule, default: 0]) in the ledger."
      )
    }
    return .held((), Sentence("\(total) 行", "\(total) rows"))
  }

  /// `batches.csv`, if it is the imports of the ledger and as many older ones as leaf 0 says.
  ///
  /// - Returns: The numbers of all batches.
  func batches() throws(Refusal) -> Set<Int64> {
    let names = LeafShape.importMembers.map(\.0)
    var imports: [Int64: LedgerLeaf] = [:]
    for leaf in leaves where leaf.kind == "import" {
      guard imports.updateValue(leaf, forKey: leaf.count("batch")) == nil else {
        throw Refusal(
          "取込 \(leaf.count("batch")) が台帳に二度ある。",
          "The ledger has batch \(leaf.count("batch")) twice.")
      }
    }
    var batches: Set<Int64> = []
    var older: Int64 = 0
    try CSVReader.rows("batches.csv", of: files, columns: names + ["imported_at"]) {
      (row) throws(Refusal) in
      guard let batch = row[0].decimalCount, batches.insert(batch).inserted else {
        throw Refusal(
          "batches.csv に番号のない行か、二度ある取込がある。",
          "In batches.csv a batch has no number, or comes twice.")
      }
      guard let leaf = imports[batch] else {
        older += 1
        return
      }
      for (name, cell) in zip(names, row) {
        let said = leaf.value[name].map(Self.cell) ?? ""
        guard said.hasSameBytes(as: cell) else {
          throw Refusal(
            "取込 \(batch) の \(name) が台帳と異なる。",
            "Batch \(batch): \(name) is not what the ledger says.")
        }
      }
    }
    for batch in imports.keys.sorted() where !batches.contains(batch) {
      throw Refusal("取込 \(batch) が batches.csv にない。", "Batch \(batch) is not in batches.csv.")
    }
    guard older == leaves[0].count("batches") else {
      throw Refusal(
        "台帳にない取込が \(older) 件。台帳より前の取込は \(leaves[0].count("batches")) 件。",
        "\(older) batches are not in the ledger; before it began there were "
          + "\(leaves[0].count("batches")).")
    }
    return batches
  }

  private static func cell(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): "\(number)"
    default: ""
    }
  }

  /// Leaf 0 seals what was before; its hash is over lines that no bundle carries.
  func legacy() -> Examination.Step<Void> {
    let count = leaves[0].count("batches")
    return count == 0
      ? .held((), Sentence("台帳より前の取込はない", "there was nothing before the ledger"))
      : .notChecked(
        Sentence(
          "\(count) 件の取込は台帳より前のもので、件数だけを照合した。",
          "\(count) batches are older than the ledger; only their number was compared."))
  }
}
