/// Makes match keys: eight bytes that are equal for written variants of the same value.
///
/// A key is SipHash-2-4 under the installation's secret of one domain byte and the folded value (see
/// ``Fold``) in UTF-8, taken as a signed integer because that is what `bigint` holds.
/// Two different values share a key by chance once in 2^64 pairs.
///
/// Every function takes UTF-8 (ill-formed bytes count as U+FFFD) and gives `nil` for a blank value:
/// empty, or nothing but spaces of any width and invisible characters.
///
/// A key maker owns its scratch memory and is therefore mutating: give each thread one of its own.
/// After the first few values no call allocates.
public struct KeyMaker: Sendable {
  private let hash: SipHash24
  private var folder = Folder()

  /// A key maker under the installation's secret.
  public init(secret: MatchSecret) {
    hash = secret.hash
  }

  /// The key of a person's name as written, mostly in kanji. See ``Fold/name(_:)``.
  public mutating func name(_ utf8: Span<UInt8>) -> Int64? {
    folder.name(utf8)
    return key(KeyDomain.name)
  }

  /// The key of a name's reading. See ``Fold/kana(_:)``.
  public mutating func kana(_ utf8: Span<UInt8>) -> Int64? {
    folder.kana(utf8)
    return key(KeyDomain.kana)
  }

  /// The key of an e-mail address. See ``Fold/email(_:)``.
  public mutating func email(_ utf8: Span<UInt8>) -> Int64? {
    folder.email(utf8)
    return key(KeyDomain.email)
  }

  /// The key of a telephone number. See ``Fold/phone(_:)``.
  public mutating func phone(_ utf8: Span<UInt8>) -> Int64? {
    folder.phone(utf8)
    return key(KeyDomain.phone)
  }

  /// The key of a postal address with its building and room. See ``Fold/address(_:)``.
  public mutating func address(_ utf8: Span<UInt8>) -> Int64? {
    folder.address(utf8)
    return key(KeyDomain.address)
  }

  /// The key of a postal code. See ``Fold/postalCode(_:)``.
  public mutating func postalCode(_ utf8: Span<UInt8>) -> Int64? {
    folder.postalCode(utf8)
    return key(KeyDomain.postalCode)
  }

  /// The key of an identifier: its exact bytes without the spaces around them; case counts.
  ///
  /// - Parameters:
  ///   - utf8: The identifier.
  ///   - domain: What it names.
  /// - Returns: The key; `nil` for a blank identifier.
  public mutating func identifier(_ utf8: Span<UInt8>, _ domain: IdentifierDomain) -> Int64? {
    folder.identifier(utf8)
    return key(domain.rawValue)
  }

  /// Hashes what the folder holds, with the domain in the byte that it leaves free in front.
  @inline(__always)
  private mutating func key(_ domain: UInt8) -> Int64? {
    guard folder.end > Folder.start else { return nil }
    folder.bytes[0] = domain
    return Int64(bitPattern: hash.hash(folder.bytes.span.extracting(0..<folder.end)))
  }
}
