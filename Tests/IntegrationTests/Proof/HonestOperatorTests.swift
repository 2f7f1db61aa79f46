import Foundation
import MallGenerator
import Postgres
import Testing
import Yurai

/// What an honest operator does every day is not found to be a change.
@Suite struct HonestOperatorTests {
  @Test("a second audit, and the same files again") func again() throws {
    try Liar.with { liar throws in
      #expect(try liar.changes().isEmpty)
      try liar.database.load(Liar.mall())
      #expect(try liar.changes().isEmpty)
      // The same rows in a file that is not the same.
      var mall = Mall()
      mall.add("customers", [1, 2, 3, 4, 6].map { Person($0).customer() }, path: "more.csv")
      let summary = try liar.database.load(mall)
      #expect(summary.files.map(\.unchanged) == [4], "\(summary.files.map(\.unchanged))")
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("corrected files of customers, orders, names, tenancies and provisions")
  func corrected() throws {
    try Liar.with { liar throws in
      var mall = Mall()
      var tenancies = Mall.tenancies
      tenancies[1]["storefront"] = "ココミン本店"
      var malls = Mall.malls
      malls[1]["operator"] = "株式会社トニーグループ"
      mall.add("malls", malls)
      mall.add("tenancies", tenancies)
      mall.add("merchants", [Mall.merchants[0].merging(["name": "花の本舗 新"]) { $1 }])
      mall.add(
        "affiliates", [["affiliate_id": "A1", "programme": "アクセスリンク", "partner": "別の日記"]])
      mall.add(
        "customers", [Person(1).customer(["address": "東京都千代田区1-1"]), Person(2).customer()],
        path: "c2.csv")
      mall.add("orders", [Person(1).order("1", ["status": "発送済み"])], path: "o2.csv")
      mall.add(
        "provision-subjects", [Person(3).subject(of: "P1", ["phone": "03-5550-9999"])],
        path: "s2.csv")
      mall.add("provisions", [.provision("P1", basis: "joint_use")], path: "p2.csv")
      let summary = try liar.database.load(mall)
      #expect(summary.files.allSatisfy { $0.replaced >= 1 }, "\(summary.files.map(\.replaced))")
      #expect(try liar.changes().isEmpty)
      // And back again, with the audit between.
      try liar.database.load(Liar.mall())
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("one file names the same thing twice") func repeated() throws {
    var mall = Mall.market()
    mall.add(
      "customers",
      [Person(1).customer(), Person(2).customer(), Person(1).customer(["name": "別"])],
      path: "c.csv")
    mall.add(
      "orders", [Person(1).order(), Person(1).order("1", ["status": "別"]), Person(2).order()],
      path: "o.csv")
    try Liar.with(mall) { liar throws in
      #expect(try liar.database.value("SELECT count(*) FROM record_salt") == "2")
      #expect(try liar.database.value("SELECT records FROM record_count") == "2")
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("provisions before and after their subjects", arguments: [true, false])
  func provisions(_ isBefore: Bool) throws {
    var subjects = Mall.market()
    subjects.add("customers", [Person(3).customer()], path: "c.csv")
    subjects.add("provision-subjects", [Person(3).subject(of: "P1")], path: "s.csv")
    var provisions = Mall()
    provisions.add("provisions", [.provision("P1", basis: "joint_use")], path: "p.csv")
    try Liar.with(isBefore ? provisions : subjects) { liar throws in
      try liar.database.load(isBefore ? subjects : provisions)
      #expect(try liar.changes().isEmpty)
      #expect(try liar.database.audit()["C003"] == "received")
    }
  }

  @Test("files of other systems, and a ledger that has no key")
  func mapped() throws {
    try withDatabase { database throws in
      let folder = "\(database.folder)/generated"
      _ = try MallGenerator(directory: folder, customers: 300, seed: 5, formats: .mixed).run { _ in
      }
      try database.load(manifest: "\(folder)/manifest.yaml")
      for _ in 0..<2 { #expect(try database.audit().findings(of: "row-changed").isEmpty) }
      let legacy = "SELECT leaf::json ->> 'batches' FROM ledger_leaf WHERE kind = 'legacy'"
      #expect(try database.value(Query(text: legacy)) == "0")
    }
  }

  @Test("a file that is joined with another, and again with the other one corrected")
  func joined() throws {
    try Liar.with { liar throws in
      var mall = Mall()
      mall.add(
        raw: MappingImportTests.orders, as: "shop.yaml", path: "shop.csv",
        ["mall": "tony", "merchant": "hana", "with": "{buyers: b.csv}"])
      let folder = "\(liar.database.folder)/joined"
      let manifest = try mall.write(to: folder)
      for buyers in [
        MappingImportTests.buyers, MappingImportTests.buyers.replacing("佐藤", with: "左藤"),
      ] {
        for (name, text) in [("shop.yaml", MappingImportTests.mapping), ("b.csv", buyers)] {
          try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        try liar.database.load(manifest: manifest)
        #expect(try liar.changes().isEmpty)
      }
      #expect(
        try liar.database.value("SELECT count(*) FROM batch WHERE part_of IS NOT NULL") == "2")
    }
  }

  @Test("every table is written again as it is: VACUUM FULL, CLUSTER, VACUUM FREEZE")
  func rewritten() throws {
    try Liar.with { liar throws in
      for table in [
        "customer", "customer_record", "collection_event", "collection_record", "record_salt",
        "tenancy", "provision",
      ] {
        _ = try liar.database.rows("VACUUM FREEZE \(identifier: table)")
        _ = try liar.database.rows("VACUUM FULL \(identifier: table)")
      }
      _ = try liar.database.rows("CLUSTER customer USING customer_pkey")
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("an exception, and one that is granted anew") func exception() throws {
    try Liar.with { liar throws in
      var session = try liar.database.session()
      for reason in ["紙の申込書", "紙の申込書、\n棚 8"] {
        try Listings.grantException(
          customer: "C004", approver: "佐藤", reason: reason, evidence: "棚 7", in: &session)
        #expect(try liar.changes().isEmpty)
      }
    }
  }

  @Test("a key is rotated and the old one retired") func rotated() throws {
    try Liar.with { liar throws in
      var session = try liar.database.session()
      let keys = try LedgerSigner.rotate(in: &session)
      #expect(keys.count == 2)
      #expect(try liar.changes().isEmpty)
      let id = try #require(keys[1].split(separator: "+").dropFirst().first)
      let left = try LedgerSigner.retire(id: String(id), in: &session)
      #expect(left == [keys[0]])
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("the tool died after a checkpoint was kept and before it was stored") func died() throws {
    try Liar.with { liar throws in
      try liar.lie(["DELETE FROM checkpoint"])
      #expect(try liar.changes().isEmpty)
    }
  }
}
