/// A text and at least one signature, of which nothing is trusted yet (C2SP signed-note).
///
///     This is an example message.
///
///     — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ER…
///
/// The text ends with a line feed and may hold empty lines; the last empty line ends it. What was
/// read is written again byte for byte, with signatures by unknown keys in their places. The text
/// is not to be used before ``verify(with:)``.
public struct SignedNote: Sendable {
  /// The signed text, up to and with its last line feed.
  public let text: String
  /// All signature lines, in order.
  public let signatures: [NoteSignature]

  /// The largest note that is read or made, in bytes.
  public static let maximumByteCount = 1_000_000
  /// The most signatures that are read or made; the specification asks for at least 16.
  public static let maximumSignatureCount = 100

  /// Reads a note.
  ///
  /// - Throws: ``NoteError``.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.maximumByteCount else { throw .tooLarge }
    guard let note = String(validating: bytes, as: UTF8.self), Self.isText(note) else {
      throw .notText
    }
    guard let lines = note.terminatedLines, let split = lines.lastIndex(where: \.isEmpty),
      split > 0, split < lines.count - 1
    else { throw .noSignatures }
    guard lines.count - 1 - split <= Self.maximumSignatureCount else { throw .tooManySignatures }
    var signatures: [NoteSignature] = []
    for (number, line) in lines.enumerated().dropFirst(split + 1) {
      guard let signature = NoteSignature(line: line) else { throw .badSignatureLine(number + 1) }
      signatures.append(signature)
    }
    text = String(note[..<lines[split].startIndex])
    self.signatures = signatures
  }

  /// The text with signatures over it, unless the note would not be read again.
  private init(text: String, signatures: [NoteSignature]) throws(NoteError) {
    guard Self.isText(text) else { throw .notText }
    guard text.utf8.last == newline, !signatures.isEmpty else { throw .noSignatures }
    guard signatures.count <= Self.maximumSignatureCount else { throw .tooManySignatures }
    self.text = text
    self.signatures = signatures
    guard bytes.count <= Self.maximumByteCount else { throw .tooLarge }
  }

  /// Signs a text, which ends with a line feed, with Ed25519 keys, in their order.
  ///
  /// - Throws: ``NoteError``.
  public static func sign(_ text: String, by keys: [SignerKey]) throws(NoteError) -> SignedNote {
    guard !keys.isEmpty, Set(keys.map(\.verifierKey.label)).count == keys.count else {
      throw .badSigners
    }
    var signatures: [NoteSignature] = []
    for key in keys {
      guard key.algorithm == .ed25519 else { throw .wrongAlgorithm(key: "\(key)") }
      signatures.append(NoteSignature(key: key.verifierKey, bytes: try key.ed25519(text)))
    }
    return try SignedNote(text: text, signatures: signatures)
  }

  /// The note with more signatures over the same text after those that it has. A new signature
  /// takes the place of those by the key of the same name and id.
  ///
  /// Nothing is verified.
  ///
  /// - Throws: ``NoteError/tooManySignatures`` or ``NoteError/tooLarge``.
  public func adding(_ new: [NoteSignature]) throws(NoteError) -> SignedNote {
    let replaced = Set(new.map(\.label))
    return try SignedNote(
      text: text, signatures: signatures.filter { !replaced.contains($0.label) } + new)
  }

  /// The note as a file holds it.
  public var bytes: [UInt8] {
    Array("\(text)\n\(signatures.map { $0.line + "\n" }.joined())".utf8)
  }

  /// No control characters other than the line feed.
  private static func isText(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 || $0 == newline }
  }
}

extension SignedNote: Hashable {
  /// Whether both are the same bytes.
  public static func == (left: SignedNote, right: SignedNote) -> Bool {
    left.text.hasSameBytes(as: right.text) && left.signatures == right.signatures
  }

  /// By the bytes of the text and the signatures.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(Array(text.utf8))
    hasher.combine(signatures)
  }
}
