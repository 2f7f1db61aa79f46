internal import ArgumentParser
internal import Foundation
internal import Rendering
internal import Yurai

/// `yurai letter`: letters apart from inquiries.
struct LetterVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letter", abstract: "Check a letter's wording, or look at a draft.",
    subcommands: [LetterLintVerb.self, LetterDraft.self, LetterTemplates.self])
}

/// `yurai letter lint`.
struct LetterLintVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check a letter against the letter contract; exit code 2 when it breaks a rule.",
    discussion: "The file is the letter as plain text, as Yurai writes it or as a clerk did.")

  @Argument(help: "The letter: a text file.") var file: String
  @Option(help: "Language of the letter: ja or en; told from the text when not given.")
  var language: Language?
  @Option(help: "text or json.") var format = OutputFormat.text

  func validate() throws { try format.require(.text, .json) }

  func run() throws {
    let text = try MessageFile.read(path: file)
    let check = LetterCheck(text: text, language: language)
    print(format == .json ? check.json : check.text, terminator: format == .json ? "\n" : "")
    if !check.problems.isEmpty { throw ExitCode(2) }
  }
}

/// `yurai letter draft`: the letter about a record, to look at.
struct LetterDraft: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "The letter about one record, to look at: it answers no inquiry and is kept nowhere.",
    usage: "yurai letter draft [<options>] <customer>",
    discussion: "The letter rests on the last audit. Its first line is the answer.")

  @Argument(help: "The customer's id at the operator.")
  var customer: String

  @Option(help: "text or html.")
  var format = LetterFormat.text

  @Option(name: .shortAndLong, help: "Write to a file instead of stdout (mode 0600).")
  var output: String?

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  enum LetterFormat: String, ExpressibleByArgument, CaseIterable {
    case text, html
  }

  func validate() throws {
    guard let output, !["txt", "html"].contains(PathText.suffix(of: output)) else { return }
    throw ValidationError("--output ends in .txt or .html")
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
      for: customer, language: reader.language(settings), caseNumber: nil, in: &session)
    let isPage = format == .html || output.map { PathText.suffix(of: $0) } == "html"
    let text = isPage ? letter.html : letter.text
    guard let output else {
      print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
      return
    }
    try LetterFile.save(Data(text.utf8), to: output)
  }
}

/// `yurai letter templates`: the built-in wording, to change a copy of it.
struct LetterTemplates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Write the built-in letter templates into a directory, or check one's own.",
    usage: "yurai letter templates [<options>] [<directory>]",
    discussion: """
      Put the changed ones into a folder, and name it with `templates` in config.yaml. --check renders every kind of \
      letter with them and lints it; exit code 2 when one breaks a rule.
      """)

  @Argument(help: "Directory for the built-in templates.") var directory: String?
  @Flag(help: "Check the templates that config.yaml names.") var check = false
  @OptionGroup var reader: ReaderOptions

  func validate() throws {
    guard (directory == nil) == check else {
      throw ValidationError("give a directory to write to, or --check")
    }
  }

  func run() throws {
    if let directory {
      let count = try TemplateFiles.write(to: directory)
      print("\(count) templates in \(directory)")
      return
    }
    let problems = try TemplateFiles.check(reader.settings())
    for problem in problems { print(problem) }
    if !problems.isEmpty { throw ExitCode(2) }
    print("every kind of letter passes in both languages")
  }
}
