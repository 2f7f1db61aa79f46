/// The claims as they are checked, one after the other.
struct Examination {
  /// What a check that does not refuse gives.
  enum Step<Fact> {
    /// It holds; what is known now, and the numbers to say.
    case held(Fact, Sentence? = nil)
    /// It could not be checked here.
    case notChecked(Sentence)
  }

  private(set) var claims: [Claim] = []

  /// Checks a claim that builds on what was `given` by others; without that it is not checked.
  ///
  /// - Returns: What is known now; nothing unless the claim holds.
  mutating func check<Given, Fact>(
    _ id: ClaimID, given: Given?, _ body: (Given) throws(Refusal) -> Step<Fact>
  ) -> Fact? {
    guard let given else {
      add(id, .notChecked(Sentence("前の検査が成り立たないため。", "A check before it did not hold.")))
      return nil
    }
    do throws(Refusal) {
      switch try body(given) {
      case .held(let fact, let detail):
        add(id, .held(detail))
        return fact
      case .notChecked(let why):
        add(id, .notChecked(why))
        return nil
      }
    } catch {
      add(id, .failed(error.why))
      return nil
    }
  }

  /// Leaves a claim out, and says why.
  mutating func leaveOut(_ ids: ClaimID..., because why: Sentence) {
    for id in ids { add(id, .notChecked(why)) }
  }

  /// Takes over what was checked aside.
  mutating func add(_ other: Examination) { claims += other.claims }

  private mutating func add(_ id: ClaimID, _ outcome: Claim.Outcome) {
    claims.append(Claim(id: id, outcome: outcome))
  }
}

/// Both, or nothing.
func both<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
  guard let first, let second else { return nil }
  return (first, second)
}

/// All three, or nothing.
func all<First, Second, Third>(
  _ first: First?, _ second: Second?, _ third: Third?
) -> (First, Second, Third)? {
  guard let first, let second, let third else { return nil }
  return (first, second, third)
}
