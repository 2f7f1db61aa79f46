internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai audit`: the nightly job.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Judge every customer record from the facts.",
    discussion:
      "Ends with 0 when nothing is unexplained, every row is what its import wrote and nobody who was erased is back, else with 2."
  )

  @Flag(help: "Judge every record anew. This version always does.")
  var full = false

  @Flag(help: "Say what an audit would find, and keep nothing.")
  var check = false

  @Flag(help: "Compare every record with its commitment, and each tile with its root.")
  var verifyRows = false

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var lineage: LineageOptions
  @Option(help: ArgumentHelp("Configuration file.", valueName: "path"))
  var config: String?

  // What an audit prints is English. It was taken before, without effect, so that scripts may have it.
  @Option(help: .hidden)
  var language: Language?

  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws { try format.require(.text, .json) }

  func run() throws {
    let settings = try OperatorSettings(path: config)
    // A check keeps nothing, so there is nothing to tell of.
    let outcome =
      check
      ? try audit(settings) { _, _ in }
      : try lineage.run(.audit).following { result in
        try audit(settings) { outcome, session in
          result.add(outcome, in: session)
          result.addCheckpoint(of: session)
        }
      }
    print(
      format == .json ? outcome.json : try AuditText.text(outcome),
      terminator: format == .json ? "\n" : "")
    if !outcome.isClear { throw ExitCode(YuraiError.Exit.unexplained.rawValue) }
  }

  private func audit(
    _ settings: OperatorSettings, telling tell: (AuditJob.Outcome, borrowing Session) -> Void
  ) throws -> AuditJob.Outcome {
    let meter = ProgressMeter(isOn: !connection.quiet)
    defer { meter.clear() }
    var session = try connection.session()
    var job = AuditJob()
    job.isCheck = check
    job.timelyHours = settings.timelyHours
    job.verifiesRows = verifyRows
    job.progress = { meter.show(stage: $0) }
    let outcome = try job.run(in: &session)
    tell(outcome, session)
    if let run = outcome.run {
      meter.clear()
      // Of what is older every bundle tells.
      for open in try OpenCommitment.all(in: &session) where open.run == run - 1 {
        connection.log(open.warning(at: run))
      }
    }
    return outcome
  }
}
