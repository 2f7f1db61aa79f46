import Foundation
import Testing

@testable import Rendering

/// The parts of events that no command writes yet, or that depend on the machine.
@Suite struct LineageEventTests {
  private func event(_ kind: LineageEvent.Kind) -> LineageEvent {
    LineageEvent(
      kind, time: "2026-01-01T00:00:00.000Z", runID: "r", jobNamespace: "n", job: "audit")
  }

  @Test("a checkpoint is a facet of the run") func checkpoint() throws {
    var end = event(.complete)
    #expect(!end.json.contains("yurai_checkpoint"))
    end.checkpoint = .init(size: 41, rootHash: "r=", noteSHA256: "00")
    #expect(
      end.json.contains(
        #""yurai_checkpoint":{"_producer":"urn:yurai:tool","#
          + #""_schemaURL":"urn:yurai:openlineage:1-0-0:YuraiCheckpointRunFacet","#
          + #""size":41,"rootHash":"r=","noteSha256":"00"}"#))
  }

  @Test("the facets' keys") func keys() {
    #expect(
      Set(LineageFacet.allCases.map(\.rawValue)) == [
        "jobType", "errorMessage", "version", "inputStatistics", "outputStatistics",
        "yurai_checkpoint",
      ])
  }

  @Test(
    "the server's namespace",
    arguments: [
      ("db.example", "5432", "postgres://db.example:5432"),
      ("::1", "5433", "postgres://[::1]:5433"),
      ("/home/hanako/.local/share/yurai/run", "5432", "postgres://machine:5432"),
      ("", "5432", "postgres://machine:5432"), ("@abstract", "5432", "postgres://machine:5432"),
    ])
  func namespace(_ host: String, _ port: String, _ expected: String) {
    #expect(LineageDataset.namespace(host: host, port: port, machine: "machine") == expected)
  }
}
