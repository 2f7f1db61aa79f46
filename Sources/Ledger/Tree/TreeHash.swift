import Crypto

/// One hash of the tree: the 32 bytes of a SHA-256, kept without an allocation.
///
/// RFC 6962 section 2.1 (the same as RFC 9162 section 2.1.1) hashes leaves and inner nodes with
/// different first bytes, so that no inner node can be passed off as a leaf.
public struct TreeHash: Hashable, Sendable {
  /// The bytes as they lie in memory, eight at a time.
  private let words: Words

  private struct Words: Hashable {
    let first: UInt64
    let second: UInt64
    let third: UInt64
    let fourth: UInt64
  }

  /// How many bytes a hash has: 32.
  public static let byteCount = 32

  /// Nothing unless there are exactly 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self = Array(bytes).withUnsafeBytes { Self(copying: $0) }
  }

  /// Nothing unless the text is the one base64 form of 32 bytes (RFC 4648 section 4: 44 characters,
  /// padded, with no bits left over).
  public init?(base64 text: String) {
    guard let bytes = Base64.decode(text.utf8) else { return nil }
    self.init(bytes)
  }

  /// The first 32 bytes of the buffer, which has that many.
  private init(copying buffer: UnsafeRawBufferPointer) {
    words = buffer.loadUnaligned(as: Words.self)
  }

  private init(_ digest: SHA256Digest) {
    self = digest.withUnsafeBytes { Self(copying: $0) }
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// The form in which checkpoints and proofs write a hash: padded base64, 44 characters.
  public var base64: String { Base64.encode(bytes) }

  private func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    Swift.withUnsafeBytes(of: words, body)
  }
}

extension TreeHash {
  /// The root of the tree without leaves: SHA-256 of nothing.
  public static let empty = TreeHash(SHA256().finalize())

  /// The hash of a leaf: SHA-256(0x00 ‖ data).
  public static func leaf(_ data: [UInt8]) -> TreeHash { leaf(data.span) }

  /// The hash of a leaf over bytes that need not be an array's.
  public static func leaf(_ data: Span<UInt8>) -> TreeHash {
    data.withUnsafeBytes { hash(prefix: 0, $0, UnsafeRawBufferPointer(start: nil, count: 0)) }
  }

  /// The hash of the node over two others: SHA-256(0x01 ‖ left ‖ right).
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    left.withUnsafeBytes { left in
      right.withUnsafeBytes { hash(prefix: 1, left, $0) }
    }
  }

  /// The byte that tells a leaf (0) from a node (1), and two pieces, in one update: each one more costs a fifth of the hash.
  private static func hash(
    prefix: UInt8, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> TreeHash {
    let count = 1 + first.count + second.count
    return withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { buffer in
      buffer[0] = prefix
      UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyMemory(from: first)
      UnsafeMutableRawBufferPointer(rebasing: buffer[(1 + first.count)...]).copyMemory(from: second)
      var hasher = SHA256()
      hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
      return TreeHash(hasher.finalize())
    }
  }

  /// SHA-256 of two pieces one after the other, with no prefix: not a hash of the tree's own.
  static func plain(_ first: [UInt8], _ second: [UInt8]) -> TreeHash {
    var hasher = SHA256()
    first.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    second.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return TreeHash(hasher.finalize())
  }
}

extension TreeHash: CustomStringConvertible {
  /// The same as ``base64``.
  public var description: String { base64 }
}
