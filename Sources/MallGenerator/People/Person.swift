/// Everything that the mall may know about one person, as numbers; ``RowBuffer`` turns it into text.
struct Person {
  var surname: Int
  /// The way in which this person mostly writes the surname.
  var way: Int
  var given: Int
  var home: Home
  var phone: Phone
  var mail: Mail
}

/// A number of valid shape that no carrier gives out.
///
/// After 050, 070 and 090 the next digit is never 0, and no local exchange of Tokyo or
/// Osaka begins with 0; so 090-0xxx-xxxx, 03-0xxx-xxxx and the like ring nowhere.
struct Phone {
  enum Prefix: Int {
    case mobile070
    case mobile090
    case tokyo
    case osaka
    case internet
  }

  var prefix: Prefix
  /// Seven digits after the prefix and its zero.
  var number: Int
}

/// An address under a name that RFC 2606 and JPRS reserve for examples.
struct Mail {
  /// An index in `Mail.domains`.
  var domain: Int
  /// Distinct for each person, so that no two people share an address.
  var number: Int
  /// How the part before the @ is built, 0 to 2.
  var shape: Int
  /// An address that nobody ever wrote on an order; for records that were bought.
  var isBought = false

  static let domains = ByteTable(["example.com", "example.jp", "example.net", "example.org"])
  static let upperDomains = ByteTable(["EXAMPLE.COM", "EXAMPLE.JP", "EXAMPLE.NET", "EXAMPLE.ORG"])
}
