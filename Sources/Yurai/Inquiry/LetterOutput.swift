public import Foundation
public import Rendering

/// A kept letter in the form in which it leaves the house.
public enum LetterOutput {
  /// The bytes of a file: `txt`, `html`, `eml` (a draft for a mail program), `pdf`.
  /// - Throws: `YuraiError` when there is no address for an e-mail, no program for a PDF, or a glyph missing.
  public static func bytes(
    of sent: InquiryCase.SentLetter, of known: InquiryCase, _ form: String,
    _ settings: OperatorSettings
  ) throws -> Data {
    switch form {
    case "html": return Data(sent.html.utf8)
    case "eml": return Data(try mail(of: sent, of: known, settings).utf8)
    case "pdf": return try PDFRenderer.find().pdf(html: sent.html)
    default: return Data(sent.text.utf8)
    }
  }
}
