internal import Ledger

/// The members of `report.json` that other files of the bundle have too, beside those of the `audit` leaf.
struct ReportParts {
  let report: JSONValue
  let checks: RunChecks

  /// What is in `report.json` and nowhere else in the bundle.
  static let unread = Sentence(
    "operator、claims、by_role、provisions、retention、statement の文、malls と by_merchant の名称と閉店日、findings の重大度・文・new・gone、"
      + "exceptions の判定と日時、checkpoints の日時と立会人、batches の imported_at、changes.verdicts_before",
    "operator, claims, by_role, provisions, retention, the sentences of statement, names and closing days in malls and "
      + "by_merchant, severity, words, new and gone in findings, verdict and time in exceptions, times and witnesses in "
      + "checkpoints, imported_at in batches, changes.verdicts_before")

  /// That these say the same.
  func check(_ heads: [SignedHead], _ recoveries: [Recovery]) throws(Refusal) {
    try require("checkpoints", isHistory(heads))
    try require("recoveries", isRecoveries(recoveries))
    try require("changes", isChanges)
    try require("exceptions", isExceptions)
    try require("batches", try isBatches)
    // A census that is not right is refused as such; so are the other tables.
    if let census = try? checks.census() {
      try require("malls", isMalls(census))
      try require("by_merchant", isByMerchant(census))
    }
    if let groups = try? unexplained() { try require("unexplained_arrivals", isArrivals(groups)) }
  }

  private func require(_ name: String, _ holds: Bool) throws(Refusal) {
    guard holds else {
      throw Refusal(
        "report.json の \(name) が、一式のほかのファイルと異なる。",
        "In report.json \(name) is not what the other files of the bundle say.")
    }
  }

  private func isHistory(_ heads: [SignedHead]) -> Bool {
    let said = report["checkpoints"]?.items?.map { item in
      item["size"]?.count.flatMap { size in
        item["root"]?.text.flatMap { TreeHash(base64: $0) }.map { TreeHead(size: size, root: $0) }
      }
    }
    return said == heads.map { Optional($0.head) }
  }

  private func isRecoveries(_ recoveries: [Recovery]) -> Bool {
    guard let items = report["recoveries"]?.items else { return false }
    let told = recoveries.flatMap { recovery in recovery.all.map { ($0, recovery.index) } }
    return items.count == told.count
      && zip(items, told).allSatisfy { item, told in
        item["leaf"]?.count == told.0.index && item["lost"]?.count == told.0.lost.size
          && item["at"]?.text.flatMap(UTCTime.seconds) == UTCTime.seconds(told.0.at)
          && item["reason"]?.text?.hasSameBytes(as: told.0.reason) == true
          && item["told_by"]?.count == told.1
      }
  }

  /// As the `audit` leaf says them; null for a first run.
  private var isChanges: Bool {
    guard let said = report["changes"], let leaf = checks.audit.leaf.value["changed"] else {
      return false
    }
    guard let since = leaf["since_run"]?.count else { return said == .null }
    let names = [
      ("customers_new", "customers_new"), ("customers_gone", "customers_gone"),
      ("verdicts_changed", "verdicts"), ("became_unexplained", "became_unexplained"),
      ("became_explained", "became_explained"),
    ]
    return said["since_run"]?.count == since
      && names.allSatisfy { leaf[$1] == nil || said[$0]?.count == leaf[$1]?.count }
  }

  /// Each by a leaf before the audit, where the ledger began before the data.
  private var isExceptions: Bool {
    guard let items = report["exceptions"]?.items else { return false }
    let leaves = checks.leaves
    guard leaves[0].count("records") == 0, leaves[0].count("batches") == 0 else { return true }
    let granted = leaves[..<Int(checks.audit.index)].filter { $0.kind == "exception" }
      .map { "record:\($0.count("record"))" }
    let said = items.compactMap { $0["record"]?.text }
    return Set(said).count == items.count && Set(said).isSubset(of: granted)
  }

  /// As many as `batches.csv` has, and what their leaves say of them.
  private var isBatches: Bool {
    get throws(Refusal) {
      guard let items = report["batches"]?.items else { return false }
      guard let listed = try? checks.batches() else { return true }
      let numbers = items.compactMap { $0["batch"]?.count }
      guard items.count == listed.count, Set(numbers) == listed else { return false }
      for leaf in checks.leaves where leaf.kind == "import" {
        guard let item = items.first(where: { $0["batch"]?.count == leaf.count("batch") }),
          item["taken"]?.count
            == leaf.count("accepted").addingReportingOverflow(leaf.count("replaced")).partialValue,
          item["card_numbers"]?.count == leaf.count("card_numbers")
        else { return false }
      }
      return true
    }
  }

  private func isMalls(_ census: [CensusCell: Int64]) -> Bool {
    guard let items = report["malls"]?.items else { return false }
    let said = items.compactMap { $0["id"]?.text }.map { Array($0.utf8) }
    let counted = Set(census.keys.map { Array($0.mall.utf8) }.filter { !$0.isEmpty })
    return said.count == items.count && said.count == counted.count && Set(said) == counted
  }

  /// The census by its merchants.
  private func isByMerchant(_ census: [CensusCell: Int64]) -> Bool {
    guard let items = report["by_merchant"]?.items else { return false }
    func cell(_ merchant: String, _ verdict: String) -> CensusCell {
      CensusCell(mall: "", merchant: merchant, year: "", verdict: verdict)
    }
    var counted: [CensusCell: Int64] = [:]
    for (place, records) in census {
      let group = cell(place.merchant, place.verdict)
      counted[group] = counted[group, default: 0].addingReportingOverflow(records).partialValue
    }
    var said: [CensusCell: Int64] = [:]
    for item in items {
      guard let merchant = item["merchant"]?.text, let verdicts = item["verdicts"]?.counts else {
        return false
      }
      for (verdict, records) in verdicts where records > 0 {
        guard said.updateValue(records, forKey: cell(merchant, verdict)) == nil else {
          return false
        }
      }
    }
    return said == counted
  }

  private struct Group: Equatable {
    let batch: Int64
    let day: String
    let records: Int64
  }

  /// The rows of `unexplained.csv`, in their order.
  private func unexplained() throws(Refusal) -> [Group] {
    var groups: [Group] = []
    try CSVReader.rows(
      "unexplained.csv", of: checks.files, columns: ["batch", "registered_on", "records"]
    ) { (row) throws(Refusal) in
      groups.append(
        Group(batch: row[0].decimalCount ?? -1, day: row[1], records: row[2].decimalCount ?? -1))
    }
    return groups
  }

  /// The first groups, and the number and sum of the others.
  private func isArrivals(_ groups: [Group]) -> Bool {
    guard let said = report["unexplained_arrivals"], let items = said["largest"]?.items,
      items.count <= groups.count
    else { return false }
    let largest = items.map { item in
      Group(
        batch: item["batch"]?.count ?? -2, day: item["registered_on"]?.text ?? "",
        records: item["records"]?.count ?? -2)
    }
    let others = groups.dropFirst(largest.count)
    return largest == Array(groups.prefix(largest.count))
      && said["other_groups"]?.count == Int64(others.count)
      && said["other_records"]?.count
        == others.reduce(0) { $0.addingReportingOverflow($1.records).partialValue }
  }
}
