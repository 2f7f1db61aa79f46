internal import ArgumentParser
internal import Yurai

/// `yurai verdicts`: the verdict of every record.
struct Verdicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the verdict of every customer record (csv).")

  @Flag(help: "Only records that are not explained.")
  var unexplained = false

  @Option(help: "csv, or json: one object a line.")
  var format = OutputFormat.csv

  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws { try format.require(.csv, .json) }

  func run() throws {
    var session = try connection.session()
    var output = Output()
    if format != .json { try output.row(["customer_id", "verdict"]) }
    let isJSON = format == .json
    try Listings.verdicts(unexplainedOnly: unexplained, in: &session) { customer, verdict in
      if isJSON {
        try output.write(
          "{\"version\":1,\"customer_id\":\(JSONText.quoted(customer)),\"verdict\":\"\(verdict)\"}\n"
        )
      } else {
        try output.row([customer, verdict])
      }
    }
    try output.flush()
  }
}
