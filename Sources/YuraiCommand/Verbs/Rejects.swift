internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai rejects`: the rows set aside.
struct Rejects: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the rows that were set aside, with file, line, column and reason.")

  @Option(help: "Only those of one batch.")
  var batch: Int?

  @Option(help: "text, csv or json.")
  var format = OutputFormat.text

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws { try format.require(.text, .csv, .json) }

  func run() throws {
    let settings = try reader.settings()
    var session = try connection.session()
    let rows = try Listings.rejects(batch: batch, in: &session)
    var output = Output()
    switch format {
    case .text: try output.write(RejectsText(language: reader.language(settings)).render(rows))
    case .csv:
      try output.row(["file", "line", "column", "reason", "detail", "batch"])
      for row in rows {
        try output.row([
          row.file, String(row.line), row.column ?? "", row.reason, row.detail ?? "",
          String(row.batch),
        ])
      }
    case .json:
      try output.write("{\"version\":1,\"rejects\":[")
      for (index, row) in rows.enumerated() {
        let column = row.column.map { JSONText.quoted($0) } ?? "null"
        let detail = row.detail.map { JSONText.quoted($0) } ?? "null"
        try output.write(
          """
          \(index > 0 ? "," : ""){"file":\(JSONText.quoted(row.file)),"line":\(row.line),"column":\(column),\
          "reason":\(JSONText.quoted(row.reason)),"detail":\(detail),"batch":\(row.batch)}
          """)
      }
      try output.write("]}\n")
    }
    try output.flush()
  }
}
