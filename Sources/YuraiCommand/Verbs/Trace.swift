internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai trace`: the trail of one record, or of one order.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show where each field of one customer record, or of one order, was collected.",
    discussion: """
      An order is named as `find` and `findings` print it (mall/merchant/order_id), or as a trail does \
      (order:mall/merchant/order_id). The orders of guests belong to no record and have a trail only so.
      """)

  /// What a trail is printed as.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
    case prov = "prov-json"
  }

  @Argument(help: "The customer's id at the operator, or an order: mall/merchant/order_id.")
  var customer: String?

  @Flag(help: "Every record, in one document; with --format prov-json.")
  var all = false

  @Flag(help: "Show the values of the record too.")
  var showValues = false

  @Option(help: "text, json, or prov-json: W3C PROV, without personal data (Docs/prov.md).")
  var format = Format.text

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws {
    guard (customer == nil) == all else {
      throw ValidationError("give the customer's id, an order, or --all")
    }
    if all && format != .prov { throw ValidationError("--all is for --format prov-json") }
  }

  func run() throws {
    guard format != .prov, let customer else { return try prov() }
    let settings = try reader.settings()
    var session = try connection.session()
    var job = TraceJob()
    job.timelyHours = settings.timelyHours
    let detail = try job.trail(named: customer, in: &session)
    if format == .json {
      print(detail.trail.json)
    } else {
      let text = TraceText(language: reader.language(settings), showValues: showValues)
      print(text.render(detail), terminator: "")
    }
  }

  private func prov() throws {
    var session = try connection.session()
    var job = ProvJob()
    job.log = connection.log
    var output = Output()
    try job.run(customer: customer, in: &session) { try output.write($0) }
    try output.flush()
  }
}
