/// The stages of an audit, in the order in which they run. Each leaves a table that can be looked at.
enum AuditStage: String, CaseIterable {
  /// What the run's transaction needs from the server, whatever the server's defaults are.
  case settings = "00_settings"
  /// The functions that verdicts are made with.
  case functions = "05_functions"
  /// When each pair of mall and merchant was open.
  case place = "10_place"
  /// Evidence that stands behind several customers.
  case evidenceReused = "20_evidence_reused"
  /// Provisions, and what their records lack.
  case provisionComplete = "30_provision_complete"
  /// Rows that took the place of a bought row.
  case bought = "35_bought"
  /// Records without any event, and events without their record.
  case unmatched = "36_unmatched"
  /// The events that some rule looks at.
  case event = "40_event"
  /// The records that need a closer look.
  case doubt = "45_doubt"
  /// Every record against its own events: levels and verdict.
  case judge = "50_judge"
  /// The records that some rule looks at, and how many there are of each verdict.
  case record = "55_record"
  /// The records' tree; then the verdicts that changed.
  case rememberVerdicts = "57_remember_verdicts"
  /// An empty table for findings; then every rule of `Sql/rules` runs into it, but the one about rows.
  case finding = "60_finding"
  /// Findings: new, still there, gone.
  case rememberFindings = "70_remember_findings"
  /// Rows that are no longer what their import wrote, which were counted meanwhile; then the rule about rows.
  case rows = "80_rows"
  /// The findings about rows, as those before.
  case rememberRows = "90_remember_rows"

  /// The files in `Sql/audit`: the stage, and what stands in for it when nothing is remembered yet, if
  /// that differs.
  var files: [String] {
    switch self {
    case .rememberVerdicts: ["audit/\(rawValue)", "audit/57_remember_first_verdicts"]
    case .rememberFindings: ["audit/\(rawValue)", "audit/70_remember_first_findings"]
    case .rememberRows: Self.rememberFindings.files
    default: ["audit/\(rawValue)"]
    }
  }

  /// The table that keeps what the stage found, and the query that tells whether it is empty.
  var remembering: (table: String, emptiness: String)? {
    switch self {
    case .rememberFindings, .rememberRows: ("finding", "queries/findings_are_none")
    case .rememberVerdicts: ("customer_verdict", "queries/verdicts_are_none")
    default: nil
    }
  }
}
