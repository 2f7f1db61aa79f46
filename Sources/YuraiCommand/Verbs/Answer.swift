internal import ArgumentParser
internal import Foundation
internal import Rendering
internal import Yurai

/// `yurai answer`: the letter to one person.
struct Answer: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the letter that says why the company has this person's data.",
    discussion: "The letter rests on the last audit. Its first line is the answer.")

  @Argument(help: "The customer's id at the operator.")
  var customer: String

  @Option(name: .customLong("case"), help: "Case number to put on the letter.")
  var caseNumber: String?

  @Option(help: "text or html.")
  var format = LetterFormat.text

  @Option(name: .shortAndLong, help: "Write to a file instead of stdout (mode 0600).")
  var output: String?

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  enum LetterFormat: String, ExpressibleByArgument, CaseIterable {
    case text, html
  }

  func run() throws {
    let settings = try reader.settings()
    if !settings.isComplete {
      connection.log(
        "config.yaml does not name the company's desk yet; the letter is a draft (Docs/operations.md)"
      )
    }
    var session = try connection.session()
    let letter = try AnswerJob(settings: settings).letter(
      for: customer, language: reader.language(settings), caseNumber: caseNumber, in: &session)
    let text = format == .html ? letter.html : letter.text
    guard let output else {
      print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
      return
    }
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    guard
      FileManager.default.createFile(
        atPath: output, contents: Data(text.utf8), attributes: attributes)
    else { throw YuraiError("\(output) cannot be written: check the folder") }
  }
}
