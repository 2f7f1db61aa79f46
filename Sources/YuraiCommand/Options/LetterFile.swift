internal import Foundation
internal import Rendering
internal import Yurai

/// Writes a letter to a file, in the form that the file's name says.
enum LetterFile {
  /// What a letter can be written as.
  enum Form: String {
    case txt, html, eml, pdf

    /// By the end of the name.
    init?(path: String) {
      self.init(rawValue: PathText.suffix(of: path))
    }
  }

  /// The last letter of a stage to `path`; nothing without a path.
  static func write(
    _ known: InquiryCase, stage: String, _ settings: OperatorSettings, to path: String?
  ) throws {
    guard let path, let form = Form(path: path) else { return }
    guard let sent = known.letters.last(where: { $0.stage == stage }) else { return }
    try save(LetterOutput.bytes(of: sent, of: known, form.rawValue, settings), to: path)
  }

  /// A file that only its owner reads.
  static func save(_ bytes: Data, to path: String) throws {
    try OutputPath.require(path)
    try DraftFile.write(bytes, to: path)
  }
}

/// The message of an inquiry as a file holds it.
enum InquiryMessage {
  /// The text, from a file or from the standard input (`-`); UTF-8 or CP932.
  static func read(_ path: String) throws -> String {
    guard path == "-" else { return try MessageFile.read(path: path) }
    let data = FileHandle.standardInput.readDataToEndOfFile()
    guard let text = String(data: data, encoding: .utf8) else {
      throw YuraiError("the standard input is no UTF-8 text: save the message as a file")
    }
    return text
  }
}
