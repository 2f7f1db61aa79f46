import Ledger
import Testing

@testable import Bundle

extension Attack {
  static let onTheRun: [Attack] = [
    .telling(
      "no audit is in the ledger", .run,
      world: {
        $0.tell()
        $0.leaves.removeSubrange(7...8)
        $0.signed = [7]
        ($0.auditIndex, $0.sampleIndex) = (6, 6)
      }),
    .telling(
      "nothing was audited", .run,
      world: {
        $0.records = []
        ($0.exceptions, $0.findings) = (0, [:])
        $0.tell()
      },
      files: { files, _ in files["sample.json"] = nil }),
    Attack("the manifest is of a run that is not the latest", .run) {
      var world = try World()
      world.tell()
      let files = try world.sealed(try world.files(), run: 2)
      return Evidence(files: files, verifier: BundleVerifier(key: world.key.verifierKey))
    },
    .telling(
      "the audit's unexplained records are too few", .run,
      world: {
        $0.records[20].verdict = "untraced"
        $0.tell()
        $0.leaves[7] = $0.leaves[7].replacing(#""unexplained" : 1"#, with: #""unexplained" : 0"#)
      }),
    .telling(
      "the proof is of another leaf", .censusProof,
      files: { files, world in
        let note = try world.note(world.leaves.count)
        files["census.tlog-proof"] =
          TLogProof(inclusion: try MemoryTree(world.leaves).proof(6), note: note).bytes
      }),
    .telling(
      "the proof leads to an older checkpoint", .censusProof,
      files: { files, world in
        let tree = MemoryTree(Array(world.leaves.prefix(8)))
        files["census.tlog-proof"] =
          TLogProof(inclusion: try tree.proof(7), note: try world.note(8)).bytes
      }),
    .telling(
      "the report has more customers", .report,
      files: { files, _ in
        try files.replace("report.json", #""customers":60"#, #""customers":61"#)
      }),
    .telling(
      "the report has another verdict", .report,
      files: { files, _ in
        try files.replace("report.json", #""erased":10"#, #""erased":9"#)
      }),
    .telling(
      "the report leaves a finding out", .report,
      files: { files, _ in
        try files.replace(
          "report.json", #""uncorroborated-order","open":2"#, #""untraced-record","open":2"#)
      }),
    .telling(
      "the report is of another run", .report,
      files: { files, _ in try files.replace("report.json", #""number":3"#, #""number":4"#) }),
    .telling(
      "the statement is made though a record is unexplained", .statement,
      world: {
        $0.records[20].verdict = "untraced"
        $0.tell()
      },
      files: { files, _ in
        try files.replace("report.json", #""made":false"#, #""made":true"#)
      }),
    .telling(
      "the statement is made though an excepted record is bought", .statement,
      world: {
        $0.records[7].verdict = "purchased"
        $0.tell()
      },
      files: { files, _ in
        try files.replace("report.json", #""made":false"#, #""made":true"#)
      }),
    .telling(
      "the statement is made though a bought list was imported", .statement,
      world: {
        $0.tell()
        $0.append(
          "import",
          $0.importMembers(3, "list.csv", "canonical/customers", "null", origin: "purchased"))
      }),
    .telling(
      "the statement is held back", .statement,
      files: { files, _ in
        try files.replace("report.json", #""made":true"#, #""made":false"#)
      }),
    .telling(
      "the census counts one record more", .census,
      files: { files, _ in
        try files.replace("census.csv", ",erased,10", ",erased,11")
      }),
    .telling(
      "the census leaves a row out", .census,
      files: { files, _ in try files.editLine("census.csv", 2) { _ in nil } }),
    .telling(
      "the census has a row twice", .census,
      files: { files, _ in try files.editLine("census.csv", 2) { "\($0)\n\($0)" } }),
    .telling(
      "a finding is removed", .findings,
      files: { files, _ in try files.editLine("findings.csv", 1) { _ in nil } }),
    .telling(
      "a finding is renamed", .findings,
      files: { files, _ in
        try files.replace("findings.csv", "uncorroborated-order", "registration-date-missing")
      }),
    .telling(
      "a batch is dropped", .batches,
      files: { files, _ in try files.editLine("batches.csv", 2) { _ in nil } }),
    .telling(
      "a batch is listed twice", .batches,
      files: { files, _ in try files.editLine("batches.csv", 2) { "\($0)\n\($0)" } }),
    .telling(
      "a batch is listed that the ledger does not have", .batches,
      files: { files, _ in
        try files.editLine("batches.csv", 2) { "\($0)\n3\($0.dropFirst())" }
      }),
    .telling(
      "a batch is in the ledger twice", .batches,
      world: {
        $0.tell()
        $0.leaves.append($0.leaves[3])
      }),
    .telling(
      "a batch has another origin", .batches,
      files: { files, _ in try files.replace("batches.csv", "collected", "provided") }),
    .telling(
      "a rule is changed", .rules,
      files: { files, _ in files["rules/untraced-record.sql"] = Array("SELECT 4;\n".utf8) }),
    .telling(
      "a rule is added", .rules,
      files: { files, _ in files["rules/more.sql"] = Array("SELECT 4;\n".utf8) }),
    .telling(
      "a rule is left out", .rules,
      files: { files, _ in files["rules/untraced-record.sql"] = nil }),
  ]
}
