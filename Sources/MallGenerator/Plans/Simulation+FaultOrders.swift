extension Simulation {
  /// Makes an otherwise good order what the fault needs it to be.
  func apply(_ fault: Fault, of plan: CustomerPlan, _ number: Int, to order: inout OrderPlan) {
    switch fault {
    case .outside, .edgeOut:
      put(&order, at: plan.edge)
      order.isPlaced = false
    case .edgeIn:
      put(&order, at: plan.edge)
    case .unknownMerchant:
      order.merchant = nil
      order.isPlaced = false
    case .recovered where number == 0:
      order.merchant = nil
      order.isPlaced = false
    case .unknownMall:
      order.mall = nil
      order.isPlaced = false
    case .uncorroborated:
      order.removeEvidence()
      order.status = .received
    case .cancelledOnly:
      cancel(&order, isPaid: false)
    case .reusedA, .reusedB:
      put(&order, at: market.anchors[plan.round % 3])
      order.removeEvidence()
      order.settlement = .shared(plan.round)
      order.status = .received
    case .sameNumberA, .sameNumberB:
      put(&order, at: market.anchors[fault == .sameNumberA ? Mall.tony : Mall.hidamari])
      order.sharedNumber = plan.round
    case .giftAddress:
      // The record will hold this home, and only the recipient of the gift lives there.
      let stranger = Population.strangers + plan.index
      var recipient = population.person(stranger)
      recipient.home = order.person.home
      if recipient.surname == order.person.surname, recipient.given == order.person.given {
        recipient.given = (recipient.given + 1) % population.names.givenCount
      }
      order.recipient = OrderPlan.Recipient(person: recipient, hand: order.hand)
      order.person.home = population.oldHome(plan.index)
    case .ownShipping:
      order.recipient = OrderPlan.Recipient(person: order.person, hand: order.hand)
      order.person.home = population.oldHome(plan.index)
    default: break
    }
  }

  private func put(_ order: inout OrderPlan, at tenancy: Int) {
    order.mall = market.tenancies[tenancy].mall
    order.merchant = market.tenancies[tenancy].merchant
  }
}
