internal import ArgumentParser
internal import Foundation
internal import Sealing
internal import Yurai

/// For whom a file with personal data is sealed.
struct SealingOptions: ParsableArguments {
  @Option(
    name: .customLong("recipient"),
    help: "The auditor's age key, age1…: the file is encrypted, and only she can open it.")
  var recipientText: String?

  init() {}

  /// Nil when the file is not sealed.
  var recipient: AgeRecipient? { recipientText.flatMap { try? AgeRecipient($0) } }

  func validate() throws {
    guard let recipientText else { return }
    do { _ = try AgeRecipient(recipientText) } catch {
      throw ValidationError("--recipient is not an age key (age1…): \(error)")
    }
  }
}

/// A file with personal data: only its owner can read it, and it is there whole or not at all.
enum ConfidentialFile {
  /// Writes what the body gives, sealed when there is a recipient.
  static func write<Result>(
    _ path: String, for recipient: AgeRecipient?,
    _ body: ((String) throws -> Void) throws -> Result
  ) throws -> Result {
    try OutputPath.require(path)
    let file = try DraftFile(for: path)
    let result: Result
    if let recipient {
      var writer = try AgeWriter(to: recipient) { try file.write(Data($0)) }
      result = try body { line in try writer.write(line.utf8) }
      try writer.finish()
    } else {
      result = try body { line in try file.write(Data(line.utf8)) }
    }
    try file.place()
    return result
  }
}
