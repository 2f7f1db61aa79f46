/// Counts what an audit of the written files has to find.
struct Tally {
  private(set) var verdicts: [Verdict: Int] = [:]
  private(set) var findings: [Rule: Int] = [:]
  private(set) var orders = 0
  private(set) var exportedOrders = 0

  mutating func add(_ plan: CustomerPlan) {
    verdicts[plan.verdict, default: 0] += 1
    if let rule = plan.fault?.finding { findings[rule, default: 0] += 1 }
  }

  /// An order that is placed, without settlement and shipment, is a finding whoever placed it.
  mutating func add(_ order: OrderPlan) {
    orders += 1
    if order.system != .canonical { exportedOrders += 1 }
    if order.isPlaced, !order.hasEvidence { findings[.uncorroboratedOrder, default: 0] += 1 }
    if case .stray = order.buyer { findings[.orderWithoutCustomer, default: 0] += 1 }
  }

  var verdictCounts: [(key: String, count: Int)] {
    Verdict.allCases.compactMap { verdict in verdicts[verdict].map { (verdict.rawValue, $0) } }
  }

  var findingCounts: [(key: String, count: Int)] {
    Rule.allCases.compactMap { rule in findings[rule].map { (rule.rawValue, $0) } }
  }
}
