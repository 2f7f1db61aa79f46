import Foundation
import Testing
import Yurai

/// A sample of each mall or merchant by itself, from the commitment to what an auditor checks, with the tool.
@Suite struct StratifiedSampleTests {
  /// By mall and by merchant alike: 33 records in the large stratum, of which six will be erased; twelve in the next; five
  /// of which nothing is placed, one of them let stand by an exception.
  private func mall() -> Mall {
    var mall = Mall.market()
    let people = (1...50).map { Person($0) }
    mall.add("customers", people.map { $0.customer() }, path: "c.csv")
    let orders = people.prefix(45).map { person in
      switch person.number {
      case 22...33: person.order("1", ["mall_id": "umi"])
      case 34...45: person.order("1", ["merchant_id": "cocomin"])
      default: person.order()
      }
    }
    mall.add("orders", orders, path: "o.csv")
    return mall
  }

  private struct Sample: Decodable {
    struct Draw: Decodable {
      let index: Int
      let leaf: String
      let exception: String?

      /// Null for a place that is empty.
      func stratum(_ by: String) throws -> String? {
        let parts = try JSONSerialization.jsonObject(with: Data(leaf.utf8)) as? [Any] ?? []
        return parts.count == 8 ? parts[by == "mall" ? 1 : 2] as? String ?? "" : nil
      }
    }
    struct Result: Decodable {
      let drawn: Int
      let exceptions: Int
      let erased: Int
      let bound: Double
      let bound_live: Double
    }
    let stratified: String?
    let size: Int
    let draws: [Draw]
    let result: Result
  }

  /// Commits to a nonce and draws; which places, nobody can choose.
  private func draw(_ by: String, _ nonce: String, _ database: TestDatabase) throws -> Sample {
    let hash = try Shell.run(
      "sh", "-c", "printf %s \(nonce) | sha256sum | cut -c1-64", in: "/"
    ).output.trimmingCharacters(in: .newlines)
    let committed = try database.tool(
      "sample", "commit", hash, "--confidence", "90", "--tolerable", "10%", "--stratified", by)
    #expect(committed.code == 0, "\(committed.errors)")
    #expect(committed.errors.contains("50 places: 27 will be drawn"), "\(committed.errors)")
    let drawn = try database.tool("sample", "draw", "--nonce", nonce, "--format", "json")
    #expect(drawn.code == 2, "\(drawn.errors)")
    return try JSONDecoder().decode(Sample.self, from: Data(drawn.output.utf8))
  }

  /// What each drawing has to be; how many of its draws are erased.
  private func check(_ sample: Sample, _ by: String) throws -> Int {
    // 14 of 27, 8 of 12, and all of five: of them a single one is more than a tenth.
    #expect(sample.stratified == by && sample.size == 27)
    let strata = try sample.draws.map { try $0.stratum(by) }
    let needed = by == "mall" ? ["tony": 14, "umi": 8, "": 5] : ["hana": 14, "cocomin": 8, "": 5]
    for (name, count) in needed { #expect(strata.count { $0 == name } >= count, "\(name)") }
    #expect(strata.count { $0 == "" } == 5)
    let last = try #require(strata.last)
    #expect(
      strata.count { $0 == last } == last.flatMap { needed[$0] },
      "it ends with the draw that was missing")
    let erased = strata.count { $0 == nil }
    #expect(sample.draws.allSatisfy { ($0.exception == "erased") == $0.leaf.contains("empty") })
    #expect(sample.draws.count { $0.exception == "unexplained" } == 4)
    #expect(sample.result.drawn == strata.count && sample.result.erased == erased)
    #expect(sample.result.exceptions == erased + 4)
    // An erased draw may have been of any stratum, also of the one of five, of which four are exceptions already.
    #expect(sample.result.bound == (erased > 0 ? 1 : 0.8) && sample.result.bound_live == 0.8)
    return erased
  }

  @Test(
    "commit, draw, export and verify, with a stratum that is drawn whole and an erased draw",
    arguments: ["mall", "merchant"])
  func whole(_ by: String) throws {
    try Liar.with(mall()) { liar throws in
      let database = liar.database
      #expect(
        try database.tool(
          "exception", "C046", "--approver", "a", "--reason", "r", "--evidence", "e"
        ).code == 0)
      for number in [2, 3, 5, 7, 11, 13] {
        let erased = try database.tool("erase", Person(number).id, "--retention", "--quiet")
        #expect(erased.code == 0, "\(erased.errors)")
      }
      _ = try database.audit()
      // Three drawings at least, and the last with an erased draw, as nearly every one has.
      var (sample, erased, number) = (Sample?.none, 0, 0)
      while number < 3 || (erased == 0 && number < 20) {
        number += 1
        let drawn = try draw(by, "471108154711081547110815\(number)", database)
        (sample, erased) = (drawn, try check(drawn, by))
      }
      let drawn = try #require(sample?.draws.count)
      #expect(erased > 0)

      let annex = "\(database.folder)/annex"
      let exported = try database.tool("sample", "export", annex)
      let count = drawn - erased
      #expect(exported.code == 0 && exported.output.contains("\(count) records"))
      let folder = "\(database.folder)/bundle"
      let written = try database.tool("report", "--output", folder, "--quiet")
      #expect(written.code == 0, "\(written.errors)")
      let verified = try Tool(xdg: database.server.xdg).run(
        "verify", folder, "--annex", "\(annex)/annex.jsonl", "--language", "en")
      #expect(verified.code == 0, "\(verified.output)")
      #expect(
        verified.output.contains(
          "\(erased + 4) exceptions, \(erased) of them erased; at most 100%"),
        "\(verified.output)")
      if let other = try Shell.verifyBundle(
        [folder, "--annex", "\(annex)/annex.jsonl"], in: database.folder)
      {
        #expect(other.code == 0 && other.output.contains("ok    sample-draws"), "\(other)")
      }
    }
  }
}
