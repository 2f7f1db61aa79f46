/// An e-mail address (the `addr-spec` of RFC 5322) that cannot break a header.
///
/// It takes what really occurs: mobile operators issued `a..b.@docomo.ne.jp` and `.ab@ezweb.ne.jp`
/// until 2009, and such addresses still exist. RFC 5322 allows their local parts only in quotes,
/// so `addrSpec` has the quotes and the initializer takes the address with them or without.
public struct MailAddress: Sendable, Hashable {
  /// Before the @, without quotes. Its case is kept: only its owner knows whether it counts.
  public let localPart: String
  /// Behind the @, in lower case, without the root's dot.
  public let domain: String

  /// Full-width forms become ASCII, and spaces around the address are dropped.
  ///
  /// Comments, address lists, IP addresses and domains that are not ASCII are refused; write the
  /// last as `xn--…`.
  /// - Throws: `MailAddressProblem`, which does not hold the address.
  public init(_ text: String) throws(MailAddressProblem) {
    let bytes = try MailAddress.ascii(text)
    let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw parts.count < 2 ? .noAt : .severalAts }
    localPart = try MailAddress.localPart(parts[0])
    domain = try MailAddress.domain(parts[1])
    guard localPart.utf8.count <= 64, addrSpec.utf8.count <= 254 else { throw .tooLong }
  }

  /// As a header holds it: ASCII, the local part in quotes where its dots demand it.
  public var addrSpec: String {
    let dots = localPart.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let needsQuotes = dots.contains { $0.isEmpty }
    return (needsQuotes ? "\"\(localPart)\"" : localPart) + "@" + domain
  }

  /// ASCII letters, digits and the marks that RFC 5322 calls atext.
  static func isAtomText(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || marks.contains(byte)
  }

  private static let marks = Set("!#$%&'*+-/=?^_`{|}~".utf8)

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// Visible ASCII only, or a reason. By scalars: a grapheme may hide a control character.
  private static func ascii(_ text: String) throws(MailAddressProblem) -> [UInt8] {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    guard !scalars.isEmpty else { throw .empty }
    var bytes: [UInt8] = []
    for scalar in scalars {
      switch scalar.value {
      case _ where Neutral.isHostile(scalar): throw .control
      case _ where isSpace(scalar): throw .space
      case 0x21...0x7E: bytes.append(UInt8(scalar.value))
      // The full-width forms repeat ASCII in its order.
      case 0xFF01...0xFF5E: bytes.append(UInt8(scalar.value - 0xFEE0))
      default: throw .notASCII
      }
    }
    return bytes
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\u{A0}" || scalar == "\u{3000}"
  }

  private static func localPart(_ bytes: ArraySlice<UInt8>) throws(MailAddressProblem) -> String {
    var inner = bytes
    let quote = UInt8(ascii: "\"")
    if inner.count > 2, inner.first == quote, inner.last == quote {
      inner = inner.dropFirst().dropLast()
    }
    let isPlain = inner.allSatisfy { isAtomText($0) || $0 == UInt8(ascii: ".") }
    guard !inner.isEmpty, isPlain else { throw .localPart }
    return String(decoding: inner, as: UTF8.self)
  }

  private static func domain(_ bytes: ArraySlice<UInt8>) throws(MailAddressProblem) -> String {
    let dot = UInt8(ascii: ".")
    let hyphen = UInt8(ascii: "-")
    let name = bytes.last == dot ? bytes.dropLast() : bytes
    let labels = name.split(separator: dot, omittingEmptySubsequences: false)
    let areLabels = labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
        && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
    }
    // A last label of digits would be an IP address.
    let isNumber = labels.last?.allSatisfy { (0x30...0x39).contains($0) } ?? true
    guard labels.count >= 2, areLabels, !isNumber else { throw .domain }
    return String(decoding: name, as: UTF8.self).lowercased()
  }
}

/// Why a text is no e-mail address that a header can hold. It never holds the text itself: an
/// error ends up in logs.
public enum MailAddressProblem: String, Error, Sendable, CaseIterable, CustomStringConvertible {
  /// Nothing, or only spaces.
  case empty = "the address is empty"
  /// A control, bidi or other invisible character, a line break among them.
  case control = "the address holds a control character"
  /// A space inside.
  case space = "the address holds a space"
  /// Something that is not ASCII, even after full-width forms have been folded.
  case notASCII = "the address is not ASCII"
  /// No @.
  case noAt = "the address has no @"
  /// More than one @: perhaps a list.
  case severalAts = "the address has more than one @"
  /// Nothing before the @, or a comma, a bracket, a quotation mark, a backslash in it.
  case localPart = "the part before the @ is not valid"
  /// Not at least two labels of letters, digits and hyphens.
  case domain = "the domain is not valid"
  /// More than 64 bytes before the @, or more than 254 as the header holds it.
  case tooLong = "the address is too long"

  /// The reason, without the address.
  public var description: String { rawValue }
}
