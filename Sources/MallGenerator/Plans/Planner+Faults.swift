extension Planner {
  /// The day on which the lists of other companies came in; those in them were registered a month later.
  static let receivedOn = Calendar.day(2010, 4, 1)

  func arrange(_ fault: Fault, in plan: inout CustomerPlan, _ draw: inout Draw) {
    let time = randomMoment(&draw)
    let day = Calendar.secondsADay
    switch fault {
    case .untraced:
      plan.registeredAt = time
    case .received, .purchased:
      plan.registeredAt = (Self.receivedOn + 30) * day + timeOfDay(&draw)
    case .signup, .bareSignup:
      plan.signedUpAt = time
      plan.registeredAt = time + 300
    case .predates:
      plan.addOrder(at: time)
      plan.registeredAt = time - 30 * day
    case .edgeTimely:
      plan.addOrder(at: time)
      plan.registeredAt = time - day
    case .edgeUntimely:
      plan.addOrder(at: time)
      plan.registeredAt = time - day - 1
    case .outside:
      plan.edge = draw.pick(market.begun)
      place(&plan, at: market.tenancies[plan.edge].openedOn * day - 1)
    case .edgeIn:
      plan.edge = draw.pick(market.ended)
      place(&plan, at: endOfTenancy(plan.edge) - 1)
    case .edgeOut:
      plan.edge = draw.pick(market.ended)
      place(&plan, at: endOfTenancy(plan.edge))
    case .unknownMerchant, .unknownMall, .partialEmail, .partialAddress, .giftAddress,
      .ownShipping, .uncorroborated, .reusedA, .reusedB, .sameNumberA, .sameNumberB, .undated:
      place(&plan, at: time)
    case .cancelledOnly:
      place(&plan, at: time)
      plan.addOrder(at: time + draw.within(1...40) * day)
      keepInside(&plan)
    case .recovered:
      // The record dates from the good order; the bad one does not count as a collection.
      plan.addOrder(at: time)
      plan.addOrder(at: time + draw.within(40...400) * day)
      plan.registeredAt = plan.times[1] + 300
      keepInside(&plan)
    case .moved:
      place(&plan, at: time)
      plan.addOrder(at: time + draw.within(40...400) * day)
      plan.movedAt = 1
      keepInside(&plan)
    }
  }

  private func place(_ plan: inout CustomerPlan, at time: Int) {
    plan.addOrder(at: time)
    plan.registeredAt = time + 300
  }

  /// The first second of the day after the last.
  private func endOfTenancy(_ index: Int) -> Int {
    ((market.tenancies[index].closedOn ?? 0) + 1) * Calendar.secondsADay
  }

  /// Moves a plan whose second order would fall after the last year to some years earlier.
  private func keepInside(_ plan: inout CustomerPlan) {
    let end = market.calendar.tradingDays * Calendar.secondsADay
    guard plan.times[1] >= end else { return }
    let shift = 800 * Calendar.secondsADay
    plan.times[0] -= shift
    plan.times[1] -= shift
    plan.registeredAt -= shift
  }
}
