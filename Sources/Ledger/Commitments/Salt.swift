/// Thirty-two random bytes that hide a record in a commitment, one salt for each record.
///
/// A plain hash of a phone number is found by trying all numbers. With the salt before it the hash
/// tells nothing to anybody who does not have the salt, binds whoever has it to one record, and
/// tells nothing to anybody once the salt is gone: deleting salt and record erases the person from
/// the ledger while every root and proof stays valid.
public struct Salt: Hashable, Sendable {
  /// The bytes, for the table that keeps them and for an auditor's confidential annex.
  public let bytes: [UInt8]

  /// How many bytes a salt has: 32.
  public static let byteCount = 32

  /// Nothing unless there are exactly 32 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// A new salt, from a generator that is fit for secrets (`SystemRandomNumberGenerator`).
  public init(using generator: inout some RandomNumberGenerator) {
    bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// SHA-256(salt ‖ record). The record is canonical: the same facts always give the same bytes.
  ///
  /// It is part of what a leaf says, and no hash of the tree itself.
  public func commitment(to record: [UInt8]) -> TreeHash { .plain(bytes, record) }
}

extension Salt: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the bytes.
  public var description: String { "Salt" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children, so that `dump` shows nothing either.
  public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
