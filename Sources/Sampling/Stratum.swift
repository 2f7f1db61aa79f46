import Crypto

/// The mall or merchant of a record, by the bytes of its id: two ids that only look alike are two strata.
public struct Stratum: Hashable, Comparable, Sendable, ExpressibleByStringLiteral {
  private let utf8: [UInt8]

  /// The stratum of that id; empty for what is placed nowhere.
  public init(_ name: String) { utf8 = Array(name.utf8) }

  /// The stratum of that id.
  public init(stringLiteral name: String) { self.init(name) }

  /// In the order of bytes.
  public static func < (left: Stratum, right: Stratum) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// What a `sample` leaf commits to of the strata before anybody knows the nonce: SHA-256, in hexadecimal digits, of a line
  /// `RECORDS NAME` for each, in the order of their names' bytes.
  public static func commitment(_ strata: [Stratum: Int64]) -> String {
    var hash = SHA256()
    for (stratum, records) in strata.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Array("\(records) ".utf8) + stratum.utf8 + [0x0A])
    }
    return hash.finalize().reduce(into: "") { text, byte in
      for digit in [byte >> 4, byte & 15] {
        text.unicodeScalars.append(Unicode.Scalar(digit < 10 ? 0x30 + digit : 0x57 + digit))
      }
    }
  }
}
