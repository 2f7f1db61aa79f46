internal import ArgumentParser
internal import Yurai

/// `yurai inquiry note`.
struct InquiryNote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Note something in the history of a case.",
    usage: "yurai inquiry note [<options>] <case-no> <text>")

  @Argument(help: "Case number.") var caseNo: String
  @Argument(help: "The note, without personal data.") var text: String
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    let desk = try InquiryDesk(settings: reader.settings(), actor: actor.name)
    var session = try connection.session()
    try desk.note(text, of: caseNo, in: &session)
  }
}
