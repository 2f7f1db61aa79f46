internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai rejects`: the rows set aside.
struct Rejects: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the rows that were set aside, with file, line, column and reason.")

  @Option(help: "Only those of one batch.")
  var batch: Int?

  @Option(help: "text or csv.")
  var format = OutputFormat.text

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws { try format.require(.text, .csv) }

  func run() throws {
    let settings = try reader.settings()
    var session = try connection.session()
    let rows = try Listings.rejects(batch: batch, in: &session)
    var output = Output()
    if format == .csv {
      try output.row(["file", "line", "column", "reason", "detail", "batch"])
      for row in rows {
        try output.row([
          row.file, String(row.line), row.column ?? "", row.reason, row.detail ?? "",
          String(row.batch),
        ])
      }
    } else {
      try output.write(RejectsText(language: reader.language(settings)).render(rows))
    }
    try output.flush()
  }
}
