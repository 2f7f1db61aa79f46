internal import Foundation
internal import Tabular

/// A message as a file: plain text in UTF-8 or CP932.
public enum MessageFile {
  /// The text.
  /// - Throws: `YuraiError` when it is no text, or too long to be one message; never with its content.
  public static func read(path: String) throws -> String {
    let name = PathText.name(of: path)
    guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int else {
      throw YuraiError("\(name) does not exist or cannot be read")
    }
    guard size <= InquiryOpening.messageLimit else {
      throw YuraiError(
        "\(name) has \(size) bytes, more than \(InquiryOpening.messageLimit): keep the whole where it is, and give "
          + "the part that a person wrote")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw YuraiError("\(name) cannot be read")
    }
    let bytes = Array(data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data)
    for encoding in [TextEncoding.utf8, .cp932] {
      let text: String?
      do { text = try encoding.string(bytes) } catch {
        throw YuraiError("\(name): \(error.description)")
      }
      if let text { return text }
    }
    throw YuraiError("\(name) is neither UTF-8 nor CP932 text: save it as plain text")
  }
}
