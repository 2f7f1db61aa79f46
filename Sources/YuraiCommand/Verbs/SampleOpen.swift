internal import ArgumentParser
internal import Yurai

/// `yurai sample open`: one record that was not drawn.
struct SampleOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Write the confidential evidence of one customer record that was not drawn.",
    discussion: """
      For somebody who holds an address from elsewhere, a mailing list or a letter, and asks for its record. She checks \
      it against the bundle of the same audit run: yurai verify BUNDLE --record FILE. Who opened which record is kept.
      """)

  @Argument(help: "The customer's id, as yurai find prints it.") var customer: String
  @Option(help: ArgumentHelp("The file to write.", valueName: "file")) var output: String
  @OptionGroup var sealing: SealingOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    var session = try connection.session()
    let opening = try RecordOpening(of: customer, actor: actor.name, in: &session)
    try ConfidentialFile.write(output, for: sealing.recipient) { sink in try sink(opening.line) }
    print(
      "\(output): record \(opening.place) of run \(opening.run), with personal data. Hand it only to who asked."
    )
    if let note = opening.note { print(note) }
    if let warning = opening.warning { throw YuraiError(warning, exit: .unexplained) }
  }
}
