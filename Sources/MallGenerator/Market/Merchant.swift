/// The system out of which a merchant's orders come to us.
enum OrderSystem: Int, Sendable {
  case canonical
  case rakutenOld
  case rakutenNew
  case eccube
  case nextEngine
}

/// A business that trades in the malls.
struct Merchant: Sendable {
  let id: String
  let name: String
  let legalName: String
  let address: String
  /// The first day on which the merchant is known.
  let knownFrom: Int
  /// Index in ``Trade/all``.
  let trade: Int
  let system: OrderSystem
}

/// One merchant at one mall for one period under one name.
struct Tenancy: Sendable {
  let mall: Int
  let merchant: Int
  let storefront: String
  let role: StaticString
  let openedOn: Int
  /// The last day open; nil while it trades.
  let closedOn: Int?
}
