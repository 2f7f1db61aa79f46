import Postgres
import Testing
import Yurai

/// The same thing twice in one file: the same content is unchanged, other content is set aside.
///
/// The first file of an empty database takes another road than later ones; both must say the same.
@Suite struct DuplicateTests {
  private func load(_ rows: [Fields], as profile: String, onto before: [Fields]?) throws -> (
    ImportSummary.File, [String], [String]
  ) {
    var summary: ImportSummary?
    var rejects: [String] = []
    var content: [String] = []
    try withDatabase { database in
      if let before {
        var mall = Mall()
        mall.add(profile, before, path: "before.csv")
        try database.load(mall)
      }
      var mall = Mall()
      mall.add(profile, rows, path: "f.csv")
      summary = try database.load(mall)
      rejects = try database.rejects()
      content = try database.content(except: ["batch"])
      // Every index and constraint is back.
      let lost = try database.value(
        "SELECT count(*) FROM pg_index WHERE NOT indisvalid AND indrelid::regclass::text !~ 'pg_'")
      #expect(lost == "0")
    }
    return (try #require(summary?.files.first), rejects, content)
  }

  @Test("orders", arguments: [false, true])
  func orders(isFilled: Bool) throws {
    let (one, two) = (Person(1), Person(2))
    let (file, rejects, content) = try load(
      [
        one.order(), two.order(), one.order(), one.order("1", ["status": "別の状態"]),
        one.order("1", ["merchant_id": "cocomin"]), one.order("2"), two.order(),
      ], as: "orders", onto: isFilled ? [Person(9).order()] : nil)
    #expect(file.lines == 7 && file.accepted == 4 && file.unchanged == 2 && file.setAside == 1)
    #expect(rejects == ["f.csv:5 order_id duplicate"])
    let count = isFilled ? 5 : 4
    #expect(content.filter { $0.hasPrefix("collection_event:") }.count == count)
    #expect(content.filter { $0.hasPrefix("collection_record:") }.count == count)
    #expect(!content.contains { $0.contains("別の状態") })
  }

  @Test("customers", arguments: [false, true])
  func customers(isFilled: Bool) throws {
    let (one, two) = (Person(1), Person(2))
    let (file, rejects, content) = try load(
      [
        one.customer(), two.customer(), two.customer(["phone": "1"]), one.customer(),
        one.customer(["phone": "2"]),
      ], as: "customers", onto: isFilled ? [Person(9).customer()] : nil)
    #expect(file.lines == 5 && file.accepted == 2 && file.unchanged == 1 && file.setAside == 2)
    #expect(rejects == ["f.csv:4 customer_id duplicate", "f.csv:6 customer_id duplicate"])
    let count = isFilled ? 3 : 2
    #expect(content.filter { $0.hasPrefix("customer:") }.count == count)
    #expect(content.filter { $0.hasPrefix("customer_record:") }.count == count)
  }

  @Test("sign-ups and subjects: one of a person is not one of another", arguments: [false, true])
  func others(isFilled: Bool) throws {
    let (one, two) = (Person(1), Person(2))
    let (signups, rejects, _) = try load(
      [
        one.signup("1", ["signup_id": "U"]), two.signup("1", ["signup_id": "U"]),
        one.signup("1", ["signup_id": "U", "evidence_ref": "x"]),
        one.signup("1", ["signup_id": "U", "kind": "enquiry"]),
      ], as: "signups", onto: isFilled ? [Person(9).signup()] : nil)
    #expect(signups.accepted == 3 && signups.setAside == 1)
    #expect(rejects == ["f.csv:4 signup_id duplicate"])
    let (subjects, _, _) = try load(
      [
        one.subject(of: "P"), two.subject(of: "P"), one.subject(of: "P"), one.subject(of: "Q"),
        one.subject(of: "P", ["phone": "1"]),
      ], as: "provision-subjects", onto: isFilled ? [Person(9).subject(of: "P")] : nil)
    #expect(subjects.accepted == 3 && subjects.unchanged == 1 && subjects.setAside == 1)
  }

  @Test(
    "reference rows", arguments: ["malls", "merchants", "tenancies", "affiliates", "provisions"])
  func reference(_ profile: String) throws {
    let row: Fields =
      switch profile {
      case "malls": ["mall_id": "m", "name": "名", "valid_from": "2001-01-01"]
      case "merchants": ["merchant_id": "m", "name": "名", "valid_from": "2001-01-01"]
      case "tenancies": Mall.tenancy("m", "n", "名", "2001-01-01")
      case "affiliates": ["affiliate_id": "a", "programme": "名"]
      default: .provision("P", basis: "consent")
      }
    let changed: Fields =
      switch profile {
      case "tenancies": ["storefront": "別"]
      case "affiliates": ["programme": "別"]
      case "provisions": ["provider_name": "別"]
      default: ["name": "別"]
      }
    let (file, rejects, content) = try load(
      [row, row, row.merging(changed) { $1 }], as: profile, onto: nil)
    #expect(file.accepted == 1 && file.unchanged == 1 && file.setAside == 1)
    #expect(rejects.count == 1 && rejects.first?.hasPrefix("f.csv:4 ") == true)
    #expect(!content.contains { $0.contains("別") })
  }

  @Test("the first of them is compared with what is held") func withHeld() throws {
    let one = Person(1)
    let (file, rejects, content) = try load(
      [
        one.order("1", ["status": "a"]), one.order("1", ["status": "b"]),
        one.order("1", ["status": "a"]),
      ],
      as: "orders", onto: [one.order()])
    #expect(file.replaced == 1 && file.setAside == 1 && file.unchanged == 1)
    #expect(rejects == ["f.csv:3 order_id duplicate"])
    #expect(content.filter { $0.hasPrefix("supersession:") }.count == 1)
  }
}
