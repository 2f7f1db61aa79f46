internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai inquiry ask`.
struct InquiryAsk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Add a question that the message asks and that was not recognised.",
    discussion: "Until the case is answered. The answer has a line for each question.")

  @Argument(help: "Case number.") var caseNo: String
  @Option(
    name: .customLong("add"),
    help: """
      source, leaked, purchased, recipients, disclosure, correction, stop, erase or proof; may be repeated.
      """)
  var asks: [Ask]
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws {
    guard !asks.isEmpty else { throw ValidationError("--add says which question") }
  }

  func run() throws {
    let settings = try reader.settings()
    let desk = try InquiryDesk(settings: settings, actor: actor.name)
    var session = try connection.session()
    let known = try desk.ask(asks, of: caseNo, in: &session)
    let values = try desk.values(of: known, in: &session)
    print(
      InquiryText(language: reader.language(settings), today: DeskDay.today).show(
        known, values, letters: false), terminator: "")
  }
}
