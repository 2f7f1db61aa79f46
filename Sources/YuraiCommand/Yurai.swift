import ArgumentParser
import Yurai

/// The command line. Each verb is a small file over the library that does the work.
@main
struct YuraiCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yurai",
    abstract: "Traces every customer record to the order where it was collected.",
    discussion: """
      With no connection flags and no PG* variables, yurai runs a private PostgreSQL of its own.

      Exit codes: 0 done; 1 failed; 2 done, and something is unexplained or did not verify; 3 the database \
      cannot be reached; 64 wrong usage; 75 another run holds the lock; 130 interrupted.
      """,
    version: Tool.version,
    subcommands: [
      Generate.self, Import.self, Rejects.self, Audit.self, Verdicts.self, Findings.self,
      Trace.self, Find.self, Inquiry.self, Incident.self, LetterVerb.self, Answer.self,
      Report.self, Verify.self, ExceptionVerb.self, Erase.self, KeyVerb.self, CheckpointVerb.self,
      Witness.self, Sample.self, DB.self,
    ],
    helpNames: [.long, .customShort("?")])

  /// Runs a verb; errors become one line on stderr and the documented exit code.
  static func main() {
    StandardStreams.occupy()
    do {
      // Who acts is recorded, by every verb that asks for it.
      let words = Array(CommandLine.arguments.dropFirst())
      var command = try parseAsRoot(CardMask.applied(toValuesOf: "--actor", in: words))
      try command.run()
      try Output.requirePrinted()
    } catch {
      Failure.report(error)
    }
  }
}
