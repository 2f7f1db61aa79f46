import Foundation
import Testing
import Yurai

/// A sample of each mall or merchant by itself, from the commitment to what an auditor checks, with the tool.
@Suite struct StratifiedSampleTests {
  /// By mall and by merchant alike: 33 records in the large stratum, of which six are erased; three in the small one;
  /// two of which nothing is placed, one of them let stand by an exception.
  private func mall() -> Mall {
    var mall = Mall.market()
    let people = (1...38).map { Person($0) }
    mall.add("customers", people.map { $0.customer() }, path: "c.csv")
    let orders = people.prefix(36).map { person in
      switch person.number {
      case 31...33: person.order("1", ["mall_id": "umi"])
      case 34...36: person.order("1", ["merchant_id": "cocomin"])
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

  /// Commits to nonces until one draws an erased place; nobody can choose that it does.
  private func draw(_ by: String, _ database: TestDatabase) throws -> Sample {
    for attempt in 1...20 {
      let nonce = "4711081547110815\(attempt)"
      let hash = try Shell.run(
        "sh", "-c", "printf %s \(nonce) | sha256sum | cut -c1-64", in: "/"
      ).output.trimmingCharacters(in: .newlines)
      let committed = try database.tool(
        "sample", "commit", hash, "--confidence", "90", "--tolerable", "10%", "--stratified", by)
      #expect(committed.code == 0, "\(committed.errors)")
      #expect(committed.errors.contains("38 places: 19 will be drawn"), "\(committed.errors)")
      let drawn = try database.tool("sample", "draw", "--nonce", nonce, "--format", "json")
      #expect(drawn.code == 2, "\(drawn.errors)")
      let sample = try JSONDecoder().decode(Sample.self, from: Data(drawn.output.utf8))
      if sample.draws.contains(where: { $0.leaf == #"["yurai.empty/v1"]"# }) { return sample }
    }
    throw CancellationError()
  }

  @Test(
    "commit, draw, export and verify, with a stratum that is drawn whole and an erased draw",
    arguments: ["mall", "merchant"])
  func whole(_ by: String) throws {
    try Liar.with(mall()) { liar throws in
      let database = liar.database
      #expect(
        try database.tool(
          "exception", "C038", "--approver", "a", "--reason", "r", "--evidence", "e"
        ).code == 0)
      for number in [2, 3, 5, 7, 11, 13] {
        let erased = try database.tool("erase", Person(number).id, "--retention", "--quiet")
        #expect(erased.code == 0, "\(erased.errors)")
      }
      _ = try database.audit()
      let sample = try draw(by, database)
      // 14 of 27, all of three, both of two: a single exception in a stratum of three is more than a tenth.
      #expect(sample.stratified == by && sample.size == 19)
      let strata = try sample.draws.map { try $0.stratum(by) }
      let names = by == "mall" ? ("tony", "umi") : ("hana", "cocomin")
      #expect(strata.count { $0 == names.1 } == 3 && strata.count { $0 == "" } == 2)
      let large = strata.count { $0 == names.0 }
      #expect((14...27).contains(large))
      let last = try #require(strata.last)
      let needed = last == names.0 ? 14 : last == names.1 ? 3 : last == "" ? 2 : 0
      #expect(strata.count { $0 == last } == needed, "it ends with the draw that was missing")
      let erased = strata.count { $0 == nil }
      #expect(sample.draws.allSatisfy { ($0.exception == "erased") == $0.leaf.contains("empty") })
      #expect(sample.draws.count { $0.exception == "unexplained" } == 1)
      #expect(sample.result.drawn == strata.count)
      #expect(erased >= 1 && sample.result.erased == erased)
      #expect(sample.result.exceptions == erased + 1)
      // An erased draw may have been of any stratum, also of the one of two, of which one is an exception already.
      #expect(sample.result.bound == 1 && sample.result.bound_live == 0.5)

      let annex = "\(database.folder)/annex"
      let exported = try database.tool("sample", "export", annex)
      let count = strata.count - erased
      #expect(exported.code == 0 && exported.output.contains("\(count) records"))
      let folder = "\(database.folder)/bundle"
      let written = try database.tool("report", "--output", folder, "--quiet")
      #expect(written.code == 0, "\(written.errors)")
      let verified = try Tool(xdg: database.server.xdg).run(
        "verify", folder, "--annex", "\(annex)/annex.jsonl", "--language", "en")
      #expect(verified.code == 0, "\(verified.output)")
      #expect(
        verified.output.contains(
          "\(erased + 1) exceptions, \(erased) of them erased; at most 100%"),
        "\(verified.output)")
      if Shell.has("python3", "openssl") {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
          .deletingLastPathComponent().deletingLastPathComponent()
          .appending(path: "Proof/verify_bundle.py").path
        let other = try Shell.run(
          "python3", script, folder, "--annex", "\(annex)/annex.jsonl", in: database.folder)
        #expect(other.code == 0 && other.output.contains("ok    sample-draws"), "\(other)")
      }
    }
  }
}
