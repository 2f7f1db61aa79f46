/// Why something is no signed note, or not one to be trusted.
public enum NoteError: Error, Hashable, Sendable {
  /// More than ``SignedNote/maximumByteCount`` bytes.
  case tooLarge
  /// More than ``SignedNote/maximumSignatureCount`` signature lines.
  case tooManySignatures
  /// Not UTF-8, or with a control character other than the line feed.
  case notText
  /// No text that ends with a line feed, an empty line and signature lines, each with its line
  /// feed.
  case noSignatures
  /// A line after the last empty one is no signature line; lines are counted from 1 in the note.
  case badSignatureLine(Int)
  /// Two of the verifier's keys have the same name and id. The key, as `name+id`.
  case ambiguousKey(String)
  /// A signature of a known key is wrong: the text, the signature or the key was altered. The key,
  /// as `name+id`.
  case invalidSignature(key: String)
  /// There is no signature by any known key.
  case unverified
  /// The key is of another kind than what it was to sign with. The key, as `name+id`.
  case wrongAlgorithm(key: String)
  /// The same key was given twice to sign with, or none was given.
  case badSigners
  /// The cryptography library refused to sign. The key, as `name+id`.
  case signingFailed(key: String)
}

extension NoteError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .tooLarge: "the note has more than \(SignedNote.maximumByteCount) bytes"
    case .tooManySignatures:
      "the note has more than \(SignedNote.maximumSignatureCount) signatures"
    case .notText: "the note is not UTF-8 text, or has control characters"
    case .noSignatures: "this is not a text, an empty line and signature lines"
    case .badSignatureLine(let line): "line \(line) of the note is not a signature"
    case .ambiguousKey(let key): "two keys are called \(key)"
    case .invalidSignature(let key): "the signature by \(key) is wrong"
    case .unverified: "the note is not signed by any known key"
    case .wrongAlgorithm(let key): "\(key) is not a key for this kind of signature"
    case .badSigners: "a note is signed by at least one key, and by each once"
    case .signingFailed(let key): "signing with \(key) failed"
    }
  }
}
