/// A whole mall as functions of a number: nothing in here grows with the number of customers.
///
/// Orders have a *place*: the number of who placed it (customers first, then guests, then the strays
/// whose customer number leads nowhere) and which of that buyer's orders it is.
final class Simulation: Sendable {
  let seed: UInt64
  let customers: Int
  let guests: Int
  let strays: Int
  let formats: FormatMix
  let calendar: Calendar
  let population: Population
  let market: Market
  let schedule: FaultSchedule
  let planner: Planner
  let scribe: Scribe

  /// The share of orders, in thousandths, that a rule of thumb sends to each of the other systems.
  let exportShare: Int

  init(seed: UInt64, customers: Int, formats: FormatMix) {
    self.seed = seed
    self.customers = customers
    self.formats = formats
    // Guests place one order each: 5 % of all. The first four show each of the other systems.
    guests = customers == 0 ? 0 : max(4, customers * 16 / 100)
    calendar = Calendar()
    population = Population(seed: seed)
    market = Market(
      seed: seed, customers: customers, formats: formats, calendar: calendar,
      towns: population.towns)
    schedule = FaultSchedule(seed: seed, customers: customers)
    strays = schedule.rounds
    planner = Planner(seed: seed, market: market, schedule: schedule)
    scribe = Scribe(names: population.names, towns: population.towns)
    exportShare = customers < 500 ? 3 : 1
  }

  /// Calls `body` with the moment and the place of every order.
  func forEachOrder(_ body: (_ time: Int, _ buyer: Int, _ number: Int) -> Void) {
    for index in 0..<customers {
      let plan = planner.plan(index)
      for number in 0..<plan.orderCount { body(plan.times[number], index, number) }
    }
    for guest in 0..<guests { body(guestTime(guest), customers + guest, 0) }
    for stray in 0..<strays { body(strayTime(stray), customers + guests + stray, 0) }
  }

  func order(buyer: Int, number: Int) -> OrderPlan {
    if buyer < customers { return customerOrder(planner.plan(buyer), number) }
    let guest = buyer - customers
    return guest < guests ? guestOrder(guest) : strayOrder(guest - guests)
  }

  func orderDraw(_ buyer: Int, _ number: Int) -> Draw {
    Draw(seed: seed, .order, buyer * 32 + number)
  }
}
