/// `report`: every customer record counted once, with what the count rests on. It is what the
/// sentence "No purchased lists were used" must stand on.
public struct Census: Codable, Sendable, Equatable {
  /// Format version, always 1.
  public var version: Int
  /// The audit run.
  public var run: Run
  /// The ledger's signed head at that run; nil before there is a ledger.
  public var checkpoint: Checkpoint?
  /// Customer records that exist, judged or not.
  public var customers: Int
  /// One verdict a record.
  public var verdicts: VerdictCounts
  /// By mall; a record with events in two malls counts in both.
  public var byMall: [Group]
  /// By merchant; a record counts with each of its merchants.
  public var byMerchant: [Group]
  /// By rule.
  public var findings: [FindingCount]
  /// Imported files.
  public var batches: [Batch]
  /// Records that somebody answers for by name.
  public var exceptions: [Exception]

  /// A census of format version 1.
  public init(
    run: Run, checkpoint: Checkpoint? = nil, customers: Int, verdicts: VerdictCounts,
    byMall: [Group] = [], byMerchant: [Group] = [], findings: [FindingCount] = [],
    batches: [Batch] = [], exceptions: [Exception] = []
  ) {
    self.version = 1
    self.run = run
    self.checkpoint = checkpoint
    self.customers = customers
    self.verdicts = verdicts
    self.byMall = byMall
    self.byMerchant = byMerchant
    self.findings = findings
    self.batches = batches
    self.exceptions = exceptions
  }

  /// Records with an unexplained verdict that no exception resolves. Exceptions are counted by
  /// customer, so that two for one record do not hide another.
  public var unexplained: Int { max(0, verdicts.unexplained - excepted) }

  /// Records for which the sentence does not hold: the unexplained, those without any verdict,
  /// and those that were bought although an exception covers them. An exception answers for a
  /// record; it does not unbuy it.
  public var residual: Int {
    let bought = Set(exceptions.filter { $0.verdict == .purchased }.map(\.customer)).count
    let unjudged = max(0, customers - verdicts.total)
    return unexplained + unjudged + min(bought, verdicts[.purchased])
  }

  /// Batches that were declared as bought and of which anything was accepted.
  public var purchasedBatches: [Batch] {
    batches.filter { $0.origin == "purchased" && $0.accepted > 0 }
  }

  /// How many files there are of which nobody said where they come from, neither then nor since.
  public var undeclaredBatches: Int {
    findings.filter { $0.rule.rule == "undeclared-batch" }.reduce(0) { $0 + $1.new + $1.still }
  }

  /// Findings that the data are not those of the ledger, or that somebody who was erased is back.
  public var untrue: Int {
    findings.filter { ["row-changed", "erased-reappeared"].contains($0.rule.rule) }
      .reduce(0) { $0 + $1.new + $1.still }
  }

  /// Whether "No purchased lists were used" may be said: there is a record, nothing is left over, no batch is
  /// declared as bought, of each somebody said where it comes from, the rows are what their imports wrote, and the verdicts
  /// add up to the customers.
  public var statementHolds: Bool {
    customers > 0 && residual == 0 && purchasedBatches.isEmpty && undeclaredBatches == 0
      && untrue == 0 && verdicts.total == customers
  }

  private var excepted: Int {
    let covered = exceptions.filter { !$0.verdict.isExplained }
    // More exceptions of a verdict than records with it would hide others.
    return Verdict.allCases.reduce(0) { sum, verdict in
      let named = Set(covered.filter { $0.verdict == verdict }.map(\.customer)).count
      return sum + min(named, verdicts[verdict])
    }
  }

  enum CodingKeys: String, CodingKey {
    case version, run, checkpoint, customers, verdicts
    case byMall = "by_mall"
    case byMerchant = "by_merchant"
    case findings, batches, exceptions
  }
}
