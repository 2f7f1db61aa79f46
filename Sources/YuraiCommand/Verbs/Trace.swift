internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai trace`: the trail of one record.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show where each field of one customer record was collected.")

  @Argument(help: "The customer's id at the operator.")
  var customer: String

  @Flag(help: "Show the values of the record too.")
  var showValues = false

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws { try format.require(.text, .json) }

  func run() throws {
    let settings = try reader.settings()
    var session = try connection.session()
    var job = TraceJob()
    job.timelyHours = settings.timelyHours
    let detail = try job.trail(of: customer, in: &session)
    if format == .json {
      print(detail.trail.json)
    } else {
      let text = TraceText(language: reader.language(settings), showValues: showValues)
      print(text.render(detail), terminator: "")
    }
  }
}
