extension Simulation {
  /// The systems that the first guests ordered through, so that even the smallest mall shows each.
  private static let showcase: [(system: OrderSystem, day: Int)] = [
    (.rakutenOld, Calendar.day(2010, 6, 15)), (.rakutenNew, Calendar.day(2020, 6, 15)),
    (.eccube, Calendar.day(2019, 11, 3)), (.nextEngine, Calendar.day(2015, 2, 20)),
  ]

  func guestTime(_ guest: Int) -> Int {
    var draw = Draw(seed: seed, .guest, guest)
    if guest < Self.showcase.count {
      return Self.showcase[guest].day * Calendar.secondsADay + planner.timeOfDay(&draw)
    }
    return planner.randomMoment(&draw)
  }

  /// An order without a customer number. A third of them come from people who are also members.
  func guestOrder(_ guest: Int) -> OrderPlan {
    var draw = orderDraw(customers + guest, 0)
    let time = guestTime(guest)
    let index = draw.percent(30) ? draw.below(customers) : customers + guest
    let tenancy = market.tenancy(day: time / Calendar.secondsADay, &draw)
    var order = newOrder(
      time: time, buyer: .guest, person: population.person(index), tenancy: tenancy, &draw)
    addEvidence(to: &order, &draw)
    order.affiliate = Affiliate.draw(&draw)
    let isShown = guest < Self.showcase.count
    if isShown {
      move(&order, to: Self.showcase[guest].system)
    } else if draw.percent(10) {
      // Rakuten's exports name no customer at all, so that all their orders are guests' to us.
      move(&order, to: .rakutenOld)
      move(&order, to: .rakutenNew)
    }
    if !isShown, draw.percent(4) { cancel(&order, isPaid: false) }
    return order
  }

  func strayTime(_ stray: Int) -> Int {
    var draw = Draw(seed: seed, .guest, guests + stray)
    return planner.randomMoment(&draw)
  }

  /// A good order whose customer number is not among the customers.
  func strayOrder(_ stray: Int) -> OrderPlan {
    let buyer = customers + guests + stray
    var draw = orderDraw(buyer, 0)
    let time = strayTime(stray)
    let tenancy = market.tenancy(day: time / Calendar.secondsADay, &draw)
    return newOrder(
      time: time, buyer: .stray(stray), person: population.person(buyer), tenancy: tenancy, &draw)
  }
}
