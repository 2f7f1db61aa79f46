/// Decides what happens to each customer. Everything follows from (seed, number).
struct Planner: Sendable {
  let seed: UInt64
  let market: Market
  let schedule: FaultSchedule
  private let calendar: Calendar

  init(seed: UInt64, market: Market, schedule: FaultSchedule) {
    self.seed = seed
    self.market = market
    self.schedule = schedule
    calendar = market.calendar
  }

  /// The order of the story: 2006-05-03T00:05:00+09:00, in the mall under its older name.
  static let storyTime = Calendar.day(2006, 5, 3) * Calendar.secondsADay + 300

  func plan(_ index: Int) -> CustomerPlan {
    var plan = CustomerPlan(index: index)
    if index == 0 {
      plan.addOrder(at: Self.storyTime)
      plan.registeredAt = Self.storyTime + 300
      return plan
    }
    var draw = Draw(seed: seed, .plan, index)
    if let (fault, round) = schedule.fault(index) {
      plan.fault = fault
      plan.round = round
      arrange(fault, in: &plan, &draw)
    } else {
      arrangeOrdinary(&plan, &draw)
    }
    return plan
  }

  private func arrangeOrdinary(_ plan: inout CustomerPlan, _ draw: inout Draw) {
    let start = randomMoment(&draw)
    let minutes = draw.within(120...900)
    let roll = draw.below(100)
    if roll < 8 {
      plan.signedUpAt = start
      plan.registeredAt = start + minutes
      // Two of a hundred never buy anything.
      if roll < 2 { return }
      addOrders(&plan, from: start + draw.within(1...90) * Calendar.secondsADay, &draw)
    } else {
      plan.registeredAt = start + minutes
      addOrders(&plan, from: start, &draw)
    }
    if plan.orderCount > 1, draw.percent(20) {
      plan.movedAt = draw.within(1...(plan.orderCount - 1))
    }
  }

  /// Orders from one moment on, as many as the customer is faithful, none after the last year.
  private func addOrders(_ plan: inout CustomerPlan, from start: Int, _ draw: inout Draw) {
    let wanted = Self.orderCounts[draw.below(Self.orderCounts.count)]
    var time = start
    let end = calendar.tradingDays * Calendar.secondsADay
    while plan.orderCount < wanted, time < end {
      plan.addOrder(at: time)
      let days = draw.percent(45) ? draw.within(1...60) : draw.within(20...500)
      time = (time / Calendar.secondsADay + days) * Calendar.secondsADay + timeOfDay(&draw)
    }
  }

  /// How many orders a customer places; the mean is a little over three.
  private static let orderCounts = [
    1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7, 8, 12,
  ]

  /// Some moment between 2001 and 2024: few in the first years, most in the evening.
  func randomMoment(_ draw: inout Draw) -> Int {
    let year = Self.years[draw.below(Self.years.count)]
    // Not the first weeks, so that "thirty days before" stays inside the calendar.
    let first = max(40, calendar.monthStarts[(year - Calendar.firstYear) * 12])
    let next = calendar.monthStarts[(year - Calendar.firstYear) * 12 + 12]
    return (first + draw.below(next - first)) * Calendar.secondsADay + timeOfDay(&draw)
  }

  private static let years: [Int] = {
    let weights = [1, 1, 2, 3, 4, 5, 6, 6, 6, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 5, 5, 4, 4, 3]
    return weights.enumerated().flatMap { offset, weight in
      Array(repeating: Calendar.firstYear + offset, count: weight)
    }
  }()

  func timeOfDay(_ draw: inout Draw) -> Int {
    Self.hours[draw.below(Self.hours.count)] * 3600 + draw.below(3600)
  }

  private static let hours: [Int] = {
    let weights = [4, 2, 1, 1, 1, 1, 2, 3, 4, 5, 6, 6, 7, 5, 5, 5, 5, 5, 6, 7, 9, 11, 11, 8]
    return weights.enumerated().flatMap { hour, weight in Array(repeating: hour, count: weight) }
  }()
}
