import Rendering
import Testing
import Yurai

/// Many small cases in one mall: each is a person with rows of their own, and what must be said of them.
///
/// All cases are judged together, so a case also shows that it does not disturb the others.
struct CaseBook {
  /// A row of some file.
  enum Row {
    case customer(Fields)
    case order(Fields)
    case signup(Fields)
    case provision(Fields)
    case subject(Fields)
  }

  private struct Case {
    let title: String
    let person: Person
    let verdict: String?
    let findings: Set<String>
  }

  /// The reference files that the cases happen in.
  var market = Mall.market()
  private var cases: [Case] = []
  private var rows: [Row] = []
  private let first: Int

  /// - Parameter first: the number of the first person.
  init(first: Int = 1) { self.first = first }

  /// Adds a case.
  ///
  /// - Parameters:
  ///   - title: what is special about it.
  ///   - verdict: the verdict that its record must get; nil when it has no record.
  ///   - findings: every finding that it must lead to, and no other; `{id}` is the customer's id and `{n}`
  ///     the person's number.
  ///   - rows: its rows.
  mutating func add(
    _ title: String, _ verdict: String?, _ findings: [String] = [], _ rows: (Person) -> [Row]
  ) {
    let person = Person(first + cases.count)
    self.rows += rows(person)
    let filled = findings.map {
      $0.replacing("{id}", with: person.id).replacing("{n}", with: "\(person.number)")
    }
    cases.append(Case(title: title, person: person, verdict: verdict, findings: Set(filled)))
  }

  /// The mall of all cases.
  var mall: Mall {
    var mall = market
    func fields(_ pick: (Row) -> Fields?) -> [Fields] { rows.compactMap(pick) }
    let files: [(String, [Fields])] = [
      ("customers", fields { if case .customer(let row) = $0 { row } else { nil } }),
      ("orders", fields { if case .order(let row) = $0 { row } else { nil } }),
      ("signups", fields { if case .signup(let row) = $0 { row } else { nil } }),
      ("provisions", fields { if case .provision(let row) = $0 { row } else { nil } }),
      ("provision-subjects", fields { if case .subject(let row) = $0 { row } else { nil } }),
    ]
    for (profile, rows) in files where !rows.isEmpty { mall.add(profile, rows) }
    return mall
  }

  /// Imports, audits, and compares every case; also what `trace` says of the verdict.
  func check(alsoExpected: Set<String> = [], timelyHours: Int = 24) throws {
    try withDatabase { database in
      try database.load(mall)
      #expect(try database.rejects().isEmpty)
      let judged = try database.audit(timelyHours: timelyHours)
      var expected = alsoExpected
      for entry in cases {
        let (title, id) = (entry.title, entry.person.id)
        #expect(judged[id] == entry.verdict, "\(title)")
        expected.formUnion(entry.findings)
        for finding in entry.findings { #expect(judged.findings.contains(finding), "\(title)") }
        guard entry.verdict != nil else { continue }
        let trail = try database.trail(of: id, timelyHours: timelyHours).trail
        #expect(trail.verdict.rawValue == entry.verdict, "trace of: \(title)")
      }
      #expect(judged.findings.subtracting(expected).isEmpty, "findings that no case expects")
    }
  }
}
