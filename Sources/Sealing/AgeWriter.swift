internal import Crypto
internal import Foundation

/// Seals a stream for one recipient in the format of <https://age-encryption.org/v1> (C2SP age.md),
/// in constant memory: a chunk of 64 KiB is held back, since the last one is marked as the last.
///
/// A file whose writer was dropped without ``finish()`` is refused by every reader as cut off.
public struct AgeWriter: ~Copyable {
  /// Bytes in a chunk (age.md, "Payload"); sealed it has 16 more.
  static let chunkSize = 64 * 1024

  private let sink: ([UInt8]) throws -> Void
  private let key: SymmetricKey
  private var chunk: [UInt8] = []
  private var counter: UInt64 = 0
  private var isBroken = false

  /// Draws the keys of one file and gives the header to the sink.
  ///
  /// - Parameters:
  ///   - recipient: who can read it. The file does not tell who that is.
  ///   - sink: takes the sealed file, piece by piece.
  /// - Throws: `SealingError`, or what the sink throws.
  public init(to recipient: AgeRecipient, sink: @escaping ([UInt8]) throws -> Void) throws {
    try self.init(to: recipient, AgeSecrets(), sink: sink)
  }

  init(
    to recipient: AgeRecipient, _ secrets: AgeSecrets, sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    self.sink = sink
    key = secrets.payloadKey
    chunk.reserveCapacity(Self.chunkSize)
    try sink(Array(AgeHeader(to: recipient, secrets).text.utf8) + secrets.nonce)
  }

  /// Takes more of the plain bytes.
  ///
  /// - Throws: `SealingError`, or what the sink throws; nothing can be written after that.
  public mutating func write(_ bytes: some Collection<UInt8>) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      // Only now it is known that a full chunk is not the last.
      if chunk.count == Self.chunkSize { try seal(isLast: false) }
      let piece = rest.prefix(Self.chunkSize - chunk.count)
      chunk.append(contentsOf: piece)
      rest = rest[piece.endIndex...]
    }
  }

  /// Seals what is left, marked as the last: without it the file is not whole.
  ///
  /// - Throws: `SealingError`, or what the sink throws.
  public consuming func finish() throws { try seal(isLast: true) }

  private mutating func seal(isLast: Bool) throws {
    guard !isBroken else { throw SealingError.broken }
    isBroken = true
    // 11 bytes, highest first, of which no file needs more than the lower eight; then the mark.
    let number = (0..<8).map { UInt8(truncatingIfNeeded: counter >> (56 - 8 * $0)) }
    let nonce = [0, 0, 0] + number + [isLast ? 1 : 0]
    // A number is used up before anything is sealed with it: never two texts under one nonce.
    counter += 1
    guard let nonce = try? ChaChaPoly.Nonce(data: nonce),
      let box = try? ChaChaPoly.seal(chunk, using: key, nonce: nonce)
    else { throw SealingError.sealingFailed }
    chunk.removeAll(keepingCapacity: true)
    try sink(Array(box.ciphertext) + box.tag)
    isBroken = false
  }
}
