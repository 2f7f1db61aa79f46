/// The byte in front of what is hashed: the same text in two kinds of field gives unrelated keys.
///
/// These values are part of every stored key. They are never changed nor used again for another kind.
enum KeyDomain {
  static let name: UInt8 = 1
  static let kana: UInt8 = 2
  static let email: UInt8 = 3
  static let phone: UInt8 = 4
  static let address: UInt8 = 5
  static let postalCode: UInt8 = 6
  /// Of ``MatchSecret/checkValue``. Values from 16 on belong to ``IdentifierDomain``.
  static let check: UInt8 = 15
}

/// What an identifier names. Equal texts in different domains give unrelated keys.
///
/// The raw values are part of every stored key: add new ones at the end, never change one.
public enum IdentifierDomain: UInt8, Sendable, CaseIterable {
  /// A customer number.
  case customer = 16
  /// An order number.
  case order = 17
  /// A settlement (payment) number.
  case settlement = 18
  /// A parcel's tracking number.
  case tracking = 19
  /// A merchant's id.
  case merchant = 20
  /// A mall's id.
  case mall = 21
  /// An affiliate's id.
  case affiliate = 22
  /// The content of a whole row, to tell whether it was changed.
  case content = 23
  /// A collection event other than an order: sign-up, enquiry, campaign, provision.
  case event = 24
}
