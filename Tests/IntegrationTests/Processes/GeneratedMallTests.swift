import Foundation
import MallGenerator
import Rendering
import Testing
import Yurai

/// The generator's malls: what an audit says is what was planted.
@Suite struct GeneratedMallTests {
  private struct Truth: Decodable {
    let customers: Int
    let verdicts: [String: Int]
    let findings: [String: Int]
    let by_customer: [String: String]
  }

  @Test(
    "verdicts and findings equal the planted truth", arguments: [FormatMix.mixed, .canonicalOnly])
  func truth(_ formats: FormatMix) throws {
    try withDatabase { database in
      let folder = "\(database.folder)/mall"
      let generator = MallGenerator(directory: folder, customers: 600, seed: 5, formats: formats)
      _ = try generator.run { _ in }
      let truth = try JSONDecoder().decode(
        Truth.self, from: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/truth.json")))
      let said = Said()
      let summary = try database.load(manifest: "\(folder)/manifest.yaml", log: { said.add($0) })
      // Its names and addresses are ordinary, and its numbers are given out once.
      let alarms = said.lines.filter { $0.contains("row(s)") || $0.contains("order(s)") }
      #expect(alarms.isEmpty, "\(alarms)")
      for file in summary.files {
        #expect(file.accepted + file.setAside == file.lines, "\(file.path)")
      }
      let judgement = try database.audit()
      #expect(judgement.run.customers == truth.customers)
      #expect(judgement.run.verdicts.filter { $0.value > 0 } == truth.verdicts)
      for (id, verdict) in truth.by_customer where judgement[id] != verdict {
        Issue.record("\(id) is \(judgement[id] ?? "missing"), planted \(verdict)")
      }
      #expect(judgement.run.findings == truth.findings)
      let again = try database.load(manifest: "\(folder)/manifest.yaml")
      #expect(again.files.allSatisfy { $0.status == .unchanged })
      for (id, verdict) in truth.by_customer where id.hasSuffix("7") {
        #expect(try database.trail(of: id).trail.verdict.rawValue == verdict, "\(id)")
      }
    }
  }
}
