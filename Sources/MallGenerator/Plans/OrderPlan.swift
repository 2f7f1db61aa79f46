/// One order before it is written, whichever file it goes to.
struct OrderPlan {
  enum Status {
    case shipped
    case received
    case cancelled
    /// The buyer left at the till: the data are there, the order is not.
    case checkout
  }

  enum Settlement: Equatable {
    case none
    case own
    /// An id that an order of another customer has too; the number of the pair.
    case shared(Int)
  }

  enum Buyer {
    case customer(Int)
    case guest
    /// A customer number that no customer record bears.
    case stray(Int)
  }

  struct Recipient {
    var person: Person
    var hand: Hand
  }

  let time: Int
  let buyer: Buyer
  var person: Person
  var hand: Hand
  /// Index in `Mall.all`; nil for a mall that is not registered.
  var mall: Int?
  /// Index in `Market.merchants`; nil for a merchant that is not registered.
  var merchant: Int?
  /// Whether a tenancy covers the time.
  var isPlaced = true
  var system = OrderSystem.canonical
  var status = Status.shipped
  var settlement = Settlement.own
  /// Seconds after the order; nil when the payment's time is not known.
  var settledAfter: Int?
  var hasTracking = true
  var shippedAfter: Int?
  /// The number of the pair when the order number is one that another mall also gave out.
  var sharedNumber: Int?
  /// Index in `Affiliate`; nil for orders that came directly.
  var affiliate: Int?
  var omitsMail = false
  var recipient: Recipient?
  /// For what a row has beyond the canonical columns: goods, prices, notes.
  var details: Draw

  /// Whether a settlement or a shipment is recorded, be it a good one or not.
  var hasEvidence: Bool {
    settlement != .none || settledAfter != nil || hasTracking || shippedAfter != nil
  }

  /// Drops what the export of `system` has no column for, and makes up for it where it would be all.
  mutating func limitEvidence(to system: OrderSystem) {
    switch system {
    case .canonical: return
    case .rakutenOld:
      hasTracking = true
      shippedAfter = shippedAfter ?? Calendar.secondsADay
    case .rakutenNew:
      settledAfter = nil
      hasTracking = false
      shippedAfter = shippedAfter ?? Calendar.secondsADay
    case .eccube: break
    case .nextEngine: removeEvidence()
    }
    settlement = .none
  }

  mutating func removeEvidence() {
    settlement = .none
    settledAfter = nil
    hasTracking = false
    shippedAfter = nil
  }
}
