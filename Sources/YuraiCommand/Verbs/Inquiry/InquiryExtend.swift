internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai inquiry extend`.
struct InquiryExtend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend", abstract: "Extend the period where the law allows it; writes the notice."
  )

  @Argument(help: "Case number.") var caseNo: String
  @Option(help: "Why, in words without personal data; for the desk's own record.") var reason:
    String
  @Flag(
    help: """
      The notice says that the matter is complex, and not that there are many records. The law knows no other ground.
      """)
  var complex = false
  @OptionGroup var letter: LetterOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    let settings = try reader.settings()
    if let output = letter.output { try OutputPath.require(output) }
    let desk = try InquiryDesk(settings: settings, actor: actor.name)
    var session = try connection.session()
    let known = try desk.extend(caseNo, reason: reason, isComplex: complex, in: &session)
    try LetterFile.write(known, stage: "extension", settings, to: letter.output)
    if letter.output == nil, let sent = known.letters.last { print(sent.text, terminator: "") }
  }
}
