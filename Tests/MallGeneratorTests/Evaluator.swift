import Foundation

/// Judges the customers of a written mall by the rules alone: it reads the files, knows nothing of how
/// they were made, and compares naively.
struct Evaluator {
  private(set) var verdicts: [String: String] = [:]
  private(set) var findings: [String: Int] = [:]

  private let tenancies: [[String: String]]
  private let merchants: Set<String>
  private let malls: [[String: String]]

  /// An id stands behind the orders of these buyers.
  private var buyers: [EvidenceID: Set<String>] = [:]

  private struct EvidenceID: Hashable {
    var mall: String
    var kind: Character
    var id: String
  }

  init(_ mall: WrittenMall) throws {
    tenancies = try mall.rows("tenancies.csv")
    merchants = Set(try mall.rows("merchants.csv").compactMap { $0["merchant_id"] })
    malls = try mall.rows("malls.csv")
    let customers = try mall.rows("customers.csv")
    let orders = try WrittenOrder.all(of: mall)
    let signups = try mall.rows("signups.csv")
    let provisions = Dictionary(
      uniqueKeysWithValues: try mall.rows("provisions.csv").map { ($0["provision_id"] ?? "", $0) })
    let subjects = try mall.rows("provision-subjects.csv")

    for (index, order) in orders.enumerated() {
      // Each guest is somebody.
      let buyer = order.customer.isEmpty ? "guest \(index)" : order.customer
      for id in evidenceIDs(order) { buyers[id, default: []].insert(buyer) }
    }
    let known = Set(customers.compactMap { $0["customer_id"] })
    count("evidence-reused", buyers.values.count { $0.count > 1 })
    for order in orders { judge(order, known) }

    let ordersOf = Dictionary(grouping: orders, by: \.customer)
    let signupsOf = Dictionary(grouping: signups) { $0["customer_id"] ?? "" }
    let subjectsOf = Dictionary(grouping: subjects) { $0["customer_id"] ?? "" }
    for customer in customers {
      let id = customer["customer_id"] ?? ""
      let name = Fold.name(customer["name"] ?? "")
      var events = (ordersOf[id] ?? []).map { event($0, name) }
      events += (signupsOf[id] ?? []).map(event)
      var bought = false
      for subject in subjectsOf[id] ?? [] {
        let provision = provisions[subject["provision_id"] ?? ""] ?? [:]
        bought = bought || ["opt_out", "purchase"].contains(provision["basis"])
        events.append(event(subject, provision))
      }
      verdicts[id] = judge(customer, events, bought)
    }
  }

  // MARK: Events

  private struct Event {
    var moment: String
    var isPlaced: Bool
    var isCorroborated: Bool
    var isOwnAct: Bool
    var values: [String: Set<String>]
  }

  private func event(_ order: WrittenOrder, _ customer: String) -> Event {
    var values: [String: Set<String>] = [
      "name": [Fold.name(order.name)], "email": [Fold.email(order.email)],
      "phone": [Fold.phone(order.phone)], "address": [Fold.address(order.address)],
    ]
    let shipName = Fold.name(order.shipName)
    if shipName.isEmpty || shipName == customer {
      values["phone"]?.insert(Fold.phone(order.shipPhone))
      values["address"]?.insert(Fold.address(order.shipAddress))
    }
    return Event(
      moment: order.moment, isPlaced: isPlaced(order), isCorroborated: isCorroborated(order),
      isOwnAct: true, values: values)
  }

  private func event(_ signup: [String: String]) -> Event {
    let day = String((signup["occurred_at"] ?? "").prefix(10))
    let isOpen = malls.contains {
      $0["mall_id"] == signup["mall_id"] && covers($0["valid_from"], $0["valid_to"], day)
    }
    return Event(
      moment: signup["occurred_at"] ?? "", isPlaced: isOpen,
      isCorroborated: signup["evidence_ref"]?.isEmpty == false, isOwnAct: true,
      values: contactValues(signup))
  }

  private func event(_ subject: [String: String], _ provision: [String: String]) -> Event {
    var needed = ["provider_name", "provider_address", "provider_representative", "items"]
    needed += ["acquisition_source", "acquisition_mode", "confirmation_method"]
    needed += provision["basis"] == "consent" ? ["consent_ref"] : ["received_on", "ppc_filing_no"]
    let isComplete = needed.allSatisfy { provision[$0]?.isEmpty == false }
    return Event(
      moment: (provision["received_on"] ?? "") + "T00:00:00+09:00", isPlaced: isComplete,
      isCorroborated: isComplete, isOwnAct: false, values: contactValues(subject))
  }

  private func contactValues(_ row: [String: String]) -> [String: Set<String>] {
    [
      "name": [Fold.name(row["name"] ?? "")], "email": [Fold.email(row["email"] ?? "")],
      "phone": [Fold.phone(row["phone"] ?? "")], "address": [Fold.address(row["address"] ?? "")],
    ]
  }

  // MARK: Orders

  private mutating func judge(_ order: WrittenOrder, _ known: Set<String>) {
    let knowsMall = malls.contains { $0["mall_id"] == order.mall }
    let knowsMerchant = merchants.contains(order.merchant)
    if !knowsMall { count("unknown-mall") }
    if !knowsMerchant { count("unknown-merchant") }
    if knowsMall, knowsMerchant, !isPlaced(order) { count("outside-tenancy") }
    if isPlaced(order), order.settlement.isEmpty, order.settledAt.isEmpty, order.tracking.isEmpty,
      order.shippedAt.isEmpty
    {
      count("uncorroborated-order")
    }
    if !order.customer.isEmpty, !known.contains(order.customer) { count("order-without-customer") }
  }

  private func isPlaced(_ order: WrittenOrder) -> Bool {
    let day = String(order.moment.prefix(10))
    return tenancies.contains {
      $0["mall_id"] == order.mall && $0["merchant_id"] == order.merchant
        && covers($0["opened_on"], $0["closed_on"], day)
    }
  }

  /// Dates as they are written sort as they follow each other.
  private func covers(_ from: String?, _ to: String?, _ day: String) -> Bool {
    (from ?? "") <= day && (to?.isEmpty != false || day <= to ?? "")
  }

  private func isCorroborated(_ order: WrittenOrder) -> Bool {
    !order.settledAt.isEmpty || !order.shippedAt.isEmpty
      || evidenceIDs(order).contains { buyers[$0]?.count == 1 }
  }

  private func evidenceIDs(_ order: WrittenOrder) -> [EvidenceID] {
    [
      EvidenceID(mall: order.mall, kind: "S", id: order.settlement),
      EvidenceID(mall: order.mall, kind: "T", id: order.tracking),
    ].filter { !$0.id.isEmpty }
  }

  // MARK: Records

  private mutating func judge(
    _ customer: [String: String], _ events: [Event], _ bought: Bool
  ) -> String {
    let registered = customer["registered_at"] ?? ""
    if registered.isEmpty { count("registration-date-missing") }
    if events.isEmpty { count("untraced-record") }
    let first = events.filter(\.isPlaced).map { seconds($0.moment) }.min()
    let isTimely = registered.isEmpty || first.map { $0 <= seconds(registered) + 86_400 } ?? true
    if !isTimely { count("record-predates-collection") }

    var status: [Int] = []
    var ownStatus: [Int] = []
    for (field, values) in contactValues(customer) {
      guard let value = values.first, !value.isEmpty else { continue }
      let carriers = events.filter { $0.values[field]?.contains(value) == true }
      let best: (Event) -> Int = { $0.isPlaced ? ($0.isCorroborated ? 3 : 2) : 1 }
      status.append(carriers.map(best).max() ?? 0)
      ownStatus.append(carriers.filter(\.isOwnAct).map(best).max() ?? 0)
      if !events.isEmpty, carriers.isEmpty { count("field-not-collected") }
    }
    if bought { return "purchased" }
    if events.isEmpty { return "untraced" }
    if !status.contains(where: { $0 >= 2 }) || !isTimely { return "contradicted" }
    if status.contains(where: { $0 <= 1 }) { return "partial" }
    if status.contains(2) { return "uncorroborated" }
    return ownStatus.allSatisfy { $0 == 3 } ? "traced" : "received"
  }

  private func seconds(_ moment: String) -> Double {
    (try? Date(moment, strategy: .iso8601))?.timeIntervalSince1970 ?? .nan
  }

  private mutating func count(_ rule: String, _ number: Int = 1) {
    if number > 0 { findings[rule, default: 0] += number }
  }
}
