internal import ArgumentParser
internal import Foundation
internal import Yurai

/// `yurai import`: loads the files of a manifest.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load the files that a manifest lists.",
    discussion: """
      One transaction a file: what is reported is done, and the same command again goes on where it stopped. Rows at \
      fault are set aside (yurai rejects). Importing the same file twice changes nothing, also when it was corrected \
      since; --again takes it into force again.
      """)

  @Argument(help: "Manifests (YAML); see Docs/formats.md.")
  var manifests: [String] = []

  @Option(
    help: ArgumentHelp(
      "Print the built-in mapping of a profile, to begin one of your own with; load nothing.",
      valueName: "profile"))
  var showMapping: String?

  @Flag(help: "Say what the files are and what would happen; load nothing.")
  var check = false

  @Flag(
    help:
      "Load files again that were corrected since they were loaded: what they say takes the place of the correction."
  )
  var again = false

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var lineage: LineageOptions
  @OptionGroup(title: "CONNECTION")
  var connection: ConnectionOptions

  func validate() throws {
    try format.require(.text, .json)
    guard manifests.isEmpty == (showMapping != nil) else {
      throw ValidationError("give manifests to load, or --show-mapping PROFILE")
    }
  }

  func run() throws {
    if let showMapping {
      print(try BuiltInMappings.text(of: showMapping), terminator: "")
      return
    }
    // A check keeps nothing, so there is nothing to tell of.
    let summary =
      check
      ? try load()
      : try lineage.run(.import).following { result in try load(telling: &result) }
    print(format == .json ? summary.json : summary.text, terminator: format == .json ? "\n" : "")
  }

  private func load() throws -> ImportSummary {
    var untold = LineageRun.Result()
    return try load(telling: &untold)
  }

  private func load(telling result: inout LineageRun.Result) throws -> ImportSummary {
    var session = try connection.session()
    var options = ImportJob.Options()
    options.isCheck = check
    options.isAgain = again
    options.log = connection.log
    options.warn = connection.warn
    let meter = ProgressMeter(isOn: !connection.quiet)
    options.progress = { meter.show($0) }
    let summary = try ImportJob(parameters: session.parameters, options: options)
      .run(manifests: manifests, in: &session)
    meter.clear()
    result.add(summary, in: session)
    result.addCheckpoint(of: session)
    return summary
  }
}
