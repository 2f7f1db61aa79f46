internal import ArgumentParser
internal import Yurai

/// `yurai inquiry escalate`.
struct InquiryEscalate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate", abstract: "Hand a case to the privacy officer.",
    usage: "yurai inquiry escalate [<options>] <case-no> --reason <reason>")

  @Argument(help: "Case number.") var caseNo: String
  @Option(help: "Why, in words without personal data.") var reason: String
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    let desk = try InquiryDesk(settings: reader.settings(), actor: actor.name)
    var session = try connection.session()
    try desk.escalate(reason, of: caseNo, in: &session)
  }
}
