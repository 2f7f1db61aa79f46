internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai report`: the census.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the census of the last audit: verdicts, findings, batches, exceptions.")

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws { try format.require(.text, .json) }

  func run() throws {
    let settings = try reader.settings()
    var session = try connection.session()
    let census = try Listings.census(in: &session)
    if format == .json {
      print(census.json)
    } else {
      print(CensusText(language: reader.language(settings)).render(census), terminator: "")
    }
  }
}
