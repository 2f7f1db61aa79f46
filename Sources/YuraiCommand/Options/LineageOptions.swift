internal import ArgumentParser
internal import Foundation
internal import Yurai

/// Where a job's OpenLineage events go.
struct LineageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Send OpenLineage events there: http://… or a file of JSON lines; else $OPENLINEAGE_URL.",
      valueName: "url-or-file"))
  var lineage: String?

  func validate() throws {
    guard let lineage else { return }
    do { _ = try LineageTarget(lineage) } catch { throw ValidationError("--lineage: \(error)") }
  }

  /// A run of a job. A warning goes to stderr with --quiet too: nobody would see that nothing arrives.
  func run(_ job: LineageRun.Job) throws -> LineageRun {
    try LineageRun(
      job, target: lineage, environment: ProcessInfo.processInfo.environment,
      warn: { StandardError.write("yurai: \($0)\n") })
  }
}
