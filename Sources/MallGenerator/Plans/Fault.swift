/// What has been arranged about a customer so that one rule has something to say, or just nothing.
///
/// The raw values are the words of `planted` in `truth.json`.
enum Fault: String, CaseIterable, Sendable {
  /// No event at all.
  case untraced
  /// Registered thirty days before the first order.
  case predates
  /// The first order exactly 24 hours after the registration: still in time.
  case edgeTimely = "edge-timely"
  /// One second later: not.
  case edgeUntimely = "edge-untimely"
  /// The only order one second before the tenancy's first day.
  case outside
  /// The only order in the last second of the tenancy's last day.
  case edgeIn = "edge-in"
  /// The only order one second later.
  case edgeOut = "edge-out"
  case unknownMerchant = "unknown-merchant"
  case unknownMall = "unknown-mall"
  /// The record's e-mail address stands on no order.
  case partialEmail = "partial-email"
  /// The record's address stands on no order.
  case partialAddress = "partial-address"
  /// The record's address came from a gift: it is the recipient's.
  case giftAddress = "gift-address"
  /// The record's address came from an order sent to the customer's own name at another address.
  case ownShipping = "own-shipping"
  /// One order, without settlement and shipment.
  case uncorroborated
  /// Two orders, both cancelled before anything was paid or sent.
  case cancelledOnly = "cancelled-only"
  /// Provided by a third party with consent, with a complete record.
  case received
  /// Provided by a third party that sells lists (opt-out).
  case purchased
  /// Only a sign-up, with its form.
  case signup
  /// Only a sign-up, without its form.
  case bareSignup = "bare-signup"
  /// An order at an unknown merchant and a good one after it.
  case recovered
  /// The one settlement of the one order also stands behind the order of the customer `reusedB`.
  case reusedA = "reused"
  case reusedB = "reused-partner"
  /// The order number is also that of an order in another mall: that is nothing.
  case sameNumberA = "same-number"
  case sameNumberB = "same-number-partner"
  /// Two orders, a move between them, and the record knows the newer address.
  case moved
  /// No registration date.
  case undated

  /// The verdict that design section 3 gives, and nothing else on the record can change.
  var verdict: Verdict {
    switch self {
    case .edgeTimely, .edgeIn, .ownShipping, .signup, .recovered, .sameNumberA, .sameNumberB,
      .moved, .undated:
      .traced
    case .untraced: .untraced
    case .predates, .edgeUntimely, .outside, .edgeOut, .unknownMerchant, .unknownMall: .contradicted
    case .partialEmail, .partialAddress, .giftAddress: .partial
    case .uncorroborated, .cancelledOnly, .bareSignup, .reusedA, .reusedB: .uncorroborated
    case .received: .received
    case .purchased: .purchased
    }
  }

  /// The finding that this customer brings about by itself. Orders without evidence are counted where
  /// they are written, since ordinary customers have them too; a reused id is one finding for the pair.
  var finding: Rule? {
    switch self {
    case .untraced: .untracedRecord
    case .predates, .edgeUntimely: .recordPredatesCollection
    case .outside, .edgeOut: .outsideTenancy
    case .unknownMerchant, .recovered: .unknownMerchant
    case .unknownMall: .unknownMall
    case .partialEmail, .partialAddress, .giftAddress: .fieldNotCollected
    case .reusedA: .evidenceReused
    case .undated: .registrationDateMissing
    default: nil
    }
  }

  /// What `planted` calls it: both of a pair bear one word.
  var word: String {
    switch self {
    case .reusedB: Fault.reusedA.rawValue
    case .sameNumberB: Fault.sameNumberA.rawValue
    default: rawValue
    }
  }
}

/// The verdicts that can come out of generated data, in the order of the design's table.
enum Verdict: String, CaseIterable {
  case purchased
  case untraced
  case contradicted
  case partial
  case uncorroborated
  case received
  case traced
}

/// The rules that generated data breaks.
enum Rule: String, CaseIterable {
  case untracedRecord = "untraced-record"
  case fieldNotCollected = "field-not-collected"
  case recordPredatesCollection = "record-predates-collection"
  case registrationDateMissing = "registration-date-missing"
  case unknownMerchant = "unknown-merchant"
  case unknownMall = "unknown-mall"
  case outsideTenancy = "outside-tenancy"
  case uncorroboratedOrder = "uncorroborated-order"
  case evidenceReused = "evidence-reused"
  case orderWithoutCustomer = "order-without-customer"
}
