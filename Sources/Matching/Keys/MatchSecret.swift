/// 16 secret bytes of an installation, under which all its match keys are made.
///
/// Keys made under different secrets never agree, so the secret must be kept for as long as stored
/// keys are to be compared, and out of the database that holds them.
public struct MatchSecret: Sendable {
  let hash: SipHash24

  /// Takes the secret; `nil` unless there are exactly 16 bytes.
  public init?(bytes: [UInt8]) {
    guard let hash = SipHash24(key: bytes) else { return nil }
    self.hash = hash
  }

  /// A number that tells one secret from another and may be stored beside the keys: comparing it at
  /// start finds out that an installation was given the wrong secret before any key is made.
  ///
  /// It is one more value of the keyed function, in a domain of its own, and reveals nothing of the key.
  public var checkValue: Int64 {
    let label: [UInt8] = [KeyDomain.check] + Array("yurai match secret".utf8)
    return Int64(bitPattern: hash.hash(label.span))
  }
}

extension MatchSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the bytes: a secret must not reach a log through interpolation.
  public var description: String { "MatchSecret" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children, so that `dump` shows nothing either.
  public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
