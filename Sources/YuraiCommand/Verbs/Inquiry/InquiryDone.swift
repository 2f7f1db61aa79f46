internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai inquiry done`.
struct InquiryDone: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Record that something promised in the answer is done.",
    discussion: "The copy was sent, the data were erased: a case with an open promise is not over.")

  @Argument(help: "Case number.") var caseNo: String
  @Option(help: "What is done: disclosure, correction, stop or erase.") var ask: Ask
  @Option(help: "In words without personal data.") var note: String?
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    let desk = try InquiryDesk(settings: reader.settings(), actor: actor.name)
    var session = try connection.session()
    try desk.done(ask, note: note, of: caseNo, in: &session)
  }
}
