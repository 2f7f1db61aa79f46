/// `report.json` and `report.html`: what one audit run proved about all customer records, what it
/// did not, and what this rests on.
///
/// It holds no personal data: records go by their place in the records' tree, events by batch and
/// line. Numbers that can be added up are; a reader finds the same in `census.csv`.
public struct ProvenanceReport: Sendable, Equatable {
  /// The ledger's name, as its checkpoints carry it.
  public var origin: String
  /// The company, as the configuration names it.
  public var operatorName: String
  /// The audit run.
  public var run: Run
  /// Customer records that the run judged.
  public var customers: Int
  /// One verdict a record.
  public var verdicts: VerdictCounts
  /// Records with an unexplained verdict and without an exception, as the run counted them.
  public var unexplained: Int
  /// Where and when records were first collected; each record once.
  public var cells: [Cell] = []
  /// Every mall and merchant that a cell names.
  public var malls: [Place] = []
  /// Merchants, with the day on which the last of their tenancies closed.
  public var merchants: [Place] = []
  /// Where unexplained records came in.
  public var arrivals = Arrivals()
  /// Every rule, also those that found nothing.
  public var findings: [Finding] = []
  /// Against the run before; nil for a first run.
  public var changes: Changes?
  /// Records that somebody lets stand.
  public var exceptions: [Exception] = []
  /// Imported files.
  public var batches: [Batch] = []
  /// The signed heads of the ledger, by size.
  public var checkpoints: [Checkpoint] = []
  /// Each time that the ledger was set back to a backup, as its leaves say.
  public var recoveries: [Recovery] = []
  /// Each time that all rows were taken over from a restored copy, as its leaves say.
  public var adoptions: [Adoption] = []
  /// Records of APPI Art. 30 and of Art. 27(5)(ii) and (iii).
  public var provisions: [Provision] = []
  /// How long such records are kept, and where the law says so.
  public var retention: [Retention] = []
  /// The records' tree; nil for a run before the ledger.
  public var records: Head?
  /// The ledger, as far as this report's checkpoint covers it.
  public var ledger: Head?
  /// Whether a time-stamping authority stamped that checkpoint.
  public var isTimestamped = false
  /// What a sample of an outsider gave.
  public var sample: Sample?

  /// A report with nothing but its counts.
  public init(
    origin: String, operatorName: String, run: Run, customers: Int, verdicts: VerdictCounts,
    unexplained: Int
  ) {
    self.origin = origin
    self.operatorName = operatorName
    self.run = run
    self.customers = customers
    self.verdicts = verdicts
    self.unexplained = unexplained
  }
}
