internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai inquiry close`.
struct InquiryClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close an answered case; its letters stay as they were sent.")

  @Argument(help: "Case number.") var caseNo: String
  @Flag(
    help: "It was opened by mistake, or the person took it back: no answer is due (needs --note).")
  var withdrawn = false
  @Option(help: "In words without personal data.") var note: String?
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    let desk = try InquiryDesk(settings: reader.settings(), actor: actor.name)
    var session = try connection.session()
    try desk.close(caseNo, note: note, isWithdrawn: withdrawn, in: &session)
  }
}
