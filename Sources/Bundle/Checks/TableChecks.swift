internal import Crypto

extension RunChecks {
  /// `unexplained.csv`, if it sums to what the audit could not explain, and names batches that are there.
  func unexplained(_ batches: Set<Int64>) throws(Refusal) -> Examination.Step<Void> {
    var sum: Int64 = 0
    try CSVReader.rows(
      "unexplained.csv", of: files, columns: ["batch", "registered_on", "records"]
    ) { (row) throws(Refusal) in
      guard let batch = row[0].decimalCount, batches.contains(batch),
        let records = row[2].decimalCount, records > 0
      else {
        throw Refusal(
          "unexplained.csv に書式どおりでない行か、ない取込がある。",
          "A row of unexplained.csv is not of its form, or of no batch.")
      }
      sum = sum.addingReportingOverflow(records).partialValue
    }
    let said = audit.leaf.count("unexplained")
    guard sum == said else {
      throw Refusal(
        "unexplained.csv は合計 \(sum) 件、台帳では \(said) 件。",
        "It sums to \(sum), and the ledger says \(said).")
    }
    return .held((), Sentence("\(sum) 件", "\(sum) records"))
  }

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
      guard row[names.count].hasSameBytes(as: leaf.text("at")) else {
        throw Refusal(
          "取込 \(batch) の imported_at が台帳と異なる。",
          "Batch \(batch): imported_at is not what the ledger says.")
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

  /// The files of the ledger, and those that only `batches.csv` has, from before it.
  func evidenceFiles() throws(Refusal) -> EvidenceFiles {
    var imported: Set<Int64> = []
    for leaf in leaves where leaf.kind == "import" { imported.insert(leaf.count("batch")) }
    var sealed: Set<String> = []
    try CSVReader.rows(
      "batches.csv", of: files, columns: LeafShape.importMembers.map(\.0) + ["imported_at"]
    ) { (row) throws(Refusal) in
      if let batch = row[0].decimalCount, !imported.contains(batch) { sealed.insert(row[2]) }
    }
    // Leaf 0 says whether there are any.
    return EvidenceFiles(audit, leaves, sealed: leaves[0].count("batches") > 0 ? sealed : [])
  }

  private static func cell(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): "\(number)"
    default: ""
    }
  }

  /// Leaf 0 seals what was before; its hash is over lines that no bundle carries.
  func legacy() throws(Refusal) -> Examination.Step<Void> {
    let counts = ["batches", "records", "runs"].map(leaves[0].count)
    if counts == [0, 0, 0] {
      guard leaves[0].text("sha256") == SHA256.hash(data: [UInt8]()).hex else {
        throw Refusal(
          "台帳より前に何もないのに、封のハッシュが空のものではない。",
          "There was nothing before the ledger, and the seal is not that of nothing.")
      }
      return .held((), Sentence("台帳より前の取込はない", "there was nothing before the ledger"))
    }
    return .notChecked(
      Sentence(
        "取込 \(counts[0]) 件、レコード \(counts[1]) 件、監査 \(counts[2]) 回は台帳より前のもので、取込の件数だけを照合した。",
        "\(counts[0]) batches, \(counts[1]) records and \(counts[2]) audits are older than the ledger; only the number of "
          + "batches was compared."))
  }
}
