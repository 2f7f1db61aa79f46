extension Simulation {
  /// Order `number` of a customer, as the customer's plan wants it.
  func customerOrder(_ plan: CustomerPlan, _ number: Int) -> OrderPlan {
    var draw = orderDraw(plan.index, number)
    var person = population.person(plan.index)
    if number < plan.movedAt { person.home = population.oldHome(plan.index) }
    let time = plan.times[number]
    let day = time / Calendar.secondsADay
    let tenancy = plan.index == 0 ? 0 : market.tenancy(day: day, &draw)
    var order = newOrder(
      time: time, buyer: .customer(plan.index), person: person, tenancy: tenancy, &draw)
    guard plan.index > 0 else { return order }
    addEvidence(to: &order, &draw)
    order.affiliate = Affiliate.draw(&draw)
    if let fault = plan.fault {
      apply(fault, of: plan, number, to: &order)
    } else {
      // These two prove the record's fields; all others may go wrong in all the usual ways.
      vary(&order, proves: number == 0 || number == plan.movedAt, &draw)
    }
    return order
  }

  /// An order with a card settlement and a shipment, at the merchant of `tenancy`.
  func newOrder(
    time: Int, buyer: OrderPlan.Buyer, person: Person, tenancy: Int, _ draw: inout Draw
  ) -> OrderPlan {
    let hand = Hand(&draw)
    let place = market.tenancies[tenancy]
    return OrderPlan(
      time: time, buyer: buyer, person: person, hand: hand, mall: place.mall,
      merchant: place.merchant, settledAfter: 3_600, shippedAfter: 2 * Calendar.secondsADay,
      details: draw)
  }

  /// Card, bank transfer without an id, cash on delivery, or goods that need no parcel.
  func addEvidence(to order: inout OrderPlan, _ draw: inout Draw) {
    let way = draw.below(100)
    order.settledAfter = draw.within(60...5_400)
    order.shippedAfter = draw.within(20...90) * 3_600
    switch way {
    case 0..<68: break
    case 68..<80:
      order.settlement = .none
      order.settledAfter = draw.within(10...96) * 3_600
    case 80..<95:
      order.settlement = .none
      order.settledAfter = nil
    default:
      order.hasTracking = false
      order.shippedAfter = nil
    }
  }

  private func vary(_ order: inout OrderPlan, proves: Bool, _ draw: inout Draw) {
    addRecipient(to: &order, &draw)
    if draw.below(1000) < 7 * exportShare { move(&order, to: .eccube) }
    guard !proves else { return }
    order.omitsMail = order.system == .canonical && draw.percent(4)
    let roll = draw.below(1000)
    if roll < 50 {
      cancel(&order, isPaid: draw.percent(50) && order.system == .canonical)
    } else if roll < 75, order.system == .canonical {
      order.removeEvidence()
      order.status = .checkout
    } else if roll < 75 + 9 * exportShare, order.system == .canonical {
      move(&order, to: .nextEngine)
    }
  }

  /// Whatever was paid has its id; nothing was sent.
  func cancel(_ order: inout OrderPlan, isPaid: Bool) {
    order.removeEvidence()
    order.status = .cancelled
    guard isPaid else { return }
    order.settlement = .own
    order.settledAfter = 600
  }

  /// Makes it an order of the merchant that uses `system`, where there is one that was open then.
  func move(_ order: inout OrderPlan, to system: OrderSystem) {
    guard let index = market.exports[system] else { return }
    let place = market.tenancies[index]
    let day = order.time / Calendar.secondsADay
    guard place.openedOn <= day, day <= place.closedOn ?? .max else { return }
    order.mall = place.mall
    order.merchant = place.merchant
    order.system = system
    order.affiliate = nil
    order.limitEvidence(to: system)
  }

  /// Six of a hundred orders are gifts; twelve name the buyer once more.
  private func addRecipient(to order: inout OrderPlan, _ draw: inout Draw) {
    let roll = draw.below(100)
    guard roll < 18 else { return }
    let hand = Hand(&draw)
    guard roll < 6 else {
      order.recipient = OrderPlan.Recipient(person: order.person, hand: hand)
      return
    }
    let stranger = Population.strangers + draw.below(1 << 40)
    order.recipient = OrderPlan.Recipient(person: population.person(stranger), hand: hand)
  }
}
