/// The stages of an audit, in the order in which they run. Each leaves a table that can be looked at.
enum AuditStage: String, CaseIterable {
  /// What the run's transaction needs from the server, whatever the server's defaults are.
  case settings = "00_settings"
  /// When each pair of mall and merchant was open.
  case place = "10_place"
  /// Evidence that stands behind several customers.
  case evidenceReused = "20_evidence_reused"
  /// Provisions, and what their records lack.
  case provisionComplete = "30_provision_complete"
  /// Rows that took the place of a bought row.
  case bought = "35_bought"
  /// Every record against its own events: levels and verdict.
  case judge = "40_judge"
  /// The events that some rule looks at.
  case event = "50_event"
  /// An empty table for findings; then every rule of `Sql/rules` runs into it.
  case finding = "60_finding"
  /// Findings: new, still there, gone.
  case rememberFindings = "70_remember_findings"
  /// Verdicts that changed.
  case rememberVerdicts = "80_remember_verdicts"

  /// The file in `Sql/audit`.
  var file: String { "audit/\(rawValue)" }
}
