internal import ArgumentParser

/// `yurai answer CUSTOMER`: what `yurai letter draft` does, under the name that it had before there was a desk. Not shown.
struct Answer: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The letter about one record, to look at: `yurai letter draft`.",
    usage: "yurai answer [<options>] <customer>", shouldDisplay: false)

  @OptionGroup var draft: LetterDraft

  func run() throws { try draft.run() }
}
