internal import Rendering
internal import Yams

extension StrictYAML {
  /// First and last day of a rule, each of which may be left out.
  func validity(
    _ map: Node.Mapping, _ from: String, _ to: String, at node: Node
  ) throws -> ClosedRange<Day> {
    let first = try day(map, from) ?? Day(daysSince1970: .min)
    let last = try day(map, to) ?? Day(daysSince1970: .max)
    guard first <= last else {
      throw YuraiError("\(place(node)): `\(from)` is after `\(to)`")
    }
    return first...last
  }
}
