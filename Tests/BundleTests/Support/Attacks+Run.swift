import Ledger
import Testing

@testable import Bundle

extension Attack {
  /// A lie that only `report.json` tells.
  private static func inReport(_ name: String, _ old: String, _ new: String) -> Attack {
    .telling(
      "the report " + name, .report,
      files: { files, _ in try files.replace("report.json", old, new) })
  }

  static let onTheRun: [Attack] = [
    .telling(
      "no audit is in the ledger", .run,
      world: {
        $0.tell()
        $0.leaves.removeSubrange(17...18)
        $0.signed = [17]
        ($0.auditIndex, $0.sampleIndex) = (16, 16)
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
        $0.leaves[17] = $0.leaves[17].replacing(#""unexplained" : 1"#, with: #""unexplained" : 0"#)
      }),
    .telling(
      "the proof is of another leaf", .censusProof,
      files: { files, world in
        let note = try world.note(world.leaves.count)
        files["census.tlog-proof"] =
          TLogProof(inclusion: try MemoryTree(world.leaves).proof(16), note: note).bytes
      }),
    .telling(
      "the proof leads to an older checkpoint", .censusProof,
      files: { files, world in
        let tree = MemoryTree(Array(world.leaves.prefix(18)))
        files["census.tlog-proof"] =
          TLogProof(inclusion: try tree.proof(17), note: try world.note(18)).bytes
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
    .telling(
      "records are counted as erased that no leaf erases", .run,
      world: {
        $0.tell()
        $0.leaves.remove(at: 6)
        ($0.auditIndex, $0.sampleIndex, $0.signed) = (16, 17, $0.signed.map { $0 - 1 })
      }),
    .telling(
      "exceptions are counted that no leaf grants", .run,
      world: {
        $0.records[20].verdict = "untraced"
        $0.exceptions = 2
        $0.tell()
      }),
    .telling(
      "an exception is of a place that there is not", .run,
      world: {
        $0.tell()
        $0.leaves[16] = $0.leaves[16].replacing(#""record" : 7"#, with: #""record" : 60"#)
      }),
    .telling(
      "fewer records are counted than were imported", .run,
      world: {
        $0.tell()
        $0.leaves[2] = $0.leaves[2].replacing(#""customers" : 62"#, with: #""customers" : 63"#)
      }),
    .telling(
      "the lines of a batch do not add up", .run,
      world: {
        $0.tell()
        $0.leaves[3] = $0.leaves[3].replacing(#""set_aside" : 1"#, with: #""set_aside" : 0"#)
      }),
    .telling(
      "a batch is corrected that there is not", .run,
      world: {
        $0.tell()
        $0.leaves[4] = $0.leaves[4].replacing(#"{"batch" : 1"#, with: #"{"batch" : 9"#)
      }),
    .telling(
      "in the report a batch has another origin", .report,
      files: { files, _ in
        try files.replace("report.json", #""origin":"collected""#, #""origin":"provided""#)
      }),
    .telling(
      "in the report a batch is left out", .report,
      files: { files, _ in try files.replace("report.json", #""batch":2"#, #""batch":3"#) }),
    .telling(
      "the report says another night", .report,
      files: { files, _ in try files.replace("report.json", "27T11:59:00", "26T11:59:00") }),
    .telling(
      "the report says another end", .report,
      files: { files, _ in
        try files.replace(
          "report.json", #""finished_at":"2026-11-27T12:00:00+09:00"#,
          #""finished_at":"2026-11-27T12:00:00+08:00"#)
      }),
    .telling(
      "the report says no night", .report,
      files: { files, _ in try files.replace("report.json", "started_at", "begun_at") }),
    .telling(
      "the schema of the report allows anything", .report,
      files: { files, _ in files["report.schema.json"] = Array("{}\n".utf8) }),
    .telling(
      "the schema of the report asks for less", .report,
      files: { files, _ in
        try files.replace("report.schema.json", #""operator", "run""#, #""run""#)
      }),
    inReport("lists no checkpoint", #""checkpoints":[{"#, #""checkpoints":[],"x":[{"#),
    inReport(
      "lists a checkpoint of another size", #""checkpoints":[{"size":1"#,
      #""checkpoints":[{"size":2"#),
    inReport(
      "tells of a recovery that was not", #""recoveries":["#,
      #""recoveries":[{"leaf":1,"lost":2,"at":"2026-11-27T12:00:00+09:00","reason":"","told_by":1}"#
    ),
    inReport("leaves a mall out", #""malls":[{"id":"rose","name":"rose"},"#, #""malls":["#),
    inReport("names a mall without records", #""malls":["#, #""malls":[{"id":"x","name":"x"},"#),
    inReport("gives a merchant's records to another", #""merchant":"hana""#, #""merchant":"umi""#),
    inReport("tells of changes in a first run", #""changes":null"#, #""changes":{"since_run":1}"#),
    inReport("excepts another record", #""record":"record:7""#, #""record":"record:9""#),
    inReport("says that a batch brought more", #""taken":60"#, #""taken":61"#),
    inReport("says that a batch had a card number", #""card_numbers":0"#, #""card_numbers":1"#),
    inReport("has more groups of arrivals", #""other_groups":0"#, #""other_groups":1"#),
    .telling(
      "a recovery is not in the report", .report,
      world: {
        $0.tell()
        try $0.recover(to: 19)
      },
      files: { files, _ in
        try files.replace("report.json", #""recoveries":["#, #""recoveries":[],"x":["#)
      }),
    .telling(
      "the report puts the unexplained on another day", .report,
      world: {
        for number in [20, 21] { $0.records[number].verdict = "untraced" }
        $0.tell()
      },
      files: { files, _ in
        try files.replace(
          "report.json", #""registered_on":"2006-05-03""#, #""registered_on":"2006-05-04""#)
      }),
    .telling(
      "the report says another tool", .report,
      files: { files, _ in try files.replace("report.json", "0.2.0", "0.3.0") }),
    .telling(
      "an audit ended before it began", .leaves,
      world: {
        $0.tell()
        let audit = $0.leaves[$0.auditIndex]
        $0.leaves[$0.auditIndex] = audit.replacing("27T02:59:00Z", with: "27T03:00:01Z")
      }),
    .telling(
      "an audit was at no time", .leaves,
      world: {
        $0.tell()
        let audit = $0.leaves[$0.auditIndex]
        $0.leaves[$0.auditIndex] = audit.replacing("27T02:59:00Z", with: "last night")
      }),
    .telling(
      "an audit was on a day that there is not", .leaves,
      world: {
        $0.tell()
        let audit = $0.leaves[$0.auditIndex]
        $0.leaves[$0.auditIndex] = audit.replacing(
          "2026-11-27T02:59:00Z", with: "2026-02-29T02:59:00Z")
      }),
    .telling(
      "the report is of another mode", .report,
      files: { files, _ in try files.replace("report.json", #""mode":"full""#, #""mode":"part""#) }),
    .telling(
      "in the report one year has a record of another", .report,
      world: {
        $0.records[22].day = "2007-05-03"
        $0.tell()
      },
      files: { files, world in
        var other = world
        other.records[23].day = "2007-05-03"
        try files.replace("report.json", world.groups, other.groups)
      }),
    .telling(
      "the report says nothing of malls and years", .report,
      files: { files, _ in
        try files.replace("report.json", #""by_mall_year":"#, #""by_mall":"#)
      }),
    .telling(
      "the report denies its time stamp", .report,
      files: { files, _ in
        try files.replace("report.json", #""time_stamped":true"#, #""time_stamped":false"#)
      }),
    .telling(
      "the report claims a time stamp", .report,
      files: { files, _ in
        files["timestamp/checkpoint"] = nil
        files["timestamp/checkpoint.tsr"] = nil
      }),
    .telling(
      "the report says nothing of a time stamp", .report,
      files: { files, _ in
        try files.replace("report.json", #""time_stamped":"#, #""stamped":"#)
      }),
    .telling(
      "the report denies the sample", .report,
      files: { files, _ in
        let sample = files["sample.json"]
        try files.dropSample()
        files["sample.json"] = sample
      }),
    .telling(
      "the report claims a sample", .report, files: { files, _ in files["sample.json"] = nil }),
    .telling(
      "the report says nothing of the sample", .report,
      files: { files, _ in
        try files.replace("report.json", #""sample":"#, #""samples":"#)
      }),
    .telling(
      "the report has fewer exceptions than the sample", .report,
      files: { files, world in
        let found = try world.sampledExceptions()
        try files.replace(
          "report.json", #""exceptions":\#(found),"#, #""exceptions":\#(found - 1),"#)
      }),
    .telling(
      "the report has a smaller bound than the sample", .report,
      files: { files, _ in
        try files.replace("report.json", #""bound_millionths":"#, #""bound_millionths":1, "x":"#)
      }),
    .telling(
      "the report is surer than the sample", .report,
      files: { files, _ in
        try files.replace(
          "report.json", #""confidence_per_mille":900"#, #""confidence_per_mille":950"#)
      }),
    .telling(
      "the report says nothing of exceptions", .report,
      files: { files, _ in try files.replace("report.json", #""exceptions":["#, #""excused":["#) }),
    .telling(
      "a batch was imported at another time", .batches,
      files: { files, _ in try files.replace("batches.csv", "2026-11-27T03", "2019-11-27T03") }),
    .telling(
      "the unexplained records are of no batch", .unexplained,
      world: {
        $0.records[20].verdict = "untraced"
        $0.tell()
      },
      files: { files, _ in try files.replace("unexplained.csv", "1,2006", "7,2006") }),
    .telling(
      "unexplained records are left out", .unexplained,
      world: {
        $0.records[20].verdict = "untraced"
        $0.tell()
      },
      files: { files, _ in try files.editLine("unexplained.csv", 1) { _ in nil } }),
    .telling(
      "nothing was before the ledger, and the seal is of something", .legacy,
      world: {
        $0.tell()
        $0.leaves[0] = $0.leaves[0].replacing(World.hex(""), with: World.hex("x"))
      }),
    .telling(
      "a file is there of which nobody says what it is", .files,
      files: { files, _ in files["annex.jsonl"] = Array("{}\n".utf8) }),
    .telling(
      "a file is missing that each bundle has", .files,
      files: { files, _ in files["unexplained.csv"] = nil }),
    .telling(
      "the checkpoint has a line more", .checkpoint,
      files: { files, world in
        let note = try world.note(world.leaves.count)
        files["checkpoint"] = try SignedNote.sign(note.text + "n1\n", by: world.signers).bytes
      }),
  ]
}
