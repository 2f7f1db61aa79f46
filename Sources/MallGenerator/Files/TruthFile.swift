/// Writes `truth.json`: what an audit of the other files must say.
///
/// Up to `fullListLimit` customers `by_customer` names every one; beyond that only those that are not
/// `traced`, and the key `others` says what the rest are.
struct TruthFile {
  static let fullListLimit = 20_000

  let simulation: Simulation
  let tally: Tally

  func write(directory: String) throws(GeneratorError) -> Summary.File {
    var file = try FileWriter(directory: directory, path: "truth.json")
    let customers = simulation.customers
    try file.text {
      $0.append("{\n\"customers\": ")
      $0.number(customers)
      $0.append(",\n\"verdicts\": {")
      $0.counts(tally.verdictCounts)
      $0.append("},\n\"findings\": {")
      $0.counts(tally.findingCounts)
      $0.append("},\n\"by_customer\": {")
    }
    let lists = customers <= Self.fullListLimit
    try writeMap(&file) { plan in
      lists || plan.verdict != .traced ? plan.verdict.rawValue : nil
    }
    try file.text {
      $0.append("},\n")
      if !lists { $0.append("\"others\": \"traced\",\n") }
      $0.append("\"planted\": {")
    }
    try writeMap(&file) { $0.fault?.word }
    try file.text { $0.append("}\n}\n") }
    try file.flush()
    return file.summary
  }

  /// `"C0000001": "word"` for each customer that has a word.
  private func writeMap(
    _ file: inout FileWriter, _ word: (CustomerPlan) -> String?
  ) throws(GeneratorError) {
    var isFirst = true
    for index in 0..<simulation.customers {
      guard let word = word(simulation.planner.plan(index)) else { continue }
      try file.text {
        $0.append(isFirst ? "\n\"" : ",\n\"")
        $0.customer(index)
        $0.append("\": \"")
        $0.append(text: word)
        $0.append("\"")
      }
      isFirst = false
    }
    try file.text { $0.append("\n") }
  }
}

extension RowBuffer {
  fileprivate mutating func counts(_ counts: [(key: String, count: Int)]) {
    for (index, entry) in counts.enumerated() {
      append(text: "\(index == 0 ? "" : ",")\n\"\(entry.key)\": \(entry.count)")
    }
    append("\n")
  }
}
