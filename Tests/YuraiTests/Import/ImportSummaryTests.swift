import Foundation
import Testing

@testable import Yurai

/// What an import prints: JSON for programs, 80 columns for people.
@Suite struct ImportSummaryTests {
  private func summary(path: String = "orders.csv", isCheck: Bool = false) throws -> ImportSummary {
    var files: [ImportSummary.File] = []
    try withScratch { folder in
      let content = try write("a\n1\n", to: "\(folder)/f.csv")
      let inspection = try FileInspection(path: content, wanted: "auto", name: "f.csv")
      let facts = BatchFacts(
        fileName: "f.csv", inspection: inspection, profile: "canonical/orders",
        timezone: "Asia/Tokyo", origin: "collected")
      var file = ImportSummary.File(facts, path: path, status: .loaded, batchID: 7, lines: 10)
      file.accepted = 4
      file.unchanged = 3
      file.replaced = 2
      file.setAside = 1
      file.cardNumbers = 1
      file.faults = [.init(reason: "card-number", column: "phone", rows: 1, line: 4)]
      file.warn(gaiji: 2)
      file.warn(repairs: 0)
      files = [
        file,
        ImportSummary.File(
          facts, path: "b.csv", status: .unchanged, batchID: 5, lines: 8, setAside: 2),
      ]
    }
    var summary = ImportSummary(isCheck: isCheck)
    summary.files = files
    return summary
  }

  private struct Decoded: Decodable {
    struct File: Decodable {
      let path, profile, encoding, sha256, status: String
      struct Fault: Decodable {
        let reason: String
        let column: String?
        let rows, first_line: Int
      }
      let faults: [Fault]
      let warnings: [String]
      let batch: Int?
      let lines, rows, accepted, unchanged, replaced, set_aside, card_numbers: Int
    }
    let version: Int
    let check: Bool
    let accepted, unchanged, replaced, set_aside: Int
    let files: [File]
  }

  @Test("the JSON holds the counts of every file and their sums") func json() throws {
    let text = try summary(isCheck: true).json
    let decoded = try JSONDecoder().decode(Decoded.self, from: Data(text.utf8))
    #expect(decoded.version == 1 && decoded.check)
    #expect(
      (decoded.accepted, decoded.unchanged, decoded.replaced, decoded.set_aside) == (4, 9, 2, 3))
    #expect(decoded.files.map(\.status) == ["checked", "unchanged"])
    #expect(decoded.files.map(\.batch) == [nil, 5], "there is no batch of a check")
    let loaded = try JSONDecoder().decode(Decoded.self, from: Data(summary().json.utf8))
    #expect(loaded.files.map(\.status) == ["loaded", "unchanged"])
    #expect(loaded.files.map(\.batch) == [7, 5])
    for file in decoded.files {
      #expect(file.accepted + file.unchanged + file.replaced + file.set_aside == file.lines)
      #expect(file.sha256.count == 64)
    }
    #expect(decoded.files.first?.card_numbers == 1)
    #expect(
      decoded.files.first?.faults.map {
        "\($0.reason) \($0.column ?? "-") \($0.rows) \($0.first_line)"
      }
        == ["card-number phone 1 4"])
    #expect(decoded.files.last?.faults.isEmpty == true)
    #expect(
      decoded.files.map(\.warnings) == [
        ["2 row(s) hold user-defined characters (gaiji); they are kept as private-use characters"],
        [],
      ])
    #expect(text.contains("\"version\":1"))
  }

  @Test(
    "names of files may hold anything",
    arguments: ["a\"b.csv", "a\\b.csv", "改行\n.csv", "tab\t.csv", "\u{1}.csv", "受注.csv", "a\r.csv"])
  func quoting(_ path: String) throws {
    let text = try summary(path: path).json
    let decoded = try JSONDecoder().decode(Decoded.self, from: Data(text.utf8))
    #expect(decoded.files.first?.path == path)
  }

  @Test("the text has a line for each file, a sum, and what to do next") func text() throws {
    let loaded = try summary(isCheck: false).text
    #expect(loaded.contains("yurai rejects") && !loaded.contains("nothing of it was kept"))
    let lines = try summary(isCheck: true).text.split(separator: "\n").map(String.init)
    #expect(lines.count >= 6)
    #expect(lines.contains { $0.hasSuffix("orders.csv") })
    #expect(lines.contains { $0.hasSuffix("in all") })
    // What a check set aside was not kept, and cannot be listed.
    #expect(!lines.contains { $0.contains("yurai rejects") })
    #expect(lines.last?.contains("nothing of it was kept") == true)
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test("the hash is that of sha256sum") func hash() throws {
    try withScratch { folder in
      let path = try write("abc", to: "\(folder)/abc.csv")
      // FIPS 180-2, appendix B.1.
      #expect(
        try FileInspection(path: path, wanted: "auto", name: "abc").hash
          == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
  }
}
