/// One signature of a note, by a key that may be unknown: the line `— <name> <base64>`.
public struct NoteSignature: Sendable {
  /// The name of the key, as the line says.
  public let name: String
  /// The id of the key, as the line says.
  public let keyID: UInt32
  /// The signature itself: what follows the four bytes of the id. At least one byte; what it holds
  /// depends on the key's kind.
  public let bytes: [UInt8]

  /// U+2014 and a space.
  private static let prefix = Array("— ".utf8)

  /// A signature as it was made. The name is valid and there is at least one byte.
  init(key: VerifierKey, bytes: [UInt8]) {
    name = key.name
    keyID = key.id
    self.bytes = bytes
  }

  /// The signature of a line without its line feed; nothing if it is not one.
  public init?(line: String) { self.init(line: line.utf8[...]) }

  init?(line: Substring.UTF8View) {
    guard line.starts(with: Self.prefix) else { return nil }
    let parts = line.dropFirst(Self.prefix.count).split(
      separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let blob = Base64.decode(parts[1]), blob.count > 4 else { return nil }
    name = String(Substring(parts[0]))
    guard name.isKeyName else { return nil }
    keyID = blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    bytes = Array(blob.dropFirst(4))
  }

  /// The line, without a line feed.
  public var line: String {
    let id = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> (24 - 8 * $0)) }
    return "— \(name) \(Base64.encode(id + bytes))"
  }

  /// The key that the line names.
  var label: KeyLabel { KeyLabel(name: Array(name.utf8), id: keyID) }
}

extension NoteSignature: Hashable {
  /// Whether both are the same line, byte for byte.
  public static func == (left: NoteSignature, right: NoteSignature) -> Bool {
    left.label == right.label && left.bytes == right.bytes
  }

  /// By the key and the bytes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(label)
    hasher.combine(bytes)
  }
}

/// A key's name and id, which together say whose a signature is; compared byte for byte.
struct KeyLabel: Hashable {
  let name: [UInt8]
  let id: UInt32
}

extension VerifierKey {
  /// The label of its signatures.
  var label: KeyLabel { KeyLabel(name: Array(name.utf8), id: id) }
}
