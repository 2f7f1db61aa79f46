/// When a customer signed up, ordered and was registered; a few numbers, derived again when needed.
struct CustomerPlan {
  static let orderLimit = 16

  let index: Int
  var fault: Fault?
  /// The round of the fault schedule; the two customers of a pair share it.
  var round = 0
  var orderCount = 0
  /// Moments, ascending; the first `orderCount` count.
  var times = InlineArray<16, Int>(repeating: 0)
  var registeredAt = 0
  /// The order from which the newest address is written; 0 for someone who never moved.
  var movedAt = 0
  /// When the member's form was sent; nil for those who came with an order.
  var signedUpAt: Int?
  /// For faults at a tenancy's edge: which tenancy.
  var edge = 0

  init(index: Int) {
    self.index = index
  }

  mutating func addOrder(at time: Int) {
    times[orderCount] = time
    orderCount += 1
  }

  var verdict: Verdict { fault?.verdict ?? .traced }
}
