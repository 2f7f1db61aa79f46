internal import Foundation
internal import Rendering

/// The directory of a batch: letters made from the archive, the summary, and the work list. Files are 0600 and appear
/// whole or not at all.
struct BatchFolder {
  private let path: String
  private let settings: OperatorSettings

  init(_ path: String, _ settings: OperatorSettings) throws {
    self.path = path
    self.settings = settings
    for name in ["letters", "acknowledgements"] {
      do {
        try FileManager.default.createDirectory(
          atPath: "\(path)/\(name)", withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch { throw YuraiError("\(path) cannot be made: check the folder above it") }
    }
  }

  /// The letters of a case: as text, and as they are sent. Those that are there already stay.
  func write(_ known: InquiryCase) throws {
    for sent in known.letters {
      let folder = sent.stage == "acknowledgement" ? "acknowledgements" : "letters"
      // Of interim letters and extensions there may be several.
      let isOnly = sent.stage == "acknowledgement" || sent.stage == "answer"
      let name =
        "\(path)/\(folder)/\(known.caseNo)" + (isOnly ? "" : ".\(sent.stage)-\(sent.letterId)")
      let form = sent.sendBy == "email" && MailCheck.isUsable(sent.sendTo ?? "") ? "eml" : "html"
      for form in ["txt", form] {
        let file = "\(name).\(form)"
        let bytes = try LetterOutput.bytes(of: sent, of: known, form, settings)
        if let there = FileManager.default.contents(atPath: file) {
          guard there == bytes || form == "eml" else {
            throw YuraiError(
              "\(file) is there already and is another letter: is this the directory of another database? Give a new one"
            )
          }
          continue
        }
        try DraftFile.write(bytes, to: file)
      }
    }
  }

  /// summary.json and worklist.csv.
  func finish(_ summary: InquiryBatchSummary) throws {
    try DraftFile.write(Data((summary.json + "\n").utf8), to: "\(path)/summary.json")
    var csv = Array("case,message_id,reason,waiting_for,due_on\n".utf8)
    for row in summary.work {
      CSVRow.append(row.map(Self.cell), to: &csv) { $0.hasPrefix(Self.harmless) }
    }
    try DraftFile.write(csv, to: "\(path)/worklist.csv")
  }

  /// What a cell begins with that a spreadsheet would otherwise run as a formula.
  private static let harmless = "'"

  /// As a spreadsheet shows it, and does not run it.
  private static func cell(_ text: String) -> String {
    // By scalars: with a mark behind it a sign is another character, and the same to a spreadsheet.
    let text = Terminal.visible(text)
    let start = text.unicodeScalars.first { $0 != " " && $0 != "　" }
    let isFormula = start.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
    return isFormula ? harmless + text : text
  }
}
