internal import ArgumentParser
internal import Yurai

/// `yurai exception`: lets one unexplained record stand, by name and reason.
struct ExceptionVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exception",
    abstract: "Grant an exception to one unexplained record: who approves, why, on what evidence.")

  @Argument(help: "The customer's id at the operator.")
  var customer: String

  @Option(help: "Who approves it.")
  var approver: String

  @Option(help: "Why.")
  var reason: String

  @Option(help: "On what evidence.")
  var evidence: String

  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    var session = try connection.session()
    let outcome = try Listings.grantException(
      customer: customer, approver: approver, reason: reason, evidence: evidence, in: &session)
    switch outcome {
    case .recorded(let verdict):
      print("exception recorded: it covers the record while its verdict is \(verdict)")
    case .stands: print("the same exception stands already: nothing was recorded")
    }
  }
}
