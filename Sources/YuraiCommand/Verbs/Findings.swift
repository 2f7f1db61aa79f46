internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai findings`: what broke.
struct Findings: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the open findings.")

  @Option(help: "Only those of one rule.")
  var rule: String?

  @Option(help: "Only those first found after this run.")
  var since: Int?

  @Option(help: "text, csv or json.")
  var format = OutputFormat.text

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws { try format.require(.text, .csv, .json) }

  func run() throws {
    let settings = try reader.settings()
    var session = try connection.session()
    let rows = try Listings.findings(rule: rule, since: since, in: &session)
    var output = Output()
    switch format {
    case .text: try output.write(FindingsText(language: reader.language(settings)).render(rows))
    case .csv:
      try output.row(["rule", "severity", "subject_kind", "subject_id", "detail"])
      for row in rows {
        try output.row([row.rule.rule, row.severity, row.subjectKind, row.subjectID, row.detail])
      }
    case .json:
      let items = rows.map { row in
        let pairs = [
          ("rule", row.rule.rule), ("severity", row.severity), ("subject_kind", row.subjectKind),
          ("subject_id", row.subjectID), ("detail", row.detail),
        ]
        return "{" + pairs.map { "\"\($0)\":\(JSONText.quoted($1))" }.joined(separator: ",") + "}"
      }
      try output.write("{\"version\":1,\"findings\":[\(items.joined(separator: ","))]}\n")
    }
    try output.flush()
  }
}
