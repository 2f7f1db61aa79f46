public import ArgumentParser
internal import Foundation
public import Rendering
public import Yurai

/// Who acts, for the record.
struct ActorOptions: ParsableArguments {
  @Option(help: "Who does it; the account on this machine when not given.")
  var actor: String?

  /// The name that is recorded.
  var name: String { actor ?? NSUserName() }

  func validate() throws {
    if let actor, actor.isEmpty { throw ValidationError("--actor is not empty") }
  }
}

/// Where a letter goes.
struct LetterOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the letter to a file (mode 0600); its end says how: .txt, .html, .eml, .pdf.",
      valueName: "file"))
  var output: String?

  func validate() throws {
    if let output, LetterFile.Form(path: output) == nil {
      throw ValidationError("--output ends in .txt, .html, .eml or .pdf")
    }
  }
}

extension Law: ExpressibleByArgument {}
extension Ask: ExpressibleByArgument {}
extension InquiryChannel: ExpressibleByArgument {}
extension SearchField: ExpressibleByArgument {}
extension InquiryDesk.IdentityMethod: ExpressibleByArgument {}
extension InquiryDesk.IdentityResult: ExpressibleByArgument {}
extension InquiryDesk.PostAddress: ExpressibleByArgument {}
