internal import ArgumentParser
internal import Foundation
internal import Yurai

/// `yurai incident`: what a breach means for whom.
struct Incident: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put a breach on record, so that letters can say whose data were leaked.",
    subcommands: [IncidentRecord.self])
}

/// `yurai incident record`.
struct IncidentRecord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record an incident, or what was found since, from a YAML file.",
    usage: "yurai incident record [<options>] <file>",
    discussion:
      """
      The file names the incident, its days, and a CSV of who was exposed (Docs/desk.md). A customer who was erased is not \
      recorded again.
      """)

  @Argument(help: "The YAML file.") var file: String
  @Flag(
    help:
      "Leave out subjects that are not in the data: orders that went with an erasure leave no mark by their number."
  )
  var leaveOut = false
  @OptionGroup var actor: ActorOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    let file = try IncidentFile(path: file)
    var session = try connection.session()
    let outcome = try IncidentJob(actor: actor.name).record(
      file, leavesOut: leaveOut, in: &session)
    let classes = outcome.classes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    print(
      "incident \(outcome.id), revision \(outcome.revision): "
        + (classes.isEmpty ? "nobody listed" : classes.joined(separator: ", ")))
    if outcome.erased > 0 {
      print("\(outcome.erased) customer(s) of the file were erased, and are not recorded")
    }
    if outcome.absent > 0 {
      print("\(outcome.absent) subject(s) of the file are not in the data, and were left out")
    }
  }
}
