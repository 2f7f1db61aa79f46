internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai report`: the census, or the auditor's bundle.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the census of the last audit, or write the auditor's bundle.",
    discussion: """
      With --output a directory is written that an auditor checks offline: the report as a page and as data, \
      tables, the rules, the ledger, and a signed list of all of it. It replaces an older bundle there and \
      nothing else. See Docs/report.md.
      """)

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the bundle to this directory.", valueName: "dir"))
  var output: String?

  @Flag(help: "Pack the bundle too, as DIR.zip.")
  var zip = false

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws {
    try format.require(.text, .json)
    if zip, output == nil { throw ValidationError("--zip needs --output") }
    if let output, output.isEmpty { throw ValidationError("--output is not empty") }
  }

  func run() throws {
    let settings = try reader.settings()
    var session = try connection.session()
    if let output { return try writeBundle(output, settings, &session) }
    let census = try Listings.census(in: &session)
    if format == .json {
      print(census.json)
    } else {
      print(CensusText(language: reader.language(settings)).render(census), terminator: "")
    }
  }

  private func writeBundle(
    _ path: String, _ settings: OperatorSettings, _ session: inout Session
  ) throws {
    let language = reader.language(settings)
    var writer = BundleWriter(settings: settings, language: language)
    writer.isPacked = zip
    let parts = try BundleLedger.parts(in: &session, log: connection.log) { session throws in
      try writer.check(path, in: &session)
    }
    let outcome = try writer.write(to: path, parts: parts, in: &session)
    for open in try OpenCommitment.all(in: &session) {
      connection.log(open.warning(at: outcome.report.run.number))
    }
    if format == .json {
      print(outcome.report.json, terminator: "")
      return
    }
    print(outcome.report.statement(language))
    print(outcome.report.basis(language))
    print("\(path) (\(outcome.files) files)")
    if let archive = outcome.archive { print(archive) }
  }
}
