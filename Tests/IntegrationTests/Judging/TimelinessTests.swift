import Testing

/// A record may be at most 24 hours older than the first thing that was collected.
@Suite struct TimelinessTests {
  private static let day = 86_400
  private static let predates = ["record-predates-collection {id}"]

  @Test("to the second") func edges() throws {
    var book = CaseBook()
    func registered(_ seconds: Int) -> (Person) -> [CaseBook.Row] {
      { [.customer($0.customer(["registered_at": $0.time(seconds)])), .order($0.order())] }
    }
    book.add("24 hours before the order", "traced", [], registered(-Self.day))
    book.add("a second more", "contradicted", Self.predates, registered(-Self.day - 1))
    book.add("a second less", "traced", [], registered(-Self.day + 1))
    book.add("at the same moment", "traced", [], registered(0))
    book.add("years after the order", "traced", [], registered(Self.day * 2000))
    book.add("no date: passes, and is a finding", "traced", ["registration-date-missing {id}"]) {
      [.customer($0.customer(["registered_at": ""])), .order($0.order())]
    }
    try book.check()
  }

  @Test("half a second counts") func fractions() throws {
    var book = CaseBook()
    book.add("24 hours and half a second", "contradicted", Self.predates) {
      [
        .customer($0.customer(["registered_at": $0.orderedAt])),
        .order($0.order("1", ["ordered_at": "\($0.time(Self.day)).5"])),
      ]
    }
    try book.check()
  }

  @Test("the earliest placed event counts, corroborated or not, and no other")
  func earliest() throws {
    var book = CaseBook()
    func early(_ changes: Fields, _ late: Int) -> (Person) -> [CaseBook.Row] {
      {
        [
          .customer($0.customer()), .order($0.order("1", changes)),
          .order($0.order("2", ["ordered_at": $0.time(late)])),
        ]
      }
    }
    book.add(
      "an unplaced order on the day does not make it timely", "contradicted",
      ["unknown-merchant tony/ghost/{n}-1"] + Self.predates,
      early(["merchant_id": "ghost"], 5 * Self.day))
    book.add(
      "a placed one without evidence does", "traced", ["uncorroborated-order tony/hana/{n}-1"],
      early(["settlement_id": "", "tracking_no": ""], 5 * Self.day))
    book.add(
      "one that carries nothing of the record does", "traced", [],
      early(["name": "", "email": "", "phone": "", "address": ""], 5 * Self.day))
    book.add("a sign-up on the day does", "traced") {
      [
        .customer($0.customer()), .signup($0.signup("1", ["name": "", "email": ""])),
        .order($0.order("2", ["ordered_at": $0.time(9 * Self.day)])),
      ]
    }
    book.add(
      "without any placed event there is nothing to be older than", "contradicted",
      ["unknown-merchant tony/ghost/{n}-1"]
    ) {
      [
        .customer($0.customer(["registered_at": "2001-01-01"])),
        .order($0.order("1", ["merchant_id": "ghost"])),
      ]
    }
    try book.check()
  }

  @Test("the length is a setting, and the run remembers it", arguments: [0, 23, 48])
  func configured(_ hours: Int) throws {
    var book = CaseBook()
    book.add("just in time", "traced") {
      [.customer($0.customer(["registered_at": $0.time(-hours * 3600)])), .order($0.order())]
    }
    book.add("a second too late", "contradicted", Self.predates) {
      [.customer($0.customer(["registered_at": $0.time(-hours * 3600 - 1)])), .order($0.order())]
    }
    try book.check(timelyHours: hours)
  }

  @Test("what came from elsewhere has a day too") func provisions() throws {
    var book = CaseBook()
    book.add("registered the day before it was received", "received") {
      [
        .customer($0.customer(["registered_at": "2005-05-31 00:00:00"])),
        .provision(.provision("P1", basis: "succession")), .subject($0.subject(of: "P1")),
      ]
    }
    book.add("registered a second earlier", "contradicted", Self.predates) {
      [
        .customer($0.customer(["registered_at": "2005-05-30 23:59:59"])),
        .provision(.provision("P2", basis: "succession")), .subject($0.subject(of: "P2")),
      ]
    }
    book.add("consent needs no day, so nothing can be said against it", "received") {
      [
        .customer($0.customer(["registered_at": "1999-01-01"])),
        .provision(.provision("P3", basis: "consent", ["received_on": ""])),
        .subject($0.subject(of: "P3")),
      ]
    }
    let others: Fields = [
      "name": "全く 別人", "name_kana": "", "email": "q@example.com", "phone": "03-0000-1111",
      "postal_code": "", "address": "北海道札幌市中央区1-1",
    ]
    for (title, values, verdict, rules) in [
      (
        "without a day, and nothing of the record came with it", others, "contradicted",
        Self.predates
      ),
      (
        "without a day, and one field of it came with it",
        others.filter { $0.key != "phone" }, "traced", []
      ),
    ] as [(String, Fields, String, [String])] {
      book.add(title, verdict, rules) {
        [
          .customer($0.customer(["registered_at": "1999-01-01"])), .order($0.order()),
          .provision(.provision("P-\($0.id)", basis: "consent", ["received_on": ""])),
          .subject($0.subject(of: "P-\($0.id)", values)),
        ]
      }
    }
    try book.check()
  }
}
