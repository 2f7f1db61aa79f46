import Foundation
import Testing

/// Days of provisions against today: the future, and the three years of Enforcement Rule 25.
@Suite struct ProvisionTermTests {
  /// A day relative to today in Japan.
  private func day(years: Int = 0, days: Int = 0) throws -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "Asia/Tokyo"))
    let moved = calendar.date(byAdding: DateComponents(year: years, day: days), to: Date())
    let date = try #require(moved)
    return Person.text(Int(date.timeIntervalSince1970)).prefix { $0 != " " }.description
  }

  @Test("a day in the future is no day of receipt") func future() throws {
    var book = CaseBook()
    for (place, days) in [(1, 0), (2, 1)] {
      let received = try day(days: days)
      book.add(
        "received in \(days) days", days == 0 ? "received" : "contradicted",
        days == 0 ? [] : ["provision-incomplete P\(place)"]
      ) {
        [
          .customer($0.customer(["registered_at": received])),
          .provision(.provision("P\(place)", basis: "succession", ["received_on": received])),
          .subject($0.subject(of: "P\(place)")),
        ]
      }
    }
    try book.check()
  }

  @Test("after three years it should go, unless a record rests on it") func retention() throws {
    var book = CaseBook()
    let (within, past) = (try day(years: -3), try day(years: -3, days: -1))
    func provision(_ id: String, _ received: String) -> CaseBook.Row {
      .provision(.provision(id, basis: "joint_use", ["received_on": received]))
    }
    book.add("three years today", nil) { _ in [provision("P1", within)] }
    book.add("yesterday it was three years", nil, ["provision-retention-passed P2"]) { _ in
      [provision("P2", past)]
    }
    book.add("a record rests on it", "received") {
      [
        .customer($0.customer(["registered_at": past])), provision("P3", past),
        .subject($0.subject(of: "P3")),
      ]
    }
    book.add("whose record is gone", nil, ["provision-retention-passed P4"]) {
      [provision("P4", past), .subject($0.subject(of: "P4"))]
    }
    book.add("without a day there is no term", nil) { _ in
      [.provision(.provision("P5", basis: "consent", ["received_on": ""]))]
    }
    try book.check()
  }
}
