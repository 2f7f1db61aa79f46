internal import ArgumentParser
internal import Foundation
internal import Rendering
internal import Yurai

/// `yurai inquiry show`.
struct InquiryShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One case with its whole history.",
    usage: "yurai inquiry show [<options>] <case-no>",
    discussion: "What the record holds is masked until the identity is settled.")

  @Argument(help: "Case number.") var caseNo: String
  @Flag(help: "The letters too, as they were written.") var letters = false
  @Option(help: "text or json.")
  var format = OutputFormat.text
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws { try format.require(.text, .json) }

  func run() throws {
    let settings = try reader.settings()
    let desk = try InquiryDesk(settings: settings, actor: NSUserName())
    var session = try connection.session()
    guard format == .text else {
      print(try desk.json(caseNo, in: &session))
      return
    }
    let known = try desk.load(caseNo, in: &session)
    let values = try desk.values(of: known, in: &session)
    print(
      InquiryText(language: reader.language(settings), today: DeskDay.today)
        .show(known, values, letters: letters), terminator: "")
  }
}
