/// The head of a log at a moment, as the log states it (C2SP tlog-checkpoint): the text that it
/// signs.
///
///     mall.example/provenance
///     8
///     XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=
///
/// It holds no time; when a checkpoint existed is what cosigners and time stamps say.
public struct Checkpoint: Sendable {
  /// Which log: the first line. By custom a name as of a web address without `https://`.
  public let origin: String
  /// The size and the root: the second and third lines.
  public let head: TreeHead
  /// Further lines, none of them empty, which the signature covers and nobody can audit. The
  /// specification advises against them.
  public let extensions: [String]

  /// A checkpoint to be signed.
  ///
  /// - Throws: ``CheckpointError/malformed(_:)`` if there is no text of it: a line that is empty or
  ///   has control characters, a size that no tree has, an empty tree with a root other than its
  ///   own.
  public init(
    origin: String, head: TreeHead, extensions: [String] = []
  ) throws(CheckpointError) {
    guard origin.isLine else { throw .malformed(.origin) }
    guard head.size >= 0 else { throw .malformed(.size) }
    guard head.size > 0 || head.root == .empty else { throw .malformed(.root) }
    guard extensions.allSatisfy(\.isLine) else { throw .malformed(.extensions) }
    self.origin = origin
    self.head = head
    self.extensions = extensions
  }

  /// Reads the text of a checkpoint, with its last line feed and without signatures.
  ///
  /// - Throws: ``CheckpointError/malformed(_:)``.
  public init(text: String) throws(CheckpointError) {
    guard let lines = text.terminatedLines, lines.count >= 3 else { throw .malformed(.lines) }
    guard let size = Decimal.decode(lines[1]) else { throw .malformed(.size) }
    guard let bytes = Base64.decode(lines[2]), let root = TreeHash(bytes) else {
      throw .malformed(.root)
    }
    try self.init(
      origin: String(Substring(lines[0])), head: TreeHead(size: size, root: root),
      extensions: lines.dropFirst(3).map { String(Substring($0)) })
  }

  /// The text to sign.
  public var text: String {
    ([origin, "\(head.size)", head.root.base64] + extensions).map { $0 + "\n" }.joined()
  }
}

extension Checkpoint: Hashable {
  /// Whether both are the same bytes.
  public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  /// By the head.
  public func hash(into hasher: inout Hasher) { hasher.combine(head) }
}
