internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai inquiry list`.
struct InquiryList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "What is due, overdue, and waiting for whom.",
    usage: "yurai inquiry list [<options>]")

  @Flag(help: "Only what is past its day.") var overdue = false
  @Flag(help: "Answered and closed cases too.") var all = false
  @Option(help: "text, json or csv.") var format = OutputFormat.text
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws {
    if overdue, all { throw ValidationError("--overdue and --all are two different lists") }
  }

  func run() throws {
    let settings = try reader.settings()
    var session = try connection.session()
    let rows = try InquiryListing.rows(
      overdue ? .overdue : all ? .all : .open, in: &session)
    var output = Output()
    switch format {
    case .text:
      try output.write(
        InquiryText(language: reader.language(settings), today: DeskDay.today).list(rows))
    case .json:
      try output.write(
        "{\"version\":1,\"inquiries\":[" + rows.map(\.json).joined(separator: ",") + "]}\n")
    case .csv:
      try output.row(
        ["case", "received_at", "channel", "asks", "state", "waiting_for", "due_on", "act_by"])
      for row in rows {
        try output.row([
          row.caseNo, row.receivedAt.description, row.channel,
          row.asks.map(\.rawValue).joined(separator: " "), row.state, row.waitingFor,
          row.dueOn?.description ?? "", row.actBy?.description ?? "",
        ])
      }
    }
    try output.flush()
  }
}
