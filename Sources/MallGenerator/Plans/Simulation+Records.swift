/// The customer record as the operator holds it.
struct RecordPlan {
  var person: Person
  var hand: Hand
  /// Index in `Mall.all` of the mall that registered the customer, where it was kept.
  var mall: Int?
  var omitsMail = false
  var omitsPhone = false
  /// What the member's own form says, for the sign-up.
  var formHand: Hand
}

extension Simulation {
  func record(_ plan: CustomerPlan) -> RecordPlan {
    var draw = Draw(seed: seed, .record, plan.index)
    var record = RecordPlan(
      person: population.person(plan.index), hand: Hand(&draw), formHand: Hand(&draw))
    let signUpMall = plan.signedUpAt.map {
      market.mall(day: $0 / Calendar.secondsADay, &draw)
    }
    let knowsMall = draw.percent(60)
    if plan.index == 0 {
      record.mall = Mall.tony
    } else if let signUpMall {
      record.mall = signUpMall
    } else if knowsMall, plan.orderCount > 0 {
      record.mall = customerOrder(plan, 0).mall
    }
    switch plan.fault {
    case nil where plan.index > 0:
      record.omitsPhone = draw.percent(2)
      record.omitsMail = draw.percent(2)
    case .partialEmail:
      record.person.mail.isBought = true
    case .partialAddress:
      record.person.home = record.person.home.elsewhere
    default: break
    }
    return record
  }
}
